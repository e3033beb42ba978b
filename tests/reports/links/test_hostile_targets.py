"""One table of addresses that somebody could write into a report to aim this site inwards.

Each is refused with its reason, and nothing on this machine hears of it: `ears` listens inside, under the
ports that the addresses lead to where these are free, and under one more.
"""

import socket
import threading
from functools import partial

import pytest

from reports.enums import AddressFault as Fault
from reports.enums import LinkNote, LinkState
from reports.links import check, guard
from reports.text.addresses import PORTS
from tests.reports.links.servers import answer, running

MALFORMED, REFUSED, UNREACHABLE = LinkState.MALFORMED, LinkState.REFUSED, LinkState.UNREACHABLE

PRIVATE = [  # numbers of networks that are not the public web, IPv4
    "http://127.0.0.1/",
    "http://127.255.255.254/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.0.1/",
    "http://192.168.255.255/",
    "https://192.168.1.1/admin?reboot=1",
    "http://169.254.0.1/",
    "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
    "http://169.254.170.2/v2/credentials",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/metadata/instance",
    "http://192.0.0.192/opc/v1/instance/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.7/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    # The dot at the end, and a port that goes without saying.
    "http://127.0.0.1./x",
    "http://10.0.0.1./x",
    "http://127.0.0.1:80/",
    "https://127.0.0.1:443/",
    "HTTP://127.0.0.1/",
    # Digits of other scripts are digits to the name service.
    "http://１２７.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://1２7．0.0．1/",
]
PRIVATE_IPV6 = [
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]/",
    "http://[::1]:80/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::FFFF:10.0.0.1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fd12:3456:789a::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001:0:53aa:64c:0:fb:f5ff:fffe]/",
    "http://[2001:db8::1]/",
    "http://[100::1]/",
]
INNER_NAMES = [  # names for use inside networks: refused without asking anybody
    "http://site.localhost/",
    "http://localhost.localdomain/",
    "http://wiki.intranet/",
    "http://db.internal/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://METADATA.GOOGLE.INTERNAL./computeMetadata/v1/",
    "http://instance-data.ec2.internal/latest/",
    "http://nas.local/",
    "http://router.lan/",
    "http://fritz.home.arpa/",
    "http://1.0.0.127.in-addr.arpa/",
    "http://payroll.corp/",
    "http://db.private/",
    "http://abc.onion/",
    "http://x.invalid/",
    "http://x.ｌｏｃａｌhost/",
]
NO_ADDRESS = [  # what only looks like an address, with the mistake that is named
    *(
        (address, Fault.BAD_HOST)
        for address in ("http://localhost/", "http://LOCALHOST/", "http://localhost./x")
    ),
    ("http://ｌｏｃａｌｈｏｓｔ/", Fault.BAD_HOST),
    ("http://printer/", Fault.BAD_HOST),
    # Decimal, octal, hexadecimal, short, too long: some programs read each as 127.0.0.1 or 169.254.169.254.
    ("http://2130706433/", Fault.BAD_HOST),
    ("http://017700000001/", Fault.BAD_HOST),
    ("http://0x7f000001/", Fault.BAD_HOST),
    ("http://0x7f.0.0.1/", Fault.BAD_HOST),
    ("http://0X7F.0X0.0X0.0X1/", Fault.BAD_HOST),
    ("http://0177.0.0.1/", Fault.BAD_HOST),
    ("http://0177.0.0.01/", Fault.BAD_HOST),
    ("http://00000177.0.0.1/", Fault.BAD_HOST),
    ("http://127.1/", Fault.BAD_HOST),
    ("http://127.0.1/", Fault.BAD_HOST),
    ("http://127.0.0.0x1/", Fault.BAD_HOST),
    ("http://0/", Fault.BAD_HOST),
    ("http://0x0/", Fault.BAD_HOST),
    ("http://2852039166/latest/meta-data/", Fault.BAD_HOST),
    ("http://0xa9fea9fe/", Fault.BAD_HOST),
    ("http://025177524776/", Fault.BAD_HOST),
    ("http://0xa9.0xfe.0xa9.0xfe/", Fault.BAD_HOST),
    ("http://169.254.43518/", Fault.BAD_HOST),
    ("http://425.510.425.510/", Fault.BAD_HOST),
    ("http://127.0.0.1.1/", Fault.BAD_HOST),
    ("http://4294967297/", Fault.BAD_HOST),
    ("http://127.0.0.1../x", Fault.BAD_HOST),
    ("http://[fe80::1%25eth0]/", Fault.BAD_HOST),
    ("http://[::1/", Fault.BAD_HOST),
    ("http://[127.0.0.1]/", Fault.BAD_HOST),
    ("http://[::1].example.org/", Fault.BAD_HOST),
    ("http://[v1.fe80::1]/", Fault.BAD_HOST),
    # Full stops of other scripts: the name service would take them for dots.
    ("http://127。0。0。1/", Fault.TAIL),
    ("http://v4。rebound．example/", Fault.TAIL),
    # Who asks, written before the host that is meant.
    ("http://user:secret@example.org/", Fault.LOGIN),
    ("http://example.org@127.0.0.1/", Fault.LOGIN),
    ("http://example.org:80@169.254.169.254/", Fault.LOGIN),
    ("http://example.org%2f@10.0.0.1/", Fault.LOGIN),
    ("http://@127.0.0.1/", Fault.LOGIN),
    # Ports of other services.
    *(
        (f"http://example.org:{port}/", Fault.PORT)
        for port in (0, 22, 25, 2375, 5432, 6379, 8080, 11211, 65536)
    ),
    ("http://127.0.0.1:8000/", Fault.PORT),
    ("http://[::1]:6379/", Fault.PORT),
    ("http://example.org:80a/", Fault.PORT),
    # Other schemes.
    *(
        (address, Fault.OTHER_SCHEME)
        for address in (
            "file:///etc/passwd",
            "file://127.0.0.1/etc/passwd",
            "gopher://127.0.0.1:6379/_FLUSHALL",
            "ftp://127.0.0.1/",
            "dict://127.0.0.1:11211/stats",
            "ldap://10.0.0.1/",
            "jar:http://127.0.0.1!/",
            "data:text/html,x",
            "javascript:fetch('http://127.0.0.1/x')//",
            "ws://127.0.0.1/",
        )
    ),
    ("//127.0.0.1/", Fault.NO_SCHEME),
    ("127.0.0.1/", Fault.NO_SCHEME),
    ("127.0.0.1:80/", Fault.NO_SCHEME),
    ("http:/127.0.0.1/", Fault.NO_HOST),
    ("http:127.0.0.1/", Fault.NO_HOST),
    ("http:///127.0.0.1/", Fault.NO_HOST),
    ("http:\\\\127.0.0.1\\x", Fault.NO_HOST),
    ("http://http://127.0.0.1/", Fault.SCHEME_TWICE),
    # Characters that one program reads over and another does not.
    ("http://127.0.0.1\\@example.org/", Fault.CHARACTERS),
    ("http://example.org\\@127.0.0.1/", Fault.CHARACTERS),
    ("http://local\u200bhost.example/", Fault.CHARACTERS),
    ("http://127.0.0.1\u200b/", Fault.CHARACTERS),
    ("http://127.0.0\u2060.1/", Fault.CHARACTERS),
    ("http://\ufeff127.0.0.1/", Fault.CHARACTERS),
    ("http://\u202e1.0.0.721/", Fault.CHARACTERS),
    ("http://127.0.0.1\x00.example.org/", Fault.CHARACTERS),
    ("http://example.org/\x7f", Fault.CHARACTERS),
    ("http://127.0.0.1\r\nHost: x/", Fault.SPACES),
    ("http://example.org /@127.0.0.1", Fault.SPACES),
    (" http://127.0.0.1/", Fault.SPACES),
    ("http://127.0.0.1\t/", Fault.SPACES),
    ("http://127.0.0.1/" + "a" * 2000, Fault.TOO_LONG),
]

