"""Whether stored pages are what they were stored as, and on request, what the site renders now.

Belongs here: their fingerprints, and asking the site itself, through all middleware. Not here: which pages
are stored, and when they are outdated (`views.stored`).
"""

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import transaction

from reports.documents.canonical import sha256
from reports.models import RegisterState, StoredPage
from reports.verification.faults import Fault


def page_faults(counted: Counter[str], *, anew: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the stored pages that may still be served.

    With `anew` each is rendered again and compared, which takes its time; nothing is stored by that.
    """
    site = WSGIHandler() if anew else None
    standing = StoredPage.objects.filter(state=RegisterState.objects.number())
    for address in list(standing.order_by("address").values_list("address", flat=True)):
        page = StoredPage.objects.filter(pk=address).first()
        if page is None:
            continue  # cleared away meanwhile
        counted["pages"] += 1
        if not _is_whole(page):
            yield Fault(address, "the stored page does not fit its fingerprint")
        elif site is not None and not _is_what_is_rendered(site, page):
            yield Fault(address, "the stored page is not what the site renders")


def _is_whole(page: StoredPage) -> bool:
    try:
        return sha256(gzip.decompress(bytes(page.content))) == page.etag
    except (OSError, EOFError, zlib.error):
        return False


def _is_what_is_rendered(site: WSGIHandler, page: StoredPage) -> bool:
    """Let the site render the page anew, and look at what it stores before that is undone."""
    with transaction.atomic():
        StoredPage.objects.filter(pk=page.pk).delete()
        site.get_response(_request(page.address))
        fresh = StoredPage.objects.filter(pk=page.pk).first()
        transaction.set_rollback(True)
    if fresh is None:
        return False
    if (fresh.release, fresh.state) != (page.release, page.state):
        return True  # outdated, and served no more
    return (fresh.etag, fresh.content_type) == (page.etag, page.content_type)


def _request(address: str) -> WSGIRequest:
    """Return a reader's request, as the proxy in front of the site would hand it on."""
    here = urlsplit(settings.SITE_URL)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": address.encode().decode("latin-1"),
            "QUERY_STRING": "",
            "SERVER_NAME": here.hostname,
            "SERVER_PORT": str(here.port or 443),
            "HTTP_HOST": here.netloc,
            "HTTP_X_FORWARDED_PROTO": here.scheme,
            "wsgi.url_scheme": here.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
