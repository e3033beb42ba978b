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
    """One wording file: section titles, topic labels and questions by id or code."""

    file: str
    locale: str
    title: str
    sections: dict[str, str]
    topics: dict[str, str]
    yes_no: dict[str, Option]
    questions: dict[str, QuestionWording]


@dataclass(frozen=True)
class Guidance:
    """One guidance file: help by topic, and by question where it needs its own."""

    file: str
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_wording(table: Table) -> Wording:
    """Check one wording file and return its content; FrameworkError on the first fault."""
    locale = table.text("locale")
    if not table.file.endswith(f".{locale}.toml"):
        table.fail(f"locale {locale!r} does not match the name of the file")
    title = table.text("title", optional=True)
    sections = _texts(table.table("sections"))
    topics = _texts(table.table("topics"))
    yes_no = _options(table.table("yes_no"))
    entries = table.table("questions")
    questions = {code: _question(entries, code) for code in entries}
    table.finish()
    return Wording(table.file, locale, title, sections, topics, yes_no, questions)


def read_guidance(table: Table) -> Guidance:
    """Check one guidance file and return its content; FrameworkError on the first fault."""
    locale = table.text("locale")
    if not table.file.endswith(f".{locale}.toml"):
        table.fail(f"locale {locale!r} does not match the name of the file")
    topics = _help(table.table("topics"))
    questions = _help(table.table("questions"), codes=True)
    table.finish()
    return Guidance(table.file, topics, questions)


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


def _help(table: Table, *, codes: bool = False) -> dict[str, tuple[str, ...]]:
    helps: dict[str, tuple[str, ...]] = {}
    for key in table:
        entry = table.table(key, question=key if codes else "")
        helps[key] = entry.texts("help")
        entry.finish()
    return helps


def _texts(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}
