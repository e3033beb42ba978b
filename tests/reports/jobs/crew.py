"""Workers in processes of their own, on the test's database, which are killed and replaced.

Belongs here: starting, killing and ending them, and what they have logged. Not here: what they work on.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from django_tasks_db.models import DBTaskResult

from reports.jobs.policy import policy_of
from tests.browser.server import database_url

ROOT = Path(__file__).resolve().parents[3]
END_SECONDS = 60


class Member:
    """One worker: its process, and the name under which the queue knows it."""

    def __init__(self, log: Path, *options: str) -> None:
        self.log = log
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run_worker", *options],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "tests.settings",
                    "DATABASE_URL": database_url(),
                    "LOG_LEVEL": "INFO",
                },
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def name(self) -> str:
        """The name, once it has started."""
        found = re.search(r"Worker (\w+) starts", self.log.read_text())
        return found[1] if found else ""

    def kill(self) -> None:
        """Kill it as a machine without memory would."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def end(self) -> int:
        """Ask it to end, once it has started, and return how it did."""
        deadline = time.monotonic() + END_SECONDS
        while not self.name:
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)
        self.process.terminate()
        return self.process.wait(END_SECONDS)


class Crew:
    """Some workers, of which one after the other is killed."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.options = options
        self.started: list[Member] = []
        self.killed: list[Member] = []

    @property
    def living(self) -> list[Member]:
        """Those that were not killed."""
        return [member for member in self.started if member not in self.killed]

    def start(self) -> Member:
        """Start one more."""
        member = Member(self.folder / f"worker-{len(self.started)}.log", *self.options)
        self.started.append(member)
        return member

    def kill_one(self, chance: random.Random) -> bool:
        """Kill any one and start another, unless its job would fail of it; return whether it was done.

        A job that has lost as many workers as it may is given up, as another test shows.
        """
        member = chance.choice(self.living)
        # It stands still while its job is looked up.
        member.process.send_signal(signal.SIGSTOP)
        name = member.name
        running = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1] == name]
        if any(len(job.worker_ids) >= policy_of(job.task_path).tries for job in running):
            member.process.send_signal(signal.SIGCONT)
            return False
        member.kill()
        self.killed.append(member)
        self.start()
        return True

    def end(self) -> list[int]:
        """Let all that live come to their end, and return how they did."""
        return [member.end() for member in self.living]

    def kill(self) -> None:
        """Kill whoever lives still."""
        for member in self.started:
            member.kill()

    def logged(self) -> str:
        """Return what all of them have logged."""
        return "".join(member.log.read_text(errors="replace") for member in self.started)
