"""Everything that stands in a blank questionnaire; both files are written from it and nothing else.

Belongs here: joining the framework with what the site says about it, and the digests of both. Not here:
the sentences (`words`) or the formats (`pdf`, `word`).
"""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation

from reports.documents.canonical import sha256
from reports.frameworks import Framework, Question, Section

from .words import actions, mark, roles, words


@dataclass(frozen=True)
class Item:
    """One question with its heading, mark, and for whom it is."""

    question: Question
    mark: str
    roles: str

    @property
    def heading(self) -> str:
        """Number, if one is known, and label."""
        return f"{self.question.number} {self.question.label}".strip()


@dataclass(frozen=True)
class SheetSection:
    """One section with its items; `about` says which actions it reports on, or whose questions these are."""

    section: Section
    about: str
    items: tuple[Item, ...]

    @property
    def is_preface(self) -> bool:
        """Whether these are the site's own questions before the official ones."""
        return self.section.code == "0"

    @property
    def heading(self) -> str:
        """Number and title; the preface has no number."""
        return self.section.title if self.is_preface else f"{self.section.code} {self.section.title}"

    @property
    def anchor(self) -> str:
        """Where links to the section lead."""
        return f"section-{self.section.code}"


@dataclass(frozen=True)
class Sheet:
    """The blank questionnaire in the language of its wording. `words` is name -> sentence (`words.words`)."""

    framework: Framework
    sections: tuple[SheetSection, ...]
    words: dict[str, Any]
    site_name: str
    address: str


def build_sheet(framework: Framework, *, site_name: str, operator: str = "", address: str = "") -> Sheet:
    """Return the questionnaire as it is printed; `address` is where the framework stands on the site.

    What the site says itself is in the language of the questions, whatever language is active.
    """
    with translation.override(framework.locale):
        said = words(framework, site_name=site_name, operator=operator)
        sections = tuple(
            SheetSection(
                section,
                said["preface"] if section.code == "0" else actions(section),
                tuple(Item(question, mark(question), roles(question)) for question in section.questions),
            )
            for section in framework.sections
        )
    return Sheet(framework, sections, said, site_name, address)


@lru_cache(maxsize=32)
def framework_digest(framework: Framework) -> str:
    """Return the SHA-256 of everything the framework says, official wording of the operator included."""
    return sha256(json.dumps(asdict(framework), ensure_ascii=False, sort_keys=True).encode())


def source_digest(sheet: Sheet, renderer: str) -> str:
    """Return the SHA-256 of what a file is built from, with the version of what builds it."""
    around = [
        renderer,
        framework_digest(sheet.framework),
        sheet.words,
        sheet.site_name,
        sheet.address,
        [[part.about, [[item.mark, item.roles] for item in part.items]] for part in sheet.sections],
    ]
    return sha256(json.dumps(around, ensure_ascii=False, sort_keys=True).encode())
