"""Every message in a real browser, as mail programs show it: narrow and wide, light and dark.

With `MAILS_TO=folder` in the environment each is written there as .txt, .html and pictures, to be looked at.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests import builders
from tests.reports.emails.samples import MESSAGES, build_world, html_of, sent

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LONG = "Sakura Works and Partners for the Responsible Development of Machine Intelligence, Kabushiki Kaisha"
WIDTHS = (360, 768)
SCHEMES = ("light", "dark")
FOLDER = os.environ.get("MAILS_TO", "")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), builders.rolled_back(), builders.mail_is_queued():
        yield build_world(LONG)


@pytest.fixture
def page(browser: Browser, request):
    context = browser.new_context()
    request.addfinalizer(context.close)
    return context.new_page()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_fits_a_telephone(world, page, language):
    page.set_viewport_size({"width": WIDTHS[0], "height": 700})
    for name in MESSAGES:
        message = sent(world, name, language)
        page.set_content(html_of(message))
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTHS[0], name
        if FOLDER:
            _write(page, message, f"{name.replace(' ', '-')}.{language}")
            page.set_viewport_size({"width": WIDTHS[0], "height": 700})


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_can_be_read_by_everybody(world, page, axe, language, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_content(html_of(sent(world, "returned with comments", language)))
    axe(page)


def _write(page, message, name):
    """Write one message into the folder, in all that it is sent as and looks like."""
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Subject: {message.subject}\n\n{message.content['body']}\n"
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.html").write_text(html_of(message), encoding="utf-8")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            page.screenshot(path=folder / f"{name}.{width}.{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
