"""Notes of an answer are footnotes of the Word file."""

from docx.oxml.ns import qn

from .reading import NOTES, answer, has_part, part, style, words, written


def _notes(content):
    """Return number of a note -> (style, words) of its paragraphs."""
    return {
        each.get(qn("w:id")): [(style(line), words(line)) for line in each.iter(qn("w:p"))]
        for each in part(content, NOTES)
        if each.get(qn("w:type")) is None
    }


def test_notes_are_numbered_through_the_file():
    content = written(
        "One[^b] two[^a].\n\n[^a]: First *typed*.\n[^b]: Second.", "", "Three[^1].\n\n[^1]: Third."
    )
    assert _notes(content) == {
        "1": [("footnotetext", " Second.")],
        "2": [("footnotetext", " First typed.")],
        "3": [("footnotetext", " Third.")],
    }
    (block,) = answer(content)
    assert words(block) == "One two."
    assert [each.get(qn("w:id")) for each in block.iter(qn("w:footnoteReference"))] == ["1", "2"]


def test_the_first_paragraph_of_a_note_begins_with_its_mark():
    content = written("a[^1]\n\n[^1]: - in a list\n\n    more\n\n    | t |\n    |---|\n    | u |")
    (note,) = [each for each in part(content, NOTES) if each.get(qn("w:type")) is None]
    first = note[0]
    assert first.tag == note[-1].tag == qn("w:p")
    assert [style.get(qn("w:val")) for style in first.iter(qn("w:rStyle"))] == ["footnotereference"]
    assert len(list(note.iter(qn("w:footnoteRef")))) == len(list(first.iter(qn("w:footnoteRef")))) == 1
    assert [words(block) for block in note.iter(qn("w:p")) if words(block).strip()] == [
        "in a list",
        "more",
        "t",
        "u",
    ]


def test_a_note_referred_to_twice_is_written_once():
    content = written("one[^1] two[^1]\n\n| t[^1] |\n|---|\n| u |\n\n[^1]: Note\n\n    of two")
    assert _notes(content) == {"1": [("footnotetext", " Note"), ("footnotetext", "of two")]}
    blocks = answer(content)
    fields = [code.text.split()[:2] for block in blocks for code in block.iter(qn("w:instrText"))]
    assert fields == [["NOTEREF", "_Note00001"]] * 2
    assert words(blocks[0]) == "one two1"


def test_a_note_within_a_note_is_not_lost():
    content = written(
        "a[^1] b[^4]\n\n[^1]: First[^2][^4]\n[^2]: Second[^3][^2]\n[^3]: Third[^1]\n[^4]: Fourth"
    )
    assert [[line for _style, line in note] for note in _notes(content).values()] == [
        [" First[3]2", "[3] Second[4][3]", "[4] Third1"],
        [" Fourth"],
    ]


def test_links_in_notes_have_their_relation_in_the_part_of_the_notes():
    content = written("a[^1]\n\n[^1]: [x](https://n.example) and [1b](#1b)")
    (web,) = part(content, "word/_rels/footnotes.xml.rels")
    assert (web.get("Target"), web.get("TargetMode")) == ("https://n.example", "External")
    main = part(content, "word/_rels/document.xml.rels")
    assert [each for each in main if "n.example" in each.get("Target")] == []


def test_the_separators_are_there_and_the_settings_know_them():
    content = written("a[^1]\n\n[^1]: b")
    special = [(each.get(qn("w:id")), each.get(qn("w:type"))) for each in part(content, NOTES)][:2]
    assert special == [("-1", "separator"), ("0", "continuationSeparator")]
    settings = part(content, "word/settings.xml").find(qn("w:footnotePr"))
    assert [each.get(qn("w:id")) for each in settings] == ["-1", "0"]


def test_a_report_without_notes_has_no_part_for_them():
    content = written("a [1]")
    assert not has_part(content, NOTES)
    assert part(content, "word/settings.xml").find(qn("w:footnotePr")) is None
