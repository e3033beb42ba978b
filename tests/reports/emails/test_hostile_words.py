"""Names and reasons that people typed stay words in every message: in HTML, text and headers."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from lxml import html

from tests.reports.emails.samples import MESSAGES, build_world, html_of, links_of, sent, words_of

pytestmark = pytest.mark.django_db

NAME = (
    "Evil & <b>Sons</b> </title><script>x()</script><img src=//e.example/x>{{ x }}\r\nBcc: all@people.example"
)
REASON = (
    "Which <models> & why?</blockquote></p><a href='https://evil.example/'>here</a>\n\nSee {% now 'Y' %}."
)
WITH_THE_REASON = {"returned", "withdrawn", "delisted", "relisted"}


@pytest.fixture(scope="module")
def world(module_database):
    return build_world(NAME, REASON)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("name", MESSAGES)
def test_they_stay_words(world, name, language):
    message = sent(world, name, language)
    page, text = html.document_fromstring(html_of(message)), message.content["body"]
    assert [*page.iter("script", "img", "b")] == []
    assert {urlsplit(link).netloc for link in links_of(message)} == {"testserver"}
    in_html, in_text = words_of(message)
    assert in_html == in_text
    assert "Evil & <b>Sons</b>" in text
    assert "&amp;" not in text and "&lt;" not in text
    assert not {"\n", "\r"} & set(message.content["subject"])
    mail = EmailMultiAlternatives(message.content["subject"], text, to=[message.address]).message()
    assert mail["Bcc"] is None
    if name in WITH_THE_REASON:
        assert "".join(f"{f'> {line}'.strip()}\n" for line in REASON.splitlines()) in text
