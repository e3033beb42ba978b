"""What a page of the benchmark shows of answers: how far, how long, with what evidence and which standards.

Belongs here: words and charts of those numbers. Not here: practices (`benchmark_shown`), or the numbers
themselves (`reports.benchmark`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.benchmark import Cited, Dataset
from reports.benchmark.charts import Part, bar, number, spread_chart
from reports.benchmark.measures import Asking, Coverage, Spread, coverage, lengths, spread
from reports.standards import standards
from reports.templatetags.languages import within_words
from reports.views.public.benchmark_group import Group


@dataclass(frozen=True)
class Bar:
    """One number of another, in words and as a bar."""

    label: str
    words: str
    chart: str
    number: int
    of: int
    reports: int = 0


@dataclass(frozen=True)
class SpreadShown:
    """One spread, in words and as a box; `is_small` where fewer than three values stand behind it."""

    label: str
    spread: Spread
    figures: list[str]
    chart: str


@dataclass(frozen=True)
class StandardShown:
    """One standard: how many reports cite it, those in the register, and one passage that does."""

    name: str
    share: Bar
    url: str
    cited: Cited
    passage_url: str


def coverage_shown(data: Dataset, asking: Asking, titles: Mapping[str, str]) -> list[Bar]:
    """Return how far each section is answered; `titles` maps code -> title."""
    return [_covered(each, titles.get(each.section, "")) for each in coverage(data, asking)]


def _covered(each: Coverage, title: str) -> Bar:
    words = _("%(answered)s of %(asked)s questions asked were answered") % {
        "answered": each.answered,
        "asked": each.asked,
    }
    label = f"{each.section} {title}"
    chart = _of(
        each.answered,
        each.asked,
        (_("Answered"), _("Not answered")),
        name=f"coverage-{each.section}",
        title=label,
        words=words,
    )
    return Bar(label, words, chart, each.answered, each.asked, each.reports)


def _of(count: int, of: int, called: tuple[str, str], *, name: str, title: str, words: str) -> str:
    parts = [Part(called[0], count, "in-place"), Part(called[1], of - count, "not-reported")]
    listed = ", ".join(f"{part.label} {part.number}" for part in parts)
    return bar(parts, name=name, title=title, description=f"{words}: {listed}")


def lengths_shown(data: Dataset, asking: Asking, section: str, title: str) -> list[SpreadShown]:
    """Return the spread of the lengths of answers, by language: of all, then of a section."""
    wholes, parts = lengths(data, asking), lengths(data, asking, section)
    most = max((each.high for each in wholes.values()), default=0)
    rows = [(f"words-{language}", _("All sections"), language, each) for language, each in wholes.items()] + [
        (f"words-{section}-{language}", title, language, each) for language, each in parts.items()
    ]
    return [
        _spread(
            name,
            _("%(what)s, answers in %(language)s: words per answer")
            % {"what": what, "language": within_words(language)},
            each,
            most,
        )
        for name, what, language, each in rows
    ]


def evidence_shown(data: Dataset) -> list[SpreadShown]:
    """Return the spread of the number of links of evidence per report."""
    if not data.evidence:
        return []
    each = spread(data.evidence)
    return [_spread("evidence", _("Links of evidence per report"), each, each.high)]


def _spread(name: str, label: str, each: Spread, most: float) -> SpreadShown:
    labels = [_("least"), _("lower quartile"), _("median"), _("upper quartile"), _("most")]
    short = [_("least"), "¼", _("median"), "¾", _("most")]
    figures = [number(value) for value in each[:5]]
    described = ", ".join(f"{what} {figure}" for what, figure in zip(labels, figures, strict=True))
    counted = ngettext("%(number)s value", "%(number)s values", each.number) % {"number": each.number}
    chart = spread_chart(
        each[:5], short, most=most, name=name, title=label, description=f"{described}; {counted}"
    )
    return SpreadShown(label, each, figures, chart)


def standards_shown(data: Dataset, asking: Asking, group: Group) -> list[StandardShown]:
    """Return the standards that reports of the group cite, those that most cite first."""
    known = standards()
    return [
        StandardShown(
            known[each.standard].name,
            _citing(each, known[each.standard].name, group.size),
            group.with_standard(each.standard),
            each,
            _passage(asking, each),
        )
        for each in data.standards
        if each.standard in known
    ]


def _citing(each: Cited, name: str, of: int) -> Bar:
    words = ngettext("%(number)s of %(of)s report cites it", "%(number)s of %(of)s reports cite it", of)
    words %= {"number": each.reports, "of": of}
    chart = _of(
        each.reports,
        of,
        (_("Cites it"), _("Does not name it")),
        name=f"standard-{each.standard}",
        title=name,
        words=words,
    )
    return Bar(name, words, chart, each.reports, of, of)


def _passage(asking: Asking, cited: Cited) -> str:
    framework = asking.frameworks[cited.framework]
    return f"{cited.url}#{framework.question(cited.code).anchor}"
