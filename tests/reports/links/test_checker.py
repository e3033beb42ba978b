"""What becomes of an address, against a real server; the way inwards stays shut."""

import socket
import time
from functools import partial

import pytest

from reports.enums import AddressFault, LinkNote, LinkState
from reports.links import Outcome, agent_name, check
from reports.links.connection import MOST_BYTES
from tests.reports.links.servers import answer, by_method, running

AGENT = agent_name("HAIP Reports", "https://reports.example")
NAME = "site.example"


def _here(address):
    return address == "127.0.0.1"


@pytest.fixture(scope="module")
def running_site():
    with running() as site:
        yield site


@pytest.fixture
def site(running_site):
    running_site.replies.clear()
    running_site.asked.clear()
    running_site.headers.clear()
    return running_site


@pytest.fixture
def ask(site):
    return partial(
        check,
        agent=AGENT,
        allowed=_here,
        ports=(80, 443, site.port),
        resolver=lambda host, port: ["127.0.0.1"],
        timeout=10,
        overall=20,
    )


@pytest.mark.parametrize(
    ("status", "state", "note"),
    [
        (200, LinkState.REACHED, ""),
        (204, LinkState.REACHED, ""),
        (304, LinkState.UNREACHABLE, LinkNote.NOT_UNDERSTOOD),
        (401, LinkState.BLOCKED_TO_ROBOTS, ""),
        (403, LinkState.BLOCKED_TO_ROBOTS, ""),
        (404, LinkState.GONE, ""),
        (410, LinkState.GONE, ""),
        (429, LinkState.BLOCKED_TO_ROBOTS, ""),
        (451, LinkState.BLOCKED_TO_ROBOTS, ""),
        (500, LinkState.UNREACHABLE, LinkNote.SERVER_ERROR),
        (502, LinkState.UNREACHABLE, LinkNote.SERVER_ERROR),
        (503, LinkState.BLOCKED_TO_ROBOTS, ""),
        (999, LinkState.BLOCKED_TO_ROBOTS, ""),
    ],
)
def test_what_a_status_means(site, ask, status, state, note):
    site.replies["/page"] = answer(status)
    address = site.at("/page")
    assert ask(address) == Outcome(address, state, status, address, note)


def test_a_page_is_asked_for_once_and_politely(site, ask):
    site.replies["/page"] = answer(200)
    assert ask(site.at("/page", NAME)).state == LinkState.REACHED
    assert site.asked == [("HEAD", "/page", f"{NAME}:{site.port}")]
    assert site.headers[0]["User-Agent"] == "HAIP-link-check/1.0 (HAIP Reports; +https://reports.example)"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_where_head_fails_get_decides(site, ask, status):
    site.replies["/page"] = by_method(HEAD=answer(status), GET=answer(200))
    assert ask(site.at("/page")).state == LinkState.REACHED
    assert [method for method, *_ in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_not_asked_again(site, ask, status):
    site.replies["/page"] = by_method(HEAD=answer(status), GET=answer(200))
    assert ask(site.at("/page")).state == LinkState.BLOCKED_TO_ROBOTS
    assert [method for method, *_ in site.asked] == ["HEAD"]


def test_a_server_that_hangs_up_on_head_is_asked_with_get(site, ask):
    def hang_up(handler):
        handler.close_connection = True

    site.replies["/page"] = by_method(HEAD=hang_up, GET=answer(200))
    assert ask(site.at("/page")).state == LinkState.REACHED


def test_paths_and_names_of_all_scripts_are_sent_as_ascii(site, ask):
    site.replies["/%E6%97%A5"] = answer(200)
    assert ask(site.at("/日?q=é a"[:6], "例え.jp") + "#top").state == LinkState.REACHED
    assert site.asked == [("HEAD", "/%E6%97%A5?q=%C3%A9", f"xn--r8jz45g.jp:{site.port}")]


def test_redirects_are_followed_to_their_end(site, ask):
    site.replies["/a"] = answer(301, Location="/b")
    site.replies["/b"] = answer(302, Location=site.at("/c", "other.example"))
    site.replies["/c"] = answer(200)
    outcome = ask(site.at("/a"))
    assert outcome == Outcome(site.at("/a"), LinkState.REACHED, 200, site.at("/c", "other.example"))


@pytest.mark.parametrize(("hops", "state"), [(5, LinkState.REACHED), (6, LinkState.UNREACHABLE)])
def test_at_most_five_redirects(site, ask, hops, state):
    for hop in range(hops):
        site.replies[f"/{hop}"] = answer(302, Location=f"/{hop + 1}")
    site.replies[f"/{hops}"] = answer(200)
    outcome = ask(site.at("/0"))
    assert outcome.state == state
    assert len(site.asked) == 6
    assert (outcome.note == LinkNote.TOO_MANY_REDIRECTS) is (hops == 6)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://[fd00:ec2::254]/",
        "//192.168.0.1/",
        "http://rebound.example/",
    ],
)
def test_a_redirect_inwards_is_refused(site, ask, target):
    site.replies["/page"] = answer(302, Location=target)
    found = {"rebound.example": ["10.1.2.3"]}
    outcome = ask(site.at("/page"), resolver=lambda host, port: found[host])
    assert (outcome.state, outcome.note) == (LinkState.REFUSED, LinkNote.NOT_PUBLIC)
    assert outcome.status == 302


