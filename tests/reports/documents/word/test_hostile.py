"""No text breaks the file, and none is lost on the way into it."""

import re
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from reports.documents.parts import Evidence
from reports.documents.word import render_word
from reports.documents.word.markup import legal
from tests.reports.text.texts import any_text

from .reading import NOTES, answer, checked, has_part, opened, part, report, style, words, written

# A file takes a tenth of a second: what fails is shown as it was drawn, not made smaller.
SLOW = settings(
    max_examples=10, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
BLOCKS = (
    *("- {}", "1. {}", "> {}", "# {}", "**{}**", "`{}`", "```\n{}\n```", "| {} | b |\n|---|---|\n| c | {} |"),
    *("{}[^n]\n\n[^n]: {}", "[{}](https://x.example)", "- a\n  - {}\n    1. {}", "---\n\n{}", "{}\\\n{}"),
)
pieces = st.lists(
    st.tuples(st.sampled_from(BLOCKS), st.text(st.sampled_from("ab01 é安全ab"), min_size=1, max_size=9)),
    max_size=12,
)


def _letters(text):
    return re.sub(r"[\s\u21a9\ufe0e]+|\[\d+\]", "", text)


def _said(content):
    """Return all letters of the answers, notes at the end, marks of notes left out."""
    blocks = [block for place in (1, 2, 3) for block in answer(content, place) if style(block) != "Gap"]
    if has_part(content, NOTES):
        blocks += part(content, NOTES)
    for block in blocks:
        for named in list(block.iter(qn("w:rStyle"))):
            if named.get(qn("w:val")) == "footnotereference":
                named.getparent().getparent().clear()
    return _letters("".join(map(words, blocks)))


def _on_page(document):
    """Return the same of the HTML."""
    texts, notes = [], []
    for entry in list(document.entries)[:3]:
        if entry.html:
            root = lxml_html.fragment_fromstring(legal(entry.html), create_parent="div")
            for block in root.xpath("./div[@class='footnotes']"):
                notes.append(block.text_content())
                block.drop_tree()
            texts.append(root.text_content())
    return _letters("".join(texts + notes))


@SLOW
@given(texts=st.lists(pieces, min_size=3, max_size=3))
def test_every_word_of_an_answer_is_there(texts):
    markdown = ["\n\n".join(block.replace("{}", said) for block, said in each) for each in texts]
    document = report(*markdown)
    content = checked(render_word(document, site_name="HAIP Reports"))
    assert _said(content) == _on_page(document)


@SLOW
@given(texts=st.lists(any_text, min_size=3, max_size=3), name=any_text, title=any_text)
@example(texts=["\x00\x0b\x1f\ufffe", "\ud800", "a\x0cb"], name="\x00<&>\ud800", title='"\x01\uffff')
def test_no_text_breaks_the_file(texts, name, title):
    document = report(*texts)
    first, *others = document.sections[0].entries
    link = Evidence(title, f"https://e.example/{title}", "")
    hurt = replace(first, summary=title, evidence=(link,))
    section = replace(document.sections[0], entries=(hurt, *others))
    changed = replace(
        document,
        organisation=replace(document.organisation, name=name, website=name),
        sections=(section,),
        reason=title,
        sha256=title,
        cycle_label=name,
    )
    content = checked(render_word(changed, site_name=name, address=name, operator=title))
    assert legal(name)[:255].strip() == opened(content).core_properties.author.strip()


@pytest.mark.parametrize("depth", [9, 400])
def test_very_deep_markup_is_kept(depth):
    content = written(*(sign * depth + "core" for sign in ("- ", "1. ", "> ")))
    for place in (1, 2, 3):
        assert words(answer(content, place)[-1]).endswith("core")


def test_very_deep_html_is_kept():
    document = report("text")
    first, *others = document.sections[0].entries
    html = "<ul><li>" * 300 + "core" + "</li></ul>" * 300
    section = replace(document.sections[0], entries=(replace(first, html=html), *others))
    content = checked(render_word(replace(document, sections=(section,)), site_name="HAIP Reports"))
    assert words(answer(content)[-1]) == "core"
