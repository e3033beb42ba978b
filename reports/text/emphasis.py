"""Bold and italics that work in text without spaces between words.

CommonMark leaves ``**「強調」**です`` unbold, because the closing stars stand between a bracket and a
letter. Here an East Asian neighbour counts like a space or a Latin punctuation mark on either side.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

from .cjk import is_cjk


def allow_cjk_emphasis(md: MarkdownIt) -> None:
    """Replace the rule that finds the stars and underscores; the rule that pairs them stays."""
    md.inline.ruler.at("emphasis", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:
    """Push each star or underscore as its own token and remember what it may do."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    can_open, can_close = _flanks(state, state.pos, end, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _flanks(state: StateInline, start: int, end: int, marker: str) -> tuple[bool, bool]:
    """Return whether the run may open and may close emphasis."""
    before = state.src[start - 1] if start > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    left = not isWhiteSpace(ord(after)) and (not is_latin_mark(after) or is_edge(before))
    right = not isWhiteSpace(ord(before)) and (not is_latin_mark(before) or is_edge(after))
    if marker == "*":
        return left, right
    return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def is_latin_mark(character: str) -> bool:
    """Say whether a character is punctuation beside which stars may fail to open or close."""
    return _is_mark(character) and not is_cjk(character)


def is_edge(character: str) -> bool:
    """Say whether stars beside a character may open and close whatever stands on their other side."""
    return isWhiteSpace(ord(character)) or _is_mark(character) or is_cjk(character)
