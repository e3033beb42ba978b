"""Why an action was refused. Views turn these into a message at the field."""

from reports.models import ActionRevision, AnswerRevision, Report


class Refused(Exception):
    """The action was refused and nothing was written; the text says why, in the user's language."""


class NoSuchLink(Refused):
    """The address of a reading link is incomplete or made up; nothing tells that there is any such link."""


class LinkClosed(Refused):
    """A reading link that was good once. `published` says that everybody may read the report by now."""

    def __init__(self, reason: str, *, published: Report | None = None) -> None:
        super().__init__(reason)
        self.published = published


class StaleAnswer(Exception):
    """Somebody saved this answer after the text that was now sent had been opened.

    `current` is the revision that stands; what was sent is with the caller.
    """

    def __init__(self, current: AnswerRevision) -> None:
        super().__init__(f"revision {current.number} is newer")
        self.current = current


class TooManyWait(Exception):
    """So many files of this kind are in the queue that no other is taken; nothing was written."""


class StaleAction(Exception):
    """Somebody saved this action after the page that now sends something had been opened.

    `current` is the state that stands; what was sent is with the caller.
    """

    def __init__(self, current: ActionRevision) -> None:
        super().__init__(f"state {current.number} is newer")
        self.current = current
