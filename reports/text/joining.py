"""Putting answers together without changing their words: headed parts, notes with labels of their own.

Belongs here: pure functions on Markdown. Not here: which answer goes where (`actions.carry_plan`). Texts
are as `clean` leaves them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from .markdown import parse
from .places import code, is_escaped, is_link

_LABEL = re.compile(r"\[\^([^\] \n]+)\]")
_NOTE_LINE = re.compile(r"^[ \t\u3000>*+\-\d.)]{0,100}\[\^([^\] \n]+)\]:", re.MULTILINE)
_SENTINEL = "\ue000"


@dataclass(frozen=True)
class Part:
    """One text of several: the line that stands above it, what its notes are called after, its words."""

    heading: str
    prefix: str
    text: str


def join(parts: Sequence[Part]) -> str:
    """Return the parts one under the other, each under a bold line; a part alone stays as it is.

    Footnotes get labels of their own ([^1] -> [^2g-iv-1]) and an open fence is closed where the next part
    begins. Nothing else of a text changes.
    """
    if len(parts) == 1:
        return parts[0].text
    taken = _typed_labels(part.text for part in parts)
    return stack(
        block
        for part in parts
        for block in (f"**{part.heading}**", rename_notes(part.text, part.prefix, taken))
        if block
    )


def stack(blocks: Iterable[str]) -> str:
    """Return texts one under the other with a blank line between, an open fence closed before the next."""
    found = list(blocks)
    return "\n\n".join([*map(close_fence, found[:-1]), *found[-1:]])


def append(standing: str, text: str, prefix: str) -> str:
    """Return the standing text as it is, with another under it whose notes get labels of their own."""
    if not standing.strip() or not text:
        return text or standing
    taken = _typed_labels((standing, text))
    return stack([standing, rename_notes(text, prefix, taken)])


def bold_lines(words: Sequence[str]) -> str:
    """Return one bold line, or a list of them; "" for nothing."""
    if len(words) == 1:
        return f"**{words[0]}**"
    return "\n".join(f"- **{word}**" for word in words)


def rows_list(found: Iterable[Mapping[str, str]], names: Sequence[str]) -> str:
    """Return rows such as tools as a Markdown list, one line each with the named cells in their order."""
    rows = ([row.get(name, "") for name in names] for row in found)
    return "\n".join("- " + " · ".join(" ".join(cell.split()) for cell in row if cell) for row in rows)


def close_fence(text: str) -> str:
    """Return the text so that what is written under it is not read as fenced code."""
    if "```" not in text and "~~~" not in text:
        return text
    tokens = parse(f"{text}\n\n{_SENTINEL}")
    if any(token.type == "inline" and token.level == 1 and token.content == _SENTINEL for token in tokens):
        return text
    last = max((token for token in tokens if token.type == "fence" and token.map), key=_end)
    return f"{text}\n{last.markup}"


def rename_notes(text: str, prefix: str, taken: set[str]) -> str:
    """Return the text with the label of each of its footnotes after `prefix`, outside code.

    `taken` holds labels that may not be given; the new ones are added to it. A label without a note is no
    footnote and stays as typed.
    """
    if "[^" not in text:
        return text
    tokens = parse(text)
    in_code = code(text, tokens)
    new: dict[str, str] = {}
    for label in _notes(text, tokens, in_code):
        new[label] = _free(f"{prefix}-{label}", taken)
        taken.add(new[label])
    if not new:
        return text

    def renamed(found: re.Match[str]) -> str:
        place = found.start()
        stays = in_code[place] or is_escaped(text, place) or is_link(text, found.end())
        return found[0] if stays else f"[^{new[found[1]]}]"

    return re.sub(rf"\[\^({'|'.join(map(re.escape, new))})\]", renamed, text)


def _typed_labels(texts: Iterable[str]) -> set[str]:
    return {label for text in texts for label in _LABEL.findall(text)}


def _free(wanted: str, taken: set[str]) -> str:
    label, number = wanted, 2
    while label in taken:
        label, number = f"{wanted}-{number}", number + 1
    return label


def _notes(text: str, tokens: Sequence[Token], in_code: bytearray) -> list[str]:
    """Return each label that has a note: those that the parser found, and notes that nothing refers to."""
    found = [
        child.meta["label"]
        for token in tokens
        for child in token.children or []
        if child.type == "footnote_ref"
    ]
    found += [note[1] for note in _NOTE_LINE.finditer(text) if not in_code[note.start(1)]]
    return list(dict.fromkeys(found))


def _end(token: Token) -> int:
    return token.map[1] if token.map else 0
