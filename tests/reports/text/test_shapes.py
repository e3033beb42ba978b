"""The shapes that published reports have, each carried through to page and plain text."""

import pytest

from reports.text import plain, render

SHAPES = {
    "one word": ("Yes", ["<p>Yes</p>"]),
    "bullets three deep": ("- a1\n  - b1\n    - c1\n- a2", ["<li>c1</li>", "<li>a2</li>"]),
    "bullets four spaces deep": ("- a1\n    - b1\n        - c1", ["<li>c1</li>"]),
    "typed bullets": ("対策：\n・評価\n・監視", ["<li>評価</li>\n<li>監視</li>"]),
    "bold lead-in": ("**Testing:** We test.", ["<strong>Testing:</strong> We test."]),
    "inline link": ("See [policy](https://example.org).", ['href="https://example.org"', ">policy</a>"]),
    "starred note": ("We test models*.\n\n* Frontier only", ["models*.", "<p>* Frontier only</p>"]),
    "typed footnotes": ("Done [1][2].\n\n[1] Paper\n[2] Talk", ["Done [1][2].", "[1] Paper\n[2] Talk"]),
    "back-reference": ("See the response to 1a.", ["See the response to 1a."]),
    "same bullet twice": ("- same\n- same", ["<li>same</li>\n<li>same</li>"]),
    "preamble": ("Aoba makes models.\n\nRisk is defined…", ["<p>Aoba makes models.</p>\n<p>Risk"]),
    "mixed languages": ("Aoba (株式会社あおば) follows 「指針」.", ["(株式会社あおば) follows 「指針」."]),
    "long table": ("| a | b |\n|---|---|\n" + "| x | y |\n" * 200, ["<td>x</td>\n<td>y</td>"]),
    "thousands of words": ("word " * 4_000, ["word " * 3_999]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name):
    markdown, parts = SHAPES[name]
    html = render(markdown, anchor="1a")
    assert [part for part in parts if part not in html] == []
    assert plain(markdown)
