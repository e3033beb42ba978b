"""Words in another language than the sentence of the page they stand in.

Belongs here: marking such words, where the sentence is translated as a whole and a template can't put an
element around a part of it; what a sentence calls a language. Not here: words that stand by themselves, which
get their `lang` in the template.
"""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from reports.enums import ContentLanguage

register = template.Library()

_WITHIN_WORDS: dict[str, Any] = {
    ContentLanguage.ENGLISH: pgettext_lazy("answers in", "English"),
    ContentLanguage.JAPANESE: pgettext_lazy("answers in", "Japanese"),
    ContentLanguage.FRENCH: pgettext_lazy("answers in", "French"),
}


@register.filter
def in_language(words: str, language: str) -> SafeString:
    """Return the words, escaped, in a span that says which language they are in."""
    return format_html('<span lang="{}">{}</span>', language, words)


@register.filter
def within_words(language: str) -> str:
    """Return what a sentence of the page calls the language: "French", and not "Français"."""
    return str(_WITHIN_WORDS.get(language, language))
