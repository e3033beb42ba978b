"""From the settled tree to Markdown whose pasted characters are still hidden (see `marks`).

markdownify walks the tree and keeps the lines between blocks; written differently here is what this
project's renderer reads differently, and what would lose or alter a word. Not here: changes to the tree.
"""

import re
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

from reports.text.links import is_allowed
from reports.text.renderer import FIRST_HEADING

from .marks import BOLD, END_BOLD, hide, show, without_styles
from .styles import styled
from .tables import lines_of

_INDENT = 4
_LOWEST_HEADING = 6
_LINE_BREAK = "  \n"
_CODE = {"pre", "code", "kbd", "samp"}
_BARE = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&+,;=%]*[A-Za-z0-9/]")
_BRACKETS = {ord(hide(sign)): f"\\{sign}" for sign in "[]"}


def write(soup: BeautifulSoup) -> str:
    """Return the Markdown of a settled tree."""
    return _Writer(bullets="-", heading_style="atx").convert_soup(soup)


class _Writer(MarkdownConverter):
    """One tree on its way to text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.cells: dict[int, str] = {}

    def process_tag(self, node: Tag, parent_tags: set[str] | None = None) -> str:
        text = super().process_tag(node, parent_tags=parent_tags)  # type: ignore[misc]
        return text if node.name in {"td", "th", "table", "[document]"} else styled(node, text)

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        if "pre" in (parent_tags or ()):
            return hide(str(el))
        text: str = super().process_text(el, parent_tags)  # type: ignore[misc]
        text = text.lstrip(" ") if _is_break(el.previous_sibling) else text
        return text.rstrip(" ") if _is_break(el.next_sibling) else text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return hide(text)

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        text = " ".join(without_styles(text).split())
        return f"\n\n{'#' * n} {text}\n\n" if text else ""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = _address(str(el.get("href") or ""))
        words = without_styles(text).strip()
        if not address or not words or "\n" in words or "](" in words or _CODE & parent_tags:
            return text
        shown = show(words)
        if _BARE.fullmatch(shown) and shown.rstrip("/") == address.rstrip("/"):
            return text
        link = f"[{words.translate(_BRACKETS)}]({address})"
        if text.strip().startswith(BOLD):
            link = f"{BOLD}{link}{END_BOLD}"
        return f"{' ' * text.startswith(' ')}{link}{' ' * text.endswith(' ')}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = hide(" ".join(str(el.get("alt") or "").split()))
        address = _address(str(el.get("src") or ""))
        if not words or not address.lower().startswith("http") or "a" in parent_tags:
            return words
        return f"[{words.translate(_BRACKETS)}]({address})"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        sign = f"{el['x-number']}. " if el.get("x-number") else "- "
        width = max(_INDENT, len(sign))
        lines = text.strip().split("\n")
        rest = [" " * width + line if line else "" for line in lines[1:]]
        return "\n".join([sign + lines[0], *rest]) + "\n" if text.strip() else ""

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = lines_of(el, self.cells)
        return "\n\n".join(["", text.strip(), "\n".join(lines), ""])

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self.cells[id(el)] = styled(el, " ".join(text.split()))
        return ""

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        plain = not text.strip() or hide("`") in text or "\n" in text or _CODE & parent_tags
        return text if plain else f"`{without_styles(text).strip()}`"

    convert_kbd = convert_samp = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = without_styles(text).strip("\n")
        if not text.strip() or "_inline" in parent_tags:
            return text
        longest = max((len(run) for run in re.findall("`+", show(text))), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}\n{text}\n{fence}\n\n"

    def convert_x_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[^{el['label']}]"

    def convert_x_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip().split("\n")
        body = "\n".join([lines[0], *(" " * _INDENT + line if line else "" for line in lines[1:])])
        return f"\n\n[^{el['label']}]: {body}\n\n"

    def _as_words(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def _as_block(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    # What is bold or italic is told by `styled`; the renderer knows nothing that is struck out.
    convert_b = convert_strong = convert_em = convert_i = convert_s = convert_del = _as_words
    convert_sub = convert_sup = convert_q = convert_video = _as_words
    convert_dd = convert_dt = convert_figure = convert_header = convert_footer = _as_block
    convert_main = convert_aside = convert_address = convert_center = convert_form = _as_block
    convert_summary = convert_details = convert_fieldset = convert_caption = _as_block

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags else _LINE_BREAK


def _is_break(element: PageElement | None) -> bool:
    return isinstance(element, Tag) and element.name == "br"


def settle_headings(soup: BeautifulSoup) -> None:
    """Give the highest heading of the text the highest level of an answer, and close the gaps."""
    found = soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    for place in soup.find_all(class_=re.compile("^MsoTitle$")):
        place.name = "h0"
        found.append(place)
    ranks = {name: rank for rank, name in enumerate(sorted({tag.name for tag in found}))}
    for tag in found:
        tag.name = f"h{min(FIRST_HEADING + ranks[tag.name], _LOWEST_HEADING)}"


def _address(address: str) -> str:
    """Return where a link leads, past Google's redirect; "" where an answer may not link."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        if parts.hostname in {"www.google.com", "google.com"} and parts.path == "/url":
            address = parse_qs(parts.query, max_num_fields=50).get("q", [""])[0]
    except ValueError:
        return ""
    if address.startswith("#") or not is_allowed(address):
        return ""
    return quote(address, safe="!#$%&'*+,-./:;=?@_~")
