"""Official wording that an operator provides: one file per framework and language, TOML or CSV.

Belongs here: reading and checking such a file. Not here: where it is shown, or how it is found (`store`).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from .errors import FrameworkError
from .files import LOCALE
from .tables import read_table

OVERLAY_FILE = re.compile(r"([a-z]+-\d+\.\d+)\.([A-Za-z0-9-]+)\.(toml|csv)")
COLUMNS = ["code", "text"]
SOURCE = "source"
MAX_TEXT = 20_000


@dataclass(frozen=True)
class Overlay:
    """Code -> official wording, and where it comes from."""

    file: str = ""
    source: str = ""
    texts: dict[str, str] = field(default_factory=dict)


def overlay_names(directory: Path | None) -> list[str]:
    """Return the names of the files in the directory that are meant as wording, sorted."""
    if directory is None:
        return []
    return sorted(path.name for path in directory.iterdir() if path.suffix in {".toml", ".csv"})


def read_overlay(directory: Path | None, framework_id: str, locale: str) -> Overlay:
    """Return the wording for one framework and language, an empty one if there is no file.

    FrameworkError on the first fault. Which codes there ought to be is checked where they are joined.
    """
    if directory is None:
        return Overlay()
    names = [f"{framework_id}.{locale}.{kind}" for kind in ("toml", "csv")]
    found = [name for name in names if (directory / name).exists()]
    if len(found) > 1:
        raise FrameworkError(f"the same wording stands in {found[0]} too", file=found[1])
    if not found:
        return Overlay()
    path = directory / found[0]
    return _read_csv(path) if path.suffix == ".csv" else _read_toml(path, locale)


def check_name(name: str, framework_ids: tuple[str, ...]) -> tuple[str, str]:
    """Return framework id and locale that a file's name says; FrameworkError if it says neither."""
    match = OVERLAY_FILE.fullmatch(name)
    if not match:
        raise FrameworkError("the name must be <framework>.<locale>.toml or .csv", file=name)
    framework_id, locale = match[1], match[2]
    if framework_id not in framework_ids:
        raise FrameworkError(f"unknown framework {framework_id!r}", file=name)
    if not LOCALE.fullmatch(locale):
        raise FrameworkError(f"{locale!r} is not a locale", file=name)
    return framework_id, locale


def _read_toml(path: Path, locale: str) -> Overlay:
    table = read_table(path)
    table.expect_locale(locale)
    source = table.text(SOURCE, optional=True)
    entries = table.table("questions")
    texts = {}
    for code in entries:
        texts[code] = _text(entries.at({}, question=code).fail, entries.text(code))
    table.finish()
    if not texts:
        table.fail("no questions")
    return Overlay(path.name, source, texts)


def _read_csv(path: Path) -> Overlay:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, strict=True)
            return _rows(path.name, rows)
    except UnicodeDecodeError as error:
        raise FrameworkError("not UTF-8", file=path.name, line=1) from error
    except csv.Error as error:
        raise FrameworkError(f"not CSV: {error}", file=path.name, line=1) from error


def _rows(name: str, rows: csv.Reader) -> Overlay:  # type: ignore[name-defined]
    head = [cell.strip().lower() for cell in next(rows, [])]
    if head != COLUMNS:
        raise FrameworkError("the first row must be code,text", file=name, line=1)
    source, texts = "", {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        line = rows.line_num
        if len(row) != len(COLUMNS):
            raise FrameworkError(f"a row has two cells, not {len(row)}", file=name, line=line)
        code, text = row[0].strip(), row[1].strip()

        def refuse(problem: str, code: str = code, line: int = line) -> None:
            raise FrameworkError(problem, file=name, question=code, line=line)

        if not code:
            refuse("the code is empty")
        if not text:
            refuse("the text is empty")
        if code in texts or (code == SOURCE and source):
            refuse("the code stands twice")
        if code == SOURCE:
            source = text
        else:
            texts[code] = _text(refuse, text)
    if not texts:
        raise FrameworkError("no rows", file=name, line=1)
    return Overlay(name, source, texts)


def _text(refuse, text: str) -> str:  # type: ignore[no-untyped-def]
    if len(text) > MAX_TEXT:
        refuse(f"the text is longer than {MAX_TEXT} characters")
    return text.strip()
