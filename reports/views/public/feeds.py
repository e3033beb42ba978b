"""What was published last, as Atom feeds: of the register, of an organisation, of a question.

A feed names versions by their permanent address, so that a new version is a new entry.
"""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.frameworks import framework_ids, load
from reports.models import Organisation, PublishedAnswer, Version
from reports.templatetags.languages import within_words
from reports.text import clean
from reports.views.access import public_page
from reports.views.public.register import moved_to
from reports.views.public.versions import led_on

ENTRIES = 30
WORDS = 60
"""How much of an answer an entry shows."""


@public_page
def register_feed(request: HttpRequest) -> HttpResponse:
    """The newest versions of all organisations."""
    versions = Version.objects.of_listed().for_lists().order_by("-published_at", "-pk")[:ENTRIES]
    title = _("Reports published on %(site)s") % {"site": settings.SITE_NAME}
    return _feed(request, title, reverse("public:register"), map(version_entry, versions))


@public_page
def organisation_feed(request: HttpRequest, org: str) -> HttpResponse:
    """The newest versions of one organisation; a former address leads to today's."""
    moved = moved_to(org)
    if moved:
        return led_on(reverse("public:organisation-feed", args=[moved]))
    found = get_object_or_404(Organisation.objects.published(), slug=org)
    versions = Version.objects.filter(report__organisation=found).of_listed().for_lists()
    newest = versions.order_by("-published_at", "-pk")[:ENTRIES]
    title = _("Reports of %(name)s") % {"name": found.name}
    return _feed(request, title, reverse("public:organisation", args=[org]), map(version_entry, newest))


@public_page
def question_feed(request: HttpRequest, topic: str) -> HttpResponse:
    """The newest answers on one topic."""
    frameworks = [load(framework_id, get_language()) for framework_id in sorted(framework_ids())]
    labels = {each.id: each.label for framework in frameworks for each in framework.topics}
    codes = {
        framework.id: [question.code for question in framework.answerable if topic in question.topics]
        for framework in frameworks
    }
    if topic not in labels or not any(codes.values()):
        raise Http404
    answers = PublishedAnswer.objects.newest_of_peers(codes)[:ENTRIES]
    anchors = {
        (framework.id, question.code): question.anchor
        for framework in frameworks
        for question in framework.answerable
    }
    entries = [answer_entry(answer, anchors[answer.version.framework_id, answer.code]) for answer in answers]
    return _feed(request, labels[topic], reverse("public:question", args=[topic]), entries)


def version_entry(version: Version) -> dict[str, object]:
    """Return a version as an entry; of a withdrawn report only its name and when that was."""
    if version.report.unlisted_at:
        return _withdrawn_entry(version)
    address = settings.SITE_URL + version.permanent_url
    return {
        "title": clean(f"{version.organisation_name}, {version.cycle_label} (v{version.number})"),
        "link": address,
        "unique_id": address,
        "description": version.reason
        or _("Under framework version %(number)s, in %(language)s.")
        % {"number": version.framework_edition, "language": within_words(version.language)},
        "author_name": clean(version.organisation_name),
        "pubdate": version.published_at,
        "updateddate": version.published_at,
    }


def _withdrawn_entry(version: Version) -> dict[str, object]:
    address = settings.SITE_URL + version.url
    when = version.report.unlisted_at
    return {
        "title": clean(f"{version.organisation_name}, {version.cycle_label}"),
        "link": address,
        "unique_id": f"{address}#withdrawn",
        "description": _("Withdrawn from the register."),
        "author_name": clean(version.organisation_name),
        "pubdate": when,
        "updateddate": when,
    }


def answer_entry(answer: PublishedAnswer, anchor: str) -> dict[str, object]:
    """Return an answer as an entry, with its first words."""
    version = answer.version
    words = answer.plain.split()
    said = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    # Text without spaces is cut by letters.
    return version_entry(version) | {
        "link": f"{settings.SITE_URL}{version.permanent_url}#{anchor}",
        "unique_id": f"{settings.SITE_URL}{version.permanent_url}#{anchor}",
        "description": said if len(said) <= WORDS * 12 else said[: WORDS * 4] + " …",
    }


def _feed(request: HttpRequest, title: str, page: str, entries: Iterable[dict[str, object]]) -> HttpResponse:
    return feed_of(title=title, page=page, itself=request.path, entries=entries)


def feed_of(*, title: str, page: str, itself: str, entries: Iterable[dict[str, object]]) -> HttpResponse:
    """Return the entries as an Atom feed; `page` and `itself` are addresses on this site."""
    feed = Atom1Feed(
        title=title,
        link=settings.SITE_URL + page,
        description="",
        language=get_language(),
        feed_url=settings.SITE_URL + itself,
    )
    for entry in entries:
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
