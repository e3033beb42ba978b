"""Tasks that behave as a test needs them to. Not here: the product's own."""

import os
import signal
import smtplib
import time
from collections.abc import Callable

from django.core.mail.message import BadHeaderError
from django.db import OperationalError, connection
from django_tasks import task

from reports.models import WorkerBeat

done: list[str | float] = []
"""What the tasks have done; a test empties it."""


@task
def remember(word: str) -> str:
    """Do what cannot go wrong."""
    done.append(word)
    return word


@task
def fail(kind: str) -> None:
    """Fail in the way that is asked for."""
    done.append(kind)
    raise {
        "network": ConnectionRefusedError("no route to the mail server"),
        "refused": smtplib.SMTPServerDisconnected("try again"),
        "database": OperationalError("database is locked"),
        "memory": MemoryError(),
        "header": BadHeaderError("newline"),
        "program": TypeError("wrong number of arguments"),
        "data": KeyError("sections"),
    }[kind]


@task
def hang() -> None:
    """Never end, and swallow what most code would swallow."""
    while True:
        try:
            time.sleep(60)
        except Exception:
            done.append("swallowed")


@task
def hang_in_the_database() -> None:
    """Never end, in the middle of a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")


@task
def stop_twice() -> None:
    """Be stopped by an impatient operator."""
    for _signal in range(2):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)


@task
def stop_once() -> None:
    """Be told to end in the middle of it."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.01)
    done.append("to the end")


looked: Callable[[], float] = float
"""What `look_at_the_clock` asks."""


@task
def look_at_the_clock() -> None:
    """Note down what a test wants to know in the middle of a job."""
    done.append(looked())


@task
def work_until_the_next_beat() -> None:
    """Keep the processor busy until the worker's heart has beaten once more."""
    before, tired = WorkerBeat.objects.get().beat_at, time.monotonic() + 30
    while time.monotonic() < tired:
        sum(range(100_000))
        if WorkerBeat.objects.get().beat_at > before:
            done.append("beaten")
            return


not_a_task = "the path of a job of an older release"
