"""One size of the register, measured in a process of its own; `register` starts it and prints.

Belongs here: which pages are asked for, and their CPU and queries. Not here: the table (`register`), or the
rows (`register_data`).
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.measure import ROUNDS
from tests.benchmarks.register import AT_QUERY_TIME, EMPTY, OF_ALL, OF_GROUP
from tests.benchmarks.register_data import file_of, fill
from tests.benchmarks.throwaway import database

REPEATS = 5
"""How often a page that is quickly answered is asked for in one round: clocks are coarse."""
TOPIC = "risk-classification"


class Site:
    """The whole site, asked in this process, and the CPU that it and its database take."""

    def __init__(self) -> None:
        from django.db import connection
        from django.test import Client

        self.client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
        self.connection = connection
        self.backend = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def get(self, address: str, status: int = 200, **headers: str) -> Any:
        """Ask for a page; AssertionError if it is not answered as it should be."""
        response = self.client.get(address, headers=headers)
        assert response.status_code == status, (address, response.status_code)
        return response

    def spent(self) -> float:
        """Return the seconds of CPU so far; those of the database's process are Linux's to tell."""
        theirs = int(self.backend.read_text().split()[0]) / 1e9 if self.backend else 0.0
        return time.process_time() + theirs


def pages(site: Site) -> dict[str, tuple[Callable[[], None], Callable[[], Any], int]]:
    """Return name -> what is done before, what is measured, and how often in one round."""
    from reports.models import PublishedAnswer, RegisterState, Version

    version = Version.objects.current().for_lists().filter(framework_id="haip-2.0", language="en").first()
    plain = PublishedAnswer.objects.filter(version=version, plain__contains=" this was tried on ")
    rare = plain[0].plain.partition(" this was tried on ")[2].split()[0]
    register, report, topic = "/reports/", version.url, f"/questions/{TOPIC}/"

    def search(**parameters: str) -> Callable[[], Any]:
        address = f"{register}?{urlencode(parameters)}"
        return lambda: site.get(address)

    def compared(number: int, **parameters: str) -> Callable[[], Any]:
        """Ask for a comparison of the newest reports, under both versions of the questionnaire."""
        current = Version.objects.current().for_lists()
        newest = [
            *current.filter(framework_id="haip-2.0")[: number - 1],
            *current.filter(framework_id="haip-1.0"),
        ]
        names = ",".join(f"{each.organisation_slug}/{each.cycle_slug}" for each in newest[:number])
        query = urlencode({"r": names, **parameters}, safe="/,")
        return lambda: site.get(f"/compare/?{query}")

    def nothing() -> None:
        pass

    found: dict[str, tuple[Callable[[], None], Callable[[], Any], int]] = {
        EMPTY: (nothing, lambda: site.get("/nothing/"), 20)
    }
    for name, address in {
        "home page": "/",
        "register": register,
        "a report": report,
        "a question": topic,
    }.items():
        ask = lambda address=address: site.get(address)  # noqa: E731
        found[f"{name}, rendered"] = (RegisterState.objects.advance, ask, 1)
        found[f"{name}, stored"] = (ask, ask, REPEATS)
    tag = site.get(report)["ETag"]
    found["a report, held already (304)"] = (
        lambda: site.get(report),
        lambda: site.get(report, 304, **{"if-none-match": tag}),
        REPEATS,
    )
    both = {"sector": version.sector, "country": str(version.country)}
    group = urlencode(both)
    found |= {
        OF_ALL: (
            RegisterState.objects.advance,
            lambda: site.get("/benchmark/"),
            1,
        ),
        OF_GROUP: (nothing, lambda: site.get(f"/benchmark/?{group}"), 1),
    }
    for number in (2, 6):
        found |= {
            f"comparison of {number} reports": (nothing, compared(number), 1),
            f"comparison of {number} reports, all sections": (nothing, compared(number, section="all"), 1),
        }
    for name, ask in {
        "search, common word, by report": search(q="risk"),
        "search, common word, by answer": search(q="risk", view="answers"),
        "search, rare word": search(q=rare),
        "search, Japanese word of two letters": search(q="安全"),
        "search, phrase": search(q='"risk register"'),
        "search, common word, in a sector and country": search(q="risk", **both),
    }.items():
        found[name] = (nothing, ask, 1)
    if site.backend:
        found[AT_QUERY_TIME] = (nothing, lambda: _at_query_time(site), 1)
    return found


def _at_query_time(site: Site) -> None:
    """Rank by a vector that is made of the words of each answer while the reader waits."""
    with site.connection.cursor() as cursor:
        cursor.execute(
            "SELECT answer_id FROM (SELECT answer_id, to_tsvector('simple', body) AS made"
            " FROM reports_searchentry) AS rows WHERE made @@ to_tsquery('simple', 'risk')"
            " ORDER BY ts_rank(made, to_tsquery('simple', 'risk')) DESC LIMIT 25"
        )
        cursor.fetchall()


def queries(site: Site, before: Callable[[], None], ask: Callable[[], Any]) -> int:
    """Return how many queries a page needs; the first time of all fills what is kept in memory."""
    from django.test.utils import CaptureQueriesContext

    before()
    ask()
    before()
    with CaptureQueriesContext(site.connection) as counted:
        ask()
    return len(counted)


def measure(site: Site, rounds: int, only: Sequence[str] = ()) -> dict[str, Any]:
    """Return the median CPU seconds and the queries of each page; in each round all are asked for in turn.

    `only` are words: pages without any of them in their name are left out.
    """
    asked = {
        name: each
        for name, each in pages(site).items()
        if name == EMPTY or not only or any(word in name for word in only)
    }
    count = {
        name: queries(site, before, ask) for name, (before, ask, _) in asked.items() if name != AT_QUERY_TIME
    }
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds):
        for name, (before, ask, repeats) in asked.items():
            if name == AT_QUERY_TIME and number:
                continue  # it takes seconds: once must do
            before()
            started = site.spent()
            for _ in range(repeats):
                ask()
            spent[name].append((site.spent() - started) / repeats)
    return {"cpu": {name: median(times) for name, times in spent.items()}, "queries": count}


def main() -> None:
    """Print what was measured as one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, required=True)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--only", nargs="+", default=[])
    options.add_argument("--short", action="store_true")
    given = options.parse_args()
    with database() as kind:
        file = file_of(given.data, given.reports, short=given.short)
        if kind == "SQLite":
            shutil.copy(file, os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, connections

        if kind != "SQLite":
            call_command("migrate", verbosity=0)
            call_command("createcachetable")
            fill(connection, file)
        call_command("collectstatic", interactive=False, verbosity=0)
        found = measure(Site(), given.rounds, given.only)
        connections.close_all()
    sys.stdout.write(json.dumps({"kind": kind, **found}) + "\n")


if __name__ == "__main__":
    main()
