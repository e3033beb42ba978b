"""Stopping what takes too long. Only in the main thread of a process, and only where there is SIGALRM."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 5.0
"""Seconds until the exception is raised once more, should something have swallowed it."""


class TookTooLong(BaseException):
    """The job took longer than it may. No `Exception`: what catches those must not catch this."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong wherever the program stands once so many seconds have passed."""

    def stop(_signum: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"Took longer than {seconds:g} seconds.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
