"""The tables, one module per subject. No side effects: whoever writes does it in `actions` or `workflow`."""

from reports.models.answer import Answer, AnswerRevision, UnplacedText
from reports.models.drafting import LinkCheck, Note, Presence, ReadingLink, ReadingVisit
from reports.models.event import Actor, Attestation, Event
from reports.models.files import DraftFile, Rendition
from reports.models.organisation import FormerSlug, Invitation, Logo, Membership, Organisation, Profile
from reports.models.questionnaire import QuestionnaireFile
from reports.models.queue import WorkerBeat
from reports.models.register import (
    CitedStandard,
    RegisterState,
    SearchEntry,
    SearchWord,
    StatedPractice,
    StoredPage,
)
from reports.models.report import Cycle, Report
from reports.models.user import User
from reports.models.version import PublishedAnswer, Version

__all__ = [
    "Actor",
    "Answer",
    "AnswerRevision",
    "Attestation",
    "CitedStandard",
    "Cycle",
    "DraftFile",
    "Event",
    "FormerSlug",
    "Invitation",
    "LinkCheck",
    "Logo",
    "Membership",
    "Note",
    "Organisation",
    "Presence",
    "Profile",
    "PublishedAnswer",
    "QuestionnaireFile",
    "ReadingLink",
    "ReadingVisit",
    "RegisterState",
    "Rendition",
    "Report",
    "SearchEntry",
    "SearchWord",
    "StatedPractice",
    "StoredPage",
    "UnplacedText",
    "User",
    "Version",
    "WorkerBeat",
]
