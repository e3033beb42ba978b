"""Sixteen people typing at once: `python -m tests.benchmarks.saving` (SQLite).

On PostgreSQL, with DATABASE_URL=postgres://… before it, or on a throw-away server:
`.ci/postgres bash -c 'DATABASE_URL=$TEST_DATABASE_URL .venv/bin/python -m tests.benchmarks.saving'`.

Makes a database of its own, starts the server of the Procfile on it, and lets 16 members of four
organisations save an answer of 2,500 characters every second: each their own; then two to every second
answer, so that saves meet; and the same people ask for an empty view as often, in turn.

Aims: no answer but 200 and 409; every text that was acknowledged stands in the database; CPU of a save at
most 4 times that of the empty view.
"""

from __future__ import annotations

import argparse
import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django

from tests.benchmarks.measure import ROUNDS, milliseconds, show
from tests.benchmarks.throwaway import Server, database

if TYPE_CHECKING:
    from tests.benchmarks.typists import Person

ORGANISATIONS, MEMBERS = 4, 4
TOKEN = "t" * 32
"""Stands in the cookie and in the header alike, which is all that is asked of it."""


@dataclass
class Phase:
    """What a number of requests of one kind came to."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """Answers that nobody should get."""
        return sum(status not in {200, 409} for status in self.statuses)


def ask(server: Server, phase: Phase, person: Person, path: str, data: dict[str, str] | None = None) -> Any:
    """Make one request, note how it went, and return status and JSON; status 0 if there was no answer."""
    headers = {"Cookie": f"sessionid={person.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        body = urlencode(data) if data else None
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if data else {}
        connection.request("POST" if data else "GET", path, body, headers)
        answer = connection.getresponse()
        status, said = answer.status, json.loads(answer.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError):
        status, said = 0, {}
    finally:
        connection.close()
    phase.seconds.append(time.perf_counter() - started)
    phase.statuses.append(status)
    return status, said


def save(server: Server, phase: Phase, person: Person, code: str) -> None:
    """Save the next state of an answer; what somebody else saved since is written over, knowingly."""
    text = person.text()
    for _attempt in range(5):
        data = person.fields[code] | {f"{code}-text": text, f"{code}-base": str(person.bases[code])}
        status, said = ask(server, phase, person, person.path.format(code), data)
        if status == http.client.OK:
            person.bases[code] = said["base"]
            person.acknowledged[person.report, code, said["base"]] = text
        if status != http.client.CONFLICT:
            return
        person.bases[code] = said["current"]["base"]


def all_at_once(people: list[Person], seconds: float, act: Callable[[Person], None]) -> None:
    """Let everybody act once a second for so long, each at a moment of their own."""
    ends = time.monotonic() + seconds

    def type_on(person: Person, number: int) -> None:
        time.sleep(number / len(people))
        while time.monotonic() < ends:
            turn = time.monotonic() + 1
            act(person)
            time.sleep(max(0.0, turn - time.monotonic()))

    threads = [
        threading.Thread(target=type_on, args=(person, number)) for number, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measured(server: Server, people: list[Person], seconds: float, rounds: int) -> dict[str, Phase]:
    """Let people do each thing in turn, and return what it came to."""
    phases = {name: Phase() for name in ("empty view", "save", "save, two to an answer")}
    acts: dict[str, Callable[[Person], None]] = {
        "empty view": lambda person: ask(server, phases["empty view"], person, "/workspace/empty/"),
        "save": lambda person: save(server, phases["save"], person, person.own),
        "save, two to an answer": lambda person: save(
            server, phases["save, two to an answer"], person, person.shared
        ),
    }
    for act in acts.values():
        all_at_once(people, 2, act)  # the first request of a worker loads what all others use
    if any(phase.failures for phase in phases.values()):
        raise SystemExit(f"the first requests failed: {[phase.statuses for phase in phases.values()]}")
    for phase in phases.values():
        phase.seconds.clear()
        phase.statuses.clear()
    for _round in range(rounds):
        for name, act in acts.items():
            before, already = server.cpu(), len(phases[name].seconds)
            all_at_once(people, seconds, act)
            phases[name].cpu.append((server.cpu() - before) / (len(phases[name].seconds) - already))
    return phases


def report(kind: str, phases: dict[str, Phase], lost: int) -> None:
    """Print the table; SystemExit if something failed or was lost."""
    base = median(phases["empty view"].cpu)
    rows = [
        [
            name,
            f"{len(phase.seconds):,}",
            phase.failures,
            phase.statuses.count(http.client.CONFLICT),
            milliseconds(median(phase.seconds)),
            milliseconds(quantiles(phase.seconds, n=100)[98]),
            milliseconds(median(phase.cpu)),
            f"{median(phase.cpu) / base:.1f}",
        ]
        for name, phase in phases.items()
    ]
    head = ["requests", "count", "failed", "409", "p50", "p99", "CPU", "ratio"]
    show(f"16 people saving on {kind} (aim: 4 × the empty view, none failed)", head, rows)
    failed = sum(phase.failures for phase in phases.values())
    show("Words", ["", "count"], [["acknowledged and not stored", lost]])
    if failed or lost:
        raise SystemExit(f"{failed} requests failed, {lost} acknowledged texts were lost")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=8, help="of each kind of request in each round")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    given = options.parse_args()
    with database() as kind:
        django.setup()
        from tests.benchmarks import typists

        people = typists.people(ORGANISATIONS, MEMBERS)
        with Server() as server:
            phases = measured(server, people, given.seconds, given.rounds)
        lost = typists.lost(people)
        typists.close()
    report(kind, phases, lost)


if __name__ == "__main__":
    main()
