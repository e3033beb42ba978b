"""Templates obey the content security policy: nothing inline, nothing from elsewhere."""

import re

import pytest

from tests.house.project import name_of, templates

# The printed report carries its own stylesheet: WeasyPrint reads it, no browser ever does. So does
# mail, in its one layout: mail programs load nothing.
OWN_STYLES = ("templates/documents/", "templates/emails/base.html")

FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without a file": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE),
    "file from elsewhere": re.compile(
        r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
    ),
}
_COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)
# An inequality inside a tag is no end of an HTML element.
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def _breaches(html: str) -> list[str]:
    bare = _TAG.sub("", _COMMENT.sub("", html))
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(bare)]


def _web_templates():
    return [path for path in templates() if not name_of(path).startswith(OWN_STYLES)]


def test_there_are_templates():
    assert len(_web_templates()) > 10


@pytest.mark.parametrize("path", _web_templates(), ids=name_of)
def test_nothing_is_inline(path):
    assert _breaches(path.read_text()) == []


@pytest.mark.parametrize(
    ("html", "breach"),
    [
        ('<p\n style="color: red">', "style attribute"),
        ("<style>p { }</style>", "style element"),
        ("<script>alert(1)</script>", "script without a file"),
        ('<script type="module">', "script without a file"),
        ('<button {% if a > b %}disabled{% endif %} onclick="go()">', "event handler"),
        ('<a href="javascript:go()">', "script address"),
        ('<script src="//elsewhere.example/x.js">', "file from elsewhere"),
    ],
)
def test_breaches_are_seen(html, breach):
    assert _breaches(html) == [breach]


def test_what_is_allowed_is_not_taken_for_a_breach():
    script = """{# style="x" #}<script src="{% static 'app.js' %}" defer></script>"""
    assert _breaches(script) == []
    assert _breaches('<p data-on="x">style = onclick=</p>') == []
