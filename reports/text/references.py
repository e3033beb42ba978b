"""References to another answer: ``[[1a]]`` in a text, by the lasting code of the question.

What is shown is the number that the question has where the text is shown, so that a reference follows
renumbering. Belongs here: reading and renaming references. Not here: which questions there are.
"""

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline

References = Mapping[str, tuple[str, str]]
"""Question code -> the anchor of its answer on the page, and what it is called there."""

_REFERENCE = re.compile(r"\[\[([A-Za-z0-9][A-Za-z0-9._-]{0,59})\]\]")
_LINK = re.compile(r'(<a href=")(#[^"]*" class="answer-ref")')
# A mark that leads to a note, a note, and its way back: whole tags, so that nothing typed looks like one.
_NOTE = re.compile(r'<(?:a href="#|li id=")[^"]*fn(?:ref)?[0-9-]+"(?: id="[^"]*")?')
_ID = re.compile(r'(id="|href="#)')


def read_references(md: MarkdownIt) -> None:
    """Add the rule to a parser; it reads the questions from ``env["answer_references"]``."""
    md.inline.ruler.before("link", "answer_reference", _reference)


def written(code: str) -> str:
    """Return a reference as it is typed."""
    return f"[[{code}]]"


def rename(text: str, name: Callable[[str], str]) -> str:
    """Return the text with each reference replaced by what `name` returns for its code."""
    return _REFERENCE.sub(lambda found: name(found[1]), text) if "[[" in text else text


def places(text: str) -> list[tuple[int, int]]:
    """Return where references stand in the text, as start and end of each."""
    return [found.span() for found in _REFERENCE.finditer(text)] if "[[" in text else []


def from_elsewhere(html: str, page: str, *, mark: str = "") -> str:
    """Return the HTML of an answer for another page than its report's: references lead to `page`.

    `mark` stands before the ids of its footnotes, where answers to one question stand on one page.
    """
    if mark and "fn" in html:
        html = _NOTE.sub(lambda found: _ID.sub(rf"\g<1>{mark}", found[0]), html)
    return _LINK.sub(rf"\g<1>{page}\g<2>", html) if "answer-ref" in html else html


def _reference(state: StateInline, silent: bool) -> bool:
    """Read a reference to a question that there is; anything else stays as typed."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    known: References = state.env.get("answer_references") or {}
    if found is None or found[1] not in known:
        return False
    if not silent:
        anchor, label = known[found[1]]
        link = state.push("link_open", "a", 1)
        link.attrs = {"href": f"#{anchor}", "class": "answer-ref"}
        state.push("text", "", 0).content = label
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
