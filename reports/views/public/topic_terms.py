"""Where the words that a reader looks for on a topic stand: how often, on which page, and what comes next.

Belongs here: numbers and links. Not here: finding the words (`reports.search`) or marking them
(`topic_answers`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page

from reports import search
from reports.models import Version
from reports.views.public.topic_group import TopicGroup

FOUND = "#found-"


@dataclass(frozen=True)
class TermShown:
    """In how many answers and reports the words stand, and where to go on.

    `first` leads to the first answer of all that holds them, `nexts` from the place of each on this page to
    the next; both are addresses, "" where there is nothing further.
    """

    answers: int
    reports: int
    first: str
    nexts: dict[int, str]


def holding(group: TopicGroup, codes: Mapping[str, list[str]]) -> dict[int, int]:
    """Return answer id -> version id of the answers that hold the words. One query, none without words."""
    query = group.query
    if query.is_empty:
        return {}
    among = Version.objects.current()
    return search.holding(query, among if group.ids is None else among.filter(pk__in=group.ids), codes)


def term_shown(group: TopicGroup, page: Page, found: Mapping[int, int], here: int) -> TermShown:
    """Return what a page of rows says of the words, which stand in `here` of its answers."""
    versions = set(found.values())
    rows = page.paginator.object_list
    per_page = page.paginator.per_page
    pages = sorted({place // per_page + 1 for place, row in enumerate(rows) if row.version in versions})
    nexts = {place: f"{FOUND}{place + 1}" for place in range(1, here)}
    if here:
        later = next((each for each in pages if each > page.number), 0)
        nexts[here] = group.on_page(later, f"{FOUND}1") if later else ""
    first = group.on_page(pages[0], f"{FOUND}1") if pages else ""
    return TermShown(len(found), len(versions), first, nexts)
