"""How to cite a published report or one answer of it: a page with every style, and files for libraries.

Not here: how a style is written (`documents.citation`).
"""

from collections.abc import Callable
from datetime import UTC

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from reports.documents.citation import Citation, apa, bibtex, csl
from reports.frameworks import FrameworkError, load
from reports.models import Version
from reports.views.access import public, public_page
from reports.views.public.versions import version_at


@public_page
def cite(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """Every style on one page, each to be copied."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    citation = citation_of(found, request.GET.get("answer", ""))
    context = {
        "version": found,
        "citation": citation,
        "anchor": citation.address.partition("#")[2],
        "apa": apa(citation),
        "bibtex": bibtex(citation),
        "query": request.GET.urlencode() if citation.part else "",
    }
    return render(request, "public/cite.html", context)


@public
def cite_bibtex(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """The BibTeX entry as a file."""
    return _file(request, (org, cycle, number), bibtex, "application/x-bibtex; charset=utf-8", "bib")


@public
def cite_csl(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """The CSL-JSON item as a file."""
    return _file(
        request, (org, cycle, number), csl, "application/vnd.citationstyles.csl+json; charset=utf-8", "json"
    )


def _file(
    request: HttpRequest,
    at: tuple[str, str, int],
    write: Callable[[Citation], str],
    media_type: str,
    ending: str,
) -> HttpResponse:
    found = version_at(request, Version.objects.for_lists(), *at)
    if isinstance(found, HttpResponse):
        return found
    citation = citation_of(found, request.GET.get("answer", ""))
    response = HttpResponse(write(citation), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{citation.key}.{ending}"'
    return response


def citation_of(version: Version, code: str = "") -> Citation:
    """Return how the version, or its answer to one question, is cited; Http404 where there is none.

    Titles are in the language of the questions, since they name what was published.
    """
    try:
        framework = load(version.framework_id, version.language)
    except FrameworkError as gone:
        raise Http404 from gone
    part, anchor = "", ""
    if code:
        question = next((each for each in framework.answerable if each.code == code), None)
        if question is None or not version.answers.filter(code=code).exists():
            raise Http404
        part, anchor = f"{question.number} {question.label}".strip(), f"#{question.anchor}"
    with translation.override(framework.locale):
        title = _("Report under the %(framework)s %(number)s, cycle %(cycle)s") % {
            "framework": framework.title,
            "number": version.framework_edition,
            "cycle": version.cycle_label,
        }
    with translation.override(settings.LANGUAGE_CODE):  # one address, whatever page the reader came from
        address = f"{settings.SITE_URL}{version.permanent_url}{anchor}"
    key = f"{version.organisation_slug}-{version.cycle_slug}-v{version.number}"
    return Citation(
        key=f"{key}-{code}" if code else key,
        author=version.organisation_name,
        title=title,
        part=part,
        version=version.number,
        published_on=version.published_at.astimezone(UTC).date(),
        publisher=settings.SITE_NAME,
        address=address,
        language=version.language,
        transcribed_from=version.transcribed_from,
        originally_published_on=version.originally_published_on,
    )
