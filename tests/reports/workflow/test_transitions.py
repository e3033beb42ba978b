"""Every status × transition × person, against a list of what is legal that is written by hand.

Not here: what each transition writes beside the status (`test_effects`), nor races (`test_races`).
"""

from itertools import product
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch

from reports import workflow
from reports.enums import MemberRole, ReportStatus
from reports.models import Event, Organisation, Report
from tests import builders
from tests.builders import rolled_back, stored_rows

pytestmark = pytest.mark.django_db

STATUSES = (
    *("draft", "submitted", "in_review", "returned", "published", "withdrawn", "delisted", "discarded"),
    *("listed draft", "listed submitted", "listed in_review", "listed returned"),
)
"""Where a report can stand; "listed" are those of which readers have a version meanwhile: corrections."""
GIVEN = {
    "submit": {"name": "Ada Attests", "title": "Director"},
    "take_back": {},
    "transcribe": {},
    "discard": {},
    "start_review": {},
    "send_back": {"reason": "Say more in 2b."},
    "publish": {},
    "correct": {"reason": "A figure was wrong."},
    "drop_correction": {},
    "withdraw": {"reason": "A court asked for it."},
    "delist": {"reason": "Not renewed."},
    "relist": {"reason": "Renewed."},
}
LEGAL = {
    ("draft", "submit"): ("submitted", "submitted"),
    ("returned", "submit"): ("submitted", "submitted"),
    ("draft", "transcribe"): ("published", "published"),
    ("returned", "transcribe"): ("published", "published"),
    ("listed draft", "transcribe"): ("published", "published"),
    ("listed returned", "transcribe"): ("published", "published"),
    ("draft", "discard"): ("discarded", "discarded"),
    ("returned", "discard"): ("discarded", "discarded"),
    ("submitted", "take_back"): ("draft", "taken_back"),
    ("submitted", "start_review"): ("in_review", "review_started"),
    ("in_review", "send_back"): ("returned", "returned"),
    ("in_review", "publish"): ("published", "published"),
    ("published", "correct"): ("draft", "correction_started"),
    ("published", "withdraw"): ("withdrawn", "withdrawn"),
    ("published", "delist"): ("delisted", "delisted"),
    ("withdrawn", "relist"): ("published", "relisted"),
    ("delisted", "relist"): ("published", "relisted"),
    ("listed draft", "submit"): ("submitted", "submitted"),
    ("listed draft", "drop_correction"): ("published", "correction_dropped"),
    ("listed draft", "withdraw"): ("withdrawn", "withdrawn"),
    ("listed draft", "delist"): ("delisted", "delisted"),
    ("listed submitted", "take_back"): ("draft", "taken_back"),
    ("listed submitted", "start_review"): ("in_review", "review_started"),
    ("listed submitted", "withdraw"): ("withdrawn", "withdrawn"),
    ("listed submitted", "delist"): ("delisted", "delisted"),
    ("listed in_review", "send_back"): ("returned", "returned"),
    ("listed in_review", "publish"): ("published", "published"),
    ("listed in_review", "withdraw"): ("withdrawn", "withdrawn"),
    ("listed in_review", "delist"): ("delisted", "delisted"),
    ("listed returned", "submit"): ("submitted", "submitted"),
    ("listed returned", "drop_correction"): ("published", "correction_dropped"),
    ("listed returned", "withdraw"): ("withdrawn", "withdrawn"),
    ("listed returned", "delist"): ("delisted", "delisted"),
}
"""(Status, transition) -> status afterwards and event."""
OWNERS, DESK = {"owner", "secretariat_owner"}, {"secretariat"}
MAY = {
    "submit": OWNERS,
    "take_back": OWNERS,
    # An organisation that has members attests for itself: who transcribes is in test_transcribing.
    "transcribe": set(),
    "discard": OWNERS,
    "start_review": DESK,
    "send_back": DESK,
    "publish": DESK,
    "correct": OWNERS,
    "drop_correction": OWNERS,
    "withdraw": DESK,
    "delist": DESK,
    "relist": DESK,
}
PEOPLE = (
    "owner",
    "editor",
    "viewer",
    "inactive_owner",
    "stranger",
    "secretariat",
    "secretariat_owner",
    "secretariat_viewer",
    "inactive_secretariat",
)


