"""What is pasted from Word, Google Docs, LibreOffice or a web page, as the Markdown of an answer.

A tree is read, settled step by step into plain paragraphs, lists, tables and notes, and written down. Not
here: what the browser does with the result, and files that are uploaded whole.
"""

from bs4 import BeautifulSoup

from reports.text.cleaning import clean

from .escapes import escaped
from .lists import settle_lists
from .marks import hide
from .notes import find_notes
from .reading import read
from .runs import Styler
from .spaces import drop_empty_paragraphs, settle_spaces
from .styles import raise_digits
from .tables import settle_tables
from .words import words
from .writer import settle_headings, write

__all__ = ["paste"]


def paste(html: str, *, beside: str = "") -> str:
    """Return the Markdown for what is on a clipboard as HTML; never raises.

    Footnotes are numbered after those in `beside`, the answer it is pasted into. What is longer, richer or
    deeper than `reading` allows becomes its words, one paragraph for each block.
    """
    soup = read(html)
    text = hide(words(clean(html))) if soup is None else _written(soup, beside)
    styler = Styler()
    lines = [styler.line(line.rstrip(" ") + "  " * line.endswith("  ")) for line in text.split("\n")]
    return clean(_without_loose_breaks("\n".join(escaped(lines))))


def _written(soup: BeautifulSoup, beside: str) -> str:
    find_notes(soup, beside)
    drop_empty_paragraphs(soup)
    settle_lists(soup)
    settle_headings(soup)
    settle_spaces(soup)
    raise_digits(soup)
    settle_tables(soup)
    return write(soup)


def _without_loose_breaks(text: str) -> str:
    """Return the text without line breaks that break no line, and with one blank line at most."""
    out: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (out and out[-1]):
            out.append(line if line.strip() else "")
        if len(out) > 1 and not out[-1]:
            out[-2] = out[-2].rstrip(" ")
    return "\n".join(out).rstrip()
