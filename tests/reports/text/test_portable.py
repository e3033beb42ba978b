"""An answer's Markdown shows the same words with other readers, and stays as it was typed where it can."""

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from reports.text import plain
from reports.text.bullets import list_typed_bullets
from reports.text.cleaning import clean
from reports.text.escaping import destination, escaped, escaped_lines
from reports.text.portable import portable

QUESTIONS = {"1b": ("1b-methods", "1b"), "ja": ("語-の", "a*")}


def other_reader() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(md, inline=False)
    return md


def fitted(text: str) -> str:
    return portable(text, name="1a", references=QUESTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain, with **bold**, *italics*, `code <b>`, [words](https://a.example/x~y) and https://b.example/~c.",
        "- one\n  - two\n\n1. three\n\n> four\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "```\n<b> ~~x~~ [[1b]] [^1]\n```",
        "**「強調」**です。\n次の行。",
        "مرحبا بالعالم",
        "two lines  \nand a break",
        "<https://a.example/~x> and <a@b.example>",
        "[[nope]] and \\[[1b]] and [1]",
    ],
)
def test_what_others_read_as_we_do_stays_as_it_was_typed(text):
    assert fitted(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n### Two\n\n- # In a list", "#### One\n\n##### Two\n\n- #### In a list"),
        ("Two\nlines\n===\n\nafter", "#### Two lines\n\n\n\nafter"),
        ("C #\n---", "#### C # ####\n"),
        ("#\n\nafter", "\n\nafter"),
        ("a[^1] b[^x y]\n\n[^1]: note", "a[^1a-1] b[^x y]\n\n[^1a-1]: note"),
        ("a[^1]\n\n[^1]: one\n[^1]: again\n[^2]: lone", None),
        ("a[^A] b[^a]\n\n[^A]: 1\n[^a]: 2", "a[^1a-note1] b[^1a-note2]\n\n[^1a-note1]: 1\n[^1a-note2]: 2"),
        ("see [[1b]] and [[ja]]", "see [1b](#1b-methods) and [a\\*](#語-の)"),
        ("・あ\n　・い", "- あ\n  - い"),
        ("```\nfor ever", "```\nfor ever\n```"),
        ("~~~ these words\nx\n~~~", "~~~\nthese words\nx\n~~~"),
        ("```\n> ```", "```\n> ```\n```"),
        ("> ```\n> in a quote", "> ```\n> in a quote"),
        ("<!-- gone\n\n<script>x</script>", "\\<!-- gone\n\n\\<script>x\\</script>"),
        ("[a]: https://a.example", "\\[a]: https://a.example"),
        ("~~not~~ 5~10", "\\~\\~not\\~\\~ 5\\~10"),
        ("![pic](https://a.example/p.png)", "[pic](https://a.example/p.png)"),
        ("![](https://a.example/p.png)", "<https://a.example/p.png>"),
        ("![pic](data:image/png;base64,AAAA) [x](data:text/html,y)", "pic x"),
        ("[x](javascript:alert(1)) [y](page)", "[x\\](javascript:alert(1)) [y\\](page)"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "| a | b |\n|---|---|\n| 1 | 2 \\| 3 |"),
        ("    **not code**\n\n-       nor this", "**not code**\n\n- nor this"),
        ("* a starred note", "\\* a starred note"),
        ("x^[1]", "x\\^[1]"),
    ],
)
def test_what_others_would_read_otherwise_is_edited(text, expected):
    if expected is None:
        expected = "a[^1a-1]\n\n[^1a-1]: one\n\n\\[^1]: again\n\n\\[^2]: lone"
    assert fitted(text) == expected


def test_what_cannot_be_fitted_in_is_shown_as_it_was_typed():
    assert fitted("- a\n\n        **deep**") == "\\- a\n\n\\*\\*deep\\*\\*"
    assert fitted(">     - ") == "\\>     -"
    assert fitted("\\" * 200_001).startswith("\\\\" * 100)


signs = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "あ",
                " ",
                "\n",
                "\n\n",
                "    ",
                "# ",
                "- ",
                "> ",
                "1. ",
                "```",
                "~~",
                "*",
                "**",
                "_",
                "`",
            ),
            *("<b>", "<!--", "[^1]", "\n[^1]: ", "[x](https://a.example)", "![", "](", ")", "|", "\n|-|-|\n"),
            *(
                "[[1b]]",
                "\\",
                "&lt;",
                "===\n",
                "---\n",
                "https://a.example/~b",
                "・",
                "[x]: y",
                "$",
                "<",
                ">",
            ),
        ]
    ),
    max_size=14,
).map("".join)


def shown(text: str) -> str:
    """Return everything that a reader with nothing but the standards shows, without spaces."""
    tokens = other_reader().parse(text)
    parts = []
    for token in tokens:
        assert token.type not in {"html_block", "code_block"}
        if token.type == "fence":
            assert not token.info
            parts.append(token.content)
        for child in token.children or []:
            assert child.type not in {"html_inline", "image", "s_open"}
            parts.append(f"[{child.meta['id'] + 1}]" if child.type == "footnote_ref" else child.content)
    return "".join("".join(parts).split())


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("![]()", ""),
        ("![a]()", "a"),
        ("x ![a]( ) y", "xay"),
        ("![](<>)", "![](<>)"),
        ("![a](<> 'b')", "![a](<>'b')"),
        ("![a](< x>)", "![a](<x>)"),
    ],
)
def test_a_picture_without_an_address_is_none_for_others_either(text, seen):
    assert shown(fitted(text)) == seen


@settings(max_examples=150)
@given(text=signs)
def test_others_show_the_same_words_and_what_follows_is_theirs_to_read(text):
    whole = f"{fitted(text)}\n\n### Next"
    tokens = other_reader().parse(whole)
    assert "Next" in [token.content for token in tokens if token.type == "inline" and token.level == 1]
    starless = str.maketrans("", "", "*_")  # bold beside Japanese, see reports.text.emphasis
    as_typed = list_typed_bullets(clean(text))
    is_as_typed = fitted(text) == escaped_lines(as_typed) != as_typed
    expected = "".join((as_typed if is_as_typed else plain(text, {"1b": ("", "1b")})).split())
    assert shown(fitted(text)).translate(starless) == expected.translate(starless)


@given(text=st.text(st.sampled_from("ab1.)-+=#>*_`~[]()<!&;|\\: あ"), max_size=12))
def test_escaped_words_show_as_they_are(text):
    assert shown(escaped(text)) == "".join(text.split())
    assert shown(f"| a |\n|---|\n| x{escaped(text)} |") == "".join(f"ax{text}".split())


def test_lines_stay_lines():
    assert escaped_lines("# a\n1. b\n\n\nc") == "\\# a\\\n1\\. b\n\nc"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b(c)?d=e&f=g&copy;h", "https://a.example/<x>\\|y", "https://a.example/_b_*c*"],
)
def test_an_address_is_read_as_it_was(address):
    tokens = other_reader().parse(f"| a |\n|---|\n| [w]({destination(address)}) |")
    (link,) = [child for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert unquote(str(link.attrGet("href"))) == address