@pytest.fixture(scope="module")
def world(module_database):
    """A complete report in every status, and everybody who could come near it."""
    owner, secretariat = builders.make_user(), builders.make_user(is_secretariat=True)
    organisation = builders.make_organisation("aoba", owner=owner)

    def member(role, **facts):
        return builders.make_member(organisation, role, user=builders.make_user(**facts)).user

    inactive_owner = member(MemberRole.OWNER)
    inactive_owner.is_active = False
    inactive_owner.save()
    reports = {}
    for number, status in enumerate(STATUSES):
        reports[status] = builders.make_report(organisation, cycle=builders.make_cycle(str(2020 + number)))
        builders.fill_report(reports[status], owner)

    def apply(name, *statuses, by=secretariat):
        for status in statuses:
            workflow.apply(name, report=reports[status], actor=by, **GIVEN[name])

    corrections = [status for status in STATUSES if status.startswith("listed ")]
    published = ("published", "withdrawn", "delisted", *corrections)
    apply("submit", "submitted", "in_review", "returned", *published, by=owner)
    apply("start_review", "in_review", "returned", *published)
    apply("send_back", "returned")
    apply("publish", *published)
    apply("withdraw", "withdrawn")
    apply("delist", "delisted")
    apply("correct", *corrections, by=owner)
    apply("submit", "listed submitted", "listed in_review", "listed returned", by=owner)
    apply("start_review", "listed in_review", "listed returned")
    apply("send_back", "listed returned")
    apply("discard", "discarded", by=owner)
    return SimpleNamespace(
        reports={status: Report.objects.get(pk=report.pk) for status, report in reports.items()},
        owner=owner,
        editor=member(MemberRole.EDITOR),
        viewer=member(MemberRole.VIEWER),
        inactive_owner=inactive_owner,
        stranger=builders.owner_of(builders.make_organisation()),
        secretariat=secretariat,
        secretariat_owner=member(MemberRole.OWNER, is_secretariat=True),
        secretariat_viewer=member(MemberRole.VIEWER, is_secretariat=True),
        inactive_secretariat=builders.make_user(is_secretariat=True, is_active=False),
    )


def test_the_lists_cover_everything():
    assert {status.removeprefix("listed ") for status in STATUSES} == set(ReportStatus.values)
    assert set(GIVEN) == set(MAY) == set(workflow.TRANSITIONS)


@pytest.mark.parametrize(("status", "name"), list(product(STATUSES, GIVEN)))
def test_a_transition_is_made_by_exactly_these(world, status, name):
    stands = status.removeprefix("listed ")
    assert world.reports[status].status == stands
    assert world.reports[status].is_listed == (status == "published" or status != stands)
    before, events = stored_rows(), Event.objects.count()
    made = set()
    refused = set()
    for person in PEOPLE:
        with rolled_back():
            try:
                report = workflow.apply(
                    name, report=world.reports[status], actor=getattr(world, person), **GIVEN[name]
                )
            except (workflow.WrongStatus, workflow.NotAllowed) as refusal:
                legal = (status, name) in LEGAL
                assert type(refusal) is (workflow.NotAllowed if legal else workflow.WrongStatus)
                assert legal or refusal.status == stands
                # Every row is compared once for each way of being refused: it is what takes the time.
                assert Event.objects.count() == events
                assert type(refusal) in refused or stored_rows() == before
                refused.add(type(refusal))
            else:
                made.add(person)
                target, event = LEGAL[status, name]
                assert report.status == Report.objects.get(pk=report.pk).status == target
                last = Event.objects.order_by("pk").last()
                assert (last.name, last.report, last.actor.user) == (event, report, getattr(world, person))
                assert (last.data["before"], last.data["after"]) == (stands, target)
                assert Event.objects.count() == len(before["reports_event"]) + 1
    assert made == (MAY[name] if (status, name) in LEGAL else set())


@pytest.mark.parametrize("status", STATUSES)
def test_exactly_what_is_legal_is_offered(world, status):
    offered = {
        (person, transition.name)
        for person in PEOPLE
        for transition in workflow.available(world.reports[status], getattr(world, person))
    }
    assert offered == {(person, name) for before, name in LEGAL if before == status for person in MAY[name]}


def test_an_unknown_transition_is_a_mistake_of_the_programmer(world):
    before = stored_rows()
    with pytest.raises(KeyError):
        workflow.apply("unpublish", report=world.reports["published"], actor=world.secretariat)
    assert stored_rows() == before


def test_only_the_stored_status_counts(world):
    """A report that was loaded before somebody else acted is judged by where it stands now."""
    with rolled_back():
        seen = Report.objects.get(pk=world.reports["in_review"].pk)
        workflow.apply("send_back", report=seen, actor=world.secretariat, reason="First.")
        assert seen.status == "in_review"
        before = stored_rows()
        with pytest.raises(workflow.WrongStatus):
            workflow.apply("publish", report=seen, actor=world.secretariat)
        assert stored_rows() == before


def test_only_the_status_and_its_stamps_are_written(world):
    """Unsaved changes to what the caller holds in memory do not slip in."""
    with rolled_back():
        held = Report.objects.get(pk=world.reports["draft"].pk)
        held.language, held.framework_id = "fr", "haip-9.9"
        workflow.apply("submit", report=held, actor=world.owner, **GIVEN["submit"])
        stored = Report.objects.get(pk=held.pk)
        assert (stored.language, stored.framework_id) == ("en", "haip-1.0")


@pytest.mark.parametrize("name", ["submit", "send_back"])
def test_what_a_transition_needs_must_be_given(world, name):
    report = world.reports["draft" if name == "submit" else "in_review"]
    actor = world.owner if name == "submit" else world.secretariat
    before = stored_rows()
    with pytest.raises(TypeError):
        workflow.apply(name, report=report, actor=actor)
    assert stored_rows() == before


def test_what_goes_wrong_at_the_end_undoes_the_beginning(world):
    """The mail about a publication is the last step; here its link cannot be made."""
    report = world.reports["in_review"]
    Organisation.objects.filter(pk=report.organisation_id).update(slug="no address")
    before = stored_rows()
    with pytest.raises(NoReverseMatch):
        workflow.apply("publish", report=report, actor=world.secretariat)
    assert stored_rows() == before
