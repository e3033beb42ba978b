"""Running WeasyPrint, which may reach nothing, neither the network nor the disk.

Belongs here: one run over finished HTML. Not here: what is on the pages (`templates/documents`), what the
structure and the metadata lack (`tagging`, `archive`), and what is done if a run fails (`pdf`).
"""

import hashlib
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pydyf
from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher

from .archive import VARIANT, complete_archive
from .listening import listening
from .tagging import complete_tags, mark_parts


@dataclass(frozen=True)
class Typeset:
    """A PDF and what there is to say of it: ids that have a place in it, and what could not be drawn."""

    content: bytes
    places: frozenset[str]
    unknown: tuple[str, ...]
    complaints: tuple[str, ...]


def typeset(
    html: str,
    *,
    language: str | None,
    wording_locale: str,
    attachments: Sequence[Attachment] = (),
    on_page: Callable[[int], None] | None = None,
) -> Typeset:
    """Return the HTML as a PDF that is PDF/A-3a and PDF/UA-1 in one. The same HTML gives the same bytes.

    `language` is that of the answers, `wording_locale` that of everything else; None where answers are in
    several, each marked with its own. `on_page` is called with the number of pages laid out so far.
    """
    options = {
        "pdf_variant": VARIANT,
        "pdf_identifier": hashlib.sha256(html.encode()).digest()[:16],
        "attachments": list(attachments),
    }

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        spoken = complete_tags(document, pdf, language=language)
        complete_archive(pdf, languages=(wording_locale, *([language] if language else spoken)))
        for each in pdf.objects:
            kind: Any = type(each)
            each.__class__ = _spelt_once(kind)

    with listening(on_page) as heard, warnings.catch_warnings():
        # WeasyPrint leaves its colour profile to the garbage collector.
        warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)
        document = HTML(
            string=html,
            base_url=None,
            url_fetcher=URLFetcher(allowed_protocols={"data"}, allow_redirects=False),
        ).render(**options)
        mark_parts(document)
        content = document.write_pdf(finisher=finish, **options)
    return Typeset(
        content=content,
        places=frozenset(name for page in document.pages for name in page.anchors),
        unknown=tuple(heard.unknown),
        complaints=tuple(heard.complaints),
    )


@cache
def _spelt_once(kind: Any) -> Any:
    """Return the kind of object with its bytes made once.

    A file with an identifier is read twice by its writer, which compresses every page each time.
    """
    return type(kind.__name__, (kind,), {"data": cached_property(kind.data.fget)})
