"""References to other answers: links that say what their question is called where they are shown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import plain, render
from reports.text.references import from_elsewhere, rename, written

KNOWN = {"1a": ("q-1a", "1a"), "risk-metrics.text": ("risk-metrics-text", "Q3"), "x": ("x", "<b>Ünsafe</b>")}


def html(text: str, **known) -> str:
    return render(text, references=known or KNOWN).strip()


def test_a_reference_is_a_link_that_says_the_number():
    assert html("See [[1a]].") == '<p>See <a href="#q-1a" class="answer-ref">1a</a>.</p>'


def test_it_follows_renumbering():
    text = "See [[1a]]."
    assert "7z" in html(text, **{"1a": ("q-1a", "7z")})
    assert plain(text, {"1a": ("q-1a", "7z")}) == "See 7z."


def test_codes_with_points_and_hyphens_are_read():
    assert ">Q3</a>" in html("（[[risk-metrics.text]]）を参照")


@pytest.mark.parametrize(
    "text",
    ["[[9z]]", "[[]]", "[[ 1a]]", "[[1a]", "[1a]", "[[1a|words]]", "`[[1a]]`", "\\[[1a]]", "[[1a\n]]"],
)
def test_what_is_no_reference_stays_as_typed(text):
    assert "answer-ref" not in html(text)
    assert "1a" in html(text) or "9z" in html(text) or "[[]]" in html(text)


def test_a_fence_is_left_alone():
    assert "[[1a]]" in html("```\n[[1a]]\n```")


def test_a_label_is_never_markup():
    assert "&lt;b&gt;Ünsafe&lt;/b&gt;" in html("[[x]]")


def test_there_is_never_a_link_in_a_link():
    """A reference between the brackets of a link is a link; what is around it stays as typed."""
    found = html("[see [[1a]]](https://a.example)")
    assert found.replace("</a>", "<a ").count("<a ") == 4
    assert ">1a</a>](<a " in found


def test_without_questions_it_stays_as_typed():
    assert render("See [[1a]].") == "<p>See [[1a]].</p>\n"
    assert plain("See [[1a]].") == "See [[1a]]."


def test_on_another_page_it_leads_to_the_report():
    link = html("See [[1a]] and [there](#here)[^1].\n\n[^1]: Note.")
    moved = from_elsewhere(link, "/reports/a/2026/")
    assert 'href="/reports/a/2026/#q-1a" class="answer-ref"' in moved
    assert 'href="#here"' in moved
    assert moved.count("/reports/a/2026/") == 1


def test_footnotes_of_two_peers_on_one_page_do_not_meet():
    text = 'So[^1], again[^1]; typed: <li id="fn1"> and " id="1a-fn1".\n\n[^1]: Note.'
    stored = render(text, anchor="1a")
    moved = from_elsewhere(stored, "/r/", mark="p7-")
    ids = re.findall(r'<[^>]* id="([^"]*)"', moved)
    assert ids == ["p7-1a-fnref1", "p7-1a-fnref1-2", "p7-1a-fn1"]
    assert re.findall(r'href="#([^"]*)"', moved) == [
        "p7-1a-fn1",
        "p7-1a-fn1",
        "p7-1a-fnref1",
        "p7-1a-fnref1-2",
    ]
    assert moved.replace("p7-", "") == stored, "nothing else is touched"
    assert from_elsewhere(stored, "/r/") == stored


def test_references_are_renamed_one_by_one():
    names = {"1a": "[[risk]]", "1b": "1b (2025)"}
    assert rename("[[1a]], [[1b]]; [[1a]]", names.__getitem__) == "[[risk]], 1b (2025); [[risk]]"


@given(st.text())
def test_renaming_to_itself_changes_nothing(text):
    assert rename(text, written) == text
