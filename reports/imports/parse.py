"""JSON that anybody may have written: parsed within bounds, and by one meaning only.

Belongs here: bytes to Python values. Not here: which keys a report has (`shape`).
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from .errors import FileRefused

MOST_DEPTH = 20
MOST_BRACKETS, MOST_QUOTES, MOST_COMMAS = 150_000, 1_000_000, 1_500_000
"""A hundred times what a long report has, in its texts and around them."""
MOST_NUMBERS = 10_000
MOST_DIGITS = 15
"""Whole numbers of so many digits mean the same to every reader of JSON."""
_NO_CHARACTERS = re.compile("[\x00\ud800-\udfff]")


def parse_json(content: bytes) -> dict[str, Any]:
    """Return the object that the bytes spell, in UTF-8 with or without a byte order mark.

    Raises FileRefused for what is no JSON, what is no object, and what JSON readers understand differently
    or a database cannot hold: keys that stand twice, NaN, huge numbers, NUL, halves of characters.
    """
    text = _decoded(content)
    # Each list, object and string costs Python many times its length.
    brackets, quotes, commas = text.count("[") + text.count("{"), text.count('"'), text.count(",")
    if brackets > MOST_BRACKETS or quotes > MOST_QUOTES or commas > MOST_COMMAS:
        raise FileRefused(_("This file has more parts than any report. Choose another file."))
    try:
        found = json.loads(
            text,
            object_pairs_hook=_table,
            parse_constant=_refuse_number,
            parse_int=_counted(_whole),
            parse_float=_counted(_decimal),
        )
    except FileRefused:
        raise
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        where = {"line": getattr(error, "lineno", 1), "column": getattr(error, "colno", 1)}
        raise FileRefused(
            _(
                "This file is neither a PDF nor sound JSON: it cannot be read from line %(line)s, character "
                "%(column)s. Choose the PDF or the JSON file of a report as it was downloaded."
            )
            % where
        ) from error
    if not isinstance(found, dict):
        raise FileRefused(_("This JSON file holds no report. Choose the JSON file of a report."))
    for string in _strings(found):
        _check_string(string)
    return found


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise FileRefused(_("This file is empty. Choose another file."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(
            _("This file is neither a PDF nor JSON in UTF-8. Choose the PDF or the JSON file of a report.")
        ) from error


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = Counter(key for key, _value in pairs).most_common(1)[0][0]
        raise FileRefused(
            _("“%(key)s” stands twice in one place of this file, so that nobody can tell which is meant.")
            % {"key": _short(twice)}
        )
    return table


def _counted(read: Callable[[str], int | float]) -> Callable[[str], int | float]:
    left = MOST_NUMBERS

    def number(digits: str) -> int | float:
        nonlocal left
        left -= 1
        return read(digits) if left >= 0 else _refuse_number(digits)

    return number


def _whole(digits: str) -> int:
    return int(digits) if len(digits.lstrip("-")) <= MOST_DIGITS else _refuse_number(digits)


def _decimal(digits: str) -> float:
    value = float(digits) if len(digits) <= 2 * MOST_DIGITS else math.inf
    return value if math.isfinite(value) else _refuse_number(digits)


def _refuse_number(digits: str) -> NoReturn:
    raise FileRefused(
        _("The number %(number)s in this file cannot belong to a report.") % {"number": _short(digits)}
    )


def _strings(found: Any) -> Iterator[str]:
    """Yield every string, keys included; refuse what is nested too deeply."""
    level: list[Any] = [found]
    for _depth in range(MOST_DEPTH):
        deeper: list[Any] = []
        for value in level:
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                deeper += [*value, *value.values()]
            elif isinstance(value, list):
                deeper += value
        level = deeper
        if not level:
            return
    raise _too_deep()


def _check_string(string: str) -> None:
    if _NO_CHARACTERS.search(string):
        raise FileRefused(
            _("This file holds characters that are none, near “%(words)s”. It was damaged on its way.")
            % {"words": _short(string)}
        )


def _too_deep() -> FileRefused:
    return FileRefused(_("This file is nested more deeply than any report. Choose another file."))


def _short(words: str) -> str:
    """Return the beginning of what stands in the file, fit to be shown."""
    return "".join(c if c.isprintable() else "�" for c in words[:40])
