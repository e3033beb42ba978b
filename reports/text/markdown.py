"""Markdown answers to safe HTML.

Answers are CommonMark with tables and footnotes. Raw HTML, indented code and reference definitions
are off: each would hide or restyle text that somebody merely typed. Not here: the single rules.
"""

from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .blocks import keep_every_block
from .bullets import list_typed_bullets
from .cleaning import clean
from .emphasis import allow_cjk_emphasis
from .footnotes import read_footnotes
from .links import is_readable, settle_links
from .references import References, read_references
from .renderer import AnswerRenderer, heading_tags
from .sanitise import sanitise

RENDERER_VERSION = "2"
"""Stamped on stored HTML. Raise it with every change of what `render` writes."""

MAX_LENGTH = 200_000
"""Characters beyond which an answer is shown as plain paragraphs: its markup could take too long."""


class AnswerMarkdown(MarkdownIt):
    """A parser whose links are ours to allow."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Say whether a link or image is read as one."""
        return is_readable(url)


def render(markdown: str, *, anchor: str = "", references: References | None = None) -> str:
    """Return safe HTML for an answer; never raises.

    The ids of its footnotes start with `anchor`, so that two answers can share a page. `references` are the
    questions that it may refer to. Its headings start at h4. Markup that is too long or too deep is shown as
    typed, never dropped.
    """
    text = clean(markdown)
    if len(text) > MAX_LENGTH:
        return "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n") if part.strip())
    env: dict[str, object] = {"anchor": anchor, "answer_references": references}
    return to_html(_parse(text, env), env)


def parse(
    markdown: str, references: References | None = None, *, env: dict[str, object] | None = None
) -> list[Token]:
    """Return the tokens of an answer, for those who write it as something other than HTML.

    Those who want it as HTML too give an `env`, with an anchor in it, and hand it on to `to_html`.
    """
    env = {} if env is None else env
    env["answer_references"] = references
    return _parse(clean(markdown), env)


def to_html(tokens: list[Token], env: dict[str, object]) -> str:
    """Return the safe HTML of an answer that was parsed with this `env`."""
    md = _parser()
    return sanitise(md.renderer.render(tokens, md.options, env))


def _parse(text: str, env: dict[str, object]) -> list[Token]:
    tokens = _parser().parse(list_typed_bullets(text), env)
    heading_tags(tokens)
    return tokens


@cache
def _parser() -> AnswerMarkdown:
    md = AnswerMarkdown("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=AnswerRenderer)
    md.enable("table")
    md.disable(["code", "html_block", "html_inline", "reference"])
    read_footnotes(md)
    read_references(md)
    keep_every_block(md)
    allow_cjk_emphasis(md)
    settle_links(md)
    return md
