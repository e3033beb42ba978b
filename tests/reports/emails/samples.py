"""Every message of this project, each as something that happens sends it. Not here: assertions.

Belongs here: one world in which all of it can happen, with names and reasons that a test chooses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone, translation
from lxml import html
from lxml.html import HtmlElement

from reports import emails
from reports.actions.members import invitation_address, invite_member
from reports.models import (
    ActionRevision,
    Attestation,
    Invitation,
    Message,
    Organisation,
    PlannedAction,
    Report,
    SupportingRequest,
    User,
)
from reports.workflow import effects
from tests import builders

REASON = "Please say in 2b which models this is about.\nAnd name the standard that 3a means."


@dataclass
class World:
    """One organisation with a report of two versions, an invitation, and somebody at the desk."""

    owner: User
    desk: User
    organisation: Organisation
    report: Report
    invitation: Invitation
    reason: str
    comments: list[dict[str, str]] = field(default_factory=list)


def build_world(name: str = "Sakura Works", reason: str = REASON) -> World:
    """Write the world; the caller keeps the transaction."""
    owner, desk = builders.make_user("ophelia"), builders.make_user("sibyl", is_secretariat=True)
    organisation = builders.make_organisation("sakura-works", owner=owner, name=name)
    report = builders.make_report(organisation)
    for words in ("", reason):
        report.correction_reason = words
        effects.freeze_version(report, desk, timezone.now())
    report.status = "published"
    report.save()
    invitation = invite_member(
        organisation=organisation, email="guest@invited.example", role="editor", by=owner
    )
    comments = [
        {"code": "1a", "text": reason},
        {"code": "2b", "text": "Which one?"},
        {"code": "scope", "text": "Which products?"},
        {"code": "gone", "text": "A question of another framework."},
    ]
    return World(owner, desk, organisation, report, invitation, reason, comments)


def _transition(name: str, /, **data: Any) -> Callable[[World], None]:
    return lambda world: emails.about_transition(name, world.report, data)


def _with_reason(name: str) -> Callable[[World], None]:
    return lambda world: emails.about_transition(name, world.report, {"reason": world.reason})


def _submit(world: World) -> None:
    Attestation.objects.create(report=world.report, attested_by=world.owner, **builders.ATTESTATION)
    emails.about_transition("submit", world.report, {})


def _assign(world: World) -> None:
    action = PlannedAction(pk=1, report=world.report)
    state = ActionRevision(owner=world.owner, saved_by=world.desk, due_on=date(2027, 3, 1))
    emails.action_assigned(action, state, world.report)


def _ask(world: World, due_on: date | None = None) -> None:
    request = SupportingRequest(report=world.report, text=world.reason, due_on=due_on, asked_by=world.desk)
    emails.support_asked(request)


MESSAGES: dict[str, Callable[[World], None]] = {
    "invitation": lambda world: emails.invitation(world.invitation, invitation_address(world.invitation)),
    "ownership": lambda world: emails.ownership_transferred(
        world.organisation, giver=world.owner, taker=builders.make_member(world.organisation, "editor").user
    ),
    "action_assigned": _assign,
    "submitted": _submit,
    "taken_back": _transition("take_back"),
    "review_started": _transition("start_review"),
    "returned": _with_reason("send_back"),
    "returned with comments": lambda world: emails.about_transition(
        "send_back", world.report, {"reason": world.reason, "comments": world.comments}
    ),
    "published": _transition("publish", version=1),
    "published with a correction": _transition("publish", version=2),
    "withdrawn": _with_reason("withdraw"),
    "delisted": _with_reason("delist"),
    "relisted": _with_reason("relist"),
    "redacted": lambda world: emails.redacted(world.report, world.reason),
    "renewal_due": lambda world: emails.renewal_due(world.report, 30),
    "renewal_due in one day": lambda world: emails.renewal_due(world.report, 1),
    "renewal_due today": lambda world: emails.renewal_due(world.report, 0),
    "renewal_overdue": lambda world: emails.renewal_overdue(world.report),
    "support_asked": _ask,
    "support_asked with a day": lambda world: _ask(world, date(2027, 3, 1)),
    "support_given": lambda world: emails.support_given(SupportingRequest(report=world.report)),
    "links_gone": lambda world: emails.links_gone(world.report, 3),
    "links_gone one": lambda world: emails.links_gone(world.report, 1),
}
"""What the message is called, in the words of its kind, and what sends it."""


def sent(world: World, name: str, language: str) -> Message:
    """Let it happen, and return the message of it to somebody of the world, which waits in the outbox."""
    for person in (world.owner, world.desk):
        person.language = language
        person.save(update_fields=["language"])
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with builders.mail_is_queued(), translation.override(language):
        MESSAGES[name](world)
    told = Message.objects.filter(pk__gt=last, kind=name.partition(" ")[0]).select_related("user")
    return next(message for message in told if message.user in {None, world.owner, world.desk})


def html_of(message: Message) -> str:
    """Return the HTML of a message that waits."""
    ((html, media_type),) = message.content["alternatives"]
    assert media_type == "text/html"
    return html


def body_of(message: Message) -> HtmlElement:
    """Return the body of a message's HTML; a line that ends parts words."""
    page = html.document_fromstring(html_of(message))
    for line in page.iter("br"):
        line.tail = f" {line.tail or ''}"
    return page.find("body")


def links_of(message: Message) -> list[str]:
    """Return where the links lead, in their order."""
    return [link.get("href") for link in body_of(message).iter("a")]


def words_of(message: Message) -> tuple[list[str], list[str]]:
    """Return the words of HTML and text, without the addresses and signs that only text needs."""
    page = body_of(message)
    heading = page.find("main/h1")
    assert heading.text_content().split() == message.content["subject"].split()
    heading.drop_tree()
    shown = {link.text_content().strip() for link in page.iter("a")}
    only_in_text = {"-", ">", *links_of(message)} - shown
    said = [word for word in message.content["body"].split() if word not in only_in_text]
    return page.text_content().split(), said
