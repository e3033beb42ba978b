"""Which typed addresses are none, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import AddressFault
from reports.text.addresses import ascii_host, fault, fault_of_destination, is_numeric

WELL_FORMED = [
    *(
        "https://example.org",
        "http://example.org/",
        "HTTPS://Example.ORG/Path?q=a&b=c#part",
        "https://example.org."[:-1],
    ),
    *("https://example.org:443/", "http://example.org:80", "https://例え.jp/日本", "https://xn--r8jz45g.jp/"),
    *(
        "https://ja.wikipedia.org/wiki/人工知能_(曖昧さ回避)",
        "https://en.wikipedia.org/wiki/Yahoo!",
        "https://a_b.example.org/",
    ),
    *(
        "https://en.wikipedia.org/wiki/Apple_Inc..x",
        "https://example.org/a(b)",
        "https://example.org/?u=https://other.org/",
    ),
    *(
        "https://web.archive.org/web/2024/https://example.org/",
        "https://93.184.216.34/",
        "https://example.org/search?",
    ),
    *(
        "https://[2606:2800:220:1:248:1893:25c8:1946]/",
        "https://www.example.co.uk/a%20b",
        "https://example.org/mark[1]",
    ),
    "https://example.org/caf\u00e9/r\u00e9sum\u00e9",
]
FAULTY = [
    *(
        (each, AddressFault.NO_SCHEME)
        for each in ("", "www.example.org", "example.org/a", "example.org:8080/", "//a.org")
    ),
    *(
        (each, AddressFault.NO_SCHEME)
        for each in ("https//example.org", "example", "name@example.org", "localhost:80/")
    ),
    *(
        (each, AddressFault.SCHEME_TWICE)
        for each in ("https://https://example.org", "http://https://a.org", "HTTPS://http//a.org")
    ),
    *(
        (each, AddressFault.SCHEME_TWICE)
        for each in ("https:https://example.org", "https://http:/example.org")
    ),
    *(
        (each, AddressFault.OTHER_SCHEME)
        for each in ("ftp://example.org/", "htps://example.org", "file:///etc/passwd")
    ),
    *(
        (each, AddressFault.OTHER_SCHEME)
        for each in ("javascript:alert(1)", "data:text/html,x", "mailto:a@b.org", "ttps://a.org")
    ),
    *(
        (each, AddressFault.NO_HOST)
        for each in ("https://", "https:///a", "https:/example.org", "https:example.org", "http:")
    ),
    *((each, AddressFault.NO_HOST) for each in ("https://?q", "https:\\\\example.org", "https://#a")),
    *(
        (each, AddressFault.BAD_HOST)
        for each in ("https://localhost/", "https://intranet/wiki", "https://example..org/")
    ),
    *(
        (each, AddressFault.BAD_HOST)
        for each in ("https://-a.org/", "https://2130706433/", "https://0x7f.1/", "https://127.1/")
    ),
    *(
        (each, AddressFault.BAD_HOST)
        for each in ("https://[::1", "https://[::1]x/", "https://[fe80::1%25eth0]/", "https://1.2.3.999/")
    ),
    *(
        (each, AddressFault.BAD_HOST)
        for each in (
            "https://%31.org/",
            "https://a" + "a" * 63 + ".org/",
            "https://.org/",
            "https://１２７.１/",
        )
    ),
    *(
        (each, AddressFault.SPACES)
        for each in ("https://example.org/a b", " https://example.org", "https:// example.org")
    ),
    *(
        (each, AddressFault.SPACES)
        for each in ("https://example.org\n", "https://example.org/a\u3000b", "https://a.org/\tb")
    ),
    *(
        (each, AddressFault.CHARACTERS)
        for each in ("https://example.org/<id>", 'https://example.org/"', "https://a.org/{x}")
    ),
    *(
        (each, AddressFault.CHARACTERS)
        for each in ("https://a.org\\b", "https://a.org/\u200b", "https://a.org/\ud800", "https://a.org/\x00")
    ),
    *(
        (each, AddressFault.LOGIN)
        for each in ("https://me@example.org/", "https://me:pw@example.org/", "https://a.org@10.0.0.1/")
    ),
    *(
        (each, AddressFault.PORT)
        for each in (
            "https://example.org:8443/",
            "http://example.org:22/",
            "https://a.org:99999/",
            "https://a.org:x/",
        )
    ),
    *(
        (each, AddressFault.TAIL)
        for each in ("https://example.org.", "https://example.org/a.pdf.", "https://example.org/a,")
    ),
    *(
        (each, AddressFault.TAIL)
        for each in (
            "https://example.org/a)",
            "https://example.org/a」",
            "https://example.org/a。",
            "https://a.org/]",
        )
    ),
    *(
        (each, AddressFault.TAIL)
        for each in (
            "https://example.org/a...",
            "https://example.org/a。詳細は",
            "https://a.org/b\u2026",
            "https://a.org/.",
        )
    ),
    ("https://example.org/" + "a" * 2000, AddressFault.TOO_LONG),
]


@pytest.mark.parametrize("address", WELL_FORMED)
def test_well_formed_addresses_have_no_fault(address):
    assert fault(address) is None


@pytest.mark.parametrize(("address", "found"), FAULTY)
def test_each_fault_has_its_name(address, found):
    assert fault(address) == found


def test_every_fault_is_found_by_some_case():
    assert {found for _, found in FAULTY} == set(AddressFault)


def test_ports_can_be_allowed():
    assert fault("https://example.org:8443/", ports=(8443,)) is None
    assert fault("https://example.org:443/", ports=(8443,)) == AddressFault.PORT


def test_a_destination_may_be_odd_behind_its_host():
    assert fault_of_destination("https://example.org/a|b,") is None
    assert fault_of_destination("https://example.org:22/") == AddressFault.PORT
    assert fault_of_destination("https://localhost/a") == AddressFault.BAD_HOST
    assert fault_of_destination("") == AddressFault.NO_SCHEME


@given(st.text() | st.text("htps:/@.[]%?#\\0aé。１ ").map("https://{}".format))
def test_nothing_raises(text):
    assert fault(text) in {None, *AddressFault}
    assert fault_of_destination(text) in {None, *AddressFault}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "a.0x", "017700000001", "1."])
def test_numbers_are_told_from_names(host):
    assert is_numeric(host)
    assert not is_numeric(f"{host}.example.org")


def test_hosts_are_ascii():
    assert ascii_host("例え.JP.") == "xn--r8jz45g.jp"
    with pytest.raises(ValueError, match="label"):
        ascii_host("a..b")
