"""What some reports were asked and what they say, lined up by topic.

Belongs here: lining up answers under different versions of the questionnaire. Not here: which reports
(`chosen`), what a line is and when it differs (`cells`), or how lines are shown (`views`, `paper`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from reports.comparing.address import ALL, CompareAddress
from reports.comparing.cells import (
    ANSWERED,
    NOT_ANSWERED,
    NOT_ASKED,
    Cell,
    Item,
    Line,
    PracticeLine,
)
from reports.completeness import is_asked
from reports.frameworks import Framework, Question, Topic, load
from reports.models import PublishedAnswer, Version
from reports.text.opening import opening
from reports.text.plain import SUMMARY_WORDS
from reports.text.references import from_elsewhere


@dataclass(frozen=True)
class Plan:
    """What some reports were asked, before any answer is read.

    `subjects` maps topic id, or the code of a question without a topic, to section, topic, label and the
    language of the label, in the order of the newest version.
    """

    versions: Sequence[Version]
    frameworks: Mapping[str, Framework]
    subjects: Mapping[str, tuple[str, Topic | None, str, str]]

    @property
    def sections(self) -> dict[str, tuple[str, str]]:
        """Section code -> title and its language, of those in which something is asked."""
        used = {section for section, *_rest in self.subjects.values()}
        titles: dict[str, tuple[str, str]] = {}
        for framework in self.frameworks.values():
            for section in framework.sections:
                if section.code in used:
                    titles.setdefault(section.code, (section.title, framework.locale))
        return titles

    def asked(self, name: str) -> dict[str, list[Question]]:
        """Return framework id -> the questions on a topic, or the one of a code that has no topic."""
        return {
            framework_id: [each for each in framework.answerable if name in (each.topics or (each.code,))]
            for framework_id, framework in self.frameworks.items()
        }

    @property
    def first_section(self) -> str:
        """The first section that has a topic: what stands before it is about the report itself."""
        with_topic = {section for section, topic, *_rest in self.subjects.values() if topic}
        return next((code for code in self.sections if code in with_topic), next(iter(self.sections), ""))


def plan(versions: Sequence[Version]) -> Plan:
    """Return what these reports were asked, in the language of the page. No query."""
    ids = sorted({version.framework_id for version in versions}, reverse=True)
    frameworks = {framework_id: load(framework_id, get_language()) for framework_id in ids}
    subjects: dict[str, tuple[str, Topic | None, str, str]] = {}
    for framework in frameworks.values():
        named = {topic for question in framework.answerable for topic in question.topics}
        for question in framework.answerable:
            if not question.topics:
                subjects.setdefault(question.code, (question.section, None, question.label, framework.locale))
        for topic in framework.topics:
            if topic.id in named:
                subjects.setdefault(topic.id, (topic.section, topic, topic.label, framework.locale))
    return Plan(versions, frameworks, subjects)


def settled(address: CompareAddress, planned: Plan) -> CompareAddress:
    """Return the address as it is written: without a section that there is not, or that is the first one."""
    known = {*planned.sections, ALL} - {planned.first_section}
    return address.changed(section=address.section if address.section in known else "")


def sections_of(address: CompareAddress, planned: Plan) -> list[str]:
    """Return the codes of the sections that a settled address is about."""
    return [*planned.sections] if address.section == ALL else [address.section or planned.first_section]


def lines(planned: Plan, sections: Iterable[str], *, with_html: bool, base: str = "") -> list[Line]:
    """Return the lines of these sections in their order. One query.

    `with_html` loads the whole answers as safe HTML; else their first words must do. `base` stands before
    the addresses of reports: outside a page they need the name of the site.
    """
    wanted = [
        (name, subject)
        for section in sections
        for name, subject in planned.subjects.items()
        if subject[0] == section
    ]
    asked = {name: planned.asked(name) for name, _subject in wanted}
    codes = {
        each.code for by_framework in asked.values() for found in by_framework.values() for each in found
    }
    answers = _answers(planned.versions, codes, with_html=with_html)
    made = []
    for name, (section, topic, label, locale) in wanted:
        cells = []
        for version in planned.versions:
            questions = asked[name][version.framework_id]
            items = [
                _item(version, each, answers.get((version.pk, each.code)), with_html=with_html, base=base)
                for each in questions
            ]
            cells.append(_cell(version, planned.frameworks[version.framework_id], items, name))
        practices = topic.practices if topic else ()
        rows = [PracticeLine(each, [cell.practice(each) for cell in cells]) for each in practices]
        made.append(Line(name, label, locale, section, topic, cells, rows))
    return made


def _answers(versions: Sequence[Version], codes: set[str], *, with_html: bool) -> dict[Any, PublishedAnswer]:
    found = PublishedAnswer.objects.filter(version__in=[each.pk for each in versions], code__in=codes)
    found = found.order_by() if with_html else found.order_by().defer("html")
    return {(answer.version_id, answer.code): answer for answer in found}


def _cell(version: Version, framework: Framework, items: Sequence[Item], topic: str) -> Cell:
    own = [item for item in items if topic in (item.question.topics or (item.question.code,))[:1]]
    return Cell(version, framework, own, [item for item in items if item not in own])


def _item(
    version: Version, question: Question, answer: PublishedAnswer | None, *, with_html: bool, base: str
) -> Item:
    url = f"{base}{version.url}#{question.anchor}"
    if answer is None:
        state = NOT_ANSWERED if is_asked(question, version.ai_roles) else NOT_ASKED
        return Item(question, state, url)
    first = opening(answer.plain, SUMMARY_WORDS)
    is_short = first == " ".join(answer.plain.split())
    html = from_elsewhere(answer.html, base + version.url, mark=f"c{version.pk}-") if with_html else ""
    return Item(question, ANSWERED, url, answer, html, "" if html and is_short else first)
