"""Who runs this site, for every template. Nothing about the visitor belongs here."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return `site_name`, `site_operator`, `site_contact` and `site_url`.

    Flat names, because django-allauth's views put an object called `site` into their contexts.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_operator": settings.SITE_OPERATOR,
        "site_contact": settings.SITE_CONTACT,
        "site_url": settings.SITE_URL,
    }
