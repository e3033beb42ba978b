"""What the register found, for machines: as a table, and as a feed that says what is new.

Belongs here: rows and entries made of what was found. Not here: what is found (`register_found`), columns
(`documents.register_csv`), or the feeds that need no search (`feeds`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reports.documents.register_csv import ANSWER_COLUMNS, REPORT_COLUMNS, render_table
from reports.models import PublishedAnswer, Version
from reports.views.access import public, public_page
from reports.views.public.feeds import ENTRIES, answer_entry, feed_of, version_entry
from reports.views.public.register_filters import address_of, chips
from reports.views.public.register_found import Found, find
from reports.views.public.search_results import question_of

AT_A_TIME = 500
"""How many rows are loaded at once."""


@public
def results_csv(request: HttpRequest) -> HttpResponse:
    """Everything that the page of the same address counts, one row for each report or answer."""
    found = find(dict(request.GET.lists()))
    if found.answers is None:
        content = render_table(REPORT_COLUMNS, _report_rows(found))
    else:
        content = render_table(ANSWER_COLUMNS, _answer_rows(found))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = "reports" if found.answers is None else "answers"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@public_page
def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest of what the page of the same address finds."""
    found = find(dict(request.GET.lists()))
    if found.answers is None:
        newest = Version.objects.filter(pk__in=found.ids).for_lists().order_by("-published_at", "-pk")
        entries = [version_entry(version) for version in newest[:ENTRIES]]
    else:
        entries = [
            answer_entry(answer, question_of(answer, answer.version, found).anchor)
            for answer in _newest(found.answers.ids)
        ]
    sought = ", ".join(f"{chip.label}: {chip.value}" for chip in chips(found))
    title = _("Reports published on %(site)s") % {"site": settings.SITE_NAME}
    address = found.address.changed()
    return feed_of(
        title=f"{title} ({sought})" if sought else title,
        page=address_of(address),
        itself=address_of(address, "public:search-feed"),
        entries=entries,
    )


def _newest(ids: Sequence[int]) -> Iterable[PublishedAnswer]:
    found = PublishedAnswer.objects.filter(pk__in=ids).with_versions()
    return found.order_by("-version__published_at", "-version_id", "position")[:ENTRIES]


def _report_rows(found: Found) -> Iterator[dict[str, str]]:
    for ids in _batches(found.ids):
        versions = {version.pk: version for version in Version.objects.filter(pk__in=ids).for_lists()}
        for pk in ids:
            yield _report_row(versions[pk])


def _report_row(version: Version) -> dict[str, str]:
    withdrawn = version.report.unlisted_at
    row = _names(version) | {
        "status": "withdrawn" if withdrawn else "published",
        "withdrawn_at": _moment(withdrawn),
        "address": settings.SITE_URL + version.url,
    }
    if withdrawn:
        return row
    return (
        row
        | _edition(version)
        | {
            "sector": version.sector,
            "size": version.size_band,
            "roles": " ".join(version.ai_roles),
            "sha256": version.sha256,
            "transcribed_from": version.transcribed_from,
            "originally_published_on": f"{version.originally_published_on or ''}",
        }
    )


def _answer_rows(found: Found) -> Iterator[dict[str, str]]:
    for ids in _batches(found.answers.ids):
        answers = {each.pk: each for each in PublishedAnswer.objects.filter(pk__in=ids).with_versions()}
        for pk in ids:
            answer, version = answers[pk], answers[pk].version
            question = question_of(answer, version, found)
            yield (
                _names(version)
                | _edition(version)
                | {
                    "code": answer.code,
                    "number": question.number,
                    "label": question.label,
                    "words": str(answer.words),
                    "answer": answer.plain,
                    "address": f"{settings.SITE_URL}{version.url}#{question.anchor}",
                }
            )


def _names(version: Version) -> dict[str, str]:
    return {
        "organisation": version.organisation_name,
        "slug": version.organisation_slug,
        "cycle": version.cycle_label,
        "published_at": _moment(version.published_at),
    }


def _edition(version: Version) -> dict[str, str]:
    return {
        "country": version.country.code,
        "framework": version.framework_id,
        "framework_version": version.framework_version,
        "version": str(version.number),
        "language": version.language,
    }


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME))


def _moment(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
