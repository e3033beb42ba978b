"""One small site with everything on it, for the tests of pages.

Belongs here: the people, organisations and reports that the addresses of `addresses.py` lead to. Not
here: assertions. Whatever must not reach the public carries a word that stands nowhere else.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from reports.actions.action_outcomes import close_action
from reports.actions.draft_files import request_draft_file
from reports.actions.members import invite_member
from reports.actions.notes import take_down_note, write_note
from reports.actions.organisations import change_profile, set_logo
from reports.actions.planned_actions import add_action
from reports.actions.reading_links import create_link
from reports.enums import MemberRole
from reports.jobs.mail_faults import Found
from reports.jobs.outbox import failed
from reports.models import (
    DraftFile,
    Invitation,
    Membership,
    Message,
    Note,
    Organisation,
    PlannedAction,
    ReadingLink,
    Report,
    ReviewComment,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
    UnplacedText,
    User,
    Version,
)
from reports.models.mail_kinds import MailFault
from reports.workflow import effects
from tests import builders
from tests.reports.forms.pictures import picture

ROLES = ("anonymous", "stranger", "viewer", "editor", "owner", "secretariat")
ORG, FORMER, ELSEWHERE, RETURNED_ORG = "sakura-works", "sakura-old", "elsewhere", "hidden-garden"
PUBLISHED, DRAFT, SUBMITTED, FREE = "2025", "2026", "2027", "2028"
"""Cycles, by what `sakura-works` has there; for the last one it has not started."""

DRAFT_PDF, PUBLISHED_PDF = b"%PDF-1.7 as if it had been made", b"%PDF-1.7 as it was published"
"""The second one is that of version 1 in `PUBLISHED`; its other files wait to be made."""

SECRETS = (
    # Answers, by the mark that `fill_report` writes into them.
    "sakura-works in 2026",
    "sakura-works in 2027",
    "elsewhere in 2026",
    "hidden-garden in 2026",
    # Organisations that have published nothing.
    "Hidden Garden",
    "hidden-garden",
    "Elsewhere",
    # People: members, the secretariat, the invited. Whoever attested a published version is public.
    "Ophelia",
    "Edgar",
    "Violet",
    "Stenka",
    "Sibyl",
    "people.example",
    "invited.example",
    # Who may read a draft by a link.
    "Rosalind",
    # Private events.
    "Hush, this reason",
    # Private notes.
    "Quillfeather",
    "Quillscript",
    "社外秘の覚え書き",
    "Quilldown",
    # What a team plans, and what came of it.
    "Tansyplan",
    "Tansyway",
    "Tansyscript",
    "非公開の行動計画",
    "Tansyoutcome",
    # What the secretariat says about single questions, and what a team replies.
    "Burdockcomment",
    "Burdockscript",
    "Burdockunsent",
    "Burdockreply",
    # What is asked for, and given, beside a report.
    "Cloverasked",
    "Clovergiven",
    "Cloverfile",
)


NOTES = (
    "Quillfeather: the lawyers have *not* agreed.",
    '"><script>alert("Quillscript")</script></textarea><img src=x onerror=alert(1)>',
    "社外秘の覚え書き",
)
"""Private notes that stand beside 1a on every report but the empty one."""
TAKEN_DOWN = "Quilldown was a note for an hour."
"""One more there, which was taken down."""


PLANS = (
    ("Tansyplan: name the tiers", "Tansyway: *ask* every team."),
    ('"><script>alert("Tansyscript")</script>', "</textarea><img src=x onerror=alert(1)>"),
    ("非公開の行動計画", ""),
)
"""Titles and ways of the actions that stand with every report but the empty one, about the topic of 1a."""
COMMENTS = (
    "Burdockcomment: which *models* is this about?",
    '"><script>alert("Burdockscript")</script></textarea><img src=x onerror=alert(1)>',
)
"""Comments of the secretariat on 1a that went back with every report but the empty one; the first one is
dealt with."""
UNSENT, REPLY = "Burdockunsent waits at the desk.", "Burdockreply: all of them."


CAME_OF_IT = "Tansyoutcome is why it was dropped."
"""What is said of the last one."""


@dataclass
class Site:
    """What stands on the site, by the names that tests use."""

    people: dict[str, User] = field(default_factory=dict)
    organisation: Organisation = None
    draft: Report = None
    submitted: Report = None
    published: Report = None
    returned: Report = None
    versions: list[Version] = field(default_factory=list)
    invitation: Invitation = None
    pending: Invitation = None
    draft_file: DraftFile = None
    set_aside: UnplacedText = None
    note: Note = None
    action: PlannedAction = None
    comment: ReviewComment = None
    support: SupportingRequest = None
    support_file: SupportingFile = None
    reading_link: ReadingLink = None
    message: Message = None
    """It has been given up: the mail about `pending`."""
    _clients: dict[str, tuple[Client, str]] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """Return the browser of somebody with this role: signed in, with no other cookie."""
        client, session = self._clients[role]
        client.cookies.clear()
        if session:
            client.cookies["sessionid"] = session
        return client

    def sign_in(self) -> None:
        """Open one browser per role; loading the handler takes longer than most requests."""
        for role in ROLES:
            client = Client()
            if role != "anonymous":
                client.force_login(self.people[role])
            session = client.cookies.get("sessionid")
            self._clients[role] = (client, session.value if session else "")

    def membership(self, role: str) -> Membership:
        """Return the membership of the role in `sakura-works`."""
        return Membership.objects.get(user=self.people[role], organisation=self.organisation)


def build_site() -> Site:
    """Write the site; the caller keeps the transaction and rolls it back."""
    site = Site()
    names = {"owner": "ophelia", "stranger": "stenka", "secretariat": "sibyl"}
    for role, name in names.items():
        site.people[role] = builders.make_user(name, is_secretariat=role == "secretariat")
    organisation = builders.make_organisation(FORMER, owner=site.people["owner"], name="Sakura Works")
    for role, name in ((MemberRole.EDITOR, "edgar"), (MemberRole.VIEWER, "violet")):
        user = builders.make_user(name)
        site.people[role.value] = builders.make_member(organisation, role, user=user).user
    for cycle in (PUBLISHED, DRAFT, SUBMITTED, FREE):
        builders.make_cycle(cycle)
    set_logo(organisation=organisation, png=picture(), by=site.people["owner"])
    first = _report(organisation, PUBLISHED)
    _plant_notes(first)
    _plant_actions(first)
    _plant_comments(first, site)
    _plant_support(first, site)
    first = builders.published_version(first, by=site.people["secretariat"])
    change_profile(organisation=organisation, by=site.people["owner"], slug=ORG, name="Sakura Works K.K.")
    site.organisation = Organisation.objects.get(pk=organisation.pk)
    site.versions = [first, supersede(first, by=site.people["secretariat"])]
    site.published = site.versions[-1].report
    site.draft = _report(site.organisation, DRAFT)
    builders.fill_report(site.draft)
    site.note = _plant_notes(site.draft)
    site.action = _plant_actions(site.draft)
    site.comment = _plant_comments(site.draft, site)
    site.support = _plant_support(site.draft, site)
    site.support_file = SupportingFile.objects.get(answer__request=site.support)
    site.submitted = builders.submitted_report(_report(site.organisation, SUBMITTED))
    _plant_notes(site.submitted)
    _plant_actions(site.submitted)
    _plant_comments(site.submitted, site)
    _others(site)
    owner = site.people["owner"]
    site.invitation = invite_member(
        organisation=site.organisation, email=site.people["stranger"].email, role="editor", by=owner
    )
    with builders.mail_is_queued():
        site.pending = invite_member(
            organisation=site.organisation, email="somebody@invited.example", role="viewer", by=owner
        )
    site.message = Message.objects.get(invitation=site.pending)
    failed(site.message, Found(MailFault.NO_CONNECTION), is_last=True)
    site.reading_link = create_link(
        report=site.draft, reader="Rosalind Reader", days=14, by=site.people["editor"]
    )
    site.draft_file = request_draft_file(report=site.draft, face="pdf", by=site.people["editor"])
    DraftFile.objects.filter(pk=site.draft_file.pk).update(**builders.as_if_built(DRAFT_PDF))
    first.renditions.filter(face="pdf").update(**builders.as_if_built(PUBLISHED_PDF))
    # As carrying over and setting aside leave it: it stands in nobody's way.
    site.set_aside = UnplacedText.objects.create(
        report=site.draft,
        origin="9z",
        label="Something else",
        text="Kept words of sakura-works in 2026.",
        created_by=owner,
        settled_at=timezone.now(),
        settled_by=owner,
    )
    site.sign_in()
    return site


def _others(site: Site) -> None:
    """Write a stranger's draft, and a report that was returned with a reason."""
    elsewhere = builders.make_organisation(ELSEWHERE, owner=site.people["stranger"])
    theirs = _report(elsewhere, DRAFT)
    builders.fill_report(theirs)
    _plant_notes(theirs)
    _plant_actions(theirs)
    _plant_comments(theirs, site)
    _plant_support(theirs, site)
    garden = builders.make_organisation(RETURNED_ORG)
    submitted = builders.submitted_report(_report(garden, DRAFT))
    _plant_notes(submitted)
    reason = "Hush, this reason is private."
    site.returned = builders.returned_report(submitted, by=site.people["secretariat"], reason=reason)


