"""Things that happen at the same moment, in real threads, each with a connection of its own."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.actions.jurisdictions import save_jurisdiction
from reports.actions.members import (
    accept_invitation,
    change_role,
    invite_member,
    leave,
    remove_member,
    transfer_ownership,
)
from reports.actions.notes import take_down_note, write_note
from reports.actions.organisations import change_profile
from reports.actions.reports import start_report
from reports.documents.faces import PUBLISHED
from reports.enums import EventName, MemberRole
from reports.models import (
    AnswerRevision,
    Attestation,
    Event,
    FormerSlug,
    Invitation,
    Membership,
    Message,
    Note,
    Organisation,
    Report,
    Version,
)
from reports.verification import verify, verify_rest
from tests import builders
from tests.builders import token_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


POOL = 8
"""How many connections the pool gives out at most."""


def race(*calls: Callable[[], Any]) -> list[Any]:
    """Start all calls at once; return what each returned or raised, in the order of the calls."""
    barrier = Barrier(len(calls), timeout=30)

    def run(call: Callable[[], Any]) -> Any:
        try:
            if len(calls) < POOL:  # else some would wait for a connection and the others for them
                connection.ensure_connection()
            barrier.wait()
            return call()
        except Exception as error:  # the test looks at its type
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def kinds(outcomes: list[Any]) -> list[str]:
    """Return the outcomes' types by name, sorted."""
    return sorted(type(outcome).__name__ for outcome in outcomes)


def tasks(name: str) -> int:
    return DBTaskResult.objects.filter(task_path=f"reports.jobs.files.{name}").count()


def test_a_report_is_submitted_once(report, owner):
    builders.fill_report(report, owner)
    outcomes = race(
        *[
            lambda: workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
            for _ in range(20)
        ]
    )
    assert kinds(outcomes) == ["Report"] + ["WrongStatus"] * 19
    assert Event.objects.filter(name=EventName.SUBMITTED).count() == 1
    assert Attestation.objects.count() == 1


def test_a_report_is_published_once(report, secretariat):
    builders.reviewed_report(report, by=secretariat)
    outcomes = race(*[lambda: workflow.apply("publish", report=report, actor=secretariat) for _ in range(20)])
    assert kinds(outcomes) == ["Report"] + ["WrongStatus"] * 19
    assert Version.objects.count() == 1
    assert Event.objects.filter(name=EventName.PUBLISHED).count() == 1
    assert tasks("build_rendition") == len(PUBLISHED)


