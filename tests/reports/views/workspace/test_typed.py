"""What was typed while the session ended comes back after signing in, also without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import PASSWORD
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG

ADDRESS = reverse("workspace:section", args=[ORG, DRAFT, "1"])
TYPED = {"1a-text": "Typed for *hours*", "1a-base": "1", "1d-text": "", "1d-choices": "no", "1d-base": "1"}


def _sign_in(client, user, **more) -> None:
    response = client.post("/account/login/", {"login": user.email, "password": PASSWORD} | more)
    assert response.status_code == 302


def _field(response, name: str) -> str:
    return parse(response.content).xpath(f"//textarea[@name='{name}']")[0].text.strip("\n")


def test_words_sent_when_signed_out_are_back_in_the_fields_unsaved(site):
    client = Client()
    response = client.post(ADDRESS, TYPED)
    assert response.headers["Location"] == f"/account/login/?next={ADDRESS}"
    _sign_in(client, site.people["editor"])
    page = client.get(ADDRESS)
    assert _field(page, "1a-text") == "Typed for *hours*"
    assert parse(page.content).xpath("//input[@name='1d-choices'][@checked]")[0].get("value") == "no"
    assert "You were signed out" in text_of(page.content)
    assert site.draft.answers.by_code()["1a"].number == 1
    assert "Typed for" not in text_of(client.get(ADDRESS).content), "once, not for ever"


def test_a_note_comes_back_too(site):
    address = reverse("workspace:notes", args=[ORG, DRAFT, "1a"])
    client = Client()
    client.post(address, {"text": "Ask Ada about <b>.\nTwice."})
    _sign_in(client, site.people["editor"])
    notes = site.draft.notes.count()
    assert _field(client.get(address), "text") == "Ask Ada about <b>.\nTwice."
    assert site.draft.notes.count() == notes
    assert "Ask Ada" not in text_of(client.get(address).content)


def test_saving_what_came_back_meets_what_others_saved_meanwhile(site):
    client = Client()
    client.post(ADDRESS, TYPED)
    site.client("owner").post(ADDRESS, {"1a-text": "Meanwhile", "1a-base": "1"})
    _sign_in(client, site.people["editor"])
    client.get(ADDRESS)
    response = client.post(ADDRESS, TYPED)
    assert response.status_code == 409
    assert _field(response, "1a-text") == "Typed for *hours*"


def test_a_stranger_who_signs_in_sees_nothing_of_it(site):
    client = Client()
    client.post(ADDRESS, TYPED)
    _sign_in(client, site.people["stranger"])
    assert client.get(ADDRESS).status_code == 404
    own = client.get(reverse("workspace:section", args=[ELSEWHERE, DRAFT, "1"]))
    assert own.status_code == 200
    assert "Typed for" not in text_of(own.content)


@pytest.mark.parametrize(
    "path,data",
    [
        (reverse("workspace:answer", args=[ORG, DRAFT, "1a"]), TYPED),
        (reverse("workspace:markdown"), {"text": "words"}),
        (ADDRESS, {"1a-text": "x" * 1_000_001}),
    ],
    ids=["autosave", "preview", "too long"],
)
def test_nothing_else_is_kept_for_whoever_sends_it(site, path, data):
    client = Client()
    client.post(path, data)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("own_page", [True, False])
def test_a_page_from_before_signing_in_gives_back_what_was_typed(site, own_page):
    """Its token has grown old. What another site sends is never put into a form here."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.people["editor"])
    origin = "http://testserver" if own_page else "https://elsewhere.example"
    response = client.post(ADDRESS, TYPED | {"csrfmiddlewaretoken": "a" * 64}, headers={"Origin": origin})
    assert response.status_code == (302 if own_page else 403)
    page = client.get(ADDRESS)
    assert (_field(page, "1a-text") == "Typed for *hours*") == own_page
    assert site.draft.answers.by_code()["1a"].number == 1
