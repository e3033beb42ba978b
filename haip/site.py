"""Who runs this site, for every template. Nothing about the visitor belongs here."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Return `site.name`, `site.operator`, `site.contact` and `site.url`."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "operator": settings.SITE_OPERATOR,
            "contact": settings.SITE_CONTACT,
            "url": settings.SITE_URL,
        }
    }
