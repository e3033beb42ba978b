"""What assistive software is told: languages, headings of columns, notes, links."""

import pytest

from tests.reports.documents.printouts import elements, languages_over, make_pdf, opened
from tests.reports.documents.samples import make_logo

ANSWERS = {
    "1a": "回答[^1]と[方針](https://aoba.example/p)。\n\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n\n[^1]: 注。",
    "1b": {
        "text": "第二。",
        "summary": "要約。",
        "evidence": [{"title": "証拠", "address": "https://e.example/", "accessed_on": ""}],
    },
    "1g": {"tools": [{"name": "道具", "address": "https://t.example/", "purpose": "用途"}]},
}


@pytest.fixture(scope="module")
def bilingual():
    """Return a report with English questions and Japanese answers."""
    return make_pdf(ANSWERS, language="ja", logo=make_logo())[0]


def test_answers_summaries_titles_tools_notes_and_reason_are_in_their_own_language(bilingual):
    with opened(bilingual) as file:
        assert file.Root.Lang == "en"
        marked = [each for each in elements(file, "/Art", "/Span", "/Note") if "/Lang" in each]
        assert {str(each.Lang) for each in marked} == {"ja"}
        kinds = [str(each.S) for each in marked]
        assert kinds.count("/Art") == 2
        assert kinds.count("/Note") == 1
        # Reason, language's name, summary, title of evidence, words of a link, name and purpose of a tool.
        assert kinds.count("/Span") >= 7


def test_questions_and_headings_of_tools_are_in_the_language_of_the_questions(bilingual):
    with opened(bilingual) as file:
        for heading in elements(file, "/H1", "/H2", "/H3"):
            assert languages_over(heading, file) == ["en"]
        languages = sorted(languages_over(cell, file)[0] for cell in elements(file, "/TH"))
        assert languages == ["en", "en", "ja", "ja"]


def test_no_borrowed_kind_is_left(bilingual):
    with opened(bilingual) as file:
        assert elements(file, "/Caption", "/Part") == []


def test_headings_of_columns_say_so_and_cells_name_them(bilingual):
    with opened(bilingual) as file:
        heads, cells = elements(file, "/TH"), elements(file, "/TD")
        assert {str(head.A.Scope) for head in heads} == {"/Column"}
        named = {str(name) for cell in cells for name in cell.A.Headers}
        assert named == {str(head.ID) for head in heads}


def test_whatever_has_a_name_is_in_the_tree_of_names(bilingual):
    with opened(bilingual) as file:
        names = list(file.Root.StructTreeRoot.IDTree.Names)
        keys = [str(name) for name in names[::2]]
        named = [each for each in elements(file, "/TH", "/Note") if "/ID" in each]
        assert keys == sorted(str(each.ID) for each in named)
        assert all(str(each.ID) == key for key, each in zip(keys, names[1::2], strict=True))


def test_every_link_is_inside_a_link_of_the_structure(bilingual):
    with opened(bilingual) as file:
        annotations = [each for page in file.pages for each in page.get("/Annots", [])]
        assert {str(each.Subtype) for each in annotations} == {"/Link"}
        inside = {
            kid.Obj.objgen
            for element in elements(file, "/Link")
            for kid in element.K
            if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"
        }
        assert {each.objgen for each in annotations} == inside
        assert len(annotations) > 10
        places = {str(name) for name in list(file.Root.Names.Dests.Names)[::2]}
        targets = {str(each.Dest) for each in annotations if "/Dest" in each}
        assert targets <= places
        assert {"1a-fn1", "1a-fnref1"} <= targets


def test_pictures_have_words(bilingual):
    with opened(bilingual) as file:
        words = sorted(str(each.Alt) for each in elements(file, "/Figure"))
    assert words == [
        "Logo of Aoba Robotics (株式会社あおば)",
        "QR code of the permanent address https://r.example/v2/",
    ]
