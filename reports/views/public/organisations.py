"""One organisation with everything that it published, newest first.

Belongs here: its profile, and its versions as they are listed. Not here: what they say (`reports`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from reports.enums import PracticeState
from reports.models import Organisation, Report, StatedPractice, Version
from reports.renewal import due_on
from reports.text.pace import reading_minutes
from reports.views.access import public_page
from reports.views.public.register import moved_to

COMPARED = 2
"""So many of the newest listed reports stand in the table of practices."""


@dataclass(frozen=True)
class Filed:
    """One report with its versions, newest first; `minutes` is about how long the current one takes.

    Of a withdrawn one nothing is told but what it was, when it was taken out and why.
    """

    report: Report
    versions: list[Version]

    @property
    def current(self) -> Version | None:
        """The version that counts, if the report is listed."""
        return next((each for each in self.versions if each.pk == self.report.current_version_id), None)

    @property
    def renewal_due_on(self) -> date:
        """The day until which the report is to be renewed: a fixed day, since pages are stored."""
        return due_on(self.versions[-1].first_day)

    @property
    def minutes(self) -> int:
        """About how many minutes the current version takes."""
        return reading_minutes(self.current.words, self.current.language) if self.current else 0


@public_page
def organisation(request: HttpRequest, org: str) -> HttpResponse:
    """The organisation's profile and its reports by cycle; a former address leads to today's."""
    moved = moved_to(org)
    if moved:
        return HttpResponseRedirect(reverse("public:organisation", args=[moved]))
    found = get_object_or_404(Organisation.objects.published(), slug=org)
    versions = Version.objects.filter(report__organisation=found).for_lists().with_words()
    ordered = versions.order_by("-report__cycle__opens_on", "report", "-number")
    filed = [Filed(report, list(group)) for report, group in groupby(ordered, lambda each: each.report)]
    listed = [each.current for each in filed if each.current]
    context = {
        "organisation": found,
        "latest": listed[0] if listed else filed[0].versions[0],
        "is_listed": bool(listed),
        "filed": filed,
        "compared": listed[:COMPARED],
        "practices": _practices(listed[:COMPARED]),
    }
    return render(request, "public/organisation.html", context)


def _practices(versions: Iterable[Version]) -> list[tuple[str, list[int]]]:
    """Return the states in words with how many practices each version states in them; none if none does."""
    numbers = [version.pk for version in versions]
    stated = StatedPractice.objects.filter(version__in=numbers).order_by().values_list("version", "state")
    found = {(pk, state): count for pk, state, count in stated.annotate(Count("practice", distinct=True))}
    states = (PracticeState.IN_PLACE, PracticeState.PLANNED) if found else ()
    return [(str(state.label), [found.get((pk, state.value), 0) for pk in numbers]) for state in states]
