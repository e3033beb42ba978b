"""The page that searches and replaces: everything is shown first, and only what was ticked changes."""

import pytest
from django.urls import reverse

from reports import workflow
from reports.actions.answers import save_answer
from reports.models import AnswerRevision
from tests import builders
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.site import DRAFT, ORG, SUBMITTED

PAGE = reverse("workspace:replace", args=[ORG, DRAFT])
EVERYWHERE = ["text", "summary", "evidence", "tools"]


def write(site, text, *, code="1a", base=1, **said):
    return save_answer(
        report=site.draft, code=code, choices=[], text=text, base=base, by=site.people["owner"], **said
    )


def look(site, find, replacement="", role="editor", **ways):
    data = {"find": find, "replacement": replacement, "places": EVERYWHERE} | ways
    return site.client(role).get(PAGE, data)


def sent(response, *, without=()):
    """Return what the form on the page would send, answers left out unticked."""
    (form,) = parse(response.content).xpath("//main//form[@method='post']")
    data = {}
    for field in form.xpath(".//input[@type='hidden' or @checked]"):
        if field.get("name") != "answer" or field.get("value") not in without:
            data.setdefault(field.get("name"), []).append(field.get("value"))
    return data


def standing(site, *codes):
    words = site.draft.answers.by_code()
    return [(words[code].number, words[code].text) for code in codes]


def test_nothing_is_searched_until_asked(site):
    response = site.client("editor").get(PAGE)
    page = parse(response.content)
    assert page.xpath("//main//form/@method") == ["get"]
    assert page.xpath("//input[@name='places'][@checked]/@value") == EVERYWHERE


def test_every_place_is_shown_and_nothing_written(site):
    write(site, "One risk.\nTwo <b>risk</b>.", summary="Risk")
    write(site, "No danger, no risk.", code="1b")
    before = AnswerRevision.objects.count()
    response = look(site, "risk", "hazard")
    assert [(row["question"].code, row["number"], row["base"]) for row in response.context["found"]] == [
        ("1a", 3, 2),
        ("1b", 1, 2),
    ]
    assert "4 places · in 2 answers" in text_of(response.content)
    marked = parse(response.content).xpath("//ul[@class='rows found']/li[1]//li")
    assert [each.text_content() for each in marked] == [
        "One removed: riskadded: hazard. Two <b>risk</b>.",
        "One risk. Two <b>removed: riskadded: hazard</b>.",
        "Summary: removed: Riskadded: hazard",
    ]
    assert breaches(response.content) == []
    assert b"<b>" not in response.content
    assert AnswerRevision.objects.count() == before


def test_only_what_was_ticked_changes(site):
    for code in ("1a", "1b", "1c"):
        write(site, f"A risk in {code}.", code=code)
    client = site.client("editor")
    data = sent(look(site, "risk", "hazard"), without={"1b"})
    response = client.post(PAGE, data, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert standing(site, "1a", "1b", "1c") == [
        (3, "A hazard in 1a."),
        (2, "A risk in 1b."),
        (3, "A hazard in 1c."),
    ]
    assert "replaced in 2 answers" in text_of(response.content)
    links = parse(response.content).xpath("//div[@class='messages']//a/@href")
    assert links == [reverse("workspace:history", args=[ORG, DRAFT, code]) for code in ("1a", "1c")]
    event = site.draft.events.first()
    assert (event.name, event.data["codes"]) == ("replaced", ["1a", "1c"])


def test_what_somebody_saved_since_is_left_alone_and_named(site):
    for code in ("1a", "1b"):
        write(site, "A risk.", code=code)
    data = sent(look(site, "risk", "hazard"))
    write(site, "Another risk.", base=2)
    response = site.client("editor").post(PAGE, data, follow=True)
    assert standing(site, "1a", "1b") == [(3, "Another risk."), (3, "A hazard.")]
    assert "somebody saved them since the places were shown: 1a" in text_of(response.content)
    assert [row["question"].code for row in response.context["found"]] == ["1a"], "it is shown once more"


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30])
def test_a_base_that_is_none_is_stale(site, base):
    write(site, "A risk.")
    data = sent(look(site, "risk", "hazard")) | {"1a-base": base}
    site.client("editor").post(PAGE, data)
    assert standing(site, "1a") == [(2, "A risk.")]


