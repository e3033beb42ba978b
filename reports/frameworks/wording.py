"""The words of a framework in one language, and the help beside its questions.

Belongs here: reading `<id>.<locale>.toml`, `preface.<locale>.toml` and the guidance files.
Not here: which codes there ought to be (`structure`), or joining words to codes (`loader`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .schema import Option
from .tables import Table


@dataclass(frozen=True)
class QuestionWording:
    """The words of one question; `label` only where no topic gives one."""

    prompt: str
    parts: tuple[str, ...]
    label: str
    options: dict[str, Option]


@dataclass(frozen=True)
class Wording:
    """One wording file: section titles and questions by code."""

    file: str
    locale: str
    title: str
    sections: dict[str, str]
    yes_no: dict[str, Option]
    questions: dict[str, QuestionWording]


@dataclass(frozen=True)
class Guidance:
    """One guidance file: help for questions that need their own."""

    file: str
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_wording(table: Table) -> Wording:
    """Check one wording file and return its content; FrameworkError on the first fault."""
    locale = table.file.split(".")[-2]
    table.expect_locale(locale)
    title = table.text("title", optional=True)
    sections = _texts(table.table("sections"))
    yes_no = _options(table.table("yes_no"))
    entries = table.table("questions")
    questions = {code: _question(entries, code) for code in entries}
    table.finish()
    return Wording(table.file, locale, title, sections, yes_no, questions)


def read_guidance(table: Table) -> Guidance:
    """Check one guidance file and return its content; FrameworkError on the first fault."""
    locale = table.file.split(".")[-2]
    table.expect_locale(locale)
    questions = _help(table.table("questions"))
    table.finish()
    return Guidance(table.file, questions)


def _question(table: Table, code: str) -> QuestionWording:
    entry = table.table(code, question=code)
    prompt = entry.text("prompt")
    parts = entry.texts("parts")
    label = entry.text("label", optional=True)
    options = _options(entry.table("options"))
    entry.finish()
    return QuestionWording(prompt, parts, label, options)


def _options(table: Table) -> dict[str, Option]:
    """Read options, each either a label or a table with label and definition."""
    options: dict[str, Option] = {}
    for option_id in table:
        if table.holds_table(option_id):
            entry = table.table(option_id)
            label, definition = entry.text("label"), entry.text("definition", optional=True)
            entry.finish()
        else:
            label, definition = table.text(option_id), ""
        options[option_id] = Option(option_id, label, definition)
    return options


def _help(table: Table) -> dict[str, tuple[str, ...]]:
    helps: dict[str, tuple[str, ...]] = {}
    for key in table:
        entry = table.table(key, question=key)
        helps[key] = entry.texts("help")
        entry.finish()
    return helps


def _texts(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}
