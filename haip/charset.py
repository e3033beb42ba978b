"""Every request is text in UTF-8. What the address, the cookies or the body say is not read here."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class OnlyTextMiddleware:
    """Refuse, with 400, what no browser sends and what would end in an error further down.

    A named charset: Django would decode with any codec of Python, of which some know no text and others
    let through what no database can store. Browsers send a form in the charset of its page, UTF-8 here.
    NUL in a cookie: PostgreSQL refuses it when the session is looked up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
            raise BadRequest("only UTF-8 is read here")
        if any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("NUL in a cookie")
        return self.get_response(request)
