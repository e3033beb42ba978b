"""Remarks about web addresses: those with a mistake, and those that could not be opened.

Belongs here: finding the addresses of an answer. Not here: the syntax (`text.addresses`), and opening them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from django.utils.translation import gettext as _
from markdown_it.token import Token

from reports.enums import DEAD_LINKS, UNJUDGED_LINKS, AddressFault, LinkNote, LinkState, RemarkKind
from reports.text import places
from reports.text.addresses import fault
from reports.text.markdown import parse

from .reading import Reading, Remark, Words, excerpt

_WEB = re.compile(r"https?://", re.IGNORECASE)
_TYPED_LINK = re.compile(r"\[[^\[\]\n]{0,400}\]\(([^()\n]{1,2000})\)")
_LIKE_AN_ADDRESS = re.compile(
    r"\S*(?:://|www\.|@)|https?\b|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?$", re.I
)
_BROKEN = re.compile(
    r"(?<![A-Za-z0-9/@.:_=-])(?:"
    r"www\.[a-z0-9-]+\.[a-z][!-~]*|(?:ttps?|htps?|htt?tps?s|hhttps?|htttps?|hxxps?)://[!-~]+"
    r"|https?//[!-~]+|https?:/?(?=[a-z0-9])[a-z0-9-]+\.[!-~]+|https?:///[!-~]*"
    r"|https?://[ \t\u3000]+[a-z0-9-]+\.[a-z][!-~]*)",
    re.IGNORECASE,
)
_TAIL = ".,:;!?'\"*_)]>}`|"


class Checked(Protocol):
    """What became of an address: a `LinkState`, and why."""

    @property
    def state(self) -> str:
        """What was found, a `LinkState`."""

    @property
    def note(self) -> str:
        """Why, a `LinkNote`, or empty."""


def link_addresses(words: Words) -> list[str]:
    """Return every distinct web address of one answer, in the order of text, evidence and tools."""
    tokens = parse(words.text) if _may_have_links(words.text) else ()
    return list(dict.fromkeys(address for address, _part in _placed(words, tokens) if _WEB.match(address)))


def _may_have_links(text: str) -> bool:
    return "://" in text or "](" in text


def _placed(words: Words, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield each address that a reader can click, and the part of the answer in which it stands."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href")), "text"
    for part, rows in (("evidence", words.evidence), ("tools", words.tools)):
        yield from ((row["address"], part) for row in rows if row["address"])


def _distinct(reading: Reading) -> Iterable[tuple[str, str]]:
    tokens = reading.tokens if _may_have_links(reading.text) else ()
    return dict.fromkeys(_placed(reading.words, tokens))


def malformed(reading: Reading) -> Iterator[Remark]:
    """Yield a remark for each address with a mistake."""
    for address, part in _distinct(reading):
        if (part != "text" or _WEB.match(address)) and (found := fault(address)):
            yield _remark(reading, RemarkKind.MALFORMED_LINK, str(found.label), address, part)
    for start, end, found in _typed(reading):
        yield reading.remark(RemarkKind.MALFORMED_LINK, str(found.label), start, end)


def dead(reading: Reading, outcomes: Mapping[str, Checked]) -> Iterator[Remark]:
    """Yield a remark for each address that could not be opened."""
    yield from _found(reading, outcomes, RemarkKind.DEAD_LINK, DEAD_LINKS)


def unjudged(reading: Reading, outcomes: Mapping[str, Checked]) -> Iterator[Remark]:
    """Yield a remark for each address of which a program cannot say whether people can open it."""
    yield from _found(reading, outcomes, RemarkKind.UNJUDGED_LINK, UNJUDGED_LINKS)


def _found(
    reading: Reading, outcomes: Mapping[str, Checked], kind: RemarkKind, states: Collection[str]
) -> Iterator[Remark]:
    """Yield a remark for each address that was found in one of these states, with the address itself."""
    if not outcomes:
        return
    for address, part in _distinct(reading):
        outcome = outcomes.get(address)
        if outcome and outcome.state in states:
            yield replace(_remark(reading, kind, _said(outcome), address, part), address=address)


def _typed(reading: Reading) -> Iterator[tuple[int, int, AddressFault]]:
    """Yield what was meant as an address and is read as none: its place and what is wrong."""
    text = reading.text
    for link in _TYPED_LINK.finditer(text):
        address = link[1].strip()
        meant = _LIKE_AN_ADDRESS.match(address) and not places.is_link(text, link.start(1) - 1)
        if meant and reading.is_prose(link.start()) and (found := fault(address)):
            yield link.start(1), link.end(1), found
    for broken in _BROKEN.finditer(text):
        start, address = broken.start(), broken[0].rstrip(_TAIL)
        if (
            not reading.code_and_links[start]
            and not text.startswith("](", start - 2)
            and (found := fault(address))
        ):
            yield start, start + len(address), found


def _remark(reading: Reading, kind: RemarkKind, message: str, address: str, part: str) -> Remark:
    place = reading.text.find(address) if part == "text" else -1
    if place >= 0:
        return reading.remark(kind, message, place, place + len(address))
    return Remark(reading.question, kind, message, excerpt(address, 0, len(address)), part)


def _said(outcome: Checked) -> str:
    if outcome.state == LinkState.GONE:
        return _("This page is not there any more: link to where it stands now, or to a copy in an archive.")
    if outcome.state == LinkState.REFUSED:
        return _(
            "This address is not on the public web, as far as can be told from here. Open it yourself, from "
            "outside your own network."
        )
    if outcome.state == LinkState.BLOCKED_TO_ROBOTS:
        return _("This site answers people and not programs. Open it yourself.")
    reason = LinkNote(outcome.note).label if outcome.note in LinkNote.values else ""
    return _("This address could not be opened. %(reason)s Try it yourself, and change it if need be.") % {
        "reason": reason
    }
