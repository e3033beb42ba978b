"""The peer group of a topic page: a group, how its answers stand, and the words that are looked for in them.

Belongs here: what only topic pages read from their address, and where that leads. Not here: what every peer
group has (`peer_group`), or what is shown of it (`topic_answers`).

`view=side` puts answers side by side, `term` marks words in all of them, `page` turns the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import search
from reports.comparing.address import FEWEST, MOST, CompareAddress
from reports.comparing.chosen import name_of
from reports.frameworks import Framework, Topic
from reports.models import Version
from reports.views.public import benchmark_group
from reports.views.public.benchmark_shown import sections_of
from reports.views.public.peer_group import Pairs, PeerGroup, found_for
from reports.views.public.register_address import typed_words
from reports.views.public.register_filters import Link

SIDE = "side"


@dataclass(frozen=True)
class TopicGroup(PeerGroup):
    """The reports meant. `view` is `SIDE` or "", `term` what was typed to be marked."""

    topic: Topic
    view: str
    term: str

    @property
    def path(self) -> str:
        """The address of the topic."""
        return reverse("public:question", args=[self.topic.id])

    @property
    def own(self) -> Pairs:
        """How answers stand, and the words that are marked."""
        return [(name, value) for name, value in (("view", self.view), ("term", self.term)) if value]

    @property
    def query(self) -> search.Query:
        """What is marked: words that stand in what answers say themselves; nothing is left out for a word."""
        return replace(search.parse(self.term), excluded=(), is_said=True)

    @property
    def is_wordless(self) -> bool:
        """Whether something was typed that holds no word."""
        return bool(self.term) and self.query.is_empty

    @property
    def here(self) -> str:
        """The one address of this page, from its first page on."""
        return self.at(self.path, self.own)

    @property
    def without_term(self) -> str:
        """The same page, nothing marked."""
        return replace(self, term="").here

    @property
    def kept(self) -> Pairs:
        """What a form for another term carries along."""
        return self.pairs + ([("view", self.view)] if self.view else [])

    @property
    def views(self) -> list[Link]:
        """The ways to look at the answers."""
        labels = {"": _("Stacked"), SIDE: pgettext("answers", "Side by side")}
        return [
            Link(label, replace(self, view=view).here, view == self.view) for view, label in labels.items()
        ]

    def file(self, ending: str) -> str:
        """Return the address of all answers of the group as a file: "csv" or "json"."""
        return self.at(reverse(f"public:question-{ending}", args=[self.topic.id]), self.own)

    def on_page(self, number: int, fragment: str = "") -> str:
        """Return the address of one page of the same answers."""
        pairs = self.own + ([("page", str(number))] if number > 1 else [])
        return self.at(self.path, pairs) + fragment

    def on_topic(self, topic: Topic) -> str:
        """Return the address of another topic for the same group."""
        return replace(self, topic=topic).here

    def counted(self, frameworks: Sequence[Framework]) -> str:
        """Return the address of the benchmark of the group; "" where the topic has nothing to count."""
        sections = list(sections_of(frameworks))
        if self.topic.section not in sections:
            return ""
        by = benchmark_group.DEFAULT_BY
        group = benchmark_group.Group(self.found, self.topic.section, by, sections[0])
        return group.link(fragment="#practices")

    def compared(self, versions: Sequence[Version]) -> tuple[str, int]:
        """Return the address that compares the first of these reports, and how many; "" for one alone."""
        names = tuple(name_of(version) for version in versions[:MOST])
        if len(names) < FEWEST:
            return ("", 0)
        return (CompareAddress(names, self.topic.section).url(), len(names))


def topic_group(parameters: Mapping[str, list[str]], topic: Topic) -> TopicGroup:
    """Return the group that the query of a topic page means. Three queries at most, with words more."""
    view, term = ((parameters.get(name) or [""])[-1] for name in ("view", "term"))
    return TopicGroup(found_for(parameters), topic, SIDE if view == SIDE else "", typed_words(term))
