"""Many addresses: each once, none too soon after another of its site, and an end to it."""

import pytest

from reports.enums import LinkState
from reports.links import check_all
from tests.reports.links.servers import answer, running


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture(scope="module")
def site():
    with running() as site:
        site.replies["/there"] = answer(200)
        yield site


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ask_all(site, clock):
    def ask_all(addresses, **how):
        site.asked.clear()
        settings = {
            "agent": "x",
            "allowed": "127.0.0.1".__eq__,
            "ports": (site.port,),
            "resolver": lambda *_: ["127.0.0.1"],
            "sleep": clock.sleep,
            "clock": clock,
        }
        return list(check_all(addresses, **settings | how))

    return ask_all


def test_every_address_is_asked_once_in_order(site, ask_all):
    addresses = [site.at("/there"), site.at("/gone"), site.at("/there"), "https://https://x.example"]
    outcomes = ask_all(addresses)
    assert [outcome.address for outcome in outcomes] == [addresses[0], addresses[1], addresses[3]]
    assert [outcome.state for outcome in outcomes] == [LinkState.REACHED, LinkState.GONE, LinkState.MALFORMED]


def test_a_site_is_left_in_peace_between_two_questions(site, ask_all, clock):
    ask_all([site.at("/a"), site.at("/b"), site.at("/there", "other.example"), site.at("/c")], pause=1.5)
    assert clock.slept == [1.5, 1.5]


def test_a_site_that_was_reached_by_a_redirect_is_left_in_peace_too(site, ask_all, clock):
    site.replies["/on"] = answer(302, Location=site.at("/there", "other.example"))
    ask_all([site.at("/on"), site.at("/there", "other.example")])
    assert clock.slept == [1.0]


def test_at_most_two_hundred_are_asked(ask_all):
    assert len(ask_all([f"www.example.org/{number}" for number in range(250)], pause=0)) == 200


def test_nothing_is_begun_when_the_time_is_up(site, ask_all):
    outcomes = ask_all([site.at(f"/{number}") for number in range(10)], pause=1.0, budget=3.5)
    assert len(outcomes) == 4
