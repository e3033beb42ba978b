"""The monthly look at published addresses: when, what is believed, who is told, and that once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.answers import save_answer
from reports.enums import LinkState
from reports.jobs import links as jobs
from reports.link_checks import published
from reports.links import Outcome
from reports.models import Message, PublishedLinkCheck, RegisterState
from tests import builders

pytestmark = pytest.mark.django_db

DAY, MONTH = timedelta(days=1), timedelta(days=30)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT, EVIDENCE, BOTH = (f"https://{name}.example/" for name in ("text", "evidence", "both"))
ALL = [TEXT, BOTH, EVIDENCE]


class Network:
    """Stands for the network: everything can be opened, but for what `down` says."""

    def __init__(self, *, most=100):
        self.down, self.most, self.asked, self.inside = {}, most, [], []

    def __call__(self, addresses, *, agent, budget):
        assert agent.startswith("HAIP-link-check/")
        for address in list(addresses)[: self.most]:
            self.inside.append(connection.in_atomic_block)
            self.asked.append(address)
            yield Outcome(address, self.down.get(address, LinkState.REACHED), None, address)


@pytest.fixture
def network():
    return Network()


def _published(*, at=START, text=f"See [here]({TEXT}), {BOTH} and mail@x.example.", cited=(EVIDENCE, BOTH)):
    report = builders.make_report()
    by = builders.owner_of(report.organisation)
    builders.fill_report(report, by, leave_out={"1a", "1b"})
    evidence = [{"title": "A", "address": address, "accessed_on": ""} for address in cited]
    save_answer(report=report, code="1a", choices=[], text=text, evidence=evidence, base=None, by=by)
    save_answer(report=report, code="1b", choices=[], text=text.partition(",")[0], base=None, by=by)
    return builders.published_version(report, at=at)


def _look(version, network, at):
    """Look at the version at that moment, as far as it is due; return whether it was."""
    with time_machine.travel(at, tick=False):
        if version.pk not in published.due(at, 100) or not published.begin(version.pk, at):
            return False
        while published.go_on(version.pk, at, check=network):
            pass
        return True


def _row(version):
    return PublishedLinkCheck.objects.get(version=version)


def _told():
    return Message.objects.filter(kind="links_gone").count()


def _state():
    return RegisterState.objects.number()


def test_text_and_evidence_are_looked_at_once_each_with_their_questions(network):
    version = _published()
    assert _look(version, network, START + MONTH)
    assert [address for address in network.asked if "tools" not in address] == ALL
    found = {each["address"]: each for each in _row(version).outcomes}
    assert [found[address]["codes"] for address in ALL] == [["1a", "1b"], ["1a"], ["1a"]]
    at = (START + MONTH).isoformat()
    assert found[TEXT] == {
        "address": TEXT,
        "codes": ["1a", "1b"],
        "state": "reached",
        "status": None,
        "final_address": TEXT,
        "note": "",
        "checked_at": at,
        "misses": 0,
        "gone_since": "",
    }


def test_each_month_again(network):
    version = _published()
    looks = [day for day in range(95) if _look(version, network, START + day * DAY)]
    assert looks == [30, 60, 90]
    assert (_told(), published.gone_links(version.pk)) == (0, [])


def test_what_is_newly_gone_is_told_once(network):
    version = _published()
    _look(version, network, START + MONTH)
    network.down = {TEXT: LinkState.GONE}
    before = _state()
    assert _look(version, network, START + 2 * MONTH)
    assert (_told(), _state() - before) == (1, 1)
    assert published.gone_links(version.pk) == [
        published.Gone(TEXT, LinkState.GONE, START + 2 * MONTH, ["1a", "1b"])
    ]
    assert _look(version, network, START + 3 * MONTH)
    assert (_told(), _state() - before) == (1, 1)
    assert published.gone_links(version.pk)[0].since == START + 2 * MONTH, "not each month anew"
    network.down = {}
    assert _look(version, network, START + 4 * MONTH)
    assert (_told(), _state() - before, published.gone_links(version.pk)) == (1, 2, [])
    network.down = {TEXT: LinkState.GONE}
    assert _look(version, network, START + 5 * MONTH)
    assert (_told(), _state() - before) == (2, 3), "it worked in between"


def test_what_was_never_looked_at_and_is_gone_is_told_together(network):
    version = _published()
    network.down = dict.fromkeys(ALL, LinkState.GONE)
    _look(version, network, START + MONTH)
    (message,) = Message.objects.filter(kind="links_gone")
    assert "3 web addresses" in message.content["body"]
    assert version.report.get_absolute_url() in message.content["body"]


def test_a_site_that_is_away_for_an_hour_is_not_told(network):
    version = _published()
    network.down = {TEXT: LinkState.UNREACHABLE}
    before = _state()
    assert _look(version, network, START + MONTH)
    network.down = {}
    assert not _look(version, network, START + MONTH + DAY / 2)
    assert _look(version, network, START + MONTH + DAY)
    assert not _look(version, network, START + 2 * MONTH)
    assert (_told(), _state(), published.gone_links(version.pk)) == (0, before, [])


def test_a_site_that_is_away_the_next_day_too_counts_as_gone(network):
    version = _published()
    network.down = {TEXT: LinkState.UNREACHABLE}
    looks = [day for day in range(65) if _look(version, network, START + day * DAY)]
    assert looks == [30, 31, 61]
    assert _told() == 1
    (gone,) = published.gone_links(version.pk)
    assert (gone.address, gone.state, gone.since) == (TEXT, "unreachable", START + MONTH + DAY)


@pytest.mark.parametrize("state", [LinkState.BLOCKED_TO_ROBOTS, LinkState.REFUSED, LinkState.MALFORMED])
def test_what_a_program_cannot_judge_is_not_called_gone(network, state):
    version = _published()
    network.down = dict.fromkeys(ALL, state)
    before = _state()
    _look(version, network, START + MONTH)
    assert (_told(), _state(), published.gone_links(version.pk)) == (0, before, [])
    network.down = {TEXT: LinkState.GONE}
    _look(version, network, START + 2 * MONTH)
    assert _told() == 1, "unknown before"


@pytest.mark.parametrize("how", ["withdraw", "delist"])
def test_what_is_off_the_register_is_not_looked_at(network, how):
    version = _published()
    desk = builders.make_user(is_secretariat=True)
    workflow.apply(how, report=version.report, actor=desk, reason="Once.")
    assert published.due(START + 5 * MONTH, 100) == []
    assert not _look(version, network, START + 5 * MONTH)
    workflow.apply("relist", report=version.report, actor=desk, reason="Again.")
    assert _look(version, network, START + 5 * MONTH)


@pytest.mark.parametrize("when", ["before the look", "in the middle", "at its end"])
def test_what_leaves_the_register_meanwhile_is_let_alone(network, when):
    version = _published()
    desk = builders.make_user(is_secretariat=True)
    network.down = dict.fromkeys(ALL, LinkState.GONE)

    def leave():
        workflow.apply("withdraw", report=version.report, actor=desk, reason="Once.")

    def check(addresses, **how):
        for number, outcome in enumerate(network(addresses, **how)):
            if (when, number) in {("in the middle", 1), ("at its end", len(addresses) - 1)}:
                leave()
            yield outcome

    at = START + MONTH
    published.begin(version.pk, at)
    if when == "before the look":
        leave()
    assert not published.go_on(version.pk, at, check=check)
    assert (_told(), _row(version).outcomes, _row(version).checked_at) == (0, [], None)
    assert (network.asked == []) is (when == "before the look")


def test_a_new_version_does_not_tell_the_same_again(network):
    version = _published()
    network.down = {TEXT: LinkState.GONE}
    _look(version, network, START + MONTH)
    report, owner = version.report, builders.owner_of(version.report.organisation)
    report = workflow.apply("correct", report=report, actor=owner, reason="A figure was wrong.")
    second = builders.published_version(report, at=START + MONTH + DAY)
    assert second.number == 2
    assert not _look(version, network, START + 3 * MONTH), "superseded"
    before = _state()
    assert _look(second, network, START + 3 * MONTH)
    assert (_told(), _state() - before) == (1, 1)
    assert [gone.address for gone in published.gone_links(second.pk)] == [TEXT]


def test_turn_by_turn_and_twice_the_same(network):
    version = _published()
    network.most, network.down, at = 1, {TEXT: LinkState.GONE}, START + MONTH
    published.begin(version.pk, at)
    turns = 0
    while published.go_on(version.pk, at, check=network):
        turns += 1
        assert (_row(version).outcomes, _told()) == ([], 0), "shown when the look has ended"
    assert turns == len(network.asked) - 1 >= 2
    rows = builders.stored_rows()
    assert not published.go_on(version.pk, at, check=network)
    published._end(version.pk, at, [])
    assert builders.stored_rows() == rows


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_sites_are_asked(network):
    version = _published()
    _look(version, network, START + MONTH)
    assert set(network.inside) == {False}


def test_some_are_begun_each_hour_and_each_by_one_worker(monkeypatch):
    monkeypatch.setattr(jobs, "MOST_AN_HOUR", 2)
    versions = [_published(at=START + hour * timedelta(hours=1)).pk for hour in range(3)]
    queued = []
    for minutes in (0, 10, 50, 61, 70):
        with time_machine.travel(START + MONTH + DAY + timedelta(minutes=minutes), tick=False):
            queued.append(jobs.queue_due_checks())
    assert queued == [2, 0, 0, 1, 0]
    tasks = DBTaskResult.objects.filter(task_path__endswith="check_published_links").order_by("enqueued_at")
    assert [task.args_kwargs["args"][0] for task in tasks] == versions
    assert {task.priority for task in tasks} == {-20}
    now = START + MONTH + DAY
    assert not published.begin(versions[0], now), "begun already"


def test_a_look_that_never_ended_comes_again_the_next_day(network):
    version = _published()
    at = START + MONTH
    assert published.begin(version.pk, at)
    assert published.due(at + DAY / 2, 100) == []
    assert _look(version, network, at + DAY)


def test_the_job_looks_and_a_second_one_does_nothing():
    """With an address that is settled without any network."""
    version = _published(text="http://127.0.0.1/a", cited=())
    at = datetime.now(UTC)
    published.begin(version.pk, at)
    jobs.check_published_links.enqueue(version.pk, at.isoformat())
    jobs.check_published_links.enqueue(version.pk, at.isoformat())
    assert builders.run_jobs(only="check_published_links") == 2
    row = _row(version)
    assert [(each["state"], each["codes"]) for each in row.outcomes] == [("refused", ["1a", "1b"])]
    assert row.due_at == row.checked_at + MONTH
