"""Who runs this site, for every template. Nothing about the visitor belongs here."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url


def site(request: HttpRequest) -> dict[str, object]:
    """Return `site_name`, `site_operator`, `site_contact`, `site_url` and `site_languages`.

    The languages come as (code, own name, address of this very page in it).

    Flat names, because django-allauth's views put an object called `site` into their contexts.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_operator": settings.SITE_OPERATOR,
        "site_contact": settings.SITE_CONTACT,
        "site_url": settings.SITE_URL,
        "site_languages": [
            (code, name, translate_url(request.get_full_path(), code)) for code, name in settings.LANGUAGES
        ],
    }
