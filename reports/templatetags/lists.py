"""Lists in running text, joined as the language of the page joins them.

Belongs here: what stands between two items, or between a label and its value. Not here: lists
that are elements of their own (`<ul>`).
"""

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import join
from django.utils import translation
from django.utils.safestring import SafeString

register = template.Library()


@register.filter(is_safe=True, needs_autoescape=True)
def listed(items: Iterable[object], language: str = "", *, autoescape: bool = True) -> SafeString:
    """Join the items by the sign of the active language, or of the one in which the items are written."""
    return join(items, comma(language), autoescape=autoescape)


@register.simple_tag
def comma(language: str = "") -> str:
    """Return the comma with its space, of the active language or of the one given, for between markup."""
    with translation.override(language or translation.get_language()):
        # A sign by itself could not be translated: its space is no part of it in every language.
        pattern = translation.pgettext("two items of a list", "%(first)s, %(next)s")
    return pattern % {"first": "", "next": ""}


@register.simple_tag
def colon() -> str:
    """Return the colon of the page's language with its spaces, for where what stands beside it is markup."""
    return translation.gettext("%(label)s: %(value)s") % {"label": "", "value": ""}
