"""One value of a parsed file, with the place where it stands, so that a fault can be found.

Belongs here: checking types, lengths and forms of single values. Not here: which of them a report has
(`shape`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import formats
from django.utils.translation import gettext as _

from .errors import FileRefused

_ADDRESS = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Value:
    """What stands in the file, and where: the names of the tables around it."""

    found: Any
    place: tuple[str, ...] = ()

    def fail(self, fault: str) -> NoReturn:
        """Refuse the file and say where the fault is."""
        if not self.place:
            raise FileRefused(
                _("This file holds no report that can be read here: %(fault)s") % {"fault": fault}
            )
        words = {"place": " › ".join(self.place), "fault": fault}
        raise FileRefused(_("Something is wrong in this file at %(place)s: %(fault)s") % words)

    def __getitem__(self, key: str) -> Value:
        """Return what stands under the key, which must be there."""
        if key not in self.table():
            self.fail(_("“%(key)s” is missing.") % {"key": key})
        return Value(self.found[key], (*self.place, key))

    def get(self, key: str, default: Any) -> Value:
        """Return what stands under the key, or the default."""
        return Value(self.table().get(key, default), (*self.place, key))

    def called(self, *place: str) -> Value:
        """Return the same under a name that people know."""
        return Value(self.found, place)

    def table(self) -> dict[str, Any]:
        """Return the object."""
        if not isinstance(self.found, dict):
            self.fail(_("An object is needed here."))
        return self.found

    def items(self, most: int) -> list[Value]:
        """Return the values of a list, at most so many."""
        if not isinstance(self.found, list):
            self.fail(_("A list is needed here."))
        if len(self.found) > most:
            self.fail(_("More than %(most)s entries.") % {"most": _grouped(most)})
        return [Value(each, (*self.place, str(number))) for number, each in enumerate(self.found, 1)]

    def text(self, most: int, *, needed: bool = False, pattern: str = "") -> str:
        """Return a text of at most so many characters; `pattern` must match all of it."""
        if not isinstance(self.found, str):
            self.fail(_("A text is needed here."))
        if len(self.found) > most:
            self.fail(
                _("Longer than %(most)s characters; it has %(length)s.")
                % {"most": _grouped(most), "length": _grouped(len(self.found))}
            )
        if needed and not self.found.strip():
            self.fail(_("This may not be empty."))
        if pattern and not re.fullmatch(pattern, self.found):
            self.fail(_("“%(value)s” cannot stand here.") % {"value": self.found[:60]})
        return self.found

    def texts(self, most: int, longest: int) -> list[str]:
        """Return a list of texts, none of which stands twice."""
        found = [each.text(longest, needed=True) for each in self.items(most)]
        if len(set(found)) < len(found):
            self.fail(_("The same stands here twice."))
        return found

    def one_of(self, values: Collection[str]) -> str:
        """Return a text that is one of these."""
        if self.text(60) not in values:
            self.fail(_("“%(value)s” cannot stand here.") % {"value": self.found})
        return self.found

    def number(self) -> int:
        """Return a whole number from 1 on."""
        if not isinstance(self.found, int) or isinstance(self.found, bool) or self.found < 1:
            self.fail(_("A whole number from 1 on is needed here."))
        return self.found

    def address(self, most: int, *, needed: bool) -> str:
        """Return a web address, or an empty string where none is needed."""
        if self.text(most, needed=needed):
            try:
                _ADDRESS(self.found)
            except ValidationError:
                self.fail(_("This is no whole web address that starts with https:// or http://."))
        return self.found

    def day(self) -> str:
        """Return an ISO date as it is written, or an empty string."""
        if self.text(10):
            self._dated(date.fromisoformat, r"\d{4}-\d\d-\d\d")
        return self.found

    def moment(self) -> str:
        """Return a moment in UTC as it is written; an empty string for null."""
        if self.found is None:
            return ""
        self.text(20)
        self._dated(datetime.fromisoformat, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
        return self.found

    def _dated(self, read: Any, pattern: str) -> None:
        try:
            if not re.fullmatch(pattern, self.found, re.ASCII):
                raise ValueError
            read(self.found)
        except ValueError:
            self.fail(_("“%(value)s” is no day or time.") % {"value": self.found})


def _grouped(number: int) -> str:
    return formats.number_format(number, force_grouping=True)
