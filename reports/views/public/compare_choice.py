"""The page on which reports are chosen for a comparison: those chosen, and what else there is.

Belongs here: finding reports by the name of their organisation, newest ones first. Not here: markup, or the
filters of the register (`register_found`), whose rows can be put into a comparison, too.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django_countries import countries

from reports.models import Version

PER_PAGE = 60
LONGEST_QUERY = 200
COLUMNS = (
    "organisation_name",
    "language",
    "country",
    "framework_version",
    "framework_status",
    "report__organisation__slug",
    "report__cycle__slug",
    "report__cycle__label",
)


@dataclass(frozen=True)
class Offered:
    """One report that can be chosen; `is_newest` if its organisation has no newer one."""

    organisation: str
    language: str
    country: str
    framework_version: str
    framework_status: str
    slug: str
    cycle: str
    cycle_label: str
    is_newest: bool = False

    @property
    def name(self) -> str:
        """What the report is called in addresses of comparisons."""
        return f"{self.slug}/{self.cycle}"

    @property
    def edition(self) -> str:
        """The framework's version, never without saying that it is provisional."""
        version = Version(framework_version=self.framework_version, framework_status=self.framework_status)
        return version.framework_edition

    @property
    def country_name(self) -> str:
        """The country in the language of the page."""
        return str(countries.name(self.country))


def choice(parameters: Mapping[str, list[str]], names: Collection[str]) -> dict[str, Any]:
    """Return the context of the page: `typed` words, the `page_obj` of reports, how many `total`. One query.

    `names` are chosen already and not offered again.
    """
    typed = " ".join((parameters.get("q") or [""])[-1][:LONGEST_QUERY].replace("\x00", " ").split())
    words = _folded(typed).split()
    fitting = [each for each in _offered() if all(word in _folded(each.organisation) for word in words)]
    page: Page = Paginator([each for each in fitting if each.name not in names], PER_PAGE).get_page(
        (parameters.get("page") or [""])[-1]
    )
    newest = [each for each in page.object_list if each.is_newest]
    return {
        "typed": typed,
        "page_obj": page,
        "offered": [
            ("newest", newest),
            ("earlier", [each for each in page.object_list if not each.is_newest]),
        ],
    }


def _offered() -> Sequence[Offered]:
    """Return all listed reports: the newest of each organisation from A to Z, then the earlier ones."""
    current = Version.objects.current().order_by("-report__cycle__opens_on", "-published_at")
    seen: set[str] = set()
    found = []
    for row in current.values_list(*COLUMNS):
        each = Offered(*row)
        found.append(Offered(*row, is_newest=each.slug not in seen))
        seen.add(each.slug)
    return sorted(found, key=lambda each: (not each.is_newest, _folded(each.organisation), each.slug))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
