"""What the position of a report shows of each gap: what it is called, both sides in words, where they stand.

Belongs here: labels, sentences, links. Not here: which gaps there are (`reports.benchmark.position`), or who
is a peer (`position_group`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.benchmark import Gap, Own, Peers, Position, Rare
from reports.benchmark.beside import share, spread_beside
from reports.benchmark.charts import number
from reports.benchmark.measures import Asking, Cell
from reports.completeness import is_asked
from reports.enums import GapKind, PracticeState
from reports.frameworks import Question
from reports.models import Report
from reports.standards import standards
from reports.templatetags.languages import within_words
from reports.views.public.register_options import KINDS
from reports.views.workspace.items import framework_of
from reports.views.workspace.position_group import PositionGroup

SHORT = 20
"""Lists of so many gaps stand open; of longer ones only the first section does."""


@dataclass(frozen=True)
class GapShown:
    """One gap, or one practice that few report: both sides in words.

    `url` leads to what the peers say, `own_url` to the place of the report's own words, "" where none is
    known; `topic` is the label of the topic, "" where the name says it. `passage_url` leads to the passage of
    a gap that has one. `chart` draws what peers say.
    """

    gap: Gap | Rare
    anchor: str
    name: str
    topic: str
    ours: str
    theirs: str
    url: str
    own_url: str
    passage_url: str = ""

    @property
    def chart(self) -> str:
        """The same on the page and in the board paper; its numbers stand beside it in words."""
        about = {"name": f"{self.anchor}-chart", "title": self.name, "description": self.theirs}
        spread = self.gap.spread if isinstance(self.gap, Gap) else None
        if spread is None:
            return share(self.gap.peers, **about)
        return spread_beside(spread, self.gap.words, **about)


@dataclass(frozen=True)
class Section:
    """Gaps that stand together, under a number, if they have one, and a title."""

    number: str
    title: str
    gaps: list[GapShown]


@dataclass(frozen=True)
class List:
    """All gaps of one kind."""

    kind: GapKind
    sections: list[Section]
    total: int

    @property
    def is_cited(self) -> bool:
        """Whether these are standards, whose names are no words of the questionnaire."""
        return self.kind == GapKind.STANDARD

    @property
    def is_short(self) -> bool:
        """Whether all of it can stand open."""
        return self.total <= SHORT


class Shower:
    """Turns the gaps of one report into words and links."""

    def __init__(self, report: Report, own: Own, peers: Peers, group: PositionGroup, asking: Asking) -> None:
        """Take what the page is about."""
        self._report, self._own, self._peers, self._group, self._asking = report, own, peers, group, asking
        self._framework = framework_of(report)
        self._practices = {
            practice.id: practice for topic in self._framework.topics for practice in topic.practices
        }

    def lists(self, found: Position) -> list[List]:
        """Return one list for each kind of gap, empty ones too."""
        parts = {
            GapKind.PRACTICE: self.by_section(found.practices),
            GapKind.LENGTH: self.by_section(found.lengths),
            GapKind.EVIDENCE: self.by_section(found.evidence),
            GapKind.STANDARD: self._by_kind(found.standards),
        }
        return [
            List(kind, sections, sum(len(section.gaps) for section in sections))
            for kind, sections in parts.items()
        ]

    def by_section(self, gaps: Sequence[Gap]) -> list[Section]:
        """Return gaps that belong to topics, under the sections of these."""
        return self._sections((gap, self._shown(gap)) for gap in gaps)

    def rare(self, found: Sequence[Rare]) -> list[Section]:
        """Return the practices that few peers report, under their sections."""
        return self._sections((each, self._rare(each)) for each in found)

    def _sections(self, pairs: Iterable[tuple[Gap | Rare, GapShown]]) -> list[Section]:
        found = {
            section.code: Section(section.code, section.title, []) for section in self._framework.sections
        }
        for each, shown in pairs:
            found[self._framework.topic(each.topic).section].gaps.append(shown)
        return [section for section in found.values() if section.gaps]

    def _by_kind(self, gaps: Iterable[Gap]) -> list[Section]:
        """Return standards by what they are: each is cited in many sections."""
        known = standards()
        found = {kind: Section("", str(label), []) for kind, label in KINDS.items()}
        for gap in gaps:
            if gap.subject in known:
                found[known[gap.subject].kind].gaps.append(self._standard(gap, known[gap.subject].name))
        return [section for section in found.values() if section.gaps]

    def _shown(self, gap: Gap) -> GapShown:
        topic = self._framework.topic(gap.topic)
        is_practice = gap.kind == GapKind.PRACTICE
        return GapShown(
            gap=gap,
            anchor=_anchor(gap),
            name=self._practices[gap.subject].label if is_practice else topic.label,
            topic=topic.label if is_practice else "",
            ours=self._ours(gap),
            theirs=self._theirs(gap),
            url=self._url(gap.topic),
            own_url=self._own_url(gap.topic),
        )

    def _rare(self, each: Rare) -> GapShown:
        return GapShown(
            gap=each,
            anchor=f"rare-{each.practice}",
            name=self._practices[each.practice].label,
            topic=self._framework.topic(each.topic).label,
            ours=str(PracticeState.IN_PLACE.label),
            theirs=_said(_("in place or planned"), each.peers),
            url=self._url(each.topic),
            own_url=self._own_url(each.topic),
        )

    def _standard(self, gap: Gap, name: str) -> GapShown:
        theirs = ngettext(
            "%(number)s of %(of)s report cites it", "%(number)s of %(of)s reports cite it", gap.peers.of
        )
        cited = gap.cited
        anchor = self._asking.frameworks[cited.framework].question(cited.code).anchor if cited else ""
        return GapShown(
            gap=gap,
            anchor=_anchor(gap),
            name=name,
            topic="",
            ours=_("Not named"),
            theirs=theirs % {"number": gap.peers.number, "of": gap.peers.of},
            url=self._group.with_standard(gap.subject),
            own_url="",
            passage_url=f"{cited.url}#{anchor}" if cited else "",
        )

    def _ours(self, gap: Gap) -> str:
        if gap.kind == GapKind.PRACTICE:
            return str(PracticeState(gap.state).label) if gap.state else _("Not reported")
        if gap.kind == GapKind.EVIDENCE:
            return _("No link")
        if gap.spread is None:
            return _("Nothing said")
        return ngettext("%(number)s word", "%(number)s words", gap.words) % {"number": gap.words}

    def _theirs(self, gap: Gap) -> str:
        if gap.kind == GapKind.PRACTICE:
            return _said(_("in place or planned"), gap.peers)
        if gap.kind == GapKind.EVIDENCE:
            return _said(_("at least one link"), gap.peers)
        if gap.spread is None:
            return _said(_("something said"), gap.peers)
        return _(
            "Median %(median)s words, lower quartile %(lower)s; %(number)s of %(of)s answers in %(language)s"
            " are longer"
        ) % {
            "median": number(gap.spread.median),
            "lower": number(gap.spread.lower),
            "number": gap.peers.number,
            "of": gap.peers.of,
            "language": within_words(self._own.language),
        }

    def _url(self, topic: str) -> str:
        return self._group.at(reverse("public:question", args=[topic]))

    def _own_url(self, topic: str) -> str:
        """Return where the report's own words on a topic are written."""
        asked: list[Question] = [
            question
            for question in self._framework.questions_on(topic)
            if question.answerable and is_asked(question, self._own.profile.roles)
        ]
        if not asked:
            return ""
        names = [self._report.organisation.slug, self._report.cycle.slug, asked[0].section]
        return f"{reverse('workspace:section', args=names)}#{asked[0].anchor}"


def _anchor(gap: Gap) -> str:
    return f"gap-{gap.kind.value}-{gap.subject}"


def _said(what: str, cell: Cell) -> str:
    return ngettext(
        "%(number)s of %(of)s report that was asked: %(what)s",
        "%(number)s of %(of)s reports that were asked: %(what)s",
        cell.of,
    ) % {"number": cell.number, "of": cell.of, "what": what}
