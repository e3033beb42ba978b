"""What an answer holds is what Word knows by that name: headings, lists, tables, quotations, links."""

import pytest
from docx.oxml.ns import qn

from .reading import answer, opened, part, style, words, written


def _items(content):
    """Return (number of the list, level, words) of the items of the first answer."""
    found = []
    for block in answer(content):
        marks = block.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if marks is not None:
            number, level = (marks.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("numId", "ilvl"))
            found.append((number, int(level), words(block)))
    return found


def _lists(content):
    """Return number of a list -> (format, start)."""
    root = part(content, "word/numbering.xml")
    formats = {
        each.get(qn("w:abstractNumId")): each.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val"))
        for each in root.iter(qn("w:abstractNum"))
    }
    return {
        each.get(qn("w:numId")): (
            formats[each.find(qn("w:abstractNumId")).get(qn("w:val"))],
            [
                (start.getparent().get(qn("w:ilvl")), start.get(qn("w:val")))
                for start in each.iter(qn("w:startOverride"))
            ],
        )
        for each in root.iter(qn("w:num"))
    }


def test_headings_are_headings_below_the_question():
    content = written("# A\n\n### B\n\n##### C\n\ntext")
    assert [(style(block), words(block)) for block in answer(content)] == [
        ("Heading4", "A"),
        ("Heading5", "B"),
        ("Heading6", "C"),
        ("", "text"),
    ]
    levels = {
        name: opened(content)
        .styles[f"Heading {name}"]
        .element.find(f".//{qn('w:outlineLvl')}")
        .get(qn("w:val"))
        for name in (4, 5, 6)
    }
    assert levels == {4: "3", 5: "4", 6: "5"}


def test_lists_nest_and_each_counts_for_itself():
    content = written(
        "1. one\n   - x\n     1. deep\n2. two\n\ntext\n\n1. again\n\ntext\n\n7. seven\n8. eight"
    )
    items = _items(content)
    assert [item[1:] for item in items] == [
        (0, "one"),
        (1, "x"),
        (2, "deep"),
        (0, "two"),
        (0, "again"),
        (0, "seven"),
        (0, "eight"),
    ]
    numbers = [item[0] for item in items]
    assert numbers[0] == numbers[3]
    assert numbers[5] == numbers[6]
    assert len({numbers[0], numbers[1], numbers[2], numbers[4], numbers[5]}) == 5
    lists = _lists(content)
    assert lists[numbers[0]] == lists[numbers[4]] == ("decimal", [("0", "1")])
    assert lists[numbers[1]] == ("bullet", [])
    assert lists[numbers[2]] == ("decimal", [("2", "1")])
    assert lists[numbers[5]] == ("decimal", [("0", "7")])


def test_a_second_paragraph_of_an_item_stands_below_it_without_a_number():
    content = written("1. one\n\n   more\n\n   > said\n\n2. two")
    found = [
        (
            words(block),
            style(block),
            block.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None,
            block.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:left")),
        )
        for block in answer(content)
    ]
    assert found == [
        ("one", "ListParagraph", True, "360"),
        ("more", "ListParagraph", False, "360"),
        ("said", "Quote", False, "720"),
        ("two", "ListParagraph", True, "360"),
    ]


def test_an_item_that_begins_with_a_list_or_a_table_has_its_own_mark():
    content = written("- - inner\n- | a |\n  |---|\n  | b |")
    assert [item[1:] for item in _items(content)] == [(0, ""), (1, "inner"), (0, "")]


def test_numbers_beyond_what_word_can_count_are_written_out():
    content = written("20231105. launched\n20231106. improved")
    assert [words(block) for block in answer(content)] == ["20231105.\tlaunched", "20231106.\timproved"]
    assert _items(content) == []


def test_emphasis_code_and_line_breaks():
    (block,) = answer(written("a **b *c*** `d  e`\\\nf\ng"))
    assert words(block) == "a b c d e\nf g"
    looks = {
        words(run): sorted(each.tag.rpartition("}")[2] for each in run.find(qn("w:rPr")))
        for run in block.iter(qn("w:r"))
        if run.find(qn("w:rPr")) is not None
    }
    assert looks["b "] == ["b"]
    assert looks["c"] == ["b", "i"]
    assert looks["d e"] == ["rStyle"]


