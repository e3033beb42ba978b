"""What programs that read the whole web are told: what there is, and what is not for them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from reports.frameworks import framework_ids, load
from reports.models import Version
from reports.views.access import public, public_page

ALONE = (
    *("home", "register", "questions", "compare", "benchmark", "benchmark-method"),
    *("frameworks", "framework-compare", "code-of-conduct", "glossary", "eligibility"),
)
"""Pages without anything in their address."""

MOST = 8_000
"""Reports in one sitemap: with its organisation, each stands there in three languages; 50,000 are allowed."""


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in each language, with the day on which a report was published."""
    versions = Version.objects.current().for_lists()[:MOST]
    newest = [load(framework_id, "en") for framework_id in sorted(framework_ids())]
    topics = {topic for each in newest for question in each.answerable for topic in question.topics}
    places: dict[tuple[str, tuple[str, ...]], object] = {(name, ()): None for name in ALONE}
    places |= {("framework", (framework_id,)): None for framework_id in framework_ids()}
    places |= {("question", (topic,)): None for topic in sorted(topics)}
    for version in versions:
        places.setdefault(("organisation", (version.organisation_slug,)), version.published_at)
        places["report", (version.organisation_slug, version.cycle_slug)] = version.published_at
    rows = [
        {"locations": _in_each_language(name, args), "changed_at": changed_at}
        for (name, args), changed_at in places.items()
    ]
    return render(request, "public/sitemap.xml", {"rows": rows}, content_type="application/xml")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages are for everybody; the rest is behind sign-in or a link, or is work to make."""
    hidden = ("workspace/", "secretariat/", "account/", "admin/", "read/", "compare/compare.pdf")
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES[1:])]
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in hidden)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('crawlers:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _in_each_language(name: str, args: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return language -> address, the unprefixed one first."""
    found = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            found.append((language, settings.SITE_URL + reverse(f"public:{name}", args=args)))
    return found
