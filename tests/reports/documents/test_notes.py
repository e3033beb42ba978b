"""Notes go to the foot of the page, or stay under the answer; no word is lost either way."""

import re

import pytest

from reports.documents.notes import at_the_foot
from reports.text import plain, render
from tests.reports.documents.printouts import make_pdf, text_of, tight

LONG = "a long note " * 200


def _moved(markdown):
    return at_the_foot(render(markdown, anchor="1a"), of="1a", language="en")


def test_a_note_stands_before_its_mark_and_leads_back_to_it():
    html, notes = _moved("Said[^x] so.\n\n[^x]: Why *not*.")
    assert notes == ("1a-fn1",)
    assert html.strip() == (
        '<p>Said<span class="note" id="1a-fn1" lang="en" dir="ltr">'
        '<a class="note-of" href="#1a-fnref1" dir="ltr">1a [1]</a> Why <em>not</em>.</span>'
        '<sup class="footnote-ref"><a href="#1a-fn1" id="1a-fnref1" role="doc-noteref">[1]</a></sup> so.</p>'
    )


def test_a_note_that_is_referred_to_twice_stands_where_it_is_first():
    html, notes = _moved("One[^x], two[^x].\n\n[^x]: Why.")
    assert notes == ("1a-fn1",)
    assert html.count('class="note"') == 1
    assert html.index('class="note"') < html.index("two")
    assert html.count('href="#1a-fn1"') == 2
    assert "doc-backlink" not in html


def test_paragraphs_of_a_note_become_lines():
    html, _notes = _moved("One[^x].\n\n[^x]: Why.\n\n    Because.")
    assert "Why.<br>Because.</span>" in html


@pytest.mark.parametrize(
    "markdown",
    [
        f"One[^x].\n\n[^x]: {LONG}",
        "One[^x].\n\n[^x]: - a\n    - b",
        "One[^x].\n\n[^x]: Why.\n\n    | a |\n    |---|\n    | b |",
        "| a[^x] |\n|---|\n| b |\n\n[^x]: Why.",
        "# A[^x]\n\n[^x]: Why.",
        "One[^x].\n\n[^x]: See[^y].\n\n[^y]: Why.",
        "One[^x] and two[^y].\n\n[^x]: Short.\n\n[^y]: ```\n    code\n    ```",
        "None at all.\n\n[^x]: Not referred to.",
        "".join(f"Mark[^{n}] " for n in range(20))
        + "".join(f"\n\n[^{n}]: {'word ' * 20}" for n in range(20)),
    ],
)
def test_what_cannot_stand_at_the_foot_stays_as_it_is(markdown):
    html = render(markdown, anchor="1a")
    assert at_the_foot(html, of="1a", language="en") == (html, ())


def test_broken_markup_is_left_alone():
    for html in (
        '<div class="footnotes"><ol></ol></div>',
        '<div class="footnotes"><ol><li id="a"><p>x</ol></div>',
    ):
        assert at_the_foot(html, of="1a", language="en") == (html, ())


WORDS = {
    "1a": "First[^a] and again[^a], then[^b].\n\n"
    "[^a]: Note of one.\n\n[^b]: Alpha.\n\n    Beta.\n\n[^c]: Unreferred.",
    "1b": f"Second[^a].\n\n[^a]: {LONG}",
    "1c": "\n\n".join(f"Paragraph{n} " + "of words " * 60 + f"[^{n}]." for n in range(12))
    + "".join(f"\n\n[^{n}]: Remark{n} " + "which says more " * 20 for n in range(12)),
    "1d": "".join(f"Mark[^{n}] " for n in range(60))
    + "".join(f"\n\n[^{n}]: Crowd{n} " + "and more words " * 12 for n in range(60)),
    "1e": "| a[^x] |\n|---|\n| b |\n\n[^x]: Tabled.",
    "1f": "- item[^x]\n\n> quote[^y]\n\n[^x]: Listed.\n\n[^y]: Quoted.",
}


def test_no_word_is_lost_and_a_note_stands_on_the_page_of_its_mark():
    pdf, _data = make_pdf(WORDS)
    pages = [tight(page) for page in text_of(pdf).split("\f")]
    whole = "".join(pages)
    for text in WORDS.values():
        for word in set(re.findall(r"\w+", plain(text))):
            assert word in whole, word
    for n in range(60):
        assert whole.count(f"Crowd{n}andmore") == 1
    for n in range(12):
        assert whole.count(f"Remark{n}which") == 1
        mark, note = (
            next(i for i, page in enumerate(pages) if w in page)
            for w in (f"Paragraph{n}of", f"1c[{n + 1}]Remark{n}")
        )
        assert mark <= note <= mark + 1  # a paragraph may go on on the next page
    (first,) = [page for page in pages if "Firstparagraph" in page or "First[1]andagain[1],then[2]." in page]
    assert first.index("First[1]") < first.index("1a[1]Noteofone.1a[2]Alpha.Beta.")