@pytest.mark.parametrize(
    "target",
    [
        *(
            "file:///etc/passwd",
            "gopher://site.example/",
            "ftp://site.example/",
            "javascript:alert(1)",
        ),
        *(
            "http://localhost/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://127.1/",
            "http://user@site.example/",
        ),
        *("http://site.example:22/", "http://site.example:99999/", "http://[::1/", "http://a b.example/"),
        "/" + "x" * 9000,
    ],
)
def test_a_redirect_to_what_is_no_web_address_ends_there(site, ask, target):
    site.replies["/page"] = answer(302, Location=target)
    outcome = ask(site.at("/page"))
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.BAD_REDIRECT)
    assert len(site.asked) == 1


def test_by_default_this_machine_is_never_asked(site):
    site.replies["/page"] = answer(200)
    inwards = check(site.at("/page"), agent=AGENT, ports=(80, site.port))
    named = check(
        site.at("/page", NAME), agent=AGENT, ports=(site.port,), resolver=lambda *_: ["8.8.8.8", "127.0.0.1"]
    )
    assert [inwards.state, named.state] == [LinkState.REFUSED, LinkState.REFUSED]
    assert check(site.at("/page"), agent=AGENT).note == AddressFault.PORT
    assert check("http://localhost/", agent=AGENT).state == LinkState.MALFORMED
    assert site.asked == []


