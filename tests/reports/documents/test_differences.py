"""What changed between two documents: every change is there, and nothing that did not change."""

import io
import subprocess

import pikepdf
import pytest

from reports.documents import build
from reports.documents.differences import (
    EDITED,
    GONE,
    NEW,
    counted,
    differences,
    profile_differences,
    render_differences,
)
from tests.reports.documents.samples import make_source

LINK = {"title": "Card", "address": "https://e.example/card", "accessed_on": "2026-03-01"}
TOOL = {"name": "Scale", "address": "https://t.example/scale", "purpose": "Counts"}
THEN = {
    "1a": "Kept as it is.",
    "1b": "The words were these.",
    "1c": "Only said then.",
    "1d": (["yes"], "Same words."),
    "1f": {"text": "Same words.", "summary": "Short then.", "evidence": [LINK]},
}
NOW = {
    "1a": "Kept as it is.",
    "1b": "The words are those.",
    "1d": (["no"], "Same words."),
    "1e": "Only said now.",
    "1f": {"text": "Same words.", "summary": "Short now."},
}


def document(answers, **more):
    return build(make_source(answers, **more), draft=True)


def found(then, now, **more):
    sections = differences(document(then, **more), document(now, **more))
    return {change.entry.code: change for section in sections for change in section.changes}


def text_of(pdf):
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return " ".join(said.decode().split())


@pytest.fixture(scope="module")
def pdf():
    return render_differences(document(NOW), before=document(THEN), since="2025", site_name="HAIP Reports")


def test_each_change_is_found_once_and_called_by_its_name():
    changes = found(THEN, NOW)
    assert {code: change.kind for code, change in changes.items()} == {
        "1b": EDITED,
        "1c": GONE,
        "1d": EDITED,
        "1e": NEW,
        "1f": EDITED,
    }
    assert (changes["1d"].gone, changes["1d"].new) == (("Yes",), ("No",))
    assert changes["1d"].text.is_equal
    assert changes["1f"].gone == ("Card · https://e.example/card · 2026-03-01",)
    assert not changes["1f"].summary.is_equal


def test_nothing_changed_is_nothing_found():
    assert differences(document(THEN), document(THEN)) == ()


def test_every_answer_that_says_something_is_counted_once():
    then, now = document(THEN), document(NOW)
    assert counted(now, differences(then, now)) == {EDITED: 3, NEW: 1, GONE: 1, "unchanged": 1}
    assert counted(then, ()) == {EDITED: 0, NEW: 0, GONE: 0, "unchanged": 5}


def test_the_profile_is_compared_fact_by_fact():
    then = document({}, name="Aoba", ai_roles=["deployer"], size_band="1-9")
    now = document({}, name="Aoba K.K.", ai_roles=["deployer", "model_developer"], size_band="")
    gone, new = profile_differences(then, now)
    assert gone == ("Name: Aoba", "Size: 1 to 9 employees")
    assert new == ("Name: Aoba K.K.", "Role in AI: Model developer")
    assert profile_differences(then, then) == ((), ())


@pytest.mark.parametrize(
    ("then", "now", "gone", "new"),
    [
        (
            {"practices": {"risk-register": "planned"}},
            {"practices": {"risk-register": "in_place"}},
            "Planned",
            "In place",
        ),
        ({"tools": [TOOL]}, {"tools": [TOOL | {"purpose": "Weighs"}]}, "Counts", "Weighs"),
    ],
)
def test_practices_and_tools_are_compared_in_words(then, now, gone, new):
    code = "risk-classification" if "practices" in then else "tools-and-metrics.text"
    change = found({code: then}, {code: now}, framework_id="haip-2.0")[code]
    assert [gone in words for words in change.gone] == [True]
    assert [new in words for words in change.new] == [True]


def test_the_file_says_what_changed_and_leaves_the_rest_out(pdf):
    said = text_of(pdf)
    for words in ("What changed, 2025 to 2026", "Only said then.", "Only said now.", "Short", "Card ·"):
        assert words in said
    assert "Kept as it is." not in said
    assert "Edited answers 3" in said
    assert "New answers 1" in said
    assert "Answers taken out 1" in said
    assert "Unchanged answers 1" in said


def test_every_page_says_that_it_is_a_draft_and_the_file_is_tagged(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en"
        pages = len(opened.pages)
    assert text_of(pdf).count("Draft, not published") >= pages


def test_nothing_changed_is_said():
    pdf = render_differences(document(THEN), before=document(THEN), since="2025", site_name="HAIP Reports")
    assert "Nothing changed." in text_of(pdf)


def test_what_was_typed_is_never_markup():
    now = {"1a": "<script>alert(1)</script> <b>bold</b> & so on"}
    pdf = render_differences(document(now), before=document({}), since="2025", site_name="HAIP Reports")
    assert "<script>alert(1)</script> <b>bold</b> & so on" in text_of(pdf)
