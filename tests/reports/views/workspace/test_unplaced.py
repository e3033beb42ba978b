"""The page of texts without a place: who sees what, and what its two buttons do."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.models import UnplacedText
from reports.text.markdown import MAX_LENGTH
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ORG, SUBMITTED

PAGE = reverse("workspace:unplaced", args=[ORG, DRAFT])


@pytest.fixture
def text(site):
    """A text that waits on the draft."""
    return UnplacedText.objects.create(
        report=site.draft,
        origin="1x",
        label="Waiting label",
        text="Words <b>that</b> wait.",
        created_by=site.people["owner"],
    )


def _settle(site, role, text, **data):
    path = reverse("workspace:unplaced-settle", args=[ORG, DRAFT, text.pk])
    return site.client(role).post(path, data, follow=True)


def test_everybody_of_the_team_reads_and_writers_decide(site, text):
    for role, forms in (("viewer", 0), ("editor", 2), ("owner", 2)):
        response = site.client(role).get(PAGE)
        assert "Words <b>that</b> wait." in text_of(response.content)
        assert "Kept words of sakura-works in 2026." in text_of(response.content)
        assert len(parse(response.content).xpath("//main//form")) == forms
    assert [row["item"].origin for row in response.context["waiting"]] == ["1x"]
    assert [row["item"].origin for row in response.context["settled"]] == ["9z"]


def test_a_text_is_put_under_a_question(site, text):
    response = _settle(site, "editor", text, code="1b")
    assert "Put there. Please review the answer." in text_of(response.content)
    assert site.draft.answers.by_code()["1b"].text.endswith("\n\nWords <b>that</b> wait.")
    link = reverse("workspace:section", args=[ORG, DRAFT, "1"]) + "#1b"
    assert parse(response.content).xpath(f"//article//a[@href='{link}']")


def test_a_text_is_set_aside_with_who_and_when(site, text):
    response = _settle(site, "editor", text, aside="on", code="1b")
    assert "Set aside. It can be put under a question later as well." in text_of(response.content)
    assert UnplacedText.objects.get(pk=text.pk).placed_under == ""
    assert "by Edgar" in text_of(response.content)
    assert response.context["waiting"] == []


def test_what_was_set_aside_is_put_under_a_question_later(site):
    _settle(site, "owner", site.set_aside, code="1c")
    assert UnplacedText.objects.get(pk=site.set_aside.pk).placed_under == "1c"


@pytest.mark.parametrize("data", [{}, {"code": ""}, {"code": "2g"}, {"code": "9z"}])
def test_a_question_must_be_chosen(site, text, data):
    response = _settle(site, "editor", text, **data)
    assert response.status_code == 422
    [row] = response.context["waiting"]
    assert list(row["form"].errors) == ["code"]
    assert UnplacedText.objects.get(pk=text.pk).settled_at is None


def test_an_answer_that_would_grow_too_long_is_refused_in_words(site, text):
    save_answer(
        report=site.draft, code="1a", choices=[], text="x" * MAX_LENGTH, base=1, by=site.people["owner"]
    )
    response = _settle(site, "editor", text, code="1a")
    assert response.status_code == 422
    assert "longer than 200,000 characters" in text_of(response.content)


def test_a_text_of_another_report_is_not_there(site, text):
    path = reverse("workspace:unplaced-settle", args=[ORG, SUBMITTED, text.pk])
    assert site.client("owner").post(path, {"code": "1a"}).status_code == 404


def test_nothing_waits_on_most_reports(site):
    response = site.client("owner").get(reverse("workspace:unplaced", args=[ORG, SUBMITTED]))
    assert "Nothing waits here." in text_of(response.content)
