"""Footnotes: ``[^1]`` in an answer and ``[^1]: …`` under it.

The parsing rules are those of mdit-py-plugins. Its last step drops a note that nothing refers to and
all but the last of two notes with one label; the step here keeps both where they were typed.
A plain ``[1]`` is no footnote: it stays as typed.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref


def read_footnotes(md: MarkdownIt) -> None:
    """Add the rules for footnotes to a parser."""
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.after("image", "footnote_ref", footnote_ref)
    md.core.ruler.after("inline", "footnote_tail", _move_notes_to_end)


def _move_notes_to_end(state: StateCore) -> None:
    """Take the notes that are referred to out of the flow and list them under the answer."""
    data = state.env.get("footnotes")
    if not data:
        return
    flow: list[Token] = []
    open_notes: list[tuple[str, list[Token]]] = [("", flow)]
    notes: dict[str, list[Token]] = {}
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_notes.append((token.meta["label"], []))
        elif token.type == "footnote_reference_close":
            label, body = open_notes.pop()
            if data["refs"].get(f":{label}", -1) >= 0 and label not in notes:
                notes[label] = body
            else:
                open_notes[-1][1].extend(_as_typed(label, body))
        else:
            open_notes[-1][1].append(token)
    state.tokens = flow + _listed(data["list"], notes)


def _as_typed(label: str, body: list[Token]) -> list[Token]:
    """Return a note that nothing refers to as the paragraph it was typed as."""
    mark = Token("text", "", 0, content=f"[^{label}]: ")
    starts_with_text = len(body) > 1 and body[0].type == "paragraph_open"
    if starts_with_text:
        body[1].children = [mark, *(body[1].children or [])]
        return body
    inline = Token("inline", "", 0, content=mark.content, children=[mark])
    return [
        Token("paragraph_open", "p", 1, block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
        *body,
    ]


def _listed(found: dict[int, dict], notes: dict[str, list[Token]]) -> list[Token]:
    """Return the tokens of the list of notes, each with its links back into the text."""
    if not found:
        return []
    tokens = [Token("footnote_block_open", "", 1)]
    for number, note in found.items():
        body = notes[note["label"]]
        back = [
            Token("footnote_anchor", "", 0, meta={"id": number, "subId": count})
            for count in range(note["count"])
        ]
        tail = [body.pop()] if body and body[-1].type == "paragraph_close" else []
        opening = Token("footnote_open", "", 1, meta={"id": number})
        tokens += [opening, *body, *back, *tail, Token("footnote_close", "", -1)]
    return [*tokens, Token("footnote_block_close", "", -1)]
