"""Answers put together keep every word; their notes stay theirs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import clean, plain
from reports.text.joining import Part, append, bold_lines, close_fence, join, rename_notes, rows_list, stack

NOTES = "See the note[^1] and the other[^b].\n\n[^1]: First note.\n[^b]: Second note."


def test_a_text_alone_stays_as_it_is():
    assert join([Part("2g.i Security", "2g-i", NOTES)]) == NOTES


def test_several_texts_stand_under_bold_lines_with_notes_of_their_own():
    parts = [
        Part("2g.i Security", "2g-i", "One[^1].\n\n[^1]: A."),
        Part("2g.iv", "2g-iv", "Two[^1].\n\n[^1]: B."),
    ]
    assert join(parts) == (
        "**2g.i Security**\n\nOne[^2g-i-1].\n\n[^2g-i-1]: A.\n\n**2g.iv**\n\nTwo[^2g-iv-1].\n\n[^2g-iv-1]: B."
    )


def test_new_labels_are_never_those_of_another_text():
    parts = [Part("A", "2g", "One[^i-1].\n\n[^i-1]: A."), Part("B", "2g-i", "Two[^1].\n\n[^1]: B.")]
    labels = re.findall(r"^\[\^([^\]]+)\]:", join(parts), re.MULTILINE)
    assert labels == ["2g-i-1", "2g-i-1-2"]


@pytest.mark.parametrize(
    "text",
    [
        "Typed [^1] without a note.",
        "A pattern `[^1]` in code[^2].\n\n[^2]: Note.",
        "```\n[^1]: code\n```\n\nAfter[^2].\n\n[^2]: Note.",
        "~~~ text\nx[^1]\n~~~\n\nAfter[^2].\n\n[^2]: Note.",
        "``two ` [^1] ``\n\nAfter[^2].\n\n[^2]: Note.",
        "Over `two\nlines [^1]` of code[^2].\n\n[^2]: Note.",
        "・点\n続き\n\n```\n[^1]\n```\n\n本文[^2]。\n\n[^2]: 注。",
        "Escaped \\[^1] and real[^2].\n\n[^2]: Note.\n\n[^1]: Nobody refers to it.",
        "- item\n\n  ```\n  [^1]\n  ```\n\n> quoted[^2]\n\n[^2]: Note.",
    ],
)
def test_what_is_no_footnote_stays_as_typed(text):
    renamed = rename_notes(text, "p", set())
    assert len(re.findall(re.escape("[^1]"), renamed)) >= 1
    assert re.sub(r"\[\^p-(\w+)\]", r"[^\1]", renamed) == text


@pytest.mark.parametrize(
    "text",
    [
        NOTES,
        "> In a quote[^1].\n\n> [^1]: Quoted note.",
        "| a | b |\n|---|---|\n| x[^1] | y |\n\n[^1]: Of the table.",
        "・最初[^1]\n・次\n本文[^1]\n\n[^1]: 注。",
        "https://a.example[^1] and **bold[^1]**\n\n[^1]: With `[^1]` in code.",
        "A lone ` mark[^1]\n\nand another ` there[^1].\n\n[^1]: Note.",
        "\\` not code[^1] `.\n\n[^1]: Note.",
        "[link [^1] in it](https://a.example) [^1] (see there)\n\n[^1]: Note.",
        "[^1](https://a.example) is a link, this[^1] a note.\n\n[^1]: Note.",
    ],
)
def test_renamed_notes_read_as_before(text):
    renamed = rename_notes(text, "x-1", set())
    assert "[^x-1-1]" in renamed
    assert plain(renamed) == plain(text)


FRAGMENTS = st.sampled_from(
    [
        "word", "語", " ", "\n", "\n\n", "[^1]", "[^b]", "\n\n[^1]: note", "\n\n[^b]: 注", "`", "``", "\\",
        "\n```\n", "\n~~~\n", "- ", "> ", "・", "| a | b |\n|---|---|\n| c[^1] | d |\n", "**", "#### ", "(x)",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join).map(clean)


def _bare(text: str) -> str:
    return re.sub(r"\[\^[^\] \n]+\]", "[^]", text)


@given(TEXTS)
def test_only_labels_change_and_the_text_reads_the_same(text):
    renamed = rename_notes(text, "p", set())
    assert _bare(renamed) == _bare(text)
    assert re.sub(r"\[\^[^\]]+\]", "", plain(renamed)) == re.sub(r"\[\^[^\]]+\]", "", plain(text))


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_joined_texts_read_as_they_did_alone(texts):
    parts = [Part(f"Part {number}", f"p{number}", text) for number, text in enumerate(texts)]
    joined = join(parts)
    bare, position = _bare(joined), 0
    for part in parts:
        block = f"**{part.heading}**\n\n{_bare(part.text)}".rstrip()
        position = bare.index(block, position) + len(block)
    headings = [line for line in plain(joined).split("\n") if re.fullmatch(r"Part \d", line)]
    assert headings == [part.heading for part in parts], "a heading was read as part of what stands above it"


@given(TEXTS, TEXTS)
def test_appending_leaves_what_stands(standing, text):
    whole = append(standing, text, "n")
    assert whole.startswith(standing)
    assert _bare(whole).endswith(_bare(text))
    if standing and text:
        between = _bare(whole)[len(_bare(standing)) : -len(_bare(text))]
        assert re.fullmatch(r"(\n(`{3,}|~{3,}))?\n\n", between)


@pytest.mark.parametrize("text", ["```\ncode", "~~~~ x\ncode\n~~~", "words\n\n```", "> ```\n> quoted"])
def test_an_open_fence_takes_nothing_from_what_follows(text):
    assert plain(stack([text, "**Next**"])).endswith("\nNext")
    assert close_fence("```\ncode\n```") == "```\ncode\n```"


def test_ticks_and_tools_in_words():
    assert bold_lines([]) == ""
    assert bold_lines(["はい"]) == "**はい**"
    assert bold_lines(["One", "Two"]) == "- **One**\n- **Two**"
    tools = [{"name": "Bench", "address": "https://b.example", "purpose": "Tests\nmodels"}, {"name": "X"}]
    names = ("name", "address", "purpose")
    assert rows_list(tools, names) == "- Bench · https://b.example · Tests models\n- X"