RESOLVED = {  # names of the public web whose owner lets them lead inwards
    "v4.rebound.example": ["127.0.0.1"],
    "net.rebound.example": ["192.168.178.1"],
    "meta.rebound.example": ["169.254.169.254"],
    "v6.rebound.example": ["::1"],
    "mapped.rebound.example": ["::ffff:127.0.0.1"],
    "local.rebound.example": ["fe80::1%lo"],
    "unique.rebound.example": ["fd00:ec2::254"],
    "nat.rebound.example": ["64:ff9b::a9fe:a9fe"],
    "none.rebound.example": ["0.0.0.0"],  # noqa: S104 - nothing is bound
    "both.rebound.example": ["93.184.216.34", "127.0.0.1"],
    "last.rebound.example": ["93.184.216.34", "2606:2800:220:1::1", "10.0.0.1"],
    "words.rebound.example": ["localhost"],
    "short.rebound.example": ["127.1"],
    "xn--r8jz45g.jp": ["10.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}
NAMES = [f"http://{name}/" for name in RESOLVED if not name.startswith("xn--")] + [
    "http://例え.jp/",
    "http://V4.REBOUND.EXAMPLE./x",
]

TABLE = [
    (address, REFUSED, LinkNote.NOT_PUBLIC) for address in PRIVATE + PRIVATE_IPV6 + INNER_NAMES + NAMES
] + [(address, MALFORMED, wrong) for address, wrong in NO_ADDRESS]


@pytest.fixture(scope="module")
def ears():
    """Who came in under the ports of the web, and one more, on this machine; and where it can be called."""
    heard, opened = [], []
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        for port in (80, 443, 0):
            try:
                ear = socket.create_server((host, port), family=family, backlog=50)
            except OSError:
                continue  # not ours to open; there is one at least
            thread = threading.Thread(target=_listen, args=(ear, heard), daemon=True)
            thread.start()
            opened.append((ear, thread))
    yield heard, [ear.getsockname()[:2] for ear, _thread in opened]
    for ear, thread in opened:
        ear.shutdown(socket.SHUT_RDWR)
        ear.close()
        thread.join(5)


def _listen(ear, heard):
    while True:
        try:
            peer, address = ear.accept()
        except OSError:
            return
        heard.append(address)
        peer.close()


def _resolve(host, port):
    return RESOLVED[host]


ask = partial(check, agent="x", resolver=_resolve, timeout=2, overall=5)


def test_the_table_is_long_enough_and_names_nothing_twice():
    addresses = [address for address, *_ in TABLE]
    assert len(set(addresses)) == len(addresses) >= 60
    assert {state for _address, state, _why in TABLE} == {REFUSED, MALFORMED}


@pytest.mark.parametrize(("address", "state", "why"), TABLE, ids=lambda each: ascii(each)[:60])
def test_a_hostile_target_is_refused_with_its_reason(ears, address, state, why):
    heard, _places = ears
    outcome = ask(address)
    assert (outcome.state, outcome.note, outcome.status) == (state, why, None)
    assert heard == []


def test_the_ears_hear(ears):
    """Else the table would prove nothing."""
    heard, places = ears
    for place in places:
        with socket.create_connection(place, timeout=5) as caller:
            caller.recv(1)
    assert len(heard) == len(places) >= 1
    heard.clear()


def test_a_service_inside_is_not_spoken_to_even_under_a_port_that_is_allowed(ears):
    heard, places = ears
    for _host, port in places:
        for host in ("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1.", "v4.rebound.example"):
            outcome = ask(f"http://{host}:{port}/x", ports={*PORTS, port})
            assert (outcome.state, outcome.note) == (REFUSED, LinkNote.NOT_PUBLIC)
    assert heard == []


AS_A_DESTINATION = {Fault.BAD_HOST, Fault.LOGIN, Fault.PORT, Fault.OTHER_SCHEME}
LED_ON = [
    (address, state, why)
    for address, state, why in TABLE
    if address.isascii() and (state == REFUSED or why in AS_A_DESTINATION)
]


@pytest.fixture(scope="module")
def site():
    with running() as site:
        yield site


@pytest.mark.parametrize(
    ("address", "state"), [each[:2] for each in LED_ON], ids=lambda each: ascii(each)[:60]
)
def test_a_public_site_that_leads_on_to_it_gets_no_further(ears, site, address, state):
    heard, _places = ears
    site.replies["/page"] = answer(302, Location=address)
    site.asked.clear()
    first = iter([True])  # The site of this test passes for public, once; whatever comes then is judged.
    outcome = check(
        f"http://public.example:{site.port}/page",
        agent="x",
        ports={*PORTS, site.port},
        allowed=lambda ip: next(first, False) or guard.is_public(ip),
        resolver=lambda host, port: ["127.0.0.1"] if host == "public.example" else RESOLVED[host],
        timeout=2,
        overall=5,
    )
    expected = (REFUSED, LinkNote.NOT_PUBLIC) if state == REFUSED else (UNREACHABLE, LinkNote.BAD_REDIRECT)
    assert (outcome.state, outcome.note, outcome.status) == (*expected, 302)
    assert (len(site.asked), heard) == (1, [])


def test_a_name_that_was_public_a_moment_ago_is_judged_by_what_it_is_connected_to(ears, site):
    """Rebinding: the same name answers first with a public number, then with one of this machine."""
    heard, _places = ears
    answers = [["127.0.0.1"], ["127.0.0.1"]]
    site.replies["/page"] = answer(302, Location="http://rebinding.example/")
    site.asked.clear()
    first = iter([True])
    outcome = check(
        f"http://rebinding.example:{site.port}/page",
        agent="x",
        ports={*PORTS, site.port},
        allowed=lambda ip: next(first, False) or guard.is_public(ip),
        resolver=lambda host, port: answers.pop(0),
        timeout=2,
    )
    assert (outcome.state, outcome.note) == (REFUSED, LinkNote.NOT_PUBLIC)
    assert (len(site.asked), answers, heard) == (1, [], [])
