"""How benchmarks measure and print.

Belongs here: CPU time in turn, medians, peaks of memory, tables. Not here: what is measured.
"""

import gc
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from statistics import median

ROUNDS = 5
"""How often each side is measured at least; the median of five hardly moves on a noisy machine."""


def cpu(function: Callable[[], object]) -> float:
    """Return the seconds of CPU that one call takes in this process, children not included."""
    gc.collect()
    started = time.process_time()
    function()
    return time.process_time() - started


def in_turn(sides: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median CPU seconds of each side; all sides are called once in each round.

    So a machine that is slow for a while is slow for all of them. One round before warms them up.
    """
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for function in sides.values():
        function()
    for _ in range(rounds):
        for name, function in sides.items():
            spent[name].append(cpu(function))
    return {name: median(times) for name, times in spent.items()}


def peak(function: Callable[[], object]) -> int:
    """Return the most bytes that Python held at once during one call, above what it held before."""
    gc.collect()
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def resident() -> int:
    """Return the most bytes that the process ever took, libraries in C included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table under a title, the first column to the left and the others to the right."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width) for number, (cell, width) in enumerate(row)
        )
        for row in (list(zip(line, widths, strict=True)) for line in cells)
    ]
    sys.stdout.write("\n".join([title, lines[0], "-" * len(lines[0]), *lines[1:], "", ""]))
    sys.stdout.flush()


def milliseconds(seconds: float) -> str:
    """Return a time as it is printed."""
    return f"{seconds * 1000:,.1f} ms"


def megabytes(count: int) -> str:
    """Return a size as it is printed."""
    return f"{count / 1_000_000:,.1f} MB"
