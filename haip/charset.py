"""Every request is in UTF-8. What the address or the body says is not read here."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

UTF_8 = frozenset({"utf-8", "utf8"})


class OnlyUtf8Middleware:
    """Refuse a request that names another charset, with 400.

    Django would decode with any codec of Python: some know no text and raise, others let through what
    no database can store. Browsers send a form in the charset of its page, which is UTF-8 here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF_8:
            raise BadRequest("only UTF-8 is read here")
        return self.get_response(request)
