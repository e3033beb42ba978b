"""Bullets typed as characters become lists."""

import pytest

from reports.text import render
from reports.text.bullets import list_typed_bullets


@pytest.mark.parametrize(
    ("typed", "markdown"),
    [
        ("以下の通り：\n・安全\n・品質\n以上です", "以下の通り：\n- 安全\n- 品質\n\n以上です"),
        ("・一\n　・二\n　　・三\n・四", "- 一\n  - 二\n    - 三\n- 四"),
        ("• one\n  • two\n    • three\n  • four", "- one\n  - two\n    - three\n  - four"),
        ("・一\n　続き\n・二", "- 一\n  続き\n- 二"),
        ("•\tone\n•\ttwo", "- one\n- two"),
        ("1. a\n   ・b\n   ・c\n2. d", "1. a\n   - b\n   - c\n2. d"),
        ("1. a\n・b\n2. c", "1. a\n- b\n\n2. c"),
        ("- a\n  ・b", "- a\n  - b"),
        ("・・・について", "・・・について"),
        ("機械・学習", "機械・学習"),
        ("・", "・"),
        ("```\n・a\n```\n・b", "```\n・a\n```\n- b"),
        ("· one\n·two", "- one\n\n·two"),
    ],
)
def test_list_typed_bullets(typed, markdown):
    assert list_typed_bullets(typed) == markdown


def test_typed_bullets_nest_three_deep_on_the_page():
    html = render("・一\n　・二\n　　・三\n・四\n以上です")
    assert html == (
        "<ul>\n<li>一\n<ul>\n<li>二\n<ul>\n<li>三</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>四</li>\n</ul>\n"
        "<p>以上です</p>\n"
    )