def test_what_could_not_be_stored_is_said_before_and_after(site):
    evidence = [{"title": "T", "address": "https://a.example/", "accessed_on": ""}]
    write(site, "Text.", evidence=evidence)
    response = look(site, "https://", "ftp://")
    assert "would not be a web address" in text_of(response.content)
    (box,) = parse(response.content).xpath("//input[@name='answer']")
    assert (box.get("disabled") is None, box.get("checked")) == (False, None)
    data = sent(response) | {"answer": ["1a"]}
    after = site.client("editor").post(PAGE, data, follow=True)
    assert "would not be a web address" in text_of(after.content)
    assert standing(site, "1a") == [(2, "Text.")]


def test_many_places_are_counted_and_the_first_shown(site):
    write(site, "risk " * 25)
    response = look(site, "risk")
    (row,) = response.context["found"]
    assert (row["number"], len(row["shown"]), row["more"]) == (25, 10, 15)
    assert "… and 15 more." in text_of(response.content)


def test_ways_of_looking_stay_through_the_second_step(site):
    write(site, "Risk risks risk")
    response = look(site, "risk", "hazard", match_case="on", whole_words="on", places=["text"])
    site.client("editor").post(PAGE, sent(response))
    assert standing(site, "1a") == [(3, "Risk risks hazard")]


def test_spaces_count(site):
    write(site, "One  two  three")
    response = look(site, "  ", " ", places=["text"])
    assert response.context["form"]["find"].value() == "  "
    site.client("editor").post(PAGE, sent(response))
    assert standing(site, "1a") == [(3, "One two three")]


def test_nothing_ticked_and_nothing_found(site):
    write(site, "A risk.")
    data = sent(look(site, "risk", "hazard"), without={"1a"})
    response = site.client("editor").post(PAGE, data, follow=True)
    assert "No answer was ticked" in text_of(response.content)
    assert "stand nowhere" in text_of(look(site, "zzzq").content)
    data |= {"answer": ["1b", "2g", "no-such"], "1b-base": "1", "2g-base": "1"}
    response = site.client("editor").post(PAGE, data, follow=True)
    assert "in none of the ticked answers" in text_of(response.content)
    assert standing(site, "1a") == [(2, "A risk.")]


@pytest.mark.parametrize(
    "data,field",
    [
        ({"find": ""}, "find"),
        ({"find": "x" * 201}, "find"),
        ({"find": "a\nb"}, "find"),
        ({"find": "\x01"}, "find"),
        ({"replacement": "x" * 1001}, "replacement"),
        ({"places": []}, "places"),
        ({"places": ["choices"]}, "places"),
    ],
)
def test_what_can_not_be_looked_for_is_told_at_the_field(site, data, field):
    write(site, "A risk.")
    wish = {"find": "risk", "replacement": "hazard", "places": EVERYWHERE} | data
    for method in ("get", "post"):
        more = {"answer": ["1a"], "1a-base": "2"} if method == "post" else {}
        response = getattr(site.client("editor"), method)(PAGE, wish | more)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert standing(site, "1a") == [(2, "A risk.")]


def test_who_sees_the_way_there(site):
    for role, expected in (("viewer", 0), ("editor", 1), ("owner", 1)):
        for name in ("report", "preview"):
            page = parse(site.client(role).get(reverse(f"workspace:{name}", args=[ORG, DRAFT])).content)
            assert (role, name, len(page.xpath(f"//main//a[@href='{PAGE}']"))) == (role, name, expected)
    assert site.client("viewer").get(PAGE).status_code == 403


def test_a_report_that_left_the_team(site):
    sent_in = reverse("workspace:replace", args=[ORG, SUBMITTED])
    response = site.client("owner").get(sent_in, {"find": "What", "places": "text"})
    assert response.headers["Location"] == reverse("workspace:report", args=[ORG, SUBMITTED])
    write(site, "A risk.")
    data = sent(look(site, "risk", "hazard"))
    workflow.apply("submit", report=site.draft, actor=site.people["owner"], **builders.ATTESTATION)
    assert "can no longer be edited" in text_of(site.client("editor").post(PAGE, data, follow=True).content)
    assert standing(site, "1a") == [(2, "A risk.")]
