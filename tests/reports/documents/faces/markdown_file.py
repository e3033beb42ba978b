"""Reads the Markdown file of a report back, with a reader that knows nothing of ours."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reports.text.emphasis import allow_cjk_emphasis
from reports.text.links import settle_links

from .said import NO_TEXT, Said, day_of, gap_of, nothing_said, said_in_tokens, tight, unreported_in

Block = list[Token]


class _Reader(MarkdownIt):
    """Leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url


@cache
def reader() -> MarkdownIt:
    """A reader such as GitHub's: tables, strikethrough, notes, HTML, bare addresses.

    Bold beside Japanese is read as ours reads it.
    """
    md = _Reader("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(md, inline=False, move_to_end=False)
    allow_cjk_emphasis(md)
    settle_links(md)
    return md


def read_markdown(written: bytes) -> list[Said]:
    """Return what the file says of each question."""
    blocks = list(_blocks(reader().parse(written.decode())))
    assert not [token for block in blocks for token in block if token.type in {"html_block", "code_block"}]
    slugs = _slugs(blocks)
    found: list[tuple[Said, list[Block]]] = []
    section = ""
    for block in blocks:
        if block[0].tag == "h2":
            section = _words(block)
        elif block[0].tag == "h3":
            found.append((nothing_said(_words(block), section), []))
        elif found:
            found[-1][1].append(block)
    for said, under in found:
        _read(said, under)
        links = [(words, _target(to, slugs)) for words, to in said["text"]["links"]]
        said["text"] = said["text"] | {"links": links}
    return [said for said, _under in found]


def _target(address: str, slugs: dict[str, str]) -> str:
    return slugs[address[1:]] if address.startswith("#") else MarkdownIt().normalizeLink(address)


def head(written: bytes) -> list[str]:
    """Return the words of each block before the first question, with links as their address."""
    found = []
    for block in _blocks(reader().parse(written.decode())):
        if block[0].tag == "h3":
            break
        words = [_shown(token) for token in block if token.type == "inline"]
        links = [str(link) for token in block if token.type == "inline" for link in _link(token)[1]]
        found.append("\n".join([block[0].tag, *words, *links]))
    return found


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks that stand in no other."""
    block: Block = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []
    assert not block


def _shown(inline: Token) -> str:
    return "".join(
        child.content or " " * (child.type in {"softbreak", "hardbreak"}) for child in inline.children or []
    )


def _words(block: Block) -> str:
    return tight("".join(_shown(token) for token in block if token.type == "inline"))


def _slugs(blocks: Sequence[Block]) -> dict[str, str]:
    """Return where GitHub puts each heading -> its words."""
    found, taken = {}, Counter()
    for block in blocks:
        if block[0].type == "heading_open":
            slug = re.sub(r"[^\w\- ]", "", _shown(block[1]).lower()).replace(" ", "-")
            found[f"{slug}-{taken[slug]}" if taken[slug] else slug] = _words(block)
            taken[slug] += 1
    return found


def _read(said: Said, blocks: list[Block]) -> None:
    assert blocks[0][0].type == "blockquote_open"
    said["asked"] = [*_asked(blocks.pop(0))]
    if blocks and blocks[-1][0].type == "paragraph_open" and (words := _whole(blocks[-1], "em_open")):
        said["gap"] = gap_of(words)
        blocks.pop()
    _read_evidence(said, blocks)
    if blocks and _head(blocks[-1]) == [tight(_("Tool or metric")), tight(_("What it is for"))]:
        said["tools"] = [_tool(*cells) for cells in _rows(blocks.pop())]
    for place, block in enumerate(blocks):
        if _whole(block, "strong_open") == tight(_("Answer")):
            said["text"] = said_in_tokens([token for each in blocks[place + 1 :] for token in each])
            assert said["text"] != NO_TEXT
            del blocks[place:]
            break
    for block in blocks:
        _read_short(said, block)


def _asked(quote: Block) -> Iterator[str]:
    official, ours = tight(_("Official wording:")), tight(_("Our wording:"))
    labels = []
    for inline in (token for token in quote if token.type == "inline"):
        words = tight(_shown(inline))
        label = next((each for each in (official, ours) if words.startswith(each)), "")
        labels += [label] if label else []
        yield words.removeprefix(label)
    assert labels in ([], [official, ours])


def _whole(block: Block, kind: str) -> str:
    """Return the words of a paragraph that is bold or in italics as a whole, else ""."""
    if block[0].type != "paragraph_open":
        return ""
    marks = [child for child in block[1].children or [] if child.type != "text" or child.content]
    return _words(block) if marks[0].type == kind and marks[-1].level == 0 and len(marks) == 3 else ""


def _read_short(said: Said, block: Block) -> None:
    """Read what stands before the text of an answer."""
    words = _words(block)
    if block[0].type == "bullet_list_open":
        for token in (token for token in block if token.type == "inline"):
            box = {"[x]": True, "[ ]": False}[_shown(token)[:3]]
            said["boxes"].append((tight(_shown(token)[3:]), box))
    elif block[0].type == "table_open":
        assert _head(block) == [tight(_("Practice")), tight(_("State"))]
        said["practices"] = [(tight(_shown(label)), tight(_shown(state))) for label, state in _rows(block)]
    elif _whole(block, "strong_open"):
        said["chosen"] = words
    elif words.startswith(tight(_("In short:"))):
        said["summary"] = words.removeprefix(tight(_("In short:")))
    else:
        said["unreported"] = unreported_in(words)


def _read_evidence(said: Said, blocks: list[Block]) -> None:
    if len(blocks) < 2 or _whole(blocks[-2], "strong_open") != tight(_("Evidence")):
        return
    for inline in (token for token in blocks.pop() if token.type == "inline"):
        text, (link,) = _link(inline)
        said["evidence"].append((*link, day_of(text.removeprefix(link[0]))))
    blocks.pop()


def _link(inline: Token) -> tuple[str, list[tuple[str, str]]]:
    found = said_in_tokens([inline])
    return found["words"], found["links"]


def _tool(name: Token, purpose: Token) -> tuple[str, str, str]:
    words, links = _link(name)
    if links and links[0][0] == words:
        return words, links[0][1], tight(_shown(purpose))
    named, _sign, address = words.removesuffix(")").partition("(")
    assert not address.startswith("http")
    return named, address, tight(_shown(purpose))


def _head(block: Block) -> list[str]:
    if block[0].type != "table_open":
        return []
    head = [token.type for token in block].index("thead_close")
    return [tight(_shown(token)) for token in block[:head] if token.type == "inline"]


def _rows(block: Block) -> list[list[Token]]:
    body = block[[token.type for token in block].index("thead_close") :]
    rows: list[list[Token]] = []
    for token in body:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    return rows
