"""How an answer stands against the last cycle: on its page, as a difference, and accepted with a click."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ORG

NEXT = "2032"


@pytest.fixture
def draft(site):
    """A draft that started from the published report of 2025."""
    return builders.make_report(site.organisation, cycle=builders.make_cycle(NEXT), source=site.published)


def _since(code: str = "1a", cycle: str = NEXT) -> str:
    return reverse("workspace:since", args=[ORG, cycle, code])


def _tags(site, cycle: str = NEXT) -> dict[str, str]:
    page = parse(site.client("editor").get(reverse("workspace:section", args=[ORG, cycle, "1"])).content)
    return {tag.xpath("ancestor::article")[0].get("id"): tag.text for tag in page.xpath("//*[@data-since]")}


def _save(report, code, text, base, by):
    save_answer(report=report, code=code, choices=[], text=text, base=base, by=by)


def test_each_question_says_unchanged_edited_or_new(site, draft):
    editor = site.people["editor"]
    _save(draft, "1b", "Edited.", 1, editor)
    empty = builders.make_report(site.organisation, cycle=builders.make_cycle("2033"))
    _save(empty, "1a", "Something else.", None, editor)
    tags = _tags(site)
    assert (tags["1a"], tags["1b"]) == ("Unchanged since Cycle 2025", "Edited since Cycle 2025")
    assert _tags(site, "2033") == {"1a": "Edited since Cycle 2025"}


def test_what_had_no_earlier_words_is_new(site):
    owner = site.people["owner"]
    first = builders.make_report(site.organisation, cycle=builders.make_cycle("2034"))
    builders.fill_report(first, owner, leave_out={"statement"})
    version = builders.published_version(builders.submitted_report(first), by=site.people["secretariat"])
    later = builders.make_report(site.organisation, cycle=builders.make_cycle("2035"), source=version.report)
    _save(later, "statement", "Who we are.", None, owner)
    page = site.client("editor").get(reverse("workspace:section", args=[ORG, "2035", "0"]))
    tags = parse(page.content).xpath("//article[@id='statement']//*[@data-since]")
    assert [tag.text for tag in tags] == ["New since Cycle 2034"]


def test_the_difference_is_one_click_away(site, draft):
    text = draft.answers.by_code()["1a"].text
    _save(draft, "1a", text.replace("says", "now says <b>"), 1, site.people["editor"])
    response = site.client("viewer").get(_since())
    page = parse(response.content)
    assert [each.text_content() for each in page.iter("ins")] == ["added: now "] or "now" in text_of(
        response.content
    )
    assert page.xpath("//main//b") == []
    assert page.xpath("//main//form") == []


def test_a_click_says_that_it_is_still_true(site, draft):
    client = site.client("editor")
    page = parse(client.get(_since()).content)
    base = page.xpath("//main//input[@name='base']")[0].get("value")
    response = client.post(_since(), {"base": base})
    assert response.headers["Location"] == reverse("workspace:section", args=[ORG, NEXT, "1"]) + "#1a"
    now = draft.answers.by_code()["1a"]
    assert (now.number, now.carried, now.saved_by) == (2, {}, site.people["editor"])
    assert _tags(site)["1a"] == "Unchanged since Cycle 2025"


def test_nothing_is_accepted_that_somebody_changed_meanwhile(site, draft):
    owner = site.people["owner"]
    carried = {"cycle": "Cycle 2025", "framework": "haip-1.0", "items": ["1a"]}
    save_answer(report=draft, code="1a", choices=[], text="X.", base=1, by=owner, carried=carried)
    for base in ("1", "", "abc"):
        response = site.client("editor").post(_since(), {"base": base}, follow=True)
        assert "Somebody has saved this answer since" in text_of(response.content)
    assert draft.answers.by_code()["1a"].number == 2


@pytest.mark.parametrize("code", ["9z", "2g", "1%00"])
def test_no_such_answer(site, draft, code):
    assert site.client("editor").get(_since().replace("/1a/", f"/{code}/")).status_code == 404


def test_nothing_to_compare_is_not_there(site):
    builders.make_report(site.organisation, cycle=builders.make_cycle("2024"))
    assert site.client("editor").get(_since(cycle="2024")).status_code == 404


def test_a_draft_that_started_empty_is_held_against_the_last_published(site):
    response = site.client("viewer").get(_since(cycle=DRAFT))
    assert response.status_code == 200
    assert "Edited since Cycle 2025" in text_of(response.content)
