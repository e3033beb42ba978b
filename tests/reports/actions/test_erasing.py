"""A person who is erased leaves no name and no address behind, and what they did stays."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports import emails, workflow
from reports.actions.answers import save_answer
from reports.actions.draft_files import request_board_paper
from reports.actions.erasing import erase_person
from reports.actions.errors import Refused
from reports.actions.members import invite_member, transfer_ownership
from reports.actions.notes import write_note
from reports.actions.planned_actions import add_action
from reports.enums import EventName, MemberRole
from reports.models import AnswerRevision, Event, Invitation, Membership, Message, User
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db
NAME, ADDRESS, OTHER = "Wanda Whitlock", "wanda@people.example", "w.w@elsewhere.example"
DESK = ["secretariat@people.example"]


@pytest.fixture
def person(report, organisation, owner):
    """An editor who did everything that leaves a trace."""
    user = builders.make_user("wanda")
    user.name, user.time_zone, user.language = NAME, "Asia/Tokyo", "ja"
    user.is_staff = user.is_superuser = user.is_secretariat = True
    user.save()
    builders.make_member(organisation, MemberRole.EDITOR, user=user)
    save_answer(report=report, code="1a", choices=[], text="Words.", base=None, by=user)
    builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    LogEntry.objects.create(
        user=owner,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=str(user),
        action_flag=CHANGE,
    )
    elsewhere = builders.make_organisation("elsewhere")
    invite_member(organisation=elsewhere, email=ADDRESS, role="viewer", by=builders.owner_of(elsewhere))
    builders.run_jobs(only="deliver")
    return user


def _everything():
    """Yield table and row of all that is stored, whatever table it is, as words in lower case."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                yield table, _words(row)
    # What they hold is written so that nobody can read it.
    for session in Session.objects.all():
        yield "django_session", _words(session.get_decoded())


def _words(said):
    """What is JSON inside may write letters as numbers; bytes are read as what they may say."""
    told = json.dumps(said, default=_read, ensure_ascii=False).lower()
    return told.encode().decode("unicode_escape", "ignore")


def _read(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def _traces():
    """Return the tables in which name or address stand."""
    return {table for table, said in _everything() if "wanda" in said}


def test_name_and_address_are_gone(person):
    assert _traces() == {
        "account_emailaddress",
        "django_admin_log",
        "reports_invitation",
        "reports_message",
        "reports_user",
    }
    erase_person(user=person)
    assert _traces() == set()
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone, str(person)) == ("", "", "UTC", "a former member")
    assert person.email.endswith("@erased.invalid")
    assert not (person.is_active or person.is_staff or person.is_superuser or person.is_secretariat)
    assert not person.has_usable_password()
    assert not Membership.objects.filter(user=person).exists()
    assert Invitation.objects.pending().count() == 0


def test_what_they_did_stays_under_their_pseudonym(person, organisation):
    acts = list(Event.objects.filter(actor__user=person).values())
    revisions = list(AnswerRevision.objects.values())
    assert len(acts) == 1
    pseudonym = str(person.actor.pk)
    erase_person(user=person)
    assert list(Event.objects.filter(actor=pseudonym).values()) == acts
    assert list(AnswerRevision.objects.values()) == revisions
    told = Event.objects.order_by("-pk").values_list("name", "data", "actor", "organisation__slug")[:3]
    assert list(told) == [
        (EventName.PERSON_ERASED, {"actor": pseudonym}, None, None),
        (EventName.INVITATION_REVOKED, {"invitation": Invitation.objects.latest("pk").pk}, None, "elsewhere"),
        (EventName.MEMBER_REMOVED, {"member": person.pk, "role": "editor"}, None, "sakura-works"),
    ]


def test_somebody_who_never_acted_gets_a_pseudonym(owner):
    idle = builders.make_user("idle")
    erase_person(user=idle, by=owner)
    event = Event.objects.get(name=EventName.PERSON_ERASED)
    assert (event.data, event.actor.user) == ({"actor": str(User.objects.get(pk=idle.pk).actor.pk)}, owner)


def test_the_last_owner_is_not_erased(organisation, owner):
    other = builders.make_organisation("second", owner=owner)
    builders.make_member(other, MemberRole.OWNER)
    before = stored_rows()
    with pytest.raises(Refused, match=r"Sakura Works needs an owner\. Make somebody"):
        erase_person(user=owner)
    assert stored_rows() == before
    builders.make_member(organisation, MemberRole.OWNER)
    erase_person(user=owner)
    assert User.objects.get(pk=owner.pk).is_erased


def test_an_owner_with_a_closed_account_is_no_owner(organisation, owner):
    closed = builders.make_member(organisation, MemberRole.OWNER).user
    closed.is_active = False
    closed.save()
    with pytest.raises(Refused):
        erase_person(user=owner)
    erase_person(user=closed)


def test_nobody_is_erased_twice(person):
    erase_person(user=person)
    before = stored_rows()
    erase_person(user=User.objects.get(pk=person.pk))
    assert stored_rows() == before


def test_two_can_be_erased(person, viewer):
    erase_person(user=person)
    erase_person(user=viewer)
    assert User.objects.filter(is_erased=True).count() == 2


