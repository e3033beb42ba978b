"""Official wording that an operator provides: one file per framework and language, TOML or CSV.

Belongs here: reading and checking such a file. Not here: where it is shown, or how it is found (`store`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .errors import FrameworkError
from .files import LOCALE
from .tables import parse_table, read_text, text_problem

OVERLAY_FILE = re.compile(r"([a-z]+-\d+\.\d+)\.([A-Za-z0-9-]+)\.(toml|csv)")
COLUMNS = ["code", "text"]
SOURCE = "source"
MAX_SOURCE = 300


@dataclass(frozen=True)
class Overlay:
    """Code -> official wording, and where it comes from; `lines` says on which line a code stands."""

    file: str = ""
    source: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def refuse_unknown(self, codes: Container[str]) -> None:
        """FrameworkError if there is wording for a code that the framework does not have."""
        for code in self.texts:
            if code not in codes:
                raise FrameworkError(
                    "wording for an unknown code", file=self.file, question=code, line=self.lines[code]
                )


def overlay_names(directory: Path | None) -> list[str]:
    """Return the names of the files in the directory that are meant as wording, sorted."""
    if directory is None or not directory.is_dir():
        return []
    return sorted(
        path.name
        for path in directory.iterdir()
        if path.suffix.lower() in {".toml", ".csv"} and not path.name.startswith(".")
    )


def shown(directory: Path, name: str) -> str:
    """How errors call a file of wording: it may have the name of a file of this project."""
    return f"{directory.name}/{name}"


def read_overlay(directory: Path | None, framework_id: str, locale: str) -> Overlay:
    """Return the wording for one framework and language, an empty one if there is no file.

    FrameworkError, with file and line, on the first fault. Which codes there ought to be is checked
    where they are joined (`Overlay.refuse_unknown`).
    """
    if directory is None:
        return Overlay()
    names = [f"{framework_id}.{locale}.{kind}" for kind in ("toml", "csv")]
    found = [name for name in names if (directory / name).exists()]
    if len(found) > 1:
        problem = f"the same wording stands in {found[0]} too"
        raise FrameworkError(problem, file=shown(directory, found[1]), line=1)
    if not found:
        return Overlay()
    path, file = directory / found[0], shown(directory, found[0])
    return _read_csv(path, file) if path.suffix == ".csv" else _read_toml(path, file, locale)


def check_name(directory: Path, name: str, framework_ids: Container[str]) -> tuple[str, str]:
    """Return framework id and locale that a file's name says; FrameworkError if it says neither."""
    match = OVERLAY_FILE.fullmatch(name)
    file = shown(directory, name)
    if not match:
        raise FrameworkError("the name must be <framework>.<locale>.toml or .csv", file=file, line=1)
    framework_id, locale = match[1], match[2]
    if framework_id not in framework_ids:
        raise FrameworkError(f"unknown framework {framework_id!r}", file=file, line=1)
    if not LOCALE.fullmatch(locale):
        raise FrameworkError(f"{locale!r} is not a locale", file=file, line=1)
    return framework_id, locale


def _read_toml(path: Path, file: str, locale: str) -> Overlay:
    text = read_text(path, file=file)
    try:
        table = parse_table(text, file)
        table.expect_locale(locale)
        source = table.text(SOURCE, optional=True)
        if len(source) > MAX_SOURCE:
            table.fail(f"the source is longer than {MAX_SOURCE} characters", key=SOURCE)
        entries = table.table("questions")
        texts = {}
        for code in entries:
            entries.question = code
            texts[code] = entries.text(code).strip()
        table.finish()
        if not texts:
            table.fail("no questions")
    except FrameworkError as error:
        raise error.located(text) from error
    return Overlay(file, source, texts, {code: _line_of(code, file, text) for code in texts})


def _line_of(code: str, file: str, text: str) -> int:
    return FrameworkError("", file=file, question=code).located(text).line


def _read_csv(path: Path, file: str) -> Overlay:
    text = read_text(path, file=file).replace("\r\n", "\n").replace("\r", "\n")
    source, texts, lines = "", {}, {}
    for line, (code, value) in _rows(text, file):
        problem = _problem(code, value)
        if code in texts or (code == SOURCE and source):
            problem = "the code stands twice"
        if problem:
            raise FrameworkError(problem, file=file, question=code, line=line)
        if code == SOURCE:
            source = value
        else:
            texts[code], lines[code] = value, line
    if not texts:
        raise FrameworkError("no rows", file=file, line=1)
    return Overlay(file, source, texts, lines)


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the first line and the two cells of each row that is not empty, the head checked and left out."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if line == 1 and [cell.lower() for cell in cells] != COLUMNS:
                break
            if line > 1 and any(cells):
                if len(cells) != len(COLUMNS):
                    raise FrameworkError(f"a row has two cells, not {len(cells)}", file=file, line=line)
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise FrameworkError(f"not CSV: {error}", file=file, line=line) from error
    if line == 1:
        raise FrameworkError("the first row must be code,text", file=file, line=1)


def _problem(code: str, text: str) -> str:
    if not code:
        return "the code is empty"
    if not text:
        return "the text is empty"
    if code == SOURCE and len(text) > MAX_SOURCE:
        return f"the source is longer than {MAX_SOURCE} characters"
    problem = text_problem(code) or text_problem(text)
    return f"the text {problem}" if problem else ""
