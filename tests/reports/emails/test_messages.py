"""Who gets which message, what it says, and that its link leads to the right place."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import resolve
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.members import accept_invitation, invite_member, leave, remove_member, transfer_ownership
from reports.actions.organisations import change_profile
from reports.enums import MemberRole
from reports.models import Invitation, Membership
from tests import builders
from tests.builders import run_jobs

pytestmark = pytest.mark.django_db

HOSTILE = "Evil & <b>Sons</b>\r\nBcc: everybody@people.example"


def deliver(mailoutbox):
    """Let the worker deliver what is queued; return the new messages."""
    before = len(mailoutbox)
    run_jobs(only="deliver")
    return mailoutbox[before:]


def recipients(mails):
    assert all(len(mail.to) == 1 and not mail.cc and not mail.bcc for mail in mails)
    return sorted(mail.to[0] for mail in mails)


def link_path(mail):
    (address,) = re.findall(r"https?://\S+", mail.body)
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == "http://testserver"
    return parts.path


def link_in(mail):
    return resolve(link_path(mail))


@pytest.fixture
def team(organisation, owner, editor, viewer):
    """The organisation with two owners, an editor, a viewer, two who left and one whose account is closed."""
    second = builders.make_member(organisation, MemberRole.OWNER, user=builders.make_user("second-owner"))
    left = builders.make_member(organisation, MemberRole.OWNER, user=builders.make_user("left"))
    remove_member(membership=left, by=owner)
    closed = builders.make_member(organisation, MemberRole.OWNER, user=builders.make_user("closed")).user
    closed.is_active = False
    closed.save()
    gone = builders.make_member(organisation, MemberRole.EDITOR, user=builders.make_user("gone"))
    leave(organisation=organisation, by=gone.user)
    assert Membership.objects.filter(organisation=organisation).count() == 5
    return second


@pytest.fixture
def submitted(report, team, stranger, mailoutbox):
    """A submitted report; whatever was queued until then has left."""
    builders.fill_report(report)
    deliver(mailoutbox)
    return builders.submitted_report(report)


WRITERS = ["editor@people.example", "owner@people.example", "second-owner@people.example"]


def test_a_submission_is_told_to_the_desk(report, team, secretariat, stranger, mailoutbox):
    builders.make_user("colleague", is_secretariat=True)
    builders.make_user("former-colleague", is_secretariat=True, is_active=False)
    builders.fill_report(report)
    deliver(mailoutbox)
    builders.submitted_report(report)
    mails = deliver(mailoutbox)
    assert recipients(mails) == ["colleague@people.example", "secretariat@people.example"]
    for mail in mails:
        assert mail.subject == "Report received: Sakura Works, Cycle 2026"
        assert "attested by Ada Attests, Head of responsible AI" in mail.body
        match = link_in(mail)
        assert (match.view_name, match.kwargs) == ("secretariat:report", {"pk": report.pk})


def test_a_return_is_told_to_owners_and_editors(submitted, secretariat, mailoutbox):
    builders.reviewed_report(submitted, by=secretariat)
    deliver(mailoutbox)
    builders.returned_report(submitted, by=secretariat, reason="2b: which <models> & why?")
    mails = deliver(mailoutbox)
    assert recipients(mails) == WRITERS
    for mail in mails:
        assert mail.subject == "Returned to you: the report of Sakura Works for Cycle 2026"
        assert "\n> 2b: which <models> & why?\n" in mail.body
        match = link_in(mail)
        assert (match.view_name, match.kwargs) == (
            "workspace:report",
            {"org": "sakura-works", "cycle": "2026"},
        )


def test_a_publication_is_told_to_owners_and_editors(submitted, secretariat, mailoutbox):
    builders.reviewed_report(submitted, by=secretariat)
    deliver(mailoutbox)
    version = builders.published_version(submitted, by=secretariat)
    mails = deliver(mailoutbox)
    assert recipients(mails) == WRITERS
    for mail in mails:
        assert mail.subject == "Published: the report of Sakura Works for Cycle 2026"
        assert version.sha256 in mail.body and "version 1" in mail.body
        match = link_in(mail)
        assert (match.view_name, match.kwargs) == ("public:report", {"org": "sakura-works", "cycle": "2026"})


def test_a_withdrawal_is_told_to_owners_and_editors(submitted, secretariat, mailoutbox):
    builders.published_version(submitted, by=secretariat)
    deliver(mailoutbox)
    reason = "A court <asked> for it & why."
    workflow.apply("withdraw", report=submitted, actor=secretariat, reason=reason)
    mails = deliver(mailoutbox)
    assert recipients(mails) == WRITERS
    for mail in mails:
        assert mail.subject == "Withdrawn from the register: the report of Sakura Works for Cycle 2026"
        assert f"\n> {reason}\n" in mail.body
        match = link_in(mail)
        assert (match.view_name, match.kwargs) == ("public:report", {"org": "sakura-works", "cycle": "2026"})


def test_an_invitation_goes_to_the_invited_alone_and_its_link_works(
    organisation, owner, editor, secretariat, mailoutbox
):
    deliver(mailoutbox)
    invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=owner)
    (mail,) = deliver(mailoutbox)
    assert recipients([mail]) == ["guest@people.example"]
    assert mail.subject == "Sakura Works invites you to work on its report"
    assert "Owner invites you to join Sakura Works as Viewer" in mail.body
    match = link_in(mail)
    assert match.view_name == "workspace:invitation"
    guest = builders.make_user("guest")
    assert accept_invitation(token=match.kwargs["token"], by=guest).organisation == organisation


def chooses(person, language):
    person.language = language
    person.save()


@pytest.mark.parametrize("active", ["en", "ja", "fr"])
def test_each_reader_gets_their_own_language_whoever_writes(submitted, owner, editor, mailoutbox, active):
    desk = builders.make_user(is_secretariat=True)
    deliver(mailoutbox)
    chooses(owner, "ja")
    chooses(editor, "fr")
    with translation.override(active):
        builders.returned_report(submitted, by=desk, reason="See 2b.")
        assert translation.get_language() == active
    mails = {mail.to[0].partition("@")[0]: mail for mail in deliver(mailoutbox)}
    said = {name: (mail.subject, link_path(mail)) for name, mail in mails.items()}
    path = "/workspace/sakura-works/2026/"
    assert said == {
        "second-owner": ("Returned to you: the report of Sakura Works for Cycle 2026", path),
        "owner": ("差し戻しのお知らせ：Sakura Worksの報告書（Cycle 2026）", "/ja" + path),
        "editor": ("À reprendre : le rapport de Sakura Works pour Cycle 2026", "/fr" + path),
    }
    assert all("See 2b." in mail.body for mail in mails.values())


PREFIXES = {"": "", "en": "", "ja": "/ja", "fr": "/fr"}


@pytest.mark.parametrize("language", PREFIXES)
def test_each_message_leads_into_the_language_of_its_reader(report, team, owner, mailoutbox, language):
    desk, prefix = builders.make_user("desk", is_secretariat=True), PREFIXES[language]
    for person in (owner, desk):
        chooses(person, language)
    builders.fill_report(report)
    deliver(mailoutbox)
    builders.published_version(builders.submitted_report(report), by=desk)
    links = {mail.to[0]: link_path(mail) for mail in deliver(mailoutbox)}
    assert links["desk@people.example"] == f"{prefix}/secretariat/reports/{report.pk}/"
    assert links["owner@people.example"] == f"{prefix}/reports/sakura-works/2026/"
    assert links["second-owner@people.example"] == "/reports/sakura-works/2026/"


@pytest.mark.parametrize(
    ("active", "chosen", "used"),
    [
        ("en", None, "en"),
        ("ja", None, "ja"),
        ("fr", None, "fr"),
        ("fr", "", "fr"),
        ("fr", "ja", "ja"),
        ("ja", "en", "en"),
    ],
)
def test_an_invitation_is_in_the_language_of_the_page_unless_the_invited_chose_one(
    organisation, mailoutbox, active, chosen, used
):
    owner = builders.owner_of(organisation)
    if chosen is not None:
        chooses(builders.make_user("guest"), chosen)
    with translation.override(active), time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=owner)
        *_, mail = deliver(mailoutbox)
    assert link_path(mail).startswith(f"{PREFIXES[used]}/workspace/invitations/")
    assert {"en": "15 March 2026", "ja": "2026年3月15日", "fr": "15 mars 2026"}[used] in mail.body


def test_discarding_is_silent(report, owner, editor, secretariat, mailoutbox):
    deliver(mailoutbox)
    workflow.apply("discard", report=report, actor=owner)
    assert deliver(mailoutbox) == []


def test_what_people_typed_stays_in_its_place(submitted, owner, secretariat, mailoutbox):
    builders.reviewed_report(submitted, by=secretariat)
    deliver(mailoutbox)
    organisation = change_profile(organisation=submitted.organisation, by=owner, name=HOSTILE)
    invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=owner)
    builders.returned_report(submitted, by=secretariat, reason="See 2b.")
    mails = deliver(mailoutbox)
    assert recipients(mails) == sorted([*WRITERS, "guest@people.example"])
    for mail in mails:
        assert "\n" not in mail.subject and "\r" not in mail.subject
        assert "Evil & <b>Sons</b> Bcc: everybody@people.example" in mail.subject
        headers = mail.message()
        assert headers["Bcc"] is None
        assert headers["To"] in recipients(mails)


def test_ownership_handed_over_is_told_to_both_alone(organisation, team, owner, editor, mailoutbox):
    deliver(mailoutbox)
    editor.language = "ja"
    editor.save()
    transfer_ownership(membership=editor.memberships.get(), by=owner)
    mails = deliver(mailoutbox)
    assert recipients(mails) == ["editor@people.example", "owner@people.example"]
    assert {mail.to[0]: link_path(mail) for mail in mails} == {
        "editor@people.example": "/ja/workspace/sakura-works/members/",
        "owner@people.example": "/workspace/sakura-works/members/",
    }
    mail = next(mail for mail in mails if mail.to == ["owner@people.example"])
    assert mail.subject == "Ownership handed over: Sakura Works"
    assert "Owner has handed the ownership of Sakura Works to Editor." in mail.body


def test_who_left_before_a_decision_is_told_nothing_of_it(submitted, editor, secretariat, mailoutbox):
    builders.reviewed_report(submitted, by=secretariat)
    deliver(mailoutbox)
    leave(organisation=submitted.organisation, by=editor)
    builders.published_version(submitted, by=secretariat)
    assert recipients(deliver(mailoutbox)) == ["owner@people.example", "second-owner@people.example"]


def test_mail_is_text_and_html_from_the_site_and_says_who_runs_it(
    submitted, secretariat, mailoutbox, settings
):
    builders.returned_report(submitted, by=secretariat, reason="See 2b.")
    mails = deliver(mailoutbox)
    assert mails
    for mail in mails:
        assert mail.from_email == settings.DEFAULT_FROM_EMAIL
        parts = [part.get_content_type() for part in mail.message().walk()]
        assert parts == ["multipart/alternative", "text/plain", "text/html"]
        assert mail.body.rstrip().endswith("HAIP Reports · Test Operator")
        assert "&amp;" not in mail.body and "&lt;" not in mail.body


def test_mail_of_a_site_whose_operator_is_not_named(submitted, secretariat, mailoutbox, settings):
    settings.SITE_OPERATOR = ""
    builders.returned_report(submitted, by=secretariat, reason="See 2b.")
    mails = deliver(mailoutbox)
    assert mails
    assert all(mail.body.rstrip().endswith("\n\nHAIP Reports") for mail in mails[-len(WRITERS) :])


def test_mail_waits_in_the_queue_until_the_worker_takes_it(submitted, secretariat, mailoutbox):
    builders.reviewed_report(submitted, by=secretariat)
    deliver(mailoutbox)
    builders.returned_report(submitted, by=secretariat, reason="See 2b.")
    queued = DBTaskResult.objects.ready().filter(task_path="reports.jobs.mail.deliver")
    assert queued.count() == len(WRITERS)
    before = len(mailoutbox)
    assert run_jobs(only="deliver") == len(WRITERS)
    assert len(mailoutbox) == before + len(WRITERS)
    assert not queued.exists()


def test_nothing_is_sent_when_a_step_is_refused(submitted, owner, mailoutbox):
    deliver(mailoutbox)
    with pytest.raises(workflow.NotAllowed):
        builders.returned_report(submitted, by=owner, reason="See 2b.")
    with pytest.raises(workflow.WrongStatus):
        builders.submitted_report(submitted)
    assert deliver(mailoutbox) == []
    assert not Invitation.objects.pending().exists()
