"""Reads the CSV file of a report back."""

import re

_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was kept from being a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
