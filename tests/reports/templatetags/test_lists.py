"""Lists are joined by the sign of the language, and escaped like everything else."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from reports.templatetags.lists import colon, comma


def _rendered(template: str, active: str, **context: object) -> str:
    with translation.override(active):
        return Template("{% load lists %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("active", "language", "joined"),
    [
        ("en", "", "a, b, c"),
        ("fr", "", "a, b, c"),
        ("ja", "", "a、b、c"),
        ("en", "ja", "a、b、c"),
        ("ja", "fr", "a, b, c"),
    ],
)
def test_items_are_joined_as_the_language_does(active, language, joined):
    template = "{{ items|listed:language }}" if language else "{{ items|listed }}"
    assert _rendered(template, active, items=["a", "b", "c"], language=language) == joined


@pytest.mark.parametrize(("items", "joined"), [([], ""), (["a"], "a"), ([1, 2], "1, 2")])
def test_few_items(items, joined):
    assert _rendered("{{ items|listed }}", "en", items=items) == joined


def test_items_are_escaped_once():
    items = ["<b>", mark_safe("<i>x</i>"), "a & b"]
    assert _rendered("{{ items|listed }}", "en", items=items) == "&lt;b&gt;, <i>x</i>, a &amp; b"
    assert (
        _rendered("{% autoescape off %}{{ items|listed }}{% endautoescape %}", "en", items=["<b>"]) == "<b>"
    )


def test_it_can_be_handed_to_a_sentence():
    template = "{% load i18n %}{% blocktranslate with all=items|listed %}Of {{ all }}.{% endblocktranslate %}"
    assert _rendered(template, "en", items=["<b>", "c"]) == "Of &lt;b&gt;, c."


@pytest.mark.parametrize(("locale", "sign"), [("en", ": "), ("fr", "\u00a0: "), ("ja", "：")])
def test_a_colon_is_that_of_the_language(locale, sign):
    with translation.override(locale):
        assert colon() == sign


@pytest.mark.parametrize(
    ("active", "language", "sign"), [("en", "", ", "), ("ja", "", "、"), ("en", "ja", "、")]
)
def test_a_comma_is_that_of_the_language(active, language, sign):
    with translation.override(active):
        assert comma(language) == sign
