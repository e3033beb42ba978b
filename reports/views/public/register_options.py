"""What the values of the register's facets are called, and which of them mean anything.

Belongs here: labels in the language of the page, groups, natural orders. Not here: how many reports have a
value (`facets`), or how a facet is shown (`register_filters`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django_countries import countries

from reports.enums import AIRole, ContentLanguage, Sector, SizeBand, Standing
from reports.frameworks import Framework, framework_ids, load
from reports.standards import standards
from reports.views.public.regions import region_names
from reports.views.public.register_address import FACETS, RegisterAddress

LABELS: dict[str, str | Promise] = {
    "country": gettext_lazy("Country"),
    "region": gettext_lazy("Region"),
    "sector": gettext_lazy("Sector"),
    "size": gettext_lazy("Size"),
    "role": pgettext_lazy("in AI", "Role"),
    "cycle": gettext_lazy("Cycle"),
    "framework": gettext_lazy("Framework"),
    "language": gettext_lazy("Language of the answers"),
    "practice": gettext_lazy("Practice reported"),
    "standard": gettext_lazy("Standard cited"),
    "standing": gettext_lazy("Standing"),
}
"""What each facet is called; `q`, `topic` and `org` are no facets but take a chip, too."""

KINDS: dict[str, str | Promise] = {
    "standard": gettext_lazy("Standards"),
    "framework": gettext_lazy("Frameworks and guidelines"),
    "law": gettext_lazy("Laws"),
    "commitment": gettext_lazy("Commitments"),
}
ORDERED = frozenset({"size", "role", "cycle", "framework", "standing"})
"""Facets whose values have an order of their own; those of others stand by how many reports have them."""


class Option(NamedTuple):
    """One value: its label, and the group that it belongs to, "" where there are none."""

    label: str
    group: str = ""


class Unknown(NamedTuple):
    """A value in the address that no report can have."""

    label: str
    value: str


class Options:
    """The values of every facet, in their natural order, in the language of the page."""

    def __init__(
        self, *, country_codes: list[str], cycles: Mapping[str, str], organisations: Mapping[str, str]
    ) -> None:
        """Take what the published reports have: codes, slug -> label, slug -> name."""
        self.frameworks = all_frameworks()
        self.organisations = organisations
        named = {code: countries.name(code) for code in country_codes}
        self.by_facet: dict[str, dict[str, Option]] = {
            "country": _plain(sorted(named.items(), key=lambda pair: pair[1])),
            "region": _plain(region_names(get_language()).items()),
            "sector": _plain(Sector.choices),
            "size": _plain(SizeBand.choices),
            "role": _plain(AIRole.choices),
            "cycle": _plain(sorted(cycles.items(), reverse=True)),
            "framework": _plain((each.id, edition(each)) for each in reversed(self.frameworks)),
            "language": _plain(ContentLanguage.choices),
            "practice": _practices(self.frameworks),
            "standard": {each.id: Option(each.name, str(KINDS[each.kind])) for each in standards().values()},
            "standing": _plain(Standing.choices),
        }

    def framework(self, framework_id: str) -> Framework:
        """Return one version of the questionnaire in the language of the page."""
        return next(each for each in self.frameworks if each.id == framework_id)

    @property
    def topics(self) -> dict[str, str]:
        """Topic id -> label, of every topic that some question is about."""
        return topic_labels(self.frameworks)

    def label(self, facet: str, value: str) -> str:
        """Return what a known value is called."""
        return self.by_facet[facet][value].label

    def known(self, address: RegisterAddress) -> tuple[RegisterAddress, list[Unknown]]:
        """Return the address with the values that mean something, and those that do not."""
        unknown, chosen = [], {}
        for facet in FACETS:
            values = address.chosen.get(facet, ())
            known = self.by_facet[facet]
            chosen[facet] = tuple(value for value in values if value in known)
            unknown += [Unknown(str(LABELS[facet]), value) for value in values if value not in known]
        org, topic = address.org, address.topic
        if org and org not in self.organisations:
            unknown.append(Unknown(_("Organisation"), org))
            org = ""
        if topic and topic not in self.topics:
            unknown.append(Unknown(_("Topic"), topic))
            topic = ""
        if not unknown:
            return address, []
        return address.changed(chosen=chosen, org=org, topic=topic, page=address.page), unknown


def all_frameworks() -> list[Framework]:
    """Return every version of the questionnaire in the language of the page, oldest first."""
    return [load(framework_id, get_language()) for framework_id in sorted(framework_ids())]


def edition(framework: Framework) -> str:
    """Return the number of a version of the questionnaire, never without saying that it is provisional."""
    if framework.is_provisional:
        return _("%(version)s (provisional)") % {"version": framework.version}
    return framework.version


def topic_labels(frameworks: list[Framework]) -> dict[str, str]:
    """Return topic id -> label, as the newest version orders them, then those that only older ones ask."""
    return {
        topic.id: topic.label
        for framework in reversed(frameworks)
        for topic in framework.topics
        if any(topic.id in question.topics for question in framework.answerable)
    }


def _practices(frameworks: list[Framework]) -> dict[str, Option]:
    return {
        practice.id: Option(practice.label, topic.label)
        for framework in reversed(frameworks)
        for topic in framework.topics
        for practice in topic.practices
    }


def _plain(choices: Iterable[tuple[Any, Any]]) -> dict[str, Option]:
    return {value: Option(str(label)) for value, label in choices}
