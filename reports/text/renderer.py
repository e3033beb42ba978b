"""From parsed answer to HTML: headings, tables, line breaks, notes, links.

Belongs here: what each token is written as. Not here: parsing rules, and what may leave (`sanitise`).
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from .cjk import is_unspaced

_ALIGNMENT = {"text-align:right": "text-end", "text-align:center": "text-center"}
FIRST_HEADING = 4


def joins_words(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the line break at the index stands inside text that puts no space between words."""
    before = next((tokens[place].content for place in range(index - 1, -1, -1) if tokens[place].content), "")
    after = next(
        (tokens[place].content for place in range(index + 1, len(tokens)) if tokens[place].content), ""
    )
    return bool(before and after) and is_unspaced(before[-1]) and is_unspaced(after[0])


def heading_tags(tokens: Sequence[Token]) -> None:
    """Rename the headings of an answer so that its highest is h4 and none is skipped above h6."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    tags = {tag: f"h{min(FIRST_HEADING + rank, 6)}" for rank, tag in enumerate(used)}
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            tag = tags[token.tag] if tokens[index + 1].content else "p"
            token.tag = tokens[index + 2].tag = tag


class AnswerRenderer(RendererHTML):
    """Writes the tokens of one answer; ``env["anchor"]`` prefixes the ids of its footnotes."""

    def softbreak(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """A line break in the source: a space, except between two characters that want none."""
        return "" if joins_words(tokens, index) else "\n"

    def link_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """A link; one that leaves the page says that nobody here vouches for it."""
        token = tokens[index]
        if not str(token.attrGet("href")).startswith("#"):
            token.attrSet("rel", "nofollow noopener ugc")
        return self.renderToken(tokens, index, options, env)

    def table_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """A table in a named frame that can be scrolled with the keyboard."""
        label = escape(_table_label(islice(tokens, index, None)))
        return f'<div class="table-scroll" tabindex="0" role="group" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a table and of its frame."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """A column heading; an empty one is a plain cell, since it heads nothing."""
        name = "th" if tokens[index + 1].content else "td"
        return f"<{name}{_alignment(tokens[index])}" + (' scope="col">' if name == "th" else ">")

    def th_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a column heading."""
        return "</th>\n" if tokens[index - 1].content else "</td>\n"

    def td_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """A cell, aligned by class: inline styles are forbidden."""
        return f"<td{_alignment(tokens[index])}>"

    def fence(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Fenced text as typed; words after the fence are words of the answer too."""
        return f'<pre tabindex="0"><code>{escape(fence_text(tokens[index]))}</code></pre>\n'

    def footnote_ref(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """The mark of a note in the text."""
        note = _note(tokens[index], env)
        here = _back(tokens[index], env)
        mark = f'<a href="#{note}" id="{here}" role="doc-noteref">{footnote_mark(tokens[index])}</a>'
        return f'<sup class="footnote-ref">{mark}</sup>'

    def footnote_block_open(self, *_: object) -> str:
        """The list of notes under an answer."""
        return '<div class="footnotes"><ol>\n'

    def footnote_block_close(self, *_: object) -> str:
        """The end of the list of notes."""
        return "</ol></div>\n"

    def footnote_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """One note."""
        return f'<li id="{_note(tokens[index], env)}">'

    def footnote_close(self, *_: object) -> str:
        """The end of one note."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """The way back from a note to its mark."""
        return f' <a href="#{_back(tokens[index], env)}" role="doc-backlink">\u21a9\ufe0e</a>'


def fence_text(token: Token) -> str:
    """Return fenced text with the words that were typed behind its opening fence."""
    return f"{token.info.strip()}\n{token.content}" if token.info.strip() else token.content


def footnote_mark(token: Token) -> str:
    """Return the visible mark of a note, such as ``[1]``."""
    return f"[{token.meta['id'] + 1}]"


def inline_text(tokens: Sequence[Token]) -> str:
    """Return the words of one run of text, without markup."""
    parts = []
    for index, token in enumerate(tokens):
        if token.type == "softbreak":
            parts.append("" if joins_words(tokens, index) else " ")
        elif token.type == "hardbreak":
            parts.append(" ")
        elif token.type == "footnote_ref":
            parts.append(footnote_mark(token))
        elif token.type in {"text", "text_special", "code_inline"}:
            parts.append(token.content)
    return "".join(parts)


def _note(token: Token, env: EnvType) -> str:
    return f"{_prefix(env)}fn{token.meta['id'] + 1}"


def _back(token: Token, env: EnvType) -> str:
    count = token.meta["subId"]
    return f"{_prefix(env)}fnref{token.meta['id'] + 1}" + (f"-{count + 1}" if count else "")


def _prefix(env: EnvType) -> str:
    anchor = re.sub(r"[^A-Za-z0-9_-]+", "-", str(env.get("anchor") or ""))
    return f"{anchor}-" if anchor else ""


def _alignment(token: Token) -> str:
    name = _ALIGNMENT.get(str(token.attrGet("style")))
    return f' class="{name}"' if name else ""


def _table_label(tokens: Iterable[Token]) -> str:
    """Name a table by its column headings, or by its first words where it has none."""
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(inline_text(token.children or []).strip())
        if token.type == "table_close" or (token.type == "thead_close" and any(cells)):
            break
    return ", ".join(cell for cell in cells if cell) or "\u2013"
