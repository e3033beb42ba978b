"""Lists: Word's paragraphs that only look like items, and the three ways in which lists are nested.

Belongs here: putting every list into the one shape ``<ul><li>words<ul>…``. Not here: how it is written.
"""

import re
from dataclasses import dataclass
from typing import cast

from bs4 import BeautifulSoup, NavigableString, Tag

from .reading import classes, style_of

_LEVEL = re.compile(r"\bl\d+ level([1-9])\b")
_NUMBER = re.compile(
    r"[(\uff08]?(?:\d+[.．])*(?:(?P<number>\d+)|[a-zA-Z]+|[\u2460-\u2473]|[\u4e00-\u9fffア-ン]+)[.)．）、]?"
)
_LONE_LETTER_BULLETS = {"o", "n", "v", "q", "l"}
_HEADINGS = re.compile("h[1-6]")
_LISTS = ["ul", "ol"]


@dataclass(frozen=True)
class _Item:
    """A paragraph that Word shows as an item: how deep, and the number it carries, None for a bullet."""

    level: int
    number: int | None


def settle_lists(soup: BeautifulSoup) -> None:
    """Bring every list into one shape."""
    _list_paragraphs(soup)
    _list_word_online(soup)
    for inner in soup.find_all(_LISTS):
        _put_into_item(soup, inner)
    for item in soup.find_all("li"):
        paragraphs = item.find_all("p", recursive=False)
        if len(paragraphs) == 1:
            paragraphs[0].unwrap()
    for ordered in soup.find_all("ol"):
        _number(ordered)


def _list_paragraphs(soup: BeautifulSoup) -> None:
    """Turn each run of Word's list paragraphs into lists."""
    builder: _Nest | None = None
    last: Tag | None = None
    for tag in soup.find_all(["p", *(f"h{n}" for n in range(1, 7))]):
        item = _item(tag)
        if tag.find_parent("li"):
            continue
        if item is None:
            if (
                builder
                and last is not None
                and _is_next(last, tag)
                and "msolistparagraph" in "".join(classes(tag))
            ):
                builder.go_on(tag)
            continue
        if builder is None or last is None or not _is_next(last, tag):
            builder = _Nest(soup, tag)
        last = builder.add(item, tag)


def _is_next(last: Tag, tag: Tag) -> bool:
    """Whether nothing but space stands between the list and the paragraph."""
    before = tag.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    return before is last


def _item(tag: Tag) -> _Item | None:
    """Read the item that a paragraph is and take away its typed bullet; a heading keeps its number."""
    found = _LEVEL.search(style_of(tag).get("mso-list", ""))
    marker = next((span for span in tag.find_all("span") if style_of(span).get("mso-list") == "ignore"), None)
    if marker is None:
        return None
    sign = marker.get_text().strip()
    if _HEADINGS.fullmatch(tag.name) or not found:
        marker.string = f"{sign} "
        return None
    number = _NUMBER.fullmatch(sign)
    marker.decompose()
    if not number or sign in _LONE_LETTER_BULLETS:
        return _Item(int(found[1]), None)
    return _Item(int(found[1]), _whole(number["number"], 1))


class _Nest:
    """Lists in lists, filled from paragraphs that only know how deep they stand."""

    def __init__(self, soup: BeautifulSoup, place: Tag) -> None:
        self.soup = soup
        self.open: list[tuple[int, Tag]] = []
        self.place = place
        self.top: Tag | None = None

    def add(self, item: _Item, tag: Tag) -> Tag:
        """Make the paragraph the next item, and return the outermost list in which it stands."""
        name = "ul" if item.number is None else "ol"
        while self.open and self.open[-1][0] > item.level:
            self.open.pop()
        if self.open and self.open[-1][0] == item.level and self.open[-1][1].name != name:
            self.open.pop()
        if not self.open or self.open[-1][0] < item.level:
            self._begin(name, item)
        self.open[-1][1].append(tag.extract())
        tag.name, tag.attrs = "li", {}
        return self.top  # type: ignore[return-value]

    def go_on(self, tag: Tag) -> None:
        """Add a paragraph without a bullet to the last item."""
        item = self._last_item()
        if not item.find("p", recursive=False):
            words = self.soup.new_tag("p")
            words.extend(part for part in list(item.contents) if getattr(part, "name", None) not in _LISTS)
            item.insert(0, words)
        item.append(tag.extract())

    def _last_item(self) -> Tag:
        return cast(Tag, self.open[-1][1].contents[-1])

    def _begin(self, name: str, item: _Item) -> None:
        made = self.soup.new_tag(name)
        if item.number not in {None, 1}:
            made["start"] = str(item.number)
        if self.open:
            self._last_item().append(made)
        else:
            (self.top.insert_after if self.top else self.place.insert_before)(made)
            self.top = made
        self.open.append((item.level, made))


def _list_word_online(soup: BeautifulSoup) -> None:
    """Join the lists of Word Online, which writes one list around each item and its level into it."""
    builder, last = None, None
    for item in soup.find_all("li", attrs={"data-aria-level": re.compile("[1-9]$")}):
        around = item.parent
        if around is None or around.name not in _LISTS or len(around.find_all("li")) != 1:
            continue
        outer = (
            around.parent if around.parent and "listcontainerwrapper" in classes(around.parent) else around
        )
        if builder is None or last is None or not _is_next(last, outer):
            builder = _Nest(soup, outer)
        number = None if around.name == "ul" else _whole(around.get("start"), 1)
        last = builder.add(_Item(int(str(item["data-aria-level"])), number), item)
        outer.decompose()


def _put_into_item(soup: BeautifulSoup, inner: Tag) -> None:
    """Move a list that stands beside the items of another one into the item before it."""
    if inner.parent is None or inner.parent.name not in _LISTS:
        return
    item = inner.find_previous_sibling()
    if item is None or item.name != "li":
        item = soup.new_tag("li")
        inner.insert_before(item)
    item.append(inner.extract())


def _number(ordered: Tag) -> None:
    """Write its number into each item of a list, once."""
    number = _whole(ordered.get("start"), 1)
    for item in ordered.find_all("li", recursive=False):
        number = _whole(item.get("value"), number)
        item["x-number"] = str(number)
        number += 1


def _whole(typed: object, otherwise: int) -> int:
    """Return the number that an attribute holds, if Markdown takes it."""
    return int(str(typed)) if re.fullmatch("[0-9]{1,8}", str(typed)) else otherwise