def test_japanese_lines_are_joined_without_a_space():
    (block,) = answer(written("安全性を\n評価する。", language="ja"))
    assert words(block) == "安全性を評価する。"


def test_fenced_text_keeps_its_lines_and_spaces():
    (block,) = answer(written("```python\nif a:\n    b\tc\n\nd\n```"))
    assert style(block) == "Code"
    assert words(block) == "python\nif a:\n    b\tc\n\nd"


def test_a_rule_is_drawn_and_quotations_nest():
    found = [
        (style(block), words(block), indent and indent[0].get(qn("w:left")))
        for block in answer(written("> one\n>\n> > two\n\n---\n\nend"))
        for indent in [block.findall(f"{qn('w:pPr')}/{qn('w:ind')}")]
    ]
    assert found == [("Quote", "one", "360"), ("Quote", "two", "720"), ("Rule", "", []), ("", "end", [])]


def test_tables_repeat_their_heading_and_keep_rows_and_sides():
    content = written(
        "| Model | Hours | Owner |\n|---|--:|:-:|\n| **Aoba** with a long description of it | 12 | x |\n| b |"
    )
    (table, _after) = answer(content)
    rows = list(table.iter(qn("w:tr")))
    assert [[words(cell) for cell in row.iter(qn("w:tc"))] for row in rows] == [
        ["Model", "Hours", "Owner"],
        ["Aoba with a long description of it", "12", "x"],
        ["b", "", ""],
    ]
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    sides = [[side.get(qn("w:val")) for side in cell.iter(qn("w:jc"))] for cell in rows[1].iter(qn("w:tc"))]
    assert sides == [[], ["right"], ["center"]]
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert widths[0] > 2 * widths[1]
    assert sum(widths) == pytest.approx(9072, abs=5)


def test_a_table_without_headings_has_no_empty_row():
    (table, _after) = answer(written("|  |  |\n|---|---|\n| a | b |"))
    assert [words(row) for row in table.iter(qn("w:tr"))] == ["ab"]
    assert list(table.iter(qn("w:tblHeader"))) == []


@pytest.mark.parametrize("count", [2, 6, 25])
def test_wide_tables_stay_on_the_page(count):
    row = "|" + " words words |" * count
    (table, _after) = answer(written(f"{row}\n|{'---|' * count}\n{row}"))
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert len(widths) == count
    assert sum(widths) <= 9072
    assert min(widths) > 9072 / count / 2


def test_links_lead_to_the_web_and_to_questions():
    content = written(
        'See [policy](https://x.example/a?b=1&c=2 "The policy"), [](https://y.example), 2a and 1b.\n\n'
        "![Chart](https://i.example/c.png) mail <mailto:a@b.example>"
    )
    targets = {
        each.get("Id"): each.get("Target")
        for each in part(content, "word/_rels/document.xml.rels")
        if each.get("TargetMode") == "External"
    }
    links = [link for block in answer(content) for link in block.iter(qn("w:hyperlink"))]
    found = [
        (words(link), targets.get(link.get(qn("r:id")), ""), link.get(qn("w:tooltip"))) for link in links
    ]
    assert ("policy", "https://x.example/a?b=1&c=2", "The policy") in found
    assert ("Chart", "https://i.example/c.png", None) in found
    assert ("mailto:a@b.example", "mailto:a@b.example", None) in found
    assert all(style.get(qn("w:val")) == "Hyperlink" for link in links for style in link.iter(qn("w:rStyle")))


def test_a_reference_to_a_question_leads_to_its_heading():
    content = written("As said in [1b](#1b) above.")
    (link,) = [link for block in answer(content) for link in block.iter(qn("w:hyperlink"))]
    (heading,) = [
        mark.getparent()
        for mark in opened(content).element.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")) == link.get(qn("w:anchor"))
    ]
    assert words(heading).startswith("1b ")


def test_an_address_that_word_cannot_follow_is_written_out():
    address = "https://x.example/" + "a" * 2100
    content = written(f"See [policy]({address}).")
    (block,) = answer(content)
    assert words(block) == f"See policy ({address})."
    assert list(block.iter(qn("w:hyperlink"))) == []
