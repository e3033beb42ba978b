"""What is known of the addresses in a draft: found in order, written as it comes, resumed, replaced."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from reports import link_checks
from reports.actions.answers import save_answer
from reports.actions.link_checks import request_link_check
from reports.enums import LinkState
from reports.link_checks import drafts
from reports.links import Outcome
from reports.models import LinkCheck
from tests import builders

pytestmark = pytest.mark.django_db

TEN = [f"https://example.org/{number}" for number in range(10)]


def _draft(addresses, **parts):
    report = builders.make_report()
    by = builders.owner_of(report.organisation)
    save_answer(report=report, code="1a", choices=[], text=" ".join(addresses), base=None, by=by, **parts)
    return report, by


def _asked(addresses=TEN):
    report, by = _draft(addresses)
    return request_link_check(report=report, by=by)


def _stored():
    found = LinkCheck.objects.get()
    return [each["address"] for each in found.outcomes], found.total, found.finished_at is not None


class Checker:
    """Stands for the network: reaches everything, at most `most` addresses a time."""

    def __init__(self, most=100, meanwhile=None):
        self.most, self.meanwhile, self.asked, self.agents = most, meanwhile, [], set()

    def __call__(self, addresses, *, agent, budget):
        assert budget == drafts.SLICE
        self.agents.add(agent)
        for address in list(addresses)[: self.most]:
            if self.meanwhile:
                self.meanwhile(len(self.asked))
            self.asked.append(address)
            yield Outcome(address, LinkState.REACHED, 200, address)


def test_addresses_are_found_in_all_answers_once_each():
    evidence = [{"title": "A", "address": "https://example.org/c", "accessed_on": ""}]
    report, by = _draft(
        ["https://example.org/b", "mail@example.org", "https://example.org/b"], evidence=evidence
    )
    text = "[a](https://example.org/a) https://example.org/c [x](/relative)"
    save_answer(report=report, code="scope", choices=[], text=text, base=None, by=by)
    assert link_checks.addresses_of(report) == [
        "https://example.org/a",
        "https://example.org/c",
        "https://example.org/b",
    ]


def test_a_check_goes_on_turn_by_turn():
    asked, checker = _asked(), Checker(most=4)
    turns = [link_checks.go_on(asked.pk, asked.requested_at, check=checker) for _ in range(4)]
    assert turns == [True, True, False, False]
    assert checker.asked == TEN
    assert _stored() == (TEN, 10, True)
    (agent,) = checker.agents
    assert agent.startswith("HAIP-link-check/")
    assert link_checks.outcomes_of(LinkCheck.objects.get())[TEN[3]] == Outcome(TEN[3], "reached", 200, TEN[3])


def test_outcomes_are_written_as_they_come():
    seen = []
    checker = Checker(meanwhile=lambda _: seen.append(len(LinkCheck.objects.get().outcomes)))
    asked = _asked()
    assert not link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    assert seen == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]


def test_a_newer_request_stops_an_older_one():
    asked = _asked()

    def replace(number):
        if number == 1:
            LinkCheck.objects.update(requested_at=timezone.now(), outcomes=[], total=7)

    checker = Checker(meanwhile=replace)
    assert not link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    assert checker.asked == TEN[:3]
    assert _stored() == ([], 7, False)
    assert not link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    assert checker.asked == TEN[:3]


def test_a_turn_in_which_nothing_could_be_asked_is_the_last():
    asked = _asked()
    assert not link_checks.go_on(asked.pk, asked.requested_at, check=Checker(most=0))
    assert _stored() == ([], 10, True)


def test_what_is_written_meanwhile_is_checked_too():
    asked, checker = _asked(TEN[:3]), Checker(most=2)
    assert link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    by = asked.requested_by
    save_answer(report=asked.report, code="1b", choices=[], text=TEN[9], base=None, by=by)
    assert not link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    assert _stored() == ([*TEN[:3], TEN[9]], 4, True)


def test_no_more_addresses_than_the_bound_are_opened():
    many = [f"https://example.org/{number}" for number in range(drafts.MOST_ADDRESSES + 5)]
    asked, checker = _asked(many), Checker(most=150)
    while link_checks.go_on(asked.pk, asked.requested_at, check=checker):
        pass
    assert checker.asked == many[:200]
    assert _stored() == (many[:200], 205, True)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_sites_are_asked():
    asked, inside = _asked(), []
    checker = Checker(meanwhile=lambda _: inside.append(connection.in_atomic_block))
    link_checks.go_on(asked.pk, asked.requested_at, check=checker)
    assert inside == [False] * 10


@pytest.mark.parametrize(
    ("minutes", "has_finished", "is_running"),
    [(0, False, True), (14, False, True), (16, False, False), (0, True, False)],
)
def test_a_check_runs_until_it_has_finished_or_for_a_quarter_of_an_hour(minutes, has_finished, is_running):
    now = timezone.now()
    found = LinkCheck(
        requested_at=now - timedelta(minutes=minutes), finished_at=now if has_finished else None
    )
    assert link_checks.is_running(found) is is_running
    assert link_checks.is_running(None) is False
