"""A comparison of two texts as HTML: what was removed and added, seen, heard and without colour.

Belongs here: the markup of pieces, and what is left out between them. Not here: comparing (`text.differ`).
What comes in is plain text and is escaped, whatever it calls itself. Styles: `static/css/differences.css`.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()

CONTEXT = 200
"""How many characters before and after a change stay, unless a template says otherwise."""


class Part(Protocol):
    """What is asked of a piece here."""

    @property
    def kind(self) -> str:
        """One of "same", "removed" and "added"."""

    @property
    def text(self) -> str:
        """The words as they were typed."""


class Compared(Protocol):
    """What is asked of a comparison here."""

    @property
    def pieces(self) -> Iterable[Part]:
        """Both texts in one row, from beginning to end."""


@register.filter
def marked(comparison: Compared, context: int = CONTEXT) -> SafeString:
    """Return the pieces as HTML for an element that keeps white space, such as one of class `as-typed`.

    Changes are `del` and `ins`, each with a hidden word that says so. Unchanged text further than
    `context` characters from a change becomes an ellipsis; 0 leaves everything out that did not change,
    a negative number nothing.
    """
    return format_html_join("", "{}", ((part,) for part in _parts(list(comparison.pieces), context)))


def _parts(pieces: list[Part], context: int) -> Iterator[SafeString]:
    for number, piece in enumerate(pieces):
        if piece.kind == "same":
            yield _same(piece.text, context, is_first=number == 0, is_last=number == len(pieces) - 1)
        elif piece.kind == "removed":
            yield _change("del", gettext("removed:"), piece.text)
        else:
            yield _change("ins", gettext("added:"), piece.text)


def _change(element: str, said: str, text: str) -> SafeString:
    """Return a change as an element; white space alone, which nobody could see, gets a sign."""
    sign = format_html('<span class="line-end" aria-hidden="true">{}</span>', "¶" if "\n" in text else "␣")
    return format_html(
        '<{0} class="difference"><span class="visually-hidden" lang="{4}">{1} </span>{2}{3}</{0}>',
        element,
        said,
        "" if text.strip() else sign,
        escape(text),
        get_language(),
    )


def _same(text: str, context: int, *, is_first: bool, is_last: bool) -> SafeString:
    """Return unchanged text, shortened where it is far from a change."""
    before, after = (0 if is_first else context), (0 if is_last else context)
    if context < 0 or (is_first and is_last) or len(text) <= before + after + context:
        return escape(text)
    left_out = format_html(
        '<span class="left-out"><span aria-hidden="true">…</span>'
        '<span class="visually-hidden" lang="{}">{}</span></span>',
        get_language(),
        gettext("unchanged text left out"),
    )
    start, end = _start(text, before), _end(text, after)
    return format_html("{}{}{}", escape(start), left_out, escape(end))


def _start(text: str, length: int) -> str:
    """Return about so many characters from the beginning, words whole where they end nearby."""
    kept = text[:length]
    cut = max(kept.rfind(" "), kept.rfind("\n")) + 1
    return kept[:cut] if cut > length // 2 else kept


def _end(text: str, length: int) -> str:
    """Return about so many characters from the end."""
    kept = text[len(text) - length :]
    cut = min((place for place in (kept.find(" "), kept.find("\n")) if place >= 0), default=0)
    return kept[cut:] if cut < length // 2 else kept