def test_two_hundred_calls_make_one_version(report, organisation, owner, secretariat):
    """Owners and the desk click all at once, through more threads than the pool has connections."""
    builders.fill_report(report, owner)
    owners = [owner, *(builders.make_member(organisation, MemberRole.OWNER).user for _ in range(3))]
    desk = [secretariat, *(builders.make_user(is_secretariat=True) for _ in range(3))]
    kinds_of_calls = [
        ("submit", owners, builders.ATTESTATION),
        ("start_review", desk, {}),
        ("publish", desk, {}),
    ]

    def call(number):
        name, people, given = kinds_of_calls[number % 3]
        try:
            return name, workflow.apply(name, report=report, actor=people[number // 3 % 4], **given)
        except workflow.WrongStatus as refusal:
            return name, refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2 * POOL) as pool:
        outcomes = list(pool.map(call, range(200)))
    assert kinds([outcome for _name, outcome in outcomes]) == ["Report"] * 3 + ["WrongStatus"] * 197
    made = [name for name, outcome in outcomes if isinstance(outcome, Report)]
    assert sorted(made) == ["publish", "start_review", "submit"]
    assert (Version.objects.count(), Attestation.objects.count()) == (1, 1)
    happened = Event.objects.filter(report=report).order_by("position")
    assert [(event.position, event.name) for event in happened] == [
        (1, EventName.CREATED),
        (2, EventName.SUBMITTED),
        (3, EventName.REVIEW_STARTED),
        (4, EventName.PUBLISHED),
    ]
    counted = Counter()
    assert [*verify(Report.objects.all(), counted), *verify_rest(counted)] == []
    assert counted["versions"] == 1
    sent = Message.objects.filter(report=report).order_by("kind").values_list("kind")
    assert dict(sent.annotate(Count("pk"))) == {"published": 4, "review_started": 4, "submitted": 4}
    assert tasks("build_rendition") == len(PUBLISHED)


def test_a_report_is_published_or_returned(report, secretariat):
    builders.reviewed_report(report, by=secretariat)
    colleague = builders.make_user(is_secretariat=True)
    outcomes = race(
        lambda: workflow.apply("publish", report=report, actor=secretariat),
        lambda: workflow.apply("send_back", report=report, actor=colleague, reason="See 2b."),
    )
    assert kinds(outcomes) == ["Report", "WrongStatus"]
    events = Event.objects.filter(name__in=[EventName.PUBLISHED, EventName.RETURNED])
    assert [event.name for event in events] == [Report.objects.get(pk=report.pk).status]
    assert Version.objects.count() == (events[0].name == EventName.PUBLISHED)


@pytest.mark.parametrize("base", [None, 1])
def test_of_two_writers_from_one_base_one_wins(report, owner, editor, base):
    if base:
        save_answer(report=report, code="1a", choices=[], text="Base.", base=None, by=owner)
    outcomes = race(
        *[
            lambda person=person: save_answer(
                report=report, code="1a", choices=[], text=f"By {person}.", base=base, by=person
            )
            for person in (owner, editor)
        ]
    )
    assert kinds(outcomes) == ["AnswerRevision", "StaleAnswer"]
    won = next(outcome for outcome in outcomes if isinstance(outcome, AnswerRevision))
    lost = next(outcome for outcome in outcomes if isinstance(outcome, StaleAnswer))
    assert lost.current == won
    assert report.answers.by_code() == {"1a": won}
    assert list(AnswerRevision.objects.values_list("number", flat=True)) == ([2, 1] if base else [1])


def test_a_save_during_submission_never_changes_what_was_submitted(report, owner, editor, secretariat):
    builders.fill_report(report, owner)
    orders = set()
    for number in range(1, 9):
        before = report.answers.by_code()["1a"]
        saved, submitted = race(
            lambda number=number, base=before.number: save_answer(
                report=report, code="1a", choices=[], text=f"Late {number}.", base=base, by=editor
            ),
            lambda: workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION),
        )
        assert isinstance(submitted, Report)
        standing = report.answers.by_code()["1a"]
        if isinstance(saved, Refused):
            assert standing == before
        else:
            assert standing == saved
            assert saved.saved_at < submitted.submitted_at
        orders.add(type(saved).__name__)
        builders.returned_report(report, by=secretariat, reason="Once more.")
    assert orders <= {"Refused", "AnswerRevision"}


def test_an_invitation_is_accepted_once(organisation, owner):
    guest = builders.make_user("guest")
    invitation = invite_member(organisation=organisation, email=guest.email, role="editor", by=owner)
    token = token_of(invitation)
    outcomes = race(*[lambda: accept_invitation(token=token, by=guest) for _ in range(6)])
    assert kinds(outcomes) == ["Membership"] + ["Refused"] * 5
    assert Membership.objects.filter(user=guest).count() == 1
    assert Event.objects.filter(name=EventName.MEMBER_JOINED).count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_two_owners_who_remove_each_other(organisation, owner, attempt):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    hers, his = owner.memberships.get(), second.memberships.get()
    outcomes = race(
        lambda: remove_member(membership=his, by=owner),
        lambda: remove_member(membership=hers, by=second),
    )
    assert kinds(outcomes) == ["NoneType", "Refused"]
    assert [membership.role for membership in organisation.memberships.all()] == ["owner"]


