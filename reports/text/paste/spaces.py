"""Spaces and line ends in the source of a page, which are not those that its reader saw.

Word wraps its source at some column, in the middle of Japanese sentences too. Belongs here: which of these
spaces are spaces. Not here: line breaks that somebody typed (`<br>`).
"""

import re

from bs4 import BeautifulSoup, NavigableString

from reports.text.cjk import is_unspaced

from .reading import style_of

_SPACE = re.compile("[ \t\n\f\u00a0]+")


def settle_spaces(soup: BeautifulSoup) -> None:
    """Make each run of spaces one, and none where a source line ends between two Japanese characters.

    A single non-breaking space between two words stays one, as in French.
    """
    nodes = [node for node in soup.find_all(string=True) if not node.find_parent("pre")]
    texts = [str(node) for node in nodes]
    befores = _last_characters(texts)
    afters = _last_characters([text[::-1] for text in reversed(texts)])[::-1]
    for node, text, before, after in zip(nodes, texts, befores, afters, strict=True):
        settled = _settled(text, before, after)
        if settled != text:
            node.replace_with(NavigableString(settled))


def _last_characters(texts: list[str]) -> list[str]:
    """Return for each text the last visible character in those before it."""
    found, last = [], ""
    for text in texts:
        found.append(last)
        last = text.rstrip()[-1:] or last
    return found


def _settled(text: str, before: str, after: str) -> str:
    def space(run: re.Match[str]) -> str:
        left = text[run.start() - 1] if run.start() else before
        right = text[run.end()] if run.end() < len(text) else after
        wrapped = "\n" in run[0] and left and right and is_unspaced(left) and is_unspaced(right)
        return "" if wrapped else " "

    return _SPACE.sub(lambda run: run[0] if _is_lone(text, run) else space(run), text)


def _is_lone(text: str, run: re.Match[str]) -> bool:
    return run[0] == "\u00a0" and run.start() > 0 and run.end() < len(text)


def drop_empty_paragraphs(soup: BeautifulSoup) -> None:
    """Remove paragraphs and headings without a word, which only made distance."""
    # The last first: what stands within another, as headings may, is gone before that one is.
    for tag in reversed(soup.find_all(["p", "h1", "h2", "h3", "h4", "h5", "h6"])):
        if not tag.get_text().strip() and not tag.find("img") and "mso-list" not in style_of(tag):
            tag.decompose()
