"""Block rules that lose nothing: nesting, wide table rows, starred notes.

markdown-it drops what is nested too deeply and table cells beyond the last heading. An answer is a
statement somebody attests, so here such text stays, with its markup shown as typed.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

BlockRule = Callable[[StateBlock, int, int, bool], bool]
MAX_LEVEL = 16
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_LONE_ITEM = ["bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"]
_LONE_ITEM += ["list_item_close", "bullet_list_close"]


def keep_every_block(md: MarkdownIt) -> None:
    """Install the rules of this module on a parser that already has tables and footnotes."""
    md.block.ruler.at("blockquote", _shallow(blockquote), _INTERRUPTS)
    md.block.ruler.at("list", _shallow(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("footnote_def", _shallow(footnote_def), {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("table", _whole_table, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("block", "starred_notes", _keep_starred_notes)


def _shallow(rule: BlockRule) -> BlockRule:
    """Let a rule that opens a level refuse beyond MAX_LEVEL: the line is then read as a paragraph."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MAX_LEVEL and rule(state, start, end, silent)

    return limited


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, and put the cells that have no heading into the last column of their row."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    cells: list[Token] = []
    line = start
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            cells, line = [], token.map[0]
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close" and len(typed := _typed_cells(state, line)) > len(cells):
            cells[-1].content = " | ".join(mdTrim(cell) for cell in typed[len(cells) - 1 :])
    return True


def _typed_cells(state: StateBlock, line: int) -> list[str]:
    """Return the cells of a row as markdown-it splits them."""
    cells = escapedSplit(mdTrim(getLine(state, line)))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _keep_starred_notes(state: StateCore) -> None:
    """Read a lone ``* note`` under an answer as the note it is, not as a list of one item."""
    tokens = state.tokens
    for index in range(len(tokens) - len(_LONE_ITEM), -1, -1):
        found = tokens[index : index + len(_LONE_ITEM)]
        if found[0].markup != "*" or found[0].level or [token.type for token in found] != _LONE_ITEM:
            continue
        opening, inline, closing = found[2:5]
        opening.hidden = closing.hidden = False
        inline.content = "* " + inline.content
        tokens[index : index + len(_LONE_ITEM)] = [opening, inline, closing]
