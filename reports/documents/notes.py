"""Footnotes of a printed answer, moved to the foot of the page that refers to them.

Belongs here: the one change of HTML that does it, and when it is not done. Not here: how notes are read
from Markdown (`reports.text.footnotes`) or look (`templates/documents`).
"""

import re
from html import escape, unescape

from reports.text.cjk import is_cjk

from .directions import direction

_LIST = re.compile(r'<div class="footnotes"><ol>\s*(.*?)\s*</ol></div>\s*\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="([^"]+)">((?:\s*<p>(?:(?!</?(?:p|li)\b).)*</p>)+)\s*</li>\s*', re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_MARK = re.compile(
    r'<sup class="footnote-ref"><a href="#([^"]+)" id="([^"]+)" role="doc-noteref">([^<]*)</a></sup>'
)
_BACK = re.compile(r'\s*<a href="#[^"]*" role="doc-backlink">[^<]*</a>')
_UNSUITED = re.compile(r"<(?:table|pre|h[1-6])\b.*?</(?:table|pre|h[1-6])>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")

_LONGEST = 700
"""Letters, East Asian ones counted twice. A note cannot break over pages, so a long one would leave gaps."""

_MANY = 1_500
"""Letters in all notes of an answer that may be more than those of the answer: pages would be empty above."""


def at_the_foot(html: str, *, of: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return the HTML with its notes where they are referred to, and the ids of the notes that were moved.

    `of` names the question before the mark of each note: two answers on a page may both have a note [1].
    A note that is referred to twice stands where it is first. Notes stay at the end of the answer, all of
    them, if they outweigh it, or one is long, holds more than paragraphs, or belongs to a table or heading.
    """
    found = _LIST.search(html)
    if not found:
        return html, ()
    notes = dict(_NOTE.findall(found[1]))
    if not notes or _NOTE.sub("", found[1]):
        return html, ()
    words = {name: _inline(body) for name, body in notes.items()}
    body = html[: found.start()]
    lengths = [_length(note) for note in words.values()]
    if (
        max(lengths) > _LONGEST
        or sum(lengths) > max(_MANY, _length(body))
        or any(_MARK.search(part) for part in _UNSUITED.findall(body))
        or {mark[0] for mark in _MARK.findall(body)} != set(words)
        or any(_MARK.search(each) for each in words.values())
    ):
        return html, ()

    def placed(mark: re.Match[str]) -> str:
        name, here, label = mark.groups()
        if name not in words:  # stands at its first mark already
            return mark[0]
        said = words.pop(name)
        runs = direction(_words(said))
        way_back = f'<a class="note-of" href="#{here}" dir="ltr">{escape(of)} {label}</a>'
        return (
            f'<span class="note" id="{name}" lang="{language}" dir="{runs}">{way_back} {said}</span>{mark[0]}'
        )

    return _MARK.sub(placed, body), tuple(notes)


def _inline(body: str) -> str:
    """Return the paragraphs of a note as one run of text, without the ways back."""
    return "<br>".join(_BACK.sub("", paragraph).strip() for paragraph in _PARAGRAPH.findall(body))


def _words(html: str) -> str:
    return unescape(_MARKUP.sub("", html))


def _length(html: str) -> int:
    return sum(2 if is_cjk(letter) else 1 for letter in _words(html))
