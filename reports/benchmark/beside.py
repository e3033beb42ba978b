"""Charts of peers with one report beside them: low ones, for rows of a table whose words say the numbers.

Belongs here: what stands in a row of a table. Not here: charts that stand by themselves (`charts`), or which
rows there are (`position`).
"""

from .charts import box, drawing
from .measures import Cell, Spread

LOW, HIGH = 12, 26
EDGE = 8
"""Hundredths left free on either side of a spread: on paper that is ten pixels, as wide as the ring."""


def share(cell: Cell, *, name: str, title: str, description: str) -> str:
    """Return a bar that is full as far as peers say something."""
    width = 100 * cell.number / (cell.of or 1)
    high = f'y="1" height="{LOW - 2}"'
    drawn = [
        f'<rect class="part part-{pattern}" x="{start:.3f}%" width="{end - start:.3f}%" {high}/>'
        for pattern, start, end in (("share", 0, width), ("not-reported", width, 100))
        if end > start
    ]
    return drawing(name, title, description, drawn, size=f'width="100%" height="{LOW}"')


def spread_beside(spread: Spread, own: float, *, name: str, title: str, description: str) -> str:
    """Return the spread of what peers say, from 0 to the most, and a ring where the report itself stands."""
    most = max(spread.high, own) or 1
    *values, ring = (EDGE + (100 - 2 * EDGE) * value / most for value in (*spread[:5], own))
    drawn = [
        *box(values, 100),
        f'<circle class="own" cx="{ring:.3f}%" cy="{HIGH / 2:g}" r="5"/>',
    ]
    return drawing(name, title, description, drawn, size=f'width="100%" height="{HIGH}"')
