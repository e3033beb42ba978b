"""Words in another language keep it in a translated sentence, and never become markup."""

from django.template import Context, Template


def test_words_in_a_sentence_say_their_language():
    page = Template(
        "{% load i18n languages %}"
        "{% blocktranslate with title=title|in_language:locale %}See {{ title }}.{% endblocktranslate %}"
    )
    said = page.render(Context({"title": "<b>Cadre</b> & co", "locale": "fr"}))
    assert said == 'See <span lang="fr">&lt;b&gt;Cadre&lt;/b&gt; &amp; co</span>.'