def test_a_name_that_changes_its_address_is_asked_for_once(site, ask):
    """Rebinding: the second answer of the name service would lead inwards."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    site.replies["/page"] = answer(404)
    outcome = ask(site.at("/page", NAME), resolver=lambda host, port: answers.pop(0))
    assert (outcome.state, len(site.asked), answers) == (LinkState.GONE, 2, [["10.0.0.1"]])


def test_a_name_that_changes_its_address_between_two_hops_is_refused(site, ask):
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    site.replies["/page"] = answer(302, Location="/next")
    site.replies["/next"] = answer(200)
    outcome = ask(site.at("/page", NAME), resolver=lambda host, port: answers.pop(0))
    assert (outcome.state, len(site.asked)) == (LinkState.REFUSED, 1)


def test_an_unknown_name_is_unreachable(site, ask):
    def resolver(host, port):
        raise socket.gaierror("no such name")

    outcome = ask(site.at("/page", NAME), resolver=resolver)
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.UNKNOWN_HOST)


def test_a_closed_door_is_unreachable(ask):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    outcome = ask(f"http://127.0.0.1:{port}/", ports=(port,))
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.NO_CONNECTION)


def test_the_next_address_of_a_name_is_tried(site, ask):
    site.replies["/page"] = answer(200)
    both = {"127.0.0.1", "127.0.0.9"}
    outcome = ask(
        site.at("/page", NAME), allowed=both.__contains__, resolver=lambda *_: ["127.0.0.9", "127.0.0.1"]
    )
    assert outcome.state == LinkState.REACHED


def _silence(handler):
    time.sleep(0.4)


def _trickle(handler):
    for _ in range(40):
        handler.wfile.write(b"X" if handler.close_connection else b"HTTP/1.1 200 OK\r\nX-A: ")
        handler.close_connection = True
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("reply", "limits"),
    [(_silence, {"timeout": 0.1, "overall": 5}), (_trickle, {"timeout": 5, "overall": 0.2})],
)
def test_a_slow_answer_is_not_waited_for(site, ask, reply, limits):
    site.replies["/page"] = reply
    began = time.monotonic()
    outcome = ask(site.at("/page"), **limits)
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.TOO_SLOW)
    assert time.monotonic() - began < 8


def test_the_time_limit_counts_all_redirects_together(site, ask):
    def slowly(handler):
        time.sleep(0.15)
        answer(302, Location="/page")(handler)

    site.replies["/page"] = slowly
    outcome = ask(site.at("/page"), overall=0.4)
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.TOO_SLOW)


def test_an_endless_body_is_not_read(site, ask):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while not site.stop.is_set():
            sent.append(handler.wfile.write(b"x" * 65536))

    site.replies["/page"] = by_method(HEAD=answer(405), GET=endless)
    began = time.monotonic()
    assert ask(site.at("/page")).state == LinkState.REACHED
    assert time.monotonic() - began < 8
    assert sum(sent) < 50_000_000


@pytest.mark.parametrize(
    "head",
    [
        b"X-A: " + b"a" * (MOST_BYTES + 10),
        b"\r\n".join(b"X-%d: a" % number for number in range(200)),
        b"\r\n".join(b"X-A: " + b"a" * 60_000 for _ in range(20)),
    ],
)
def test_huge_headers_are_not_read(site, ask, head):
    site.replies["/page"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
    outcome = ask(site.at("/page"))
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.NOT_UNDERSTOOD)


@pytest.mark.parametrize("words", [b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00\xff" * 50, b""])
def test_what_is_no_answer_is_no_answer(site, ask, words):
    def reply(handler):
        handler.wfile.write(words)
        handler.close_connection = True

    site.replies["/page"] = reply
    assert ask(site.at("/page")).state == LinkState.UNREACHABLE


def test_continue_without_end_is_bounded(site, ask):
    def reply(handler):
        while not site.stop.is_set():
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    site.replies["/page"] = reply
    assert ask(site.at("/page")).note == LinkNote.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "address", ["", "www.example.org", "https://https://example.org", "ftp://example.org/"]
)
def test_what_is_no_address_is_not_asked(ask, address):
    outcome = ask(address)
    assert (outcome.address, outcome.state, outcome.status) == (address, LinkState.MALFORMED, None)
    assert outcome.note in AddressFault.values


def test_the_name_of_the_site_cannot_smuggle_a_header(site, ask):
    site.replies["/page"] = answer(200)
    agent = agent_name("日本 (x)\r\nX-Evil: 1", "https://reports.example")
    assert ask(site.at("/page"), agent=agent).state == LinkState.REACHED
    assert "X-Evil" not in site.headers[0]


def test_a_path_cannot_smuggle_a_header(site, ask):
    site.replies["/page"] = answer(302, Location="/x%0d%0aX-Evil:%201")
    assert ask(site.at("/page")).state == LinkState.GONE
    assert "X-Evil" not in site.headers[-1]
