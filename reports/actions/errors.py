"""Why an action was refused. Views turn these into a message at the field."""

from reports.models import AnswerRevision


class Refused(Exception):
    """The action was refused and nothing was written; the text says why, in the user's language."""


class StaleAnswer(Exception):
    """Somebody saved this answer after the text that was now sent had been opened.

    `current` is the revision that stands; what was sent is with the caller.
    """

    def __init__(self, current: AnswerRevision) -> None:
        super().__init__(f"revision {current.number} is newer")
        self.current = current
