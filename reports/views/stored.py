"""Public pages are rendered once: as long as the register stands as it stood, the stored bytes are served.

Belongs here: which answers are stored, and how they are sent (whole, compressed, or 304). Not here: what
outdates them (`RegisterState.advance`, called wherever something public changes), or who may see a view
(`access`).
"""

import gzip
import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from reports.actions.pages import store_page
from reports.models import RegisterState, StoredPage
from reports.views.release import release

LONGEST = 500
"""Characters of an address that a row can hold; no address of a page comes near."""

logger = logging.getLogger(__name__)


def stored(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Serve the stored page of this very address, or render it and store it.

    Only an address without a query: others are rendered each time. While developing (DEBUG), all are.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # PostgreSQL holds no text with a NUL in it: the view says that there is no such page.
        is_odd = len(request.path) > LONGEST or "\0" in request.path
        if settings.DEBUG or request.META.get("QUERY_STRING") or is_odd:
            return view(request, *args, **kwargs)
        made_by = release()
        if "If-None-Match" in request.headers:
            tag = StoredPage.objects.tag_at(request.path, made_by)
            unchanged = get_conditional_response(request, etag=_etag(request, tag)) if tag else None
            if unchanged is not None:
                return _tagged(request, unchanged, tag)
        page = StoredPage.objects.page_at(request.path, made_by)
        if page is None:
            # Asked before anything is read: what is published meanwhile outdates the page.
            state = RegisterState.objects.number()
            response = view(request, *args, **kwargs)
            if not _is_page(response):
                return response
            page = _page(request.path, response, made_by, state)
            _store(page)
        return _sent(request, page)

    wrapped.is_stored = True
    return wrapped


def _is_page(response: HttpResponse) -> bool:
    """Whether this may be stored: a whole page or feed, which no header of its own makes something else."""
    is_text = response["Content-Type"].startswith(("text/html", "application/atom+xml", "application/xml"))
    return response.status_code == HTTPStatus.OK and is_text and set(response.headers) == {"Content-Type"}


def _page(address: str, response: HttpResponse, made_by: str, state: int) -> StoredPage:
    return StoredPage(
        address=address,
        release=made_by,
        state=state,
        etag=sha256(response.content).hexdigest(),
        content_type=response["Content-Type"],
        # No name and no time in it: the same page is the same bytes.
        content=gzip.compress(response.content, mtime=0),
    )


def _store(page: StoredPage) -> None:
    try:
        with transaction.atomic():
            store_page(page=page)
    except DatabaseError:
        # The reader gets the page all the same; whoever comes next tries again.
        logger.exception("The page %s could not be stored", page.address)


def _sent(request: HttpRequest, page: StoredPage) -> HttpResponse:
    content = bytes(page.content)
    response = HttpResponse(
        content if _takes_gzip(request) else gzip.decompress(content), content_type=page.content_type
    )
    if _takes_gzip(request):
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    return _tagged(request, response, page.etag)


def _tagged(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = _etag(request, tag)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _etag(request: HttpRequest, tag: str) -> str:
    """Return the strong validator of the bytes that this reader gets."""
    return f'"{tag}-gzip"' if _takes_gzip(request) else f'"{tag}"'


def _takes_gzip(request: HttpRequest) -> bool:
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _semicolon, quality = part.partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
