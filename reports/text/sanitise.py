"""The last fence: which elements and attributes may be in the HTML of an answer.

The renderer writes nothing else, so this removes nothing in practice; it is here for the day when a
rule or a library is wrong. Not here: what the elements mean.
"""

import nh3

_BLOCKS = {"blockquote", "div", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"a", "br", "code", "em", "strong", "sup"}
_ATTRIBUTES = {
    "a": {"href", "id", "rel", "role", "title"},
    "div": {"aria-label"},
    "li": {"id"},
    "ol": {"start"},
}
_VALUES = {
    "a": {"class": {"answer-ref"}},
    "div": {"class": {"table-scroll", "footnotes"}, "tabindex": {"0"}, "role": {"group"}},
    "pre": {"tabindex": {"0"}},
    "sup": {"class": {"footnote-ref"}},
    "td": {"class": {"text-end", "text-center"}},
    "th": {"class": {"text-end", "text-center"}, "scope": {"col"}},
}
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | _TABLES | _INLINE,
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda address: address if address.startswith("#") else None,
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Return the HTML with everything removed that an answer may not hold."""
    return _CLEANER.clean(html)
