"""A comparison as what is printed: the lines of the page, with whole answers, as plain data.

Belongs here: from versions to a `Comparison`, and the digest of what it is made from. Not here: what is on
the pages (`documents.comparison_pdf`), or rows of files (`renditions_comparison`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from reports.comparing.address import ALL, CompareAddress
from reports.comparing.cells import Cell, Item, Line
from reports.comparing.lines import Plan, lines, plan, sections_of, settled
from reports.documents.canonical import sha256
from reports.documents.comparison import (
    AskedQuestion,
    ComparedAnswer,
    ComparedCell,
    ComparedPractice,
    ComparedReport,
    ComparedSection,
    ComparedTopic,
    Comparison,
)
from reports.documents.comparison_pdf import RENDERER_VERSION
from reports.documents.directions import isolated
from reports.documents.printing import hidden_addresses
from reports.documents.questionnaire import framework_digest
from reports.models import Version

LETTERS = "ABCDEF"


def digest_of(address: CompareAddress, versions: Sequence[Version]) -> str:
    """Return the SHA-256 of what a file says, but for its day. The address must be settled. No query.

    The organisations' addresses of today count, since links lead to them. The language is that of the page.
    """
    planned = plan(versions)
    around = [
        *(RENDERER_VERSION, settings.SITE_NAME, settings.SITE_OPERATOR, settings.SITE_URL),
        *(get_language(), address.query),
        [[version.pk, version.sha256, version.permanent_url] for version in versions],
        [framework_digest(framework) for framework in planned.frameworks.values()],
    ]
    return sha256(json.dumps(around, ensure_ascii=False).encode())


def comparison(address: CompareAddress, versions: Sequence[Version], *, on: date) -> Comparison:
    """Return the comparison of these versions in the language of the page. One query."""
    planned = plan(versions)
    address = settled(address, planned)
    codes = sections_of(address, planned)
    every = lines(planned, codes, with_html=True, base=settings.SITE_URL)
    shown = [line for line in every if line.differs or not address.only]
    reports = {each.pk: _report(letter, each) for letter, each in zip(LETTERS, versions, strict=False)}
    return Comparison(
        locale=get_language() or "en",
        reports=tuple(reports.values()),
        frameworks=tuple(planned.frameworks.values()),
        scope=tuple((code, *planned.sections[code]) for code in codes),
        sections=_sections(planned, codes, shown, reports),
        is_all=address.section == ALL,
        only_differences=bool(address.only),
        total=len(every),
        differing=sum(line.differs for line in every),
        compared_on=on,
        address=settings.SITE_URL + address.url(),
        site_name=settings.SITE_NAME,
        operator=settings.SITE_OPERATOR,
    )


def _sections(
    planned: Plan, codes: Iterable[str], shown: Iterable[Line], reports: Mapping[int, ComparedReport]
) -> tuple[ComparedSection, ...]:
    by_section: dict[str, list[Line]] = {code: [] for code in codes}
    for line in shown:
        by_section[line.section].append(line)
    titles = planned.sections
    return tuple(
        ComparedSection(code, *titles[code], tuple(_topic(line, planned, reports) for line in found))
        for code, found in by_section.items()
        if found
    )


def _report(letter: str, version: Version) -> ComparedReport:
    return ComparedReport(
        letter=letter,
        name=isolated(version.organisation_name),
        language=version.language,
        country=version.country_name,
        cycle=version.cycle_label,
        edition=version.framework_edition,
        roles=tuple(version.ai_role_labels),
        version=version.number,
        published_at=version.published_at,
        address=settings.SITE_URL + version.permanent_url,
        sha256=version.sha256,
    )


def _topic(line: Line, planned: Plan, reports: Mapping[int, ComparedReport]) -> ComparedTopic:
    editions = {cell.framework.id: cell.version.framework_edition for cell in line.cells}
    asked = {
        (cell.framework.id, item.question.code): AskedQuestion(
            editions[cell.framework.id], cell.framework.locale, item.question
        )
        for framework_id in planned.frameworks
        for cell in line.cells
        if cell.framework.id == framework_id
        for item in cell.items
    }
    rows = line.practices if line.states_practices else []
    return ComparedTopic(
        anchor=f"topic-{line.id}",
        label=line.label,
        locale=line.locale,
        asked=tuple(asked.values()),
        practices=tuple(ComparedPractice(row.practice.label, row.differs, tuple(row.states)) for row in rows),
        cells=tuple(_cell(cell, reports[cell.version.pk]) for cell in line.cells),
    )


def _cell(cell: Cell, report: ComparedReport) -> ComparedCell:
    locale = cell.framework.locale
    return ComparedCell(
        report=report,
        state=cell.state,
        answers=tuple(_answer(item, locale) for item in cell.items),
        passing=tuple((item.question, item.url, locale) for item in cell.said_in_passing),
    )


def _answer(item: Item, locale: str) -> ComparedAnswer:
    answer = item.answer
    if answer is None:
        return ComparedAnswer(item.question, locale, item.state)
    return ComparedAnswer(
        question=item.question,
        locale=locale,
        state=item.state,
        choices=tuple(item.choices),
        summary=answer.summary,
        html=item.html,
        links=hidden_addresses(item.html),
        words=answer.words,
        says_practices=bool(answer.practices),
        evidence=tuple(item.evidence),
    )
