"""The language of a page is decided by its address, and by nothing else.

Belongs here: reading the prefix. Not here: translations (`haip/locale`), or the language of a
report's answers (`Report.language`).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageFromPathMiddleware:
    """Activate `/ja/…` and `/fr/…`; everything else is English.

    Django's own middleware adds `Vary: Accept-Language` to every page and reads a cookie, which
    would make public pages needlessly hard to cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request in the language of its address."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
