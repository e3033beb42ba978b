"""Lines of an answer's Markdown that others would read otherwise than we do: headings, fences, tables, notes.

Belongs here: edits of whole lines, by the lines that the parser's tokens name. Not here: signs within
lines (`portable`).
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from .renderer import FIRST_HEADING

_CONTAINERS = r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]*)*?"
_BEFORE_TEXT = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]+)*")
_AFTER_MARK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)]))[ \t]{5,}(?=\S)")
_PIPE = re.compile(r"(?<!\\)\|")


def edit_lines(text: str, tokens: Sequence[Token], level: int) -> str:
    """Return the text with its lines fitted into a file; `tokens` are those of a text with the same lines."""
    lines = text.split("\n")
    columns = 0
    for index, token in enumerate(tokens):
        if not token.map:
            continue
        first, end = token.map
        if token.type == "heading_open":
            _set_heading(lines, token, tokens[index + 1].content, level)
        elif token.type == "fence":
            _close_fence(lines, token)
        elif token.type == "table_open":
            columns = sum(each.type == "th_open" for each in _until_head_ends(tokens[index:]))
        elif token.type == "tr_open":
            lines[first] = _narrow(lines[first], columns)
        elif token.type == "list_item_open":
            lines[first] = _AFTER_MARK.sub(r"\1 ", lines[first])
        elif token.type == "paragraph_open":
            _keep_apart(lines, first, tokens[index + 1].content)
        if token.level == 0:
            _dedent(lines, first, end)
    return "\n".join(lines)


def _keep_apart(lines: list[str], first: int, words: str) -> None:
    """Let a starred note be no list, and a note that nothing refers to be no part of the one before it."""
    if words.startswith("* "):
        lines[first] = re.sub(r"^([ \t]*)\*", r"\1\\*", lines[first])
    elif lines[first].startswith("\\[^") and first and lines[first - 1].strip():
        lines[first] = "\n" + lines[first]


def _set_heading(lines: list[str], token: Token, words: str, level: int) -> None:
    assert token.map  # noqa: S101 - for the type checker: a heading has lines
    first, end = token.map
    hashes = "#" * (int(token.tag[1:]) - FIRST_HEADING + level) if words else ""
    if token.markup.startswith("#"):
        lines[first] = re.sub(rf"^({_CONTAINERS}){token.markup}(?=\s|$)", rf"\g<1>{hashes}", lines[first])
        return
    before = _BEFORE_TEXT.match(lines[first])
    start = before[0] if before else ""
    parts = [lines[first][len(start) :], *(line.strip(" \t>") for line in lines[first + 1 : end - 1])]
    title = " ".join(part.strip() for part in parts)
    # Hashes at the end of a heading are no words unless more of them follow.
    lines[first] = f"{start}{hashes} {title}" + (f" {hashes}" if title.endswith("#") else "")
    # A line stays a line, so that the numbers of the others hold.
    lines[first + 1 : end] = [re.sub(r"[^>\s]", " ", start).rstrip()] * (end - first - 1)


def _close_fence(lines: list[str], token: Token) -> None:
    """Take words off the opening line, where others hide them, and end a fence that runs on for ever."""
    assert token.map  # noqa: S101 - for the type checker: a fence has lines
    first, end = token.map
    mark = token.markup[0]
    closing = (
        re.fullmatch(rf" {{0,3}}({re.escape(mark)}+)[ \t]*", lines[end - 1]) if end - 1 > first else None
    )
    if token.info.strip():
        before = lines[first][: lines[first].index(token.markup)]
        inside = re.sub(r"[^>\s]", " ", before)
        lines[first] = f"{before}{token.markup}\n{inside}{token.info.strip()}"
    if token.level == 0 and not (closing and len(closing[1]) >= len(token.markup)):
        lines[end - 1] += f"\n{token.markup}"


def _until_head_ends(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[: next(place for place, token in enumerate(tokens) if token.type == "thead_close")]


def _narrow(row: str, columns: int) -> str:
    """Return a table row whose cells beyond the last heading are words of its last cell."""
    pipes = [found.start() for found in _PIPE.finditer(row)]
    if pipes and not row[: pipes[0]].strip():
        pipes = pipes[1:]
    if pipes and not row[pipes[-1] + 1 :].strip():
        pipes = pipes[:-1]
    for place in reversed(pipes[columns - 1 :]):
        row = f"{row[:place]}\\{row[place:]}"
    return row


def _dedent(lines: list[str], first: int, end: int) -> None:
    """Move a block to the left that others would take for code."""
    start = lines[first].expandtabs(4)
    width = len(start) - len(start.lstrip(" "))
    if width < 4:  # noqa: PLR2004 - the number of spaces that mean code
        return
    for number in range(first, end):
        line = lines[number]
        tail = line.lstrip(" \t")
        indent = len(line[: len(line) - len(tail)].expandtabs(4))
        lines[number] = " " * max(indent - width, 0) + tail
