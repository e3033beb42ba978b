"""Answers as plain text: for counting, searching and comparing files with their source.

Belongs here: what is left of an answer when its markup is gone. Not here: how search splits words.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from markdown_it.token import Token

from .cjk import split_words
from .cleaning import clean
from .markdown import MAX_LENGTH, parse, render, to_html
from .references import References
from .renderer import fence_text, inline_text

SUMMARY_WORDS = 60
"""The most words of the short summary of an answer."""

CHARACTERS_OF_A_WORD = 2.5
"""How many Han and kana characters take as long to read as one English word: translations of one text have
about so many. 60 words are 150 characters."""


def plain(markdown: str, references: References | None = None) -> str:
    """Return the words of an answer without markup, one line per block; never raises.

    A table row is one line with tabs between its cells; fenced text keeps its lines; footnotes follow
    the text and their marks stay (``[1]``). References read as what their question is called. Bullets and
    list numbers are markup and go.
    """
    text = clean(markdown)
    if len(text) > MAX_LENGTH:
        return text
    return "\n".join(line for line in lines(parse(text, references)) if line.strip())


def render_and_plain(markdown: str, *, anchor: str, references: References) -> tuple[str, str]:
    """Return what `render` and `plain` return of an answer, which is parsed once."""
    if len(markdown) > MAX_LENGTH:
        return render(markdown, anchor=anchor, references=references), plain(markdown, references)
    env: dict[str, object] = {"anchor": anchor}
    tokens = parse(markdown, references, env=env)
    words = "\n".join(line for line in lines(tokens) if line.strip())
    return to_html(tokens, env), words


def count_words(markdown: str) -> int:
    """Return how many words an answer has, as word processors count."""
    return count_plain_words(plain(markdown))


def count_summary_words(summary: str) -> int:
    """Return how many words a short summary has, so that it is as short in every language.

    Where words are not parted by spaces, CHARACTERS_OF_A_WORD characters count as one.
    """
    characters, rest = split_words(summary)
    return ceil(characters / CHARACTERS_OF_A_WORD) + count_plain_words(rest)


def count_plain_words(words: str) -> int:
    """Return how many words a text without markup has.

    Each Han or kana character is one word; everything else is counted between spaces, if it holds a
    letter or a digit. A web address or ``risk/benefit`` is one word, ``—`` is none.
    """
    characters, rest = split_words(words)
    return characters + sum(any(map(str.isalnum, word)) for word in rest.split())


def lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words of each block of a parsed answer, as `plain` puts them on lines."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "\t".join(row or [])
            row = None
        elif token.type == "fence":
            yield fence_text(token).rstrip("\n")
        elif token.type == "inline":
            words = inline_text(token.children or []).strip()
            if row is None:
                yield words
            else:
                row.append(words)
