"""One answer as the proofreader holds it: its words, parsed once, and what is remarked about it.

Belongs here: what all remarks share. Not here: what is worth a remark (the modules beside this one).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from markdown_it.token import Token

from reports.enums import RemarkKind
from reports.frameworks import Question
from reports.text import clean, places
from reports.text.markdown import parse

AROUND = 60
"""Characters of an excerpt."""

MOST_OF_A_KIND = 20
"""Remarks of one kind about one answer: whoever mends these will look at the rest."""


class Words(Protocol):
    """What is read of an answer."""

    text: str
    summary: str
    tools: list[dict[str, str]]
    evidence: list[dict[str, str]]


@dataclass(frozen=True)
class Remark:
    """One thing worth a look. It blocks nothing.

    `excerpt` is some sixty characters around the place. `part` is where it is: "text", "summary", "tools" or
    "evidence". `address` is the web address that the remark is about, where somebody should open it.
    """

    question: Question
    kind: RemarkKind
    message: str
    excerpt: str
    part: str = "text"
    address: str = ""


class Reading:
    """The words of one answer; unless `in_full`, only their number is looked at."""

    def __init__(self, question: Question, words: Words, *, in_full: bool = True) -> None:
        self.question, self.words, self.in_full = question, words, in_full
        self.text = clean(words.text)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the text, as the page is made from."""
        return parse(self.text)

    @cached_property
    def code(self) -> bytearray:
        """For each character of the text whether it stands in code."""
        return places.code(self.text, self.tokens) if self._has_code else bytearray(len(self.text) + 1)

    @cached_property
    def code_and_links(self) -> bytearray:
        """For each character of the text whether it stands in code, in a link, or in an address."""
        return places.links(self.text, bytearray(self.code))

    def is_prose(self, position: int) -> bool:
        """Whether the character stands outside code and is not escaped."""
        return not self.code[position] and not places.is_escaped(self.text, position)

    def remark(self, kind: RemarkKind, message: str, start: int, end: int) -> Remark:
        """Return a remark about a place in the text."""
        return Remark(self.question, kind, message, excerpt(self.text, start, end))

    @property
    def _has_code(self) -> bool:
        return "`" in self.text or "~~~" in self.text


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words around a place on one line, with dots where something is left out."""
    end = min(end, start + AROUND)
    spare = (AROUND - (end - start)) // 2
    first, last = max(start - spare, 0), min(end + spare, len(text))
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"


def called(question: Question) -> str:
    """Return what a question is called: its number, or its label where it has none."""
    return question.number or question.label
