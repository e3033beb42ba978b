"""An answer's Markdown for a file that other programs read (GitHub's dialect, wikis, Pandoc).

What we read as text and others would not, is escaped: HTML, reference definitions, strikethrough, refused
links. Headings, notes and references are fitted into the file; every other character stays as it was
typed. Belongs here: signs within lines, and the proof that others read the same words. Not here: whole
lines (`portable_lines`) and the file around the answer.
"""

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .bullets import list_typed_bullets
from .cleaning import clean
from .emphasis import allow_cjk_emphasis
from .escaping import destination, escaped, escaped_lines
from .links import bare_addresses, is_allowed, is_readable
from .markdown import MAX_LENGTH, parse
from .places import code
from .plain import lines
from .portable_lines import edit_lines
from .references import References

_WORDS = r"(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,80}\]){0,400}"
_DATA = re.compile(rf"!?\[({_WORDS})\]\([ \t]*<?data:[^\s()<>]*>?[^()\n]*\)", re.IGNORECASE)
_SIGN = re.compile(
    r"(?P<typed>\\[!-/:-@\[-`{-~])"
    r"|(?P<autolink><(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[^\s<>@/]+@[^\s<>]+)>)"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<tildes>~+)"
    r"|(?P<reference>\[\[(?P<code>[A-Za-z0-9][A-Za-z0-9._-]{0,59})\]\])"
    r"|(?P<note>\[\^(?P<label>[^\]\s]{1,200})\](?P<colon>:?))"
    r"|(?P<inline_note>\^(?=\[))"
    r"|(?P<definition>\[(?=(?:[^\[\]\\]|\\.){1,999}\]:))"
    r"|(?P<bare_link>!?\[\]\([ \t]*<?(?P<bare>[^\s()<>]+)[^()\n]*\))"
    rf"|(?P<image>!(?=\[{_WORDS}\]\([ \t]*<?(?P<source>[^\s()<>]*)))"
    r"|(?P<link>\]\([ \t]*<?(?P<address>[^\s()<>]+)>?)"
    r"|(?P<web>https?://)",
    re.IGNORECASE,
)
_NOT_WORDS = {"code_block", "html_block", "html_inline", "image", "s_open"}
_MAIL = re.compile(r"<[^:]+@[^:]+>")
_BEFORE_NOTE = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")


def portable(markdown: str, *, name: str, references: References, level: int = 4) -> str:
    """Return the answer as Markdown that every common reader shows with the same words; never raises.

    Its highest heading has the `level`, its notes are called ``name-1``. `references` map the code of a
    question to what follows ``#`` in a link to it, and to what it is called. Where the typed text cannot
    be fitted in so that others read the same words, all of it is escaped and shows as it was typed.
    """
    text = list_typed_bullets(clean(markdown))
    if len(text) > MAX_LENGTH:
        return escaped_lines(text)
    tokens = typed = parse(text, references)
    if "data:" in text.lower():
        text = _DATA.sub(r"\1", text)
        tokens = parse(text, references)
    used = {
        token.meta["label"]: token.meta["id"]
        for block in tokens
        for token in block.children or []
        if token.type == "footnote_ref"
    }
    fitted = edit_lines(_Signs(text, name, references, used).edited(code(text, tokens)), tokens, level)
    read = _other_reader().parse(fitted)
    is_text = not any(
        token.type in _NOT_WORDS for block in read for token in (block, *(block.children or []))
    )
    same = is_text and _squeezed(lines(read)) == _squeezed(lines(typed))
    return fitted if same else escaped_lines(text)


class _Signs:
    """One pass over the signs of a text that mean something else to others, or elsewhere."""

    def __init__(self, text: str, name: str, references: References, notes: dict[str, int]) -> None:
        self.text = text
        self.references = references
        self.labels = {label: f"{name}-{_label(label, number, notes)}" for label, number in notes.items()}
        self.explained: set[str] = set()
        self.addresses = dict(bare_addresses(text))

    def edited(self, in_code: bytearray) -> str:
        """Return the text, edited everywhere but in code."""
        parts, place = [], 0
        while found := _SIGN.search(self.text, place):
            parts.append(self.text[place : found.start()])
            place = found.start() + 1 if in_code[found.start()] else found.end()
            if in_code[found.start()]:
                parts.append(found[0][0])
            elif found.lastgroup == "web":
                place = self.addresses.get(found.start(), place)
                parts.append(self.text[found.start() : place])
            else:
                parts.append(self._new(found))
        return "".join([*parts, self.text[place:]])

    def _new(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a sign: the first of the kinds that it is."""
        if found["note"]:
            return self._note(found)
        if found["reference"] and found["code"] in self.references:
            anchor, label = self.references[found["code"]]
            return f"[{escaped(label)}]({destination('#' + anchor)})"
        if found["tildes"]:
            return found[0].replace("~", "\\~")
        if found["bare_link"] and is_allowed(found["bare"]):
            return f"<{found['bare']}>"
        if found["image"] and (not found["source"] or is_allowed(found["source"])):
            return ""  # the picture itself would be loaded from somewhere
        return "\\" + found[0] if _is_ours_to_escape(found) else found[0]

    def _note(self, found: re.Match[str]) -> str:
        """Rename a note that is explained here; anything else that looks like one is only text."""
        label, colon = found["label"], found["colon"]
        line = self.text.rfind("\n", 0, found.start()) + 1
        explains = colon and _BEFORE_NOTE.fullmatch(self.text, line, found.start())
        if label not in self.labels or (explains and label in self.explained):
            return "\\" + found[0]
        if explains:
            self.explained.add(label)
        return f"[^{self.labels[label]}]{colon}"


def _is_ours_to_escape(found: re.Match[str]) -> bool:
    """Whether a sign is mere text on our pages and more than that elsewhere."""
    if found["autolink"]:
        return not (is_readable(found[0][1:-1]) or _MAIL.fullmatch(found[0]))
    if found["link"] or found["bare_link"]:
        return not is_allowed(found["address"] or found["bare"])
    return bool(found["tag"] or found["inline_note"] or found["definition"])


def _label(label: str, number: int, notes: dict[str, int]) -> str:
    """Return a label that differs from the others by more than case, which some readers do not see."""
    safe = re.fullmatch(r"[\w.-]+", label)
    alone = sum(other.casefold() == label.casefold() for other in notes) == 1
    return label if safe and alone else f"note{number + 1}"


def _squeezed(words: Iterable[str]) -> str:
    return "".join("".join(words).split())


@cache
def _other_reader() -> MarkdownIt:
    """A reader as others have it; only bold and italics are ours, which need no space in Japanese."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(md, inline=False)
    allow_cjk_emphasis(md)
    return md
