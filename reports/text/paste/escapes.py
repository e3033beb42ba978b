"""Backslashes, and only where a pasted character would be read as markup without one.

Belongs here: the last step, which turns the stand-ins back into characters with the whole line in view.
Not here: how the text around them was made.
"""

import re
from collections.abc import Iterable, Iterator

from .marks import hide, show

# Markup that begins a line: quotes, items, headings, notes. Pasted characters are hidden and never match.
PREFIX = re.compile(r"(?: *(?:[-+>]|\d{1,9}[.)]|#{1,6}|\[\^\d+\]:)(?= |$) ?)* *")
FENCE = re.compile(r" *(?:(?:[->]|\d{1,9}[.)]) +)*(`{3,})$")
_CODE = re.compile("`[^`]*`")
_STARTS = [
    re.compile(r"(?P<sign>#)#{0,5}(?:\s|$)"),
    re.compile(r"(?P<sign>[-+*])(?:\s|$)"),
    re.compile(r"(?P<sign>>)"),
    re.compile(r"\d{1,9}(?P<sign>[.)])(?:\s|$)"),
    re.compile(r"(?P<sign>[-=:|*_+])[-=:|*_+ ]*$"),
    re.compile(r"(?P<sign>~)~~|(?P<tick>`)``"),
]
_ANYWHERE = [
    re.compile(r"\\(?=[!-/:-@\[-`{-~])|\\$"),
    re.compile(r"\[(?=\^)"),
    re.compile(r"<(?=[^\s<>]*[:@][^\s<>]*>)"),
    re.compile(r"&(?=#?\w{1,40};)"),
    re.compile(r"\](?=\()"),
]
_RUNS = {sign: re.compile(f"{hide(sign)}+") for sign in "*_`"}
_CLOSING_HASHES = re.compile(r" (#)#*\s*$")
_AFTER_MARKUP = re.compile(f"(?<=\\])[{hide('(:')}]|{hide('!')}(?=\\[)")


def escaped(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text with their hidden characters shown, escaped where they must be."""
    fence = ""
    block: list[str] = []
    for line in lines:
        found = FENCE.fullmatch(line)
        if found and fence in {"", found[1]}:
            yield from _block(block)
            block, fence = [], "" if fence else found[1]
            yield line
        elif fence:
            yield show(line)
        elif line.strip():
            block.append(line)
        else:
            yield from _block(block)
            block = []
            yield line
    yield from _block(block)


def _block(lines: list[str]) -> Iterator[str]:
    """Yield the lines of one paragraph, list or table; a star that is alone in it needs no backslash."""
    text = show("\n".join(lines))
    many = {sign: text.count(sign) > 1 for sign in "*_`"}
    for line in lines:
        yield _line(line, many)


def _line(line: str, many: dict[str, bool]) -> str:
    shown = show(line)
    start = PREFIX.match(line).end()  # type: ignore[union-attr]
    is_table, is_heading = line[start : start + 1] == "|", "#" in line[:start]
    places = set(_inline(line, shown, many))
    if is_heading:
        places |= {found.start(1) for found in _CLOSING_HASHES.finditer(shown, start - 1)}
    elif not is_table:
        matches = (pattern.match(shown, start) for pattern in _STARTS)
        places |= {found.start(found.lastgroup or 0) for found in matches if found}
    for code in _CODE.finditer(line):
        places -= set(range(*code.span()))
    if is_table:
        places |= {place for place, sign in enumerate(shown) if sign == "|"}
    places |= {found.start() for found in _AFTER_MARKUP.finditer(line)}
    pasted = (place for place in places if line[place] != shown[place])
    out, done = [], 0
    for place in sorted(pasted):
        out += [shown[done:place], "\\"]
        done = place
    return "".join([*out, shown[done:]])


def _inline(line: str, shown: str, many: dict[str, bool]) -> Iterator[int]:
    """Yield where a character may be read as markup inside a line."""
    for pattern in _ANYWHERE:
        yield from (found.start() for found in pattern.finditer(shown))
    for sign, runs in _RUNS.items():
        for run in runs.finditer(line) if many[sign] else ():
            around = (shown[run.start() - 1 : run.start()] or " ") + (shown[run.end() : run.end() + 1] or " ")
            if not (around.isspace() or (sign == "_" and around.isalnum())) or sign == "`":
                yield from range(*run.span())
