"""Two writers of one answer, without JavaScript: keep one, take the other, or put both into the field."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.models import AnswerRevision
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ORG

ADDRESS = reverse("workspace:section", args=[ORG, DRAFT, "1"])
BASE = "One.\n\nTwo."


@pytest.fixture
def writer(site):
    return site.client("editor")


@pytest.fixture
def conflict(site, writer):
    """The page that the second writer gets: the owner changed the first paragraph, they the second."""
    people = site.people
    save_answer(report=site.draft, code="1a", choices=[], text=BASE, base=1, by=people["editor"])
    theirs = "One, theirs.\n\nTwo."
    save_answer(report=site.draft, code="1a", choices=[], text=theirs, base=2, by=people["owner"])
    response = writer.post(ADDRESS, {"1a-text": "One.\n\nTwo, mine.", "1a-base": "2"})
    assert response.status_code == 409
    return response


def _sent(response) -> dict[str, str]:
    """Return what the page would send again for 1a."""
    page = parse(response.content)
    inputs = page.xpath("//article[@id='1a']//input[@type='hidden' or @type='text' or @type='url']")
    sent = {each.get("name"): each.get("value") or "" for each in inputs}
    areas = page.xpath("//article[@id='1a']//textarea")
    return sent | {area.get("name"): (area.text or "").lstrip("\n") for area in areas}


def _texts(site) -> list[str]:
    rows = AnswerRevision.objects.filter(answer__report=site.draft, answer__code="1a").order_by("number")
    return list(rows.values_list("text", flat=True))[1:]


def test_both_are_put_into_the_field_and_saved_when_the_writer_says_so(site, writer, conflict):
    offered = writer.post(ADDRESS, _sent(conflict) | {"merge": "1a"})
    assert offered.status_code == 422
    assert _texts(site) == [BASE, "One, theirs.\n\nTwo."]
    assert _sent(offered)["1a-text"] == "One, theirs.\n\nTwo, mine."
    assert "Not saved yet: read it" in text_of(offered.content)
    assert writer.post(ADDRESS, _sent(offered)).status_code == 302
    assert _texts(site) == [BASE, "One, theirs.\n\nTwo.", "One, theirs.\n\nTwo, mine."]


@pytest.mark.parametrize("seen", ["", "abc", "-1", "9" * 30])
def test_a_base_that_was_tampered_with_loses_no_word(site, writer, conflict, seen):
    offered = writer.post(ADDRESS, _sent(conflict) | {"merge": "1a", "1a-seen": seen})
    text = _sent(offered)["1a-text"]
    assert offered.status_code == 422
    assert all(words in text for words in ("One, theirs.", "Two, mine."))


def test_taking_theirs_keeps_ones_own_in_the_history(site, writer, conflict):
    assert writer.post(ADDRESS, _sent(conflict) | {"theirs": "1a"}).status_code == 302
    theirs, mine = "One, theirs.\n\nTwo.", "One.\n\nTwo, mine."
    assert _texts(site) == [BASE, theirs, mine, theirs]
    now = site.draft.answers.by_code()["1a"]
    assert (now.restores.number, now.saved_by) == (3, site.people["editor"])


def test_keeping_mine_keeps_theirs_in_the_history(site, writer, conflict):
    assert writer.post(ADDRESS, _sent(conflict)).status_code == 302
    assert _texts(site) == [BASE, "One, theirs.\n\nTwo.", "One.\n\nTwo, mine."]


def test_typed_footnotes_become_real_ones_by_a_button(site, writer):
    data = {"1a-text": "So[1].\n\n[1] Source.", "1a-base": "1", "footnotes": "1a"}
    assert writer.post(ADDRESS, data).status_code == 302
    assert site.draft.answers.by_code()["1a"].text == "So[^1].\n\n[^1]: Source."


def test_a_refused_row_keeps_what_was_typed_at_its_field(site, writer):
    data = {"1a-text": "Words.", "1a-base": "1", "1a-evidence-0-title": "T"}
    data |= {"1a-evidence-0-address": "nowhere", "1a-evidence-0-accessed_on": ""}
    response = writer.post(ADDRESS, data)
    assert response.status_code == 422
    assert site.draft.answers.by_code()["1a"].text == "Words."
    assert _sent(response)["1a-evidence-0-address"] == "nowhere"
    refused = parse(response.content).xpath("//*[@id='id_1a-evidence-0-address-error']")
    assert "whole address" in refused[0].text_content()
