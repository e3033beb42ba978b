"""Why a transition was refused. The refusal is raised, never returned."""

from reports.completeness import Problem


class WorkflowError(Exception):
    """A transition was refused; nothing was written."""


class WrongStatus(WorkflowError):
    """The report is not in a status from which this transition starts; `status` is the present one."""

    def __init__(self, status: str) -> None:
        super().__init__(f"not possible while the report is {status}")
        self.status = status


class NotAllowed(WorkflowError):
    """The actor may not do this."""


class NotApproved(WorkflowError):
    """The organisation asks for a second person's approval of this content, and there is none."""


class AttestationVoid(WorkflowError):
    """The answers are not those that were attested."""


class NotEligible(WorkflowError):
    """The organisation's country is no eligible jurisdiction; the text says why, in the user's language."""


class Incomplete(WorkflowError):
    """The report still lacks answers; `problems` says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} answers are missing")
        self.problems = problems
