"""What readers' pages cost as the register grows: `python -m tests.benchmarks.register` (SQLite).

On PostgreSQL, with DATABASE_URL=postgres://… before it, or on a throw-away server:
`.ci/postgres bash -c 'DATABASE_URL=$TEST_DATABASE_URL .venv/bin/python -m tests.benchmarks.register'`.

At each size it writes a register of its own (`seed_scale`: full-length answers, short ones from 10,000
reports on), or takes the SQLite file that an earlier run left in the folder of `--data`; PostgreSQL is filled
from there. Then each page is asked for in turn with a view that does nothing, in this process and by way of
all middleware; what counts is CPU, that of the database's process included. A page that is not stored is
rendered after the register has changed. Queries are counted, and must be as many at every size.

Aims: the report page at most 5 times the empty view, 304 at most 2.5 times, a search among 1,000 reports at
most 8 times one among 100, a ranked search on PostgreSQL at most a twentieth of `to_tsvector` at query time,
and a benchmark of a sector and country among 1,000 reports at most 0.3 of one of all. The last one is
printed as a ratio of its own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import ROUNDS

SIZES = (100, 1_000, 10_000)
MORE = {"search, common word, in a sector and country": 2}
"""Queries more of a search that is asked again among what was chosen, once it finds more than are ranked."""
OF_ALL, OF_GROUP = "benchmark, rendered", "benchmark, of a sector and country"
EMPTY, AT_QUERY_TIME = "a view that does nothing", "to_tsvector at query time, by SQL alone"


def measured(size: int, data: Path, rounds: int, *, short: bool, only: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a process of its own measures at one size: `kind`, `cpu` and `queries` by name."""
    command = ["tests.benchmarks.register_pages", "--reports", str(size), "--data", str(data)]
    command += ["--rounds", str(rounds)] + (["--short"] if short else [])
    command += ["--only", *only] if only else []
    done = subprocess.run([sys.executable, "-m", *command], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1]) | {"short": short}


def table(found: Mapping[int, dict[str, Any]]) -> str:
    """Return a Markdown table: of each page its queries, and its CPU as a multiple of the empty view's."""
    sizes = list(found)
    first = found[sizes[0]]
    head = [f"{size:,} reports{', short' if each['short'] else ''}" for size, each in found.items()]
    lines = [
        f"| {first['kind']}: CPU, times the empty view | queries | " + " | ".join(head) + " |",
        "|---|---" + "|---" * len(sizes) + "|",
    ]
    for name in first["cpu"]:
        ratios = [each["cpu"][name] / each["cpu"][EMPTY] for each in found.values()]
        cells = [f"{ratio:,.1f}" for ratio in ratios]
        if name == EMPTY:
            cells = [f"1 ({each['cpu'][EMPTY] * 1000:.2f} ms)" for each in found.values()]
        lines.append(f"| {name} | {first['queries'].get(name, '–')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def filtered(found: Mapping[int, dict[str, Any]]) -> str:
    """Return in words what a benchmark of a sector and country costs, as a part of what one of all does."""
    shares = [
        f"{each['cpu'][OF_GROUP] / each['cpu'][OF_ALL]:.2f} among {size:,} reports"
        for size, each in found.items()
    ]
    return (
        f"filtered by sector and country / unfiltered benchmark: {', '.join(shares)} (aim: 0.3 among 1,000)"
    )


def moved(found: Mapping[int, dict[str, Any]]) -> list[str]:
    """Return the pages that need more queries at one size than at another."""
    sizes = list(found.values())
    return [
        f"{name}: {[each['queries'][name] for each in sizes]} queries"
        for name in sizes[0]["queries"]
        if max(counts := [each["queries"][name] for each in sizes]) > min(counts) + MORE.get(name, 0)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size and print the table; SystemExit if a page's queries grow with the register."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, nargs="+", default=SIZES)
    options.add_argument(
        "--short-from", type=int, default=SIZES[-1], metavar="N", help="so many have short answers"
    )
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument(
        "--only", nargs="+", default=[], metavar="WORD", help="pages with such a word in their name"
    )
    options.add_argument("--data", type=Path, help="folder where written registers are left and looked for")
    given = options.parse_args(arguments)
    os.environ.setdefault("PGOPTIONS", "-c max_parallel_workers_per_gather=0")  # CPU of one process is read
    with tempfile.TemporaryDirectory(prefix="haip-benchmark-") as folder:
        data = given.data or Path(folder)
        found = {
            size: measured(size, data, given.rounds, short=size >= given.short_from, only=given.only)
            for size in sorted(given.reports)
        }
    sys.stdout.write(f"{table(found)}\n")
    if all({OF_ALL, OF_GROUP} <= each["cpu"].keys() for each in found.values()):
        sys.stdout.write(f"{filtered(found)}\n")
    if moved(found):
        raise SystemExit("\n".join(["queries grow with the register:", *moved(found)]))


if __name__ == "__main__":
    main()
