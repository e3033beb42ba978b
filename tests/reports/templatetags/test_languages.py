"""Words in another language keep it in a translated sentence, and never become markup."""

import pytest
from django.template import Context, Template
from django.utils import translation

from reports.templatetags.languages import within_words


def test_words_in_a_sentence_say_their_language():
    page = Template(
        "{% load i18n languages %}"
        "{% blocktranslate with title=title|in_language:locale %}See {{ title }}.{% endblocktranslate %}"
    )
    said = page.render(Context({"title": "<b>Cadre</b> & co", "locale": "fr"}))
    assert said == 'See <span lang="fr">&lt;b&gt;Cadre&lt;/b&gt; &amp; co</span>.'


@pytest.mark.parametrize(("locale", "name"), [("en", "French"), ("fr", "français"), ("ja", "フランス語")])
def test_a_sentence_calls_a_language_as_its_own_language_does(locale, name):
    with translation.override(locale):
        assert within_words("fr") == name
        assert within_words("xx") == "xx"
