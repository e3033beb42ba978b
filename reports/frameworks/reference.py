"""What is read beside the questions: the glossary and the Code of Conduct, in this project's own words.

Belongs here: their shapes and how their files are read. Not here: which question reports on which action.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .files import Files
from .tables import Table
from .topics import KEBAB


@dataclass(frozen=True)
class Term:
    """A term with its definition; `forms` are the spellings by which it is found in running text."""

    id: str
    term: str
    forms: tuple[str, ...]
    definition: str
    source: str
    url: str


@dataclass(frozen=True)
class Action:
    """One action of the Code of Conduct, or one of the guiding principles beside them."""

    number: int
    label: str
    text: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class CodeOfConduct:
    """The actions and the principles beside them; `url` is where the official text stands."""

    locale: str
    title: str
    intro: str
    url: str
    actions: tuple[Action, ...]
    principles: tuple[Action, ...]


def read_glossary(files: Files, locale: str) -> tuple[Term, ...]:
    """Return the terms in the order of the file; FrameworkError on the first fault."""
    used = files.locale_for(("glossary",), locale)
    table = files.read(f"glossary.{used}.toml")
    table.expect_locale(used)
    entries = table.table("terms")
    terms = []
    for term_id in entries:
        if not re.fullmatch(KEBAB, term_id):
            entries.fail(f"term id {term_id!r} is not well formed", key=term_id)
        entry = entries.table(term_id, question=term_id)
        terms.append(
            Term(
                id=term_id,
                term=entry.text("term"),
                forms=entry.texts("forms"),
                definition=entry.text("definition"),
                source=entry.text("source"),
                url=entry.text("url", optional=True, pattern=r"https://\S+"),
            )
        )
        entry.finish()
    table.finish()
    return tuple(terms)


def read_code_of_conduct(files: Files, locale: str) -> CodeOfConduct:
    """Return actions and principles; FrameworkError on the first fault."""
    used = files.locale_for(("code-of-conduct",), locale)
    shape = files.read("code-of-conduct.toml")
    words = files.read(f"code-of-conduct.{used}.toml")
    words.expect_locale(used)
    code = CodeOfConduct(
        locale=used,
        title=words.text("title"),
        intro=words.text("intro"),
        url=words.text("url", pattern=r"https://\S+"),
        actions=_actions(shape, words, "actions"),
        principles=_actions(shape, words, "principles"),
    )
    shape.finish()
    words.finish()
    return code


def _actions(shape: Table, words: Table, key: str) -> tuple[Action, ...]:
    texts = words.table(key)
    actions = []
    for entry in shape.tables(key):
        number = entry.number("number")
        said = texts.table(str(number), question=str(number))
        actions.append(Action(number, said.text("label"), said.text("text"), entry.texts("sections")))
        said.finish()
        entry.finish()
    texts.finish()
    return tuple(actions)