def test_pages_name_a_former_member(client, person, report, owner):
    erase_person(user=person)
    client.force_login(owner)
    page = client.get(reverse("workspace:history", args=["sakura-works", "2026", "1a"])).content.decode()
    assert "a former member" in page
    assert "erased.invalid" not in page


def test_they_cannot_sign_in_nor_stay_signed_in(client, person):
    client.force_login(person)
    assert client.get(reverse("workspace:home")).status_code == 200
    erase_person(user=person)
    assert client.get(reverse("workspace:home")).status_code == 302
    assert not client.login(username=ADDRESS, password=builders.PASSWORD)


STAYS = {
    "reports_attestation": "a legal statement, made by name to the secretariat and published",
    "reports_version": "frozen as it was published, with the attestation",
    "reports_publishedanswer": "words that people typed into the report",
    "reports_answerrevision": "words that people typed into the report",
    "reports_searchentry": "derived from those words",
    "reports_searchword": "derived from those words",
    "reports_note": "words that a colleague typed",
    "reports_readinglink": "what a colleague calls a reader",
    "reports_message": "of messages to others, only the one that reports the attestation",
}
"""The only tables in which the name of somebody who is erased may stand, each with the reason."""


@pytest.fixture
def everywhere(person, report, owner, secretariat, client):
    """The person, whose name and addresses stand wherever this site can put them."""
    # Another address of theirs, one in the log of the admin site, and a sign-in that waits for its code.
    EmailAddress.objects.create(user=person, email=OTHER, verified=True, primary=False)
    addresses = ContentType.objects.get_for_model(EmailAddress)
    changed = f'[{{"added": {{"name": "e-mail address", "object": "{OTHER}"}}}}]'
    for number, (said, change) in enumerate([(OTHER, ""), ("somebody", changed)]):
        LogEntry.objects.create(
            user=owner,
            content_type=addresses,
            object_id=str(number),
            object_repr=said,
            action_flag=CHANGE,
            change_message=change,
        )
    client.post(reverse("account_login"), {"login": ADDRESS, "password": builders.PASSWORD})
    # What they do for their organisation, and what colleagues and the site say of them.
    organisation = report.organisation
    builders.make_member(organisation, MemberRole.OWNER)
    transfer_ownership(membership=person.memberships.get(), by=owner)
    invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=person)
    said = {"report": report, "topic": "", "title": "Better", "plan": "", "due_on": timezone.localdate()}
    for doer in (owner, person):
        add_action(owner=doer, by=person, **said)
    contents = {"actions": [{"title": "Better", "owner": str(person)}]}
    request_board_paper(report=report, contents=contents, by=person)
    write_note(report=report, code="1a", text=f"{NAME} knows.", by=owner)
    builders.fill_report(report, owner, leave_out={"1a"})
    job = DBTaskResult.objects.filter(task_path__endswith="deliver").first()
    DBTaskResult.objects.filter(pk=job.pk).update(traceback=f"SMTPRecipientsRefused: {{'{ADDRESS}'}}")
    workflow.apply("submit", report=report, actor=person, name=NAME, title="Head of AI")
    return person


def test_nothing_is_left_but_what_has_a_reason(everywhere, client):
    before = _traces()
    assert before >= {
        "account_emailaddress",
        "django_admin_log",
        "django_session",
        "django_tasks_database_dbtaskresult",
        "reports_draftfile",
        "reports_invitation",
        "reports_message",
        "reports_user",
    }
    erase_person(user=everywhere)
    assert _traces() == {"reports_attestation", "reports_note", "reports_message"}
    assert _traces() < set(STAYS)
    (submitted,) = [message for message in Message.objects.all() if "Wanda" in str(message.content)]
    assert submitted.kind == "submitted"
    assert not [table for table, said in _everything() if OTHER in said]


def test_messages_to_others_that_name_them_are_dropped(everywhere):
    erase_person(user=everywhere)
    dropped = Message.objects.filter(state="dropped").order_by("pk")
    assert [(each.kind, each.address, each.fault) for each in dropped] == [
        ("ownership", "owner@people.example", "left"),
        ("invitation", "guest@people.example", "left"),
        ("action_assigned", "owner@people.example", "left"),
    ]
    assert builders.run_jobs(only="deliver") > 0
    assert [mail.to for mail in mail.outbox if "Wanda" in mail.body and mail.to != DESK] == []


def test_people_with_a_longer_address_keep_theirs(person, organisation, client):
    other = builders.make_user("not-wanda")
    client.force_login(other)
    invite_member(
        organisation=organisation, email=other.email, role="viewer", by=builders.owner_of(organisation)
    )
    erase_person(user=person)
    assert Invitation.objects.filter(email=other.email).count() == 1
    assert Message.objects.filter(address=other.email, content__isnull=False).count() == 1
    assert client.get(reverse("workspace:home")).status_code == 200


def test_a_message_queued_in_the_moment_of_erasing_keeps_no_address(person, organisation, owner):
    erase_person(user=person)
    person.email = ADDRESS  # as whoever asked just before saw it
    with transaction.atomic():
        emails.ownership_transferred(organisation, giver=owner, taker=person)
    assert Message.objects.filter(address=ADDRESS).count() == 1
    builders.run_jobs(only="deliver")
    assert Message.objects.filter(user=person).values_list("state", "address").get() == ("dropped", "")
