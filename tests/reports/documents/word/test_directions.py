"""Who listens to the file hears each part in its language; who writes from the right reads so."""

from docx.oxml.ns import qn
from docx.shared import Pt

from reports.documents import build
from reports.documents.word import render_word
from tests.reports.documents.samples import make_source

from .reading import answer, checked, opened, part, style, words, written


def _languages(node):
    """Return words -> language of the runs that name one."""
    return {
        words(run): lang.get(qn("w:val"))
        for run in node.iter(qn("w:r"))
        for lang in run.iterfind(f"{qn('w:rPr')}/{qn('w:lang')}")
        if words(run)
    }


def test_answers_are_in_their_language_and_questions_in_that_of_the_file():
    content = written("当社は**評価**する[^1]。\n\n| 区分 |\n|---|\n| 内容 |\n\n[^1]: 脚注", language="ja")
    body = opened(content).element.body
    assert set(_languages(body).values()) == {"ja-JP"}
    assert set(_languages(body)) == {"日本語", "当社は", "評価", "する", "。", "区分", "内容"}
    assert _languages(part(content, "word/footnotes.xml"))["脚注"] == "ja-JP"
    defaults = opened(content).styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Noto Sans CJK JP"


def test_paragraphs_that_begin_from_the_right_run_from_the_right():
    content = written("نختبر **النماذج** مع GPT-4 قبل\n\nWe test שלום עולם here.\n\n- أولا\n\nplain 123")
    found = [
        (
            block.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None,
            [
                words(run)
                for run in block.iter(qn("w:r"))
                if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
            ],
        )
        for block in answer(content)
    ]
    assert found == [
        (True, ["نختبر", "النماذج", "مع", "قبل"]),
        (False, ["שלום עולם"]),
        (True, ["أولا"]),
        (False, []),
    ]
    assert [words(block) for block in answer(content)] == [
        "نختبر النماذج مع GPT-4 قبل",
        "We test שלום עולם here.",
        "أولا",
        "plain 123",
    ]
    (bold,) = [run for run in answer(content)[0].iter(qn("w:r")) if words(run) == "النماذج"]
    names = [each.tag.rpartition("}")[2] for each in bold.find(qn("w:rPr"))]
    assert names == ["b", "bCs", "rtl"]
    (hebrew,) = [run for run in answer(content)[1].iter(qn("w:r")) if words(run) == "שלום עולם"]
    assert hebrew.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == "he-IL"


def test_a_table_from_the_right_begins_at_the_right():
    content = written("| النموذج | Aoba |\n|---|---|\n| a | b |", "| Model | نموذج |\n|---|---|\n| a | b |")
    for place, count in ((1, 1), (2, 0)):
        (table, _after) = answer(content, place)
        assert len(list(table.iter(qn("w:bidiVisual")))) == count


def test_a_name_from_the_right_has_the_size_of_a_title():
    name = "شركة الأمل (Al-Amal)"
    content = checked(render_word(build(make_source(name=name)), site_name="HAIP Reports"))
    document = opened(content)
    (title,) = [block for block in document.element.body if style(block) == "Title"]
    assert words(title) == name
    assert title.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    size = document.styles["Title"].element.find(f"{qn('w:rPr')}/{qn('w:szCs')}")
    assert size.get(qn("w:val")) == str(int(Pt(26).pt * 2))
    header = document.sections[0].header.paragraphs[0]
    assert header._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
