"""What a page is about, for machines: schema.org as JSON-LD.

Belongs here: the vocabulary, and writing it so that nothing in it can end the script element. Browsers run
none of it, and the content security policy has nothing against it: it is a block of data. Not here: Open
Graph tags, which stand in the templates.
"""

import json
from datetime import datetime
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()
_UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"})


class Published(Protocol):
    """What is asked of a version here."""

    organisation_name: str
    organisation_slug: str
    cycle_label: str
    framework_edition: str
    language: str
    number: int
    sha256: str
    published_at: datetime
    transcribed_from: str
    permanent_url: str
    pdf_url: str
    json_url: str
    picture_url: str
    logo_url: str | None


@register.simple_tag
def report_data(version: Published) -> SafeString:
    """Describe one published version as a schema.org Report, with its author and its files."""
    address = _here(version.permanent_url)
    title = gettext("Report for %(cycle)s") % {"cycle": version.cycle_label}
    return _script(
        {
            "@type": "Report",
            "@id": address,
            "url": address,
            "name": f"{version.organisation_name}, {title}",
            "author": _author(version),
            "datePublished": version.published_at.isoformat(timespec="seconds"),
            "inLanguage": version.language,
            "version": str(version.number),
            "identifier": f"sha256:{version.sha256}",
            "image": _here(version.picture_url),
            "publisher": {"@type": "Organization", **_site("public:home")},
            "isPartOf": {"@type": "DataCatalog", **_site("public:register")},
            "isAccessibleForFree": True,
            **({"isBasedOn": version.transcribed_from} if version.transcribed_from else {}),
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": _here(path)}
                for kind, path in (
                    ("application/pdf", version.pdf_url),
                    ("application/json", version.json_url),
                )
            ],
        }
    )


@register.simple_tag
def organisation_data(latest: Published, website: str) -> SafeString:
    """Describe an organisation; `latest` is its last version, `website` its own address or empty."""
    return _script(_author(latest) | ({"sameAs": website} if website else {}))


@register.simple_tag
def site_data() -> SafeString:
    """Describe the site, and how it is searched."""
    return _script(
        {
            "@type": "WebSite",
            "name": settings.SITE_NAME,
            "url": _named("public:home"),
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": _named("public:register") + "?q={words}",
                "query-input": "required name=words",
            },
        }
    )


def _author(version: Published) -> dict[str, Any]:
    author = {
        "@type": "Organization",
        "name": version.organisation_name,
        "url": _named("public:organisation", version.organisation_slug),
    }
    return author | ({"logo": _here(version.logo_url)} if version.logo_url else {})


def _site(page: str) -> dict[str, str]:
    return {"name": settings.SITE_NAME, "url": _named(page)}


def _named(name: str, *args: str) -> str:
    return _here(reverse(name, args=args))


def _here(path: str) -> str:
    return settings.SITE_URL + path


def _script(data: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
