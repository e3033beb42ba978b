"""The language of a page is that of its address, from the first middleware to the last header."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(client, language):
    with translation.override(language):
        path = reverse("account_login")
    response = client.get(path, headers={"Accept-Language": "de"})
    assert (response.status_code, response.headers["Content-Language"]) == (200, language)
    assert f'<html lang="{language}">'.encode() in response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_page_speaks_it_too(client, language):
    prefix = "" if language == "en" else f"/{language}"
    response = client.get(f"{prefix}/no/such/page/")
    assert (response.status_code, response.headers["Content-Language"]) == (404, language)
    assert f'<html lang="{language}">'.encode() in response.content


def test_one_request_does_not_colour_the_next(client):
    before = translation.get_language()
    client.get("/ja/no/such/page/")
    assert translation.get_language() == before
    assert client.get("/no/such/page/").headers["Content-Language"] == "en"


def test_english_has_no_prefix_of_its_own(client):
    assert client.get("/en/livez").status_code == 404