def _plant_notes(report: Report) -> Note:
    """Write the private notes beside 1a and return the first."""
    by = builders.owner_of(report.organisation)
    take_down_note(note=write_note(report=report, code="1a", text=TAKEN_DOWN, by=by), by=by)
    first, *_others = [write_note(report=report, code="1a", text=text, by=by) for text in NOTES]
    return first


def _plant_actions(report: Report) -> PlannedAction:
    """Plan the private actions, drop the last one with words, and return the first."""
    by, day = builders.owner_of(report.organisation), timezone.localdate() + timedelta(days=30)
    topic = report.framework.question("1a").topics[0]
    facts = {"report": report, "topic": topic, "owner": by, "due_on": day, "by": by}
    first, *_between, last = [add_action(title=title, plan=plan, **facts) for title, plan in PLANS]
    close_action(action=last, report=report, outcome="dropped", text=CAME_OF_IT, base=1, by=by)
    return first


def _plant_comments(report: Report, site: Site) -> ReviewComment:
    """Write comments on 1a as a return leaves them, and one that waits at the desk; return the open one."""
    facts = {"report": report, "code": "1a", "written_by": site.people["secretariat"]}
    now = timezone.now()
    sent = facts | {"returned_at": now, "returned_by": site.people["secretariat"]}
    by = builders.owner_of(report.organisation)
    dealt = {"dealt_with_at": now, "dealt_with_by": by, "reply": REPLY}
    ReviewComment.objects.create(text=COMMENTS[0], **sent, **dealt)
    ReviewComment.objects.create(text=UNSENT, **facts)
    return ReviewComment.objects.create(text=COMMENTS[1], **sent)


def _plant_support(report: Report, site: Site) -> SupportingRequest:
    """Ask for something beside the report, and give it, as the actions leave it; nobody has opened it."""
    asked = SupportingRequest.objects.create(
        report=report, text="Cloverasked: the contract.", asked_by=site.people["secretariat"]
    )
    by = builders.owner_of(report.organisation)
    given = SupportingAnswer.objects.create(request=asked, text="Clovergiven: here.", given_by=by)
    content = b"Cloverfile says this."
    SupportingFile.objects.create(
        answer=given,
        name="Cloverfile.txt",
        media_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    return asked


def _report(organisation: Organisation, cycle: str) -> Report:
    return builders.make_report(organisation, cycle=builders.make_cycle(cycle))


@transaction.atomic
def supersede(version: Version, *, by: User) -> Version:
    """Publish the report of the version once more, by the effect that publishes."""
    report = Report.objects.select_related("organisation", "cycle").get(pk=version.report_id)
    at = timezone.now() + timedelta(seconds=1)
    report.correction_reason = "The name was wrong."
    effects.freeze_version(report, by, at)
    report.save()
    return report.current_version
