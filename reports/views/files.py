"""Stored bytes as an answer: validators, ranges, names to save under. And the page that waits for a file.

Not here: which file it is and who may have it (`public.files`, `drafts`), or building it (`jobs`).
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from reports.jobs.progress import Progress

IMMUTABLE = "public, max-age=31536000, immutable"
"""For addresses that name the fingerprint of the bytes."""

REVALIDATE = "public, no-cache"
"""For addresses whose bytes may be replaced or withdrawn: kept, and asked about each time."""

_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


def send_bytes(
    request: HttpRequest,
    load: Callable[[], bytes],
    *,
    sha256: str,
    size: int | None = None,
    media_type: str,
    file_name: str,
    attach: bool = False,
) -> HttpResponse:
    """Answer with the bytes, with a part of them, or with 304.

    `load` is called only if bytes are sent, or if nobody knows how many there are.

    One range is answered (206, or 416 beyond the end); several at once get the whole, as RFC 9110 allows.
    """
    etag = f'"{sha256}"'
    response: HttpResponse
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        response = unchanged
    elif request.method == "HEAD" and size is not None:
        response = _headed(HttpResponse(content_type=media_type), size, file_name, attach)
    else:
        content = load()
        part = _part(request, etag, len(content))
        response = HttpResponse(content if part is None else content[part.start : part.stop])
        response["Content-Type"] = media_type
        _headed(response, len(response.content), file_name, attach)
        if part is not None and part.start < len(content):
            response.status_code = HTTPStatus.PARTIAL_CONTENT
            response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
        elif part is not None:
            response.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            response["Content-Range"] = f"bytes */{len(content)}"
    response["ETag"], response["Accept-Ranges"] = etag, "bytes"
    return response


def _headed(response: HttpResponse, length: int, file_name: str, attach: bool) -> HttpResponse:
    response["Content-Length"] = str(length)
    response["Content-Disposition"] = f'{"attachment" if attach else "inline"}; filename="{file_name}"'
    return response


def _part(request: HttpRequest, etag: str, size: int) -> range | None:
    """Return which bytes are asked for, None for all of them; an empty range beyond the end is none there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    # A part of what the asker holds, unless that has changed since.
    if request.method != "GET" or asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last, from_end = asked.groups()
    if from_end is not None:
        return range(max(size - int(from_end), 0) if int(from_end) else size, size)
    end = int(last) + 1 if last else size
    # "5-3" is no range at all.
    return range(int(first), min(end, size)) if int(first) < end else None if last else range(size, size)


def waiting_page(
    request: HttpRequest, template: str, progress: Progress, context: dict[str, Any], *, status: int
) -> HttpResponse:
    """Answer with a page that says how far the file is, and looks again by itself until it is there."""
    response = render(request, template, {**context, "progress": progress}, status=status)
    response["Cache-Control"] = "no-store"
    if not progress.is_over:
        response["Retry-After"] = "3"
        # With its address: a browser that came to a fragment would otherwise stay where it is.
        response["Refresh"] = f"3; url={request.get_full_path()}"
    return response
