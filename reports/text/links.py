"""Which links an answer may hold, and what becomes of the others and of images.

Belongs here: the allowed kinds of address, and the pass over links, images and bare addresses.
Not here: whether an address can be reached, and the last look at the HTML (`sanitise`).
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ALLOWED = re.compile(r"(?:https?://[^/?#]|mailto:.|#.)", re.IGNORECASE)
_INLINE_DATA = re.compile(r"data:", re.IGNORECASE)
_BARE = re.compile(r"(?<![A-Za-z0-9])https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,:;!?'*_"
_BRACKETS = {")": "(", "]": "["}


def is_allowed(address: str) -> bool:
    """Say whether an answer may link to the address: http, https, mailto or a place on the same page."""
    return bool(_ALLOWED.match(address))


def is_readable(address: str) -> bool:
    """Say whether the parser should read ``[text](address)`` as a link; if not it stays as typed.

    Data held in the address itself is read although it is refused later: nobody typed it to be seen.
    """
    return is_allowed(address) or bool(_INLINE_DATA.match(address))


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses stand that were typed without any markup: start and end of each."""
    for found in _BARE.finditer(text):
        yield found.start(), found.start() + len(_without_tail(found[0]))


def settle_links(md: MarkdownIt) -> None:
    """Add the pass over links to a parser."""
    md.core.ruler.push("settle_links", _settle)


def _settle(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = _settled(token.children, state.md)


def _settled(tokens: list[Token], md: MarkdownIt) -> list[Token]:
    """Return the tokens of one run of text with refused links opened and images turned to words."""
    settled: list[Token] = []
    open_links: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            open_links.append(is_allowed(str(token.attrGet("href"))))
            if not open_links[-1]:
                continue
        elif token.type == "link_close":
            if not open_links.pop():
                continue
            if settled[-1].type == "link_open":
                settled.append(_text(str(settled[-1].attrGet("href"))))
        elif token.type == "image":
            settled += _image_as_words(token, md, linked=any(open_links))
            continue
        elif token.type == "text" and not any(open_links):
            settled += _with_bare_links(token.content, md)
            continue
        settled.append(token)
    return settled


def _image_as_words(token: Token, md: MarkdownIt, *, linked: bool) -> list[Token]:
    """Return an image's description, as a link to the image where that is allowed."""
    address = str(token.attrGet("src"))
    words = md.renderer.renderInlineAsText(token.children or [], md.options, {})  # type: ignore[attr-defined]
    if linked or not is_allowed(address):
        return [_text(words)]
    return _link(address, words or address, str(token.attrGet("title") or ""))


def _with_bare_links(text: str, md: MarkdownIt) -> list[Token]:
    """Return the text with each address in it turned into a link to itself."""
    tokens: list[Token] = []
    end = 0
    for start, after in bare_addresses(text):
        address = md.normalizeLink(text[start:after])
        if is_allowed(address):
            tokens += [_text(text[end:start]), *_link(address, text[start:after])]
            end = after
    return [*tokens, _text(text[end:])]


def _without_tail(address: str) -> str:
    """Return the address without the marks that end the sentence or bracket around it."""
    end = len(address)
    spare = {close: address.count(close) - address.count(start) for close, start in _BRACKETS.items()}
    while end:
        last = address[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif last not in _AFTER_ADDRESS:
            break
        end -= 1
    return address[:end]


def _link(address: str, words: str, title: str = "") -> list[Token]:
    attributes: dict[str, str | int | float] = {"href": address}
    if title:
        attributes["title"] = title
    return [Token("link_open", "a", 1, attrs=attributes), _text(words), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
