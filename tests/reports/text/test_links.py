"""Which links an answer may hold, and what becomes of the rest."""

import pytest

from reports.text import render

REL = 'rel="nofollow noopener ugc"'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a](https://example.org/x)", f'<a href="https://example.org/x" {REL}>a</a>'),
        ("[a](mailto:a@example.org)", f'<a href="mailto:a@example.org" {REL}>a</a>'),
        ("[see 1a](#1a)", '<a href="#1a">see 1a</a>'),
        ("<https://example.org>", f'<a href="https://example.org" {REL}>https://example.org</a>'),
        ("[](https://example.org)", f'<a href="https://example.org" {REL}>https://example.org</a>'),
        ("![Chart](https://example.org/c.png)", f'<a href="https://example.org/c.png" {REL}>Chart</a>'),
        ("![Chart](data:image/png;base64,AAAA)", "Chart"),
        ("[a](data:text/html,x)", "a"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](JAVASCRIPT&colon;alert(1))", "[a](JAVASCRIPT:alert(1))"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)&gt;"),
        ("[a](//example.org)", "[a](//example.org)"),
        ("[a](/admin)", "[a](/admin)"),
        ("[a](ftp://example.org)", "[a](ftp://example.org)"),
    ],
)
def test_link(markdown, html):
    assert render(markdown) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("https://example.org/a_b_c.", "https://example.org/a_b_c", "."),
        ("https://example.org/a(b))", "https://example.org/a(b)", ")"),
        ("https://example.org/a。詳細", "https://example.org/a", "。詳細"),
        ("https://example.org/aを参照", "https://example.org/a", "を参照"),
    ],
)
def test_a_bare_address_becomes_a_link(typed, address, after):
    assert render(typed) == f'<p><a href="{address}" {REL}>{address}</a>{after}</p>\n'


def test_an_image_within_a_link_leaves_one_link():
    html = render("[![Chart](https://example.org/c.png)](https://example.org)")
    assert html == f'<p><a href="https://example.org" {REL}>Chart</a></p>\n'
