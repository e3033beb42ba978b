"""The one door through which a report's status changes."""

from reports.workflow.apply import apply
from reports.workflow.errors import (
    AttestationVoid,
    Incomplete,
    NotAllowed,
    NotApproved,
    NotEligible,
    WorkflowError,
    WrongStatus,
)
from reports.workflow.table import TRANSITIONS, Transition, available

__all__ = [
    "TRANSITIONS",
    "AttestationVoid",
    "Incomplete",
    "NotAllowed",
    "NotApproved",
    "NotEligible",
    "Transition",
    "WorkflowError",
    "WrongStatus",
    "apply",
    "available",
]
