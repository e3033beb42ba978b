"""No name and no number leads inwards."""

import socket
import threading
import time

import pytest

from reports.links import guard
from reports.links.guard import Refused, UnknownHost, is_public

PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::8a"]
FORBIDDEN = [
    *("0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255"),  # noqa: S104 - nothing is bound
    *("172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.0.1", "169.254.169.254"),
    *("100.64.0.1", "100.100.100.200", "100.127.255.255", "168.63.129.16", "192.0.0.1", "192.0.0.192"),
    *("192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8"),
    *(
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
    ),
    *("fc00::1", "fd00:ec2::254", "fd12:3456::1", "ff02::1", "2001::1", "2001:0:53aa:64c:0:fb:f5ff:fffe"),
    *("2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1"),
    *("5f00::1", "", "localhost", "127.1", "0x7f.1", "2130706433", "127.0.0.01", "example.org"),
]
FORBIDDEN_HOSTS = [
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "site.localhost",
        "localhost.localdomain",
        "ip6-localhost",
        "printer",
    ),
    *("intranet", "wiki.intranet", "db.internal", "metadata.google.internal", "nas.local", "router.lan"),
    *("fritz.home.arpa", "1.0.0.127.in-addr.arpa", "x.corp", "x.private", "abc.onion", "x.test"),
    *("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "0", "2130706433", "017700000001", "0x7f000001"),
    *(
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.0.0.0x1",
        "0x",
        "10.0.0.1",
        "192.168.1",
        "169.254.169.254",
        "2852039166",
    ),
    *("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "ｌｏｃａｌｈｏｓｔ", "999.1.1.1", "1.2.3.4.5"),
    *("::1", "::ffff:10.0.0.1", "fe80::1", "fd00:ec2::254", "64:ff9b::a00:1", "2002:a00:1::", "fe80::1%1"),
    *("::ffff:7f00:1", "0:0:0:0:0:0:0:1", "1::2::3"),
]


def _never(host, port):
    raise AssertionError(f"{host} was looked up")


def _says(*found):
    return lambda host, port: list(found)


def test_the_tables_are_long_enough():
    assert len(FORBIDDEN) + len(FORBIDDEN_HOSTS) >= 100


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", FORBIDDEN)
def test_all_others_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
def test_a_forbidden_host_is_refused_without_looking_it_up(host):
    with pytest.raises(Refused):
        guard.addresses(host, 80, resolver=_never, timeout=1)


@pytest.mark.parametrize("host", ["", ".", "a..example.org", "x" * 64 + ".org", "a" * 300 + ".org"])
def test_a_host_that_can_have_no_name_is_unknown(host):
    with pytest.raises((UnknownHost, Refused)):
        guard.addresses(host, 80, resolver=_never, timeout=1)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_number_needs_no_name_service(address):
    assert guard.addresses(address, 80, resolver=_never, timeout=1) == [address]


def test_all_addresses_of_a_name_are_returned_once():
    found = guard.addresses("example.org", 80, resolver=_says(PUBLIC[0], PUBLIC[3], PUBLIC[0]), timeout=1)
    assert found == [PUBLIC[0], PUBLIC[3]]


@pytest.mark.parametrize("address", [each for each in FORBIDDEN if ":" in each or each.count(".") == 3])
def test_one_forbidden_address_spoils_the_name(address):
    with pytest.raises(Refused):
        guard.addresses("example.org", 80, resolver=_says(PUBLIC[0], address), timeout=1)


def test_more_addresses_than_any_name_has_are_refused():
    found = [f"8.8.{a}.{b}" for a in range(2) for b in range(100)]
    with pytest.raises(Refused):
        guard.addresses("example.org", 80, resolver=_says(*found), timeout=1)


def test_names_of_all_scripts_are_asked_for_in_ascii():
    asked = []

    def resolver(host, port):
        asked.append((host, port))
        return [PUBLIC[0]]

    guard.addresses("例え.jp", 443, resolver=resolver, timeout=1)
    assert asked == [("xn--r8jz45g.jp", 443)]


@pytest.mark.parametrize("problem", [socket.gaierror("no such name"), OSError(), UnicodeError("odd")])
def test_an_unknown_name_is_unknown(problem):
    def resolver(host, port):
        raise problem

    with pytest.raises(UnknownHost):
        guard.addresses("example.org", 80, resolver=resolver, timeout=1)
    with pytest.raises(UnknownHost):
        guard.addresses("example.org", 80, resolver=_says(), timeout=1)


def test_a_silent_name_service_is_not_waited_for():
    stop = threading.Event()

    def resolver(host, port):
        stop.wait(30)
        return PUBLIC

    began = time.monotonic()
    with pytest.raises(UnknownHost):
        guard.addresses("example.org", 80, resolver=resolver, timeout=0.05)
    assert time.monotonic() - began < 5
    stop.set()
