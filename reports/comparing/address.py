"""The address of a comparison: which reports, which section, and whether only what differs.

Belongs here: reading it from a query and writing it as the one query of each comparison. Not here: which
reports there are (`chosen`), or what they say (`lines`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

FEWEST, MOST = 2, 6
"""So many reports stand side by side."""
ALL = "all"
DIFFERENCES = "differences"
MOST_NAMES = 50
"""How many names of reports are read at most: no reader types that many."""
LONGEST_NAME = 130
NAME = re.compile(r"([-a-zA-Z0-9_]{1,60})/([-a-zA-Z0-9_]{1,60})")
"""Of a report: the organisation's address and the cycle's."""


@dataclass(frozen=True)
class CompareAddress:
    """One comparison. `names` are reports as "org/cycle" in their order; no section means the first one."""

    names: tuple[str, ...] = ()
    section: str = ""
    only: str = ""

    @property
    def query(self) -> str:
        """The one query string of this comparison, encoded, readable."""
        pairs = (("r", ",".join(self.names)), ("section", self.section), ("only", self.only))
        return urlencode([(name, value) for name, value in pairs if value], safe="/,")

    def changed(self, **fields: Any) -> "CompareAddress":
        """Return the same comparison with other fields."""
        return replace(self, **fields)

    def without(self, name: str) -> "CompareAddress":
        """Return the same comparison without this report."""
        return self.changed(names=tuple(each for each in self.names if each != name))

    def url(self, name: str = "public:compare") -> str:
        """Return the path and query of the page, or of a file that takes the same parameters."""
        query = self.query
        return f"{reverse(name)}?{query}" if query else reverse(name)

    @property
    def choosing(self) -> str:
        """Where other reports are chosen, those of this comparison being ticked."""
        query = self.changed(section="", only="").query
        return f"{reverse('public:compare')}?{query}&choose=yes" if query else reverse("public:compare")


def read(pairs: Mapping[str, list[str]]) -> CompareAddress:
    """Return what a query wishes; names as typed, of any number of parameters `r`, parted by commas."""
    typed = ",".join(pairs.get("r", ())[:MOST_NAMES])[: MOST_NAMES * LONGEST_NAME]
    names = [name for part in typed.split(",") if (name := _on_one_line(part).strip("/"))]
    section, only = (
        _on_one_line((pairs.get(name) or [""])[-1])[:LONGEST_NAME] for name in ("section", "only")
    )
    return CompareAddress(tuple(names[:MOST_NAMES]), section, only if only == DIFFERENCES else "")


def _on_one_line(text: str) -> str:
    """Return the text without signs that are not seen, its white space made single."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
