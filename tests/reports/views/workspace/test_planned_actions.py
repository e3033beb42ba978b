"""The pages of planned actions: lists, forms that keep what was typed, conflicts, and where actions show."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.actions.action_outcomes import close_action, renew_action
from reports.actions.members import remove_member
from reports.actions.planned_actions import add_action, change_action
from reports.models import ActionRevision, PlannedAction
from tests import builders

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)
TOPIC = "risk-classification"


@pytest.fixture
def organisation(owner):
    """An organisation beside those of the site, which stands while this package is tested."""
    return builders.make_organisation("aoba-works", owner=owner)


@pytest.fixture
def stranger():
    """The owner of an organisation that nobody else knows."""
    return builders.owner_of(builders.make_organisation("not-of-the-site"))


def _plan(report, owner, **facts):
    said = {"topic": TOPIC, "title": "Name the tiers", "plan": "Ask.", "owner": owner, "due_on": SOON}
    return add_action(report=report, **{"by": owner} | said | facts)


def _url(report, name="actions", *args):
    return reverse(f"workspace:{name}", args=[report.organisation.slug, report.cycle.slug, *args])


def _sent(owner, **facts):
    return {
        "title": "New",
        "plan": "So.",
        "owner": owner.pk,
        "due_on": SOON.isoformat(),
        "phase": "do",
    } | facts


@pytest.fixture
def read(client, owner):
    """Return the words of a read, squeezed, as the owner gets it."""
    client.force_login(owner)

    def squeezed(path, **data):
        return " ".join(client.get(path, data).content.decode().split())

    return squeezed


def test_the_list_shows_phases_overdue_ones_and_who_left(report, owner, editor, read):
    _plan(report, owner)
    late = _plan(report, editor, title="Late one", phase="do", by=owner)
    state = ActionRevision.objects.create(
        action=late,
        number=2,
        title="Late one",
        owner=editor,
        due_on=TODAY - timedelta(days=2),
        phase="do",
        saved_by=owner,
    )
    PlannedAction.objects.filter(pk=late.pk).update(current=state)
    words = read(_url(report))
    assert "2 actions · <strong" in words
    assert words.index('id="phase-plan"') < words.index("Name the tiers") < words.index('id="phase-do"')
    assert words.index('id="phase-do"') < words.index("Late one")
    assert words.count("Overdue: it was due on") == 1
    assert "no longer a member" not in words
    remove_member(membership=report.organisation.memberships.get(user=editor), by=owner)
    assert "Editor, no longer a member: give it to somebody else" in read(_url(report))


def test_mine_leaves_out_what_others_see_to(report, owner, editor, read):
    _plan(report, owner)
    _plan(report, editor, title="Theirs", by=owner)
    words = read(_url(report), whose="mine")
    assert ("Name the tiers" in words, "Theirs" in words) == (True, False)
    assert "Theirs" in read(_url(report), whose="everybody's")


def test_an_empty_list_says_what_will_be_there(report, viewer, client, read):
    assert "No action is planned yet" in read(_url(report))
    client.force_login(viewer)
    words = client.get(_url(report)).content.decode()
    assert ("No action is planned yet" in words, "/actions/new/" in words) == (True, False)


def test_a_new_action_starts_from_its_gap(report, owner, read):
    practice = next(
        each for topic in report.framework.topics for each in topic.practices if topic.id == TOPIC
    )
    words = read(_url(report, "action-new"), gap=f"practice:{practice.id}")
    assert f'value="practice:{practice.id}"' in words
    assert f'value="Put in place: {practice.label}"' in words.replace("&#x27;", "'").replace("&quot;", '"')
    assert f'<option value="{TOPIC}" selected>' in words


@pytest.mark.parametrize(
    "query", ["gap=practice:nothing", "gap=%00", "gap=:::&topic=x", "topic=" + "x" * 3000]
)
def test_a_gap_that_is_none_leads_to_an_empty_form(report, read, query):
    words = read(f"{_url(report, 'action-new')}?{query}")
    assert '<option value="" selected>The report as a whole</option>' in words
    assert 'name="title" maxlength="200"' in words


def test_what_can_not_be_planned_comes_back_with_what_was_typed(report, owner, client):
    client.force_login(owner)
    sent = _sent(owner, due_on="2020-01-01", title="Kept as typed", topic=TOPIC)
    response = client.post(_url(report, "action-new"), sent)
    words = response.content.decode()
    assert (response.status_code, report.planned_actions.count()) == (422, 0)
    assert ('value="Kept as typed"' in words, 'value="2020-01-01"' in words) == (True, True)
    assert "Choose a day from today on" in words
    response = client.post(_url(report, "action-new"), _sent(owner, title="", plan="Kept too"))
    assert (response.status_code, "Kept too" in response.content.decode()) == (422, True)


def test_words_typed_while_signed_out_are_put_back(report, owner, client):
    path = _url(report, "action-new")
    client.post(path, _sent(owner, title="Typed before"))
    client.force_login(owner)
    assert 'value="Typed before"' in client.get(path).content.decode()
    assert 'value="Typed before"' not in client.get(path).content.decode()


def test_an_action_is_planned_and_changed(report, owner, client):
    client.force_login(owner)
    response = client.post(_url(report, "action-new"), _sent(owner, topic=TOPIC, gap="length:" + TOPIC))
    action = report.planned_actions.select_related("current").get()
    assert (response["Location"], action.gap) == (_url(report, "action", action.pk), "length:" + TOPIC)
    client.post(_url(report, "action", action.pk), _sent(owner, title="Newer", base="1"))
    action.refresh_from_db()
    assert action.current.title == "Newer"


def test_a_conflict_shows_both_and_saving_again_is_meant_so(report, owner, editor, client):
    action = _plan(report, owner)
    change_action(
        action=action,
        report=report,
        title="What Edgar said",
        plan="",
        owner=owner,
        due_on=SOON,
        phase="plan",
        base=1,
        by=editor,
    )
    client.force_login(owner)
    path = _url(report, "action", action.pk)
    response = client.post(path, _sent(owner, title="What I typed", base="1"))
    words = response.content.decode()
    assert (response.status_code, action.revisions.count()) == (409, 2)
    assert ('value="What I typed"' in words, "<h1>What Edgar said</h1>" in words) == (True, True)
    assert ("Editor saved this action" in words, 'name="base" value="2"' in words) == (True, True)
    assert client.post(path, _sent(owner, title="What I typed", base="2")).status_code == 302
    assert action.revisions.first().title == "What I typed"


def test_an_outcome_is_given_renewed_and_taken_back(report, owner, client):
    action = _plan(report, owner)
    client.force_login(owner)
    path = _url(report, "action-outcome", action.pk)
    later = (SOON + timedelta(days=365)).isoformat()
    for sent, said in (
        ({}, "This field is required"),
        ({"outcome": "dropped"}, "Give the reason"),
        ({"outcome": "go_on", "new_due_on": later}, "Say in a few words"),
        ({"outcome": "go_on", "text": "Half."}, "Choose the day"),
    ):
        response = client.post(path, sent | {"base": "1"})
        assert (response.status_code, said in response.content.decode()) == (422, True)
    assert action.revisions.count() == 1
    client.post(path, {"outcome": "go_on", "text": "Half.", "new_due_on": later, "base": "1"})
    client.post(path, {"outcome": "achieved", "text": "All.", "base": "2"})
    assert action.revisions.first().outcome == "achieved"
    client.post(_url(report, "action-reopen", action.pk), {"base": "x"})
    assert action.revisions.count() == 3
    client.post(_url(report, "action-reopen", action.pk), {"base": "3"})
    assert list(action.revisions.values_list("outcome", flat=True)) == ["", "achieved", "", ""]


def test_what_was_typed_into_a_closed_action_is_shown_to_be_copied(report, owner, editor, client):
    action = _plan(report, owner)
    close_action(action=action, report=report, outcome="achieved", text="", base=1, by=editor)
    client.force_login(owner)
    response = client.post(_url(report, "action", action.pk), _sent(owner, plan="Long words", base="1"))
    words = response.content.decode()
    assert (response.status_code, "Long words" in words, "Take the outcome back" in words) == (
        422,
        True,
        True,
    )


def test_the_next_report_asks_on_three_pages_and_is_not_kept_from_being_sent(report, owner, read):
    for title in ("One", "Two", "Three"):
        action = _plan(report, owner, title=title)
    later = builders.make_report(report.organisation, cycle=builders.make_cycle("2027"))
    builders.fill_report(later)
    reminder = "3 actions from Cycle 2026 have no outcome yet"
    check = read(_url(later, "check"))
    assert (reminder in check, "Nothing is missing" in check) == (True, True)
    assert reminder in read(_url(later, "report"))
    words = read(_url(later))
    assert words.index("From last cycle: what came of it?") < words.index("Say what came of it")
    assert words.count("planned in Cycle 2026") == 3
    assert read(_url(later, "section", "1")).count("from Cycle 2026: what came of it?") == 3
    renew_action(action=action, report=later, text="Half.", due_on=SOON, base=1, by=owner)
    assert "2 actions from Cycle 2026 have no outcome yet" in read(_url(later, "check"))
    assert read(_url(later, "section", "1")).count("from Cycle 2026: what came of it?") == 2
    assert reminder not in read(_url(report, "check"))


def test_actions_stand_beside_the_first_question_of_their_topic_only(report, owner, read):
    _plan(report, owner, title="Elsewhere", topic="")
    action = _plan(report, owner)
    words = read(_url(report, "section", "1"))
    assert words.count(_url(report, "action", action.pk)) == 1
    first = report.framework.questions_on(TOPIC)[0]
    assert words.index(f'id="{first.anchor}"') < words.index("Name the tiers")
    assert "Elsewhere" not in words


@pytest.mark.parametrize("role", ["stranger", "secretariat"])
def test_an_action_of_others_is_not_there(request, report, owner, role, client):
    action = _plan(report, owner)
    client.force_login(request.getfixturevalue(role))
    for name in ("action", "action-outcome"):
        assert client.get(_url(report, name, action.pk)).status_code == 404


def test_an_action_is_not_reached_through_the_report_of_another_team(report, owner, stranger, client):
    action = _plan(report, owner)
    theirs = builders.make_report(stranger.memberships.get().organisation)
    client.force_login(stranger)
    assert client.get(_url(theirs, "action", action.pk)).status_code == 404
    assert client.post(_url(theirs, "action-reopen", action.pk), {"base": "1"}).status_code == 404


def test_an_outcome_for_a_newer_state_is_a_conflict_that_keeps_the_words(report, owner, editor, client):
    action = _plan(report, owner)
    renew_action(action=action, report=report, text="Half.", due_on=SOON, base=1, by=editor)
    client.force_login(owner)
    path = _url(report, "action-outcome", action.pk)
    response = client.post(path, {"outcome": "partly", "text": "Most of it.", "base": "1"})
    words = response.content.decode()
    assert (response.status_code, action.revisions.count()) == (409, 2)
    assert ("Most of it." in words, "Half." in words, "Editor saved this action" in words) == (
        True,
        True,
        True,
    )
    client.post(path, {"outcome": "partly", "text": "Most of it.", "base": "2"})
    assert action.revisions.first().outcome_text == "Most of it."
