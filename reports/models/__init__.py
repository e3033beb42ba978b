"""The tables, one module per subject. No side effects: whoever writes does it in `actions` or `workflow`."""

from reports.models.answer import Answer, AnswerRevision, UnplacedText
from reports.models.comparison import ComparisonFile
from reports.models.drafting import LinkCheck, Note, Presence, ReadingLink, ReadingVisit
from reports.models.event import Actor, Approval, Attestation, Event
from reports.models.files import DraftFile, Rendition
from reports.models.jurisdiction import Jurisdiction
from reports.models.organisation import FormerSlug, Invitation, Logo, Membership, Organisation, Profile
from reports.models.outbox import Message
from reports.models.planned_action import ActionRevision, PlannedAction
from reports.models.published_links import PublishedLinkCheck
from reports.models.questionnaire import QuestionnaireFile
from reports.models.queue import WorkerBeat
from reports.models.redaction import RedactedPlace, Redaction
from reports.models.register import (
    CitedStandard,
    RegisterState,
    SearchEntry,
    SearchWord,
    StatedPractice,
    StoredPage,
)
from reports.models.renewal import Reminder
from reports.models.report import Cycle, Report
from reports.models.review import ReviewComment
from reports.models.supporting import (
    SupportingAccess,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
)
from reports.models.user import User
from reports.models.version import PublishedAnswer, Version

__all__ = [
    "ActionRevision",
    "Actor",
    "Answer",
    "AnswerRevision",
    "Approval",
    "Attestation",
    "CitedStandard",
    "ComparisonFile",
    "Cycle",
    "DraftFile",
    "Event",
    "FormerSlug",
    "Invitation",
    "Jurisdiction",
    "LinkCheck",
    "Logo",
    "Membership",
    "Message",
    "Note",
    "Organisation",
    "PlannedAction",
    "Presence",
    "Profile",
    "PublishedAnswer",
    "PublishedLinkCheck",
    "QuestionnaireFile",
    "ReadingLink",
    "ReadingVisit",
    "RedactedPlace",
    "Redaction",
    "RegisterState",
    "Reminder",
    "Rendition",
    "Report",
    "ReviewComment",
    "SearchEntry",
    "SearchWord",
    "StatedPractice",
    "StoredPage",
    "SupportingAccess",
    "SupportingAnswer",
    "SupportingFile",
    "SupportingRequest",
    "UnplacedText",
    "User",
    "Version",
    "WorkerBeat",
]