@pytest.mark.parametrize("attempt", range(5))
def test_two_owners_who_both_step_down(organisation, owner, attempt):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    hers, his = owner.memberships.get(), second.memberships.get()
    outcomes = race(
        lambda: change_role(membership=hers, role=MemberRole.VIEWER, by=owner),
        lambda: change_role(membership=his, role=MemberRole.VIEWER, by=second),
    )
    assert kinds(outcomes) == ["Membership", "Refused"]
    assert sorted(membership.role for membership in organisation.memberships.all()) == ["owner", "viewer"]


@pytest.mark.parametrize("attempt", range(5))
def test_two_owners_who_both_leave(organisation, owner, attempt):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    outcomes = race(
        lambda: leave(organisation=organisation, by=owner),
        lambda: leave(organisation=organisation, by=second),
    )
    assert kinds(outcomes) == ["NoneType", "Refused"]
    assert [membership.role for membership in organisation.memberships.all()] == ["owner"]
    assert Event.objects.filter(name=EventName.MEMBER_LEFT).count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_ownership_handed_to_somebody_who_leaves(organisation, owner, editor, attempt):
    taker = editor.memberships.get()
    gone, handed = race(
        lambda: leave(organisation=organisation, by=editor),
        lambda: transfer_ownership(membership=taker, by=owner),
    )
    roles = dict(organisation.memberships.values_list("user__name", "role"))
    if gone is None:  # who left first can be handed nothing
        assert (type(handed), roles) == (Refused, {"Owner": "owner"})
    else:  # who became owner first is the only one, and stays
        assert (type(gone), roles) == (Refused, {"Owner": "editor", "Editor": "owner"})


def test_ownership_is_handed_over_once(organisation, owner, editor, viewer):
    takers = [person.memberships.get() for person in (editor, viewer)]
    outcomes = race(*[lambda taker=taker: transfer_ownership(membership=taker, by=owner) for taker in takers])
    assert kinds(outcomes) == ["Membership", "Refused"]
    owners = organisation.memberships.filter(role=MemberRole.OWNER)
    assert [membership.user_id for membership in owners] in ([editor.pk], [viewer.pk])


def test_a_jurisdiction_is_entered_once(secretariat):
    facts = {"country": "KE", "ground": "oecd", "since": None, "source": "A list"}
    outcomes = race(
        *[lambda: save_jurisdiction(jurisdiction=None, by=secretariat, **facts) for _ in range(2)]
    )
    assert kinds(outcomes) == ["Jurisdiction", "Refused"]


def test_a_report_is_started_once(organisation, owner, editor, cycle):
    outcomes = race(
        *[
            lambda person=person: start_report(
                organisation=organisation, cycle=cycle, framework_id="haip-1.0", language="en", by=person
            )
            for person in (owner, editor)
        ]
    )
    assert kinds(outcomes) == ["Refused", "Report"]
    assert Report.objects.count() == 1


def test_an_address_is_given_once(organisation, owner, stranger):
    elsewhere = stranger.memberships.get().organisation
    outcomes = race(
        lambda: change_profile(organisation=organisation, by=owner, slug="wanted"),
        lambda: change_profile(organisation=elsewhere, by=stranger, slug="wanted"),
    )
    assert kinds(outcomes) == ["Organisation", "Refused"]
    assert Organisation.objects.filter(slug="wanted").count() == 1
    assert FormerSlug.objects.count() == 1


def test_two_invitations_to_one_address(organisation, owner):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    race(
        *[
            lambda person=person: invite_member(
                organisation=organisation, email="guest@people.example", role="viewer", by=person
            )
            for person in (owner, second)
        ]
    )
    assert Invitation.objects.pending().count() == 1


def test_a_note_is_written_and_taken_down_once(report, owner, editor):
    def write():
        return write_note(report=Report.objects.get(pk=report.pk), code="1a", text="Ask.", by=owner)

    notes = race(write, write, write)
    assert {note.pk for note in notes} == {Note.objects.get().pk}
    down = race(*(lambda by=by: take_down_note(note=notes[0], by=by) for by in (owner, editor, owner)))
    assert len({(note.taken_down_at, note.taken_down_by_id) for note in down}) == 1
