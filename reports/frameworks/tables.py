"""Typed reading of TOML: every value is checked as it is taken, and no key is left over.

Belongs here: types, patterns and the place a message names. Not here: what the values mean
together (`structure`, `wording`, `loader`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from .errors import FrameworkError


class Table:
    """One TOML table, with the place where it stands."""

    def __init__(self, data: Any, *, file: str, section: str = "", question: str = "") -> None:
        self.file, self.section, self.question = file, section, question
        if not isinstance(data, dict):
            self.fail(f"expected a table, found {_name(data)}")
        self._data = dict(data)

    def fail(self, problem: str, *, key: str = "") -> NoReturn:
        """Raise FrameworkError for a problem at this place; `key` is the word that its line holds."""
        raise FrameworkError(problem, file=self.file, section=self.section, question=self.question, key=key)

    def text(self, key: str, *, optional: bool = False, pattern: str = "") -> str:
        """Take a string that is not blank; "" only where it is optional and not given."""
        value = self._take(key, optional=optional, default="")
        if value == "" and optional:
            return ""
        if not isinstance(value, str):
            self.fail(f"{key} must be a string, not {_name(value)}", key=key)
        if not value.strip():
            self.fail(f"{key} is empty", key=key)
        if pattern and not re.fullmatch(pattern, value):
            self.fail(f"{key} {value!r} is not well formed", key=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of strings, none of them blank; () if not given."""
        values = self._take(key, optional=True, default=[])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.fail(f"{key} must be a list of strings", key=key)
        if not all(value.strip() for value in values):
            self.fail(f"{key} holds an empty string", key=key)
        return tuple(values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Take a list of whole numbers; () if not given."""
        values = self._take(key, optional=True, default=[])
        if not isinstance(values, list) or not all(type(value) is int for value in values):
            self.fail(f"{key} must be a list of whole numbers", key=key)
        return tuple(values)

    def number(self, key: str) -> int:
        """Take a whole number."""
        value = self._take(key)
        if type(value) is not int:
            self.fail(f"{key} must be a whole number, not {_name(value)}", key=key)
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Take true or false; must be given where there is no default."""
        value = self._take(key, optional=default is not None, default=default)
        if not isinstance(value, bool):
            self.fail(f"{key} must be true or false, not {_name(value)}", key=key)
        return value

    def tables(self, key: str) -> list[Table]:
        """Take an array of tables; [] if not given."""
        values = self._take(key, optional=True, default=[])
        if not isinstance(values, list):
            self.fail(f"{key} must be an array of tables, not {_name(values)}", key=key)
        return [self.at(value) for value in values]

    def table(self, key: str, *, question: str = "") -> Table:
        """Take a table, that of a question if its code is given; an empty one if not given."""
        place = self.at({}, question=question)
        value = self._take(key, optional=True, default={})
        if not isinstance(value, dict):
            place.fail(f"{key} must be a table, not {_name(value)}")
        return self.at(value, question=question)

    def at(self, data: Any, *, question: str = "") -> Table:
        """Make a table of this file that stands deeper, that of a question if its code is given."""
        return Table(data, file=self.file, section=self.section, question=question or self.question)

    def expect_locale(self, locale: str) -> None:
        """Take `locale` and refuse a file that is of another language than its name says."""
        said = self.text("locale")
        if said != locale:
            self.fail(f"locale {said!r} does not match the name of the file", key="locale")

    def holds_table(self, key: str) -> bool:
        """Whether the value under this key is a table."""
        return isinstance(self._data.get(key), dict)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys that have not been taken yet; they may be taken meanwhile."""
        yield from tuple(self._data)

    def finish(self) -> None:
        """Refuse keys that nobody took: most are typing errors."""
        if self._data:
            key = next(iter(self._data))
            self.fail(f"unknown key {key!r}", key=key)

    def _take(self, key: str, *, optional: bool = False, default: Any = None) -> Any:
        if key not in self._data and not optional:
            self.fail(f"{key} is missing", key=key)
        return self._data.pop(key, default)


def read_table(path: Path) -> Table:
    """Read one TOML file; FrameworkError if it is missing, not UTF-8 or not TOML."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), file=path.name)
    except FileNotFoundError as error:
        raise FrameworkError("the file is missing", file=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkError(f"not TOML: {error}", file=path.name) from error


def _name(value: Any) -> str:
    names = {str: "a string", bool: "true or false", int: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), f"a {type(value).__name__}")
