"""Of somebody who is erased nothing is left in any table but what has a reason."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports import emails, workflow
from reports.actions.answers import save_answer
from reports.actions.draft_files import request_board_paper
from reports.actions.erasing import erase_person
from reports.actions.members import invite_member, transfer_ownership
from reports.actions.notes import write_note
from reports.actions.planned_actions import add_action
from reports.actions.reading_links import create_link
from reports.enums import MemberRole
from reports.models import Invitation, Message
from tests import builders
from tests.reports.actions.traces import ADDRESS, NAME, everything, make_person, traces

pytestmark = pytest.mark.django_db
OTHER = "w.w@elsewhere.example"
DESK = ["secretariat@people.example"]


@pytest.fixture
def person(report, owner):
    """An editor who did everything that leaves a trace."""
    return make_person(report, owner)


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
    create_link(report=report, reader=NAME, days=7, by=owner)
    builders.fill_report(report, owner, leave_out={"1a"})
    base = report.answers.by_code()["1a"].number
    save_answer(report=report, code="1a", choices=[], text=f"Ask {NAME}.", base=base, by=owner)
    job = DBTaskResult.objects.filter(task_path__endswith="deliver").first()
    DBTaskResult.objects.filter(pk=job.pk).update(traceback=f"SMTPRecipientsRefused: {{'{ADDRESS}'}}")
    workflow.apply("submit", report=report, actor=person, name=NAME, title="Head of AI")
    builders.published_version(report, by=secretariat)
    return person


def test_nothing_is_left_but_what_has_a_reason(everywhere, client):
    before = traces()
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
    # SQLite's full-text index is made of tables, which hold what the search entries do.
    assert {each for each in traces() if not each.startswith("reports_searchindex")} == set(STAYS)
    (submitted,) = [message for message in Message.objects.all() if "Wanda" in str(message.content)]
    assert submitted.kind == "submitted"
    assert not [table for table, said in everything() if OTHER in said]


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
