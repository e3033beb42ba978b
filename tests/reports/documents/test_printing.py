"""What the printed report adds: addresses behind links, column widths, and the name at the head of pages."""

import re
import time

import pytest

from reports.documents import build
from reports.documents.directions import isolated
from reports.documents.printing import LONGEST_AT_THE_HEAD, Manner, hidden_addresses, printed
from reports.documents.tables import with_column_widths
from reports.text import render
from tests.reports.documents.samples import make_source


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("[policy](https://e.org/p?a=1&b=2)", (("policy", "https://e.org/p?a=1&b=2"),)),
        ("[**bold** one](https://e.org)", (("bold one", "https://e.org"),)),
        ("https://e.org/p and <https://e.org>", ()),
        ("[https://e.org](https://e.org/)", ()),
        ("[a](https://e.org) [a](https://e.org)", (("a", "https://e.org"),)),
        ("[1a](#1a) [mail](mailto:a@e.org)", ()),
    ],
)
def test_hidden_addresses(markdown, links):
    assert hidden_addresses(render(markdown)) == links


def _widths(markdown):
    html = with_column_widths(render(markdown))
    return [float(width) for width in re.findall(r'<col style="width: ([\d.]+)%">', html)], html


def test_columns_share_the_page_by_what_they_hold():
    widths, html = _widths("| 件数 | Text |\n|---|---|\n| 1 | " + "long words " * 20 + "|")
    assert sum(widths) == pytest.approx(100, abs=0.2)
    assert widths[0] < 20
    assert 'class=""' in html


def test_many_columns_are_set_smaller():
    widths, html = _widths("|" + "abcdefgh|" * 12 + "\n|" + "-|" * 12 + "\n|" + "x|" * 12)
    assert len(widths) == 12
    assert 'class="tight"' in html


def test_only_a_long_row_may_break():
    html = with_column_widths(render("| a |\n|---|\n| " + "word " * 300 + "|\n| short |"))
    assert html.count("<tr data-long>") == 1
    assert html.count("<tr>") == 2


def test_an_empty_table_has_widths():
    widths, _ = _widths("| | |\n|-|-|\n| | |")
    assert widths == [50.0, 50.0]


def test_a_long_japanese_cell_takes_no_time():
    started = time.process_time()
    widths, _ = _widths("| 一 | 二 |\n|---|---|\n| 三 | " + "安全性を確かめる。" * 5_000 + "|")
    assert len(widths) == 2
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("name", "head"), [("n" * 200, "n" * 200), ("n" * 201, "n" * (LONGEST_AT_THE_HEAD - 1) + "…")]
)
def test_a_name_with_a_long_reason_leaves_the_page_its_room(name, head):
    about = {"site_name": "HAIP Reports", "address": "", "operator": "", "paper": "A4"}
    context = printed(build(make_source(name=name)), manner=Manner(), **about)
    assert (context["name_at_the_head"], context["name_in_line"]) == (isolated(head), isolated(name))
