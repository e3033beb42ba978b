"""One question in the Word file: what was asked, in whose words, and what was ticked."""

from reports.documents import build
from reports.documents.word import render_word
from reports.frameworks import load
from tests.reports.documents.samples import make_source

from .reading import checked, opened, style, words


def _lines(document):
    """Return (style, words) of every paragraph outside tables."""
    content = checked(render_word(document, site_name="HAIP Reports"))
    return [(style(block), words(block)) for block in opened(content).element.body.iterchildren("{*}p")]


def test_checklists_show_what_was_not_ticked():
    question = load("haip-1.0").question("3a.iii")
    document = build(make_source({"3a.iii": ([question.options[1].id], "")}))
    boxes = [said for name, said in _lines(document) if name == "Box"]
    assert boxes == [
        ("☑" if place == 1 else "☐") + f"\u00a0{option.label}"
        for place, option in enumerate(question.options)
    ]


def test_official_wording_is_told_from_ours():
    source = make_source()
    source["sections"] = source["sections"][1:2]
    source["sections"][0]["questions"][0]["official"] = "Asked <so> & not otherwise?\nSecond line."
    source["wording"]["official_source"] = "A body"
    document = build(source)
    said = [said for _style, said in _lines(document)]
    place = said.index("Official wording: Asked <so> & not otherwise?\nSecond line. (A body)")
    assert said[place + 1] == f"Our wording: {next(document.entries).prompt}"
