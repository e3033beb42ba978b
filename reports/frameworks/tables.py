"""Typed reading of TOML: every value is checked as it is taken, and no key is left over.

Belongs here: types, patterns and the place a message names. Not here: what the values mean
together (`structure`, `wording`, `loader`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NoReturn

from .errors import Block, FrameworkError

MAX_TEXT = 20_000
"""Characters of one text; what a page can show and a report can freeze."""
MAX_BYTES = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Table:
    """One TOML table, with the place where it stands."""

    def __init__(self, data: Any, *, file: str, section: str = "", question: str = "") -> None:
        self.file, self.section, self.question = file, section, question
        self.block: Block = ()
        if not isinstance(data, dict):
            self.fail(f"expected a table, found {_name(data)}")
        self._data = dict(data)

    def fail(self, problem: str, *, key: str = "") -> NoReturn:
        """Raise FrameworkError for a problem at this place; `key` is the word that its line holds."""
        raise FrameworkError(
            problem,
            file=self.file,
            section=self.section,
            question=self.question,
            key=key,
            block=self.block,
        )

    def text(self, key: str, *, optional: bool = False, pattern: str = "", longest: int = 0) -> str:
        """Take a string that is not blank; "" only where it is optional and not given."""
        value = self._take(key, optional=optional, default="")
        if value == "" and optional:
            return ""
        if not isinstance(value, str):
            self.fail(f"{key} must be a string, not {_name(value)}", key=key)
        if not value.strip():
            self.fail(f"{key} is empty", key=key)
        self._check_text(value, key)
        if pattern and not re.fullmatch(pattern, value):
            self.fail(f"{key} {value!r} is not well formed", key=key)
        if longest and len(value) > longest:
            self.fail(f"{key} is longer than {longest} characters", key=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of strings, none of them blank; () if not given."""
        values = self._take(key, optional=True, default=[])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.fail(f"{key} must be a list of strings", key=key)
        if not all(value.strip() for value in values):
            self.fail(f"{key} holds an empty string", key=key)
        for value in values:
            self._check_text(value, key)
        return tuple(values)

    def numbers(self, key: str, *, within: Container[int] | None = None) -> tuple[int, ...]:
        """Take a list of whole numbers, all of them `within` what is given; () if not given."""
        values = self._take(key, optional=True, default=[])
        if not isinstance(values, list) or not all(type(value) is int for value in values):
            self.fail(f"{key} must be a list of whole numbers", key=key)
        for value in values:
            if within is not None and value not in within:
                self.fail(f"{key} holds {value}, which there is not", key=key)
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
        if not all(isinstance(value, dict) for value in values):
            self.fail(f"{key} must be an array of tables", key=key)
        entries = [self.at(value) for value in values]
        for index, entry in enumerate(entries):
            entry.block = (*self.block, (key, index))
        return entries

    def table(self, key: str, *, question: str = "") -> Table:
        """Take a table, that of a question if its code is given; an empty one if not given."""
        place = self.at({}, question=question)
        value = self._take(key, optional=True, default={})
        if not isinstance(value, dict):
            place.fail(f"{key} must be a table, not {_name(value)}", key=key)
        return self.at(value, question=question)

    def at(self, data: Any, *, question: str = "") -> Table:
        """Make a table of this file that stands deeper, that of a question if its code is given."""
        table = Table(data, file=self.file, section=self.section, question=question or self.question)
        table.block = self.block
        return table

    def copy(self) -> Table:
        """Return a table from which nothing was taken, if nothing was taken from this one."""
        return Table(self._data, file=self.file, section=self.section, question=self.question)

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
            self.fail(f"{key} is missing")
        return self._data.pop(key, default)

    def _check_text(self, value: str, key: str) -> None:
        problem = text_problem(value)
        if problem:
            self.fail(f"{key} {problem}", key=key)


def text_problem(value: str) -> str:
    """Return what is wrong with a text as such, "" if nothing: databases and pages refuse some characters."""
    if len(value) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    found = _CONTROL.search(value)
    return f"holds the control character U+{ord(found[0]):04X}" if found else ""


def read_table(path: Path) -> Table:
    """Read one TOML file; FrameworkError if it is missing, too large, not UTF-8 or not TOML."""
    return parse_table(read_text(path), path.name)


def parse_table(text: str, file: str) -> Table:
    """Read TOML that stands in a file of this name; FrameworkError if it is not TOML."""
    try:
        return Table(tomllib.loads(text), file=file)
    except RecursionError as error:
        raise FrameworkError("not TOML: too many brackets in one another", file=file, line=1) from error
    except ValueError as error:
        raise FrameworkError(f"not TOML: {error}", file=file).located(text) from error


def read_text(path: Path, *, file: str = "") -> str:
    """Return the text of a file without a byte order mark; FrameworkError, naming `file`, if it has none."""
    file = file or path.name
    try:
        if path.exists() and not path.is_file():
            raise FrameworkError("not a file", file=file, line=1)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise FrameworkError("the file is missing", file=file) from error
    except OSError as error:
        raise FrameworkError(f"the file can't be read: {error.strerror}", file=file, line=1) from error
    if len(content) > MAX_BYTES:
        raise FrameworkError(f"the file is larger than {MAX_BYTES} bytes", file=file, line=1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FrameworkError("not UTF-8", file=file, line=line) from error


def _name(value: Any) -> str:
    names = {str: "a string", bool: "true or false", int: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), f"a {type(value).__name__}")
