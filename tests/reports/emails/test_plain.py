"""The text of a message is what its HTML says, block by block."""

import pytest

from reports.emails.plain import read


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\n  line</p>\n<p>Another</p>", "One line\n\nAnother"),
        ("<p>First<br>second<br><br>third</p>", "First\nsecond\n\nthird"),
        ("<p>Ici\u00a0: «\u00a0mot\u00a0»</p>", "Ici\u00a0: «\u00a0mot\u00a0»"),
        ("<p>&lt;b&gt; &amp;amp; &quot;</p>", '<b> &amp; "'),
        ("<ul><li>One<br>line</li>\n<li>Two</li></ul>", "- One\n  line\n\n- Two"),
        ("<blockquote>\n said <br><br>so\n</blockquote><p>Mine</p>", "> said\n>\n> so\n\nMine"),
        ("<p>Go <b>on</b> now</p>", "Go on now"),
        ("<style>p { }</style><title>Site</title><p>Words</p>", "Words"),
        ('<p><a href="https://a.example/">There</a></p>', "There\nhttps://a.example/"),
        (
            '<p><a href="https://a.example/?a=1&amp;b=2">There</a><br>'
            '<a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a></p>',
            "There\nhttps://a.example/?a=1&b=2",
        ),
        ("<p> </p>", ""),
        ("", ""),
    ],
)
def test_the_text(html, text):
    assert read(html) == ("", text)


def test_the_heading_is_the_subject_and_one_line():
    assert read("<h1>\n Two \r\n&amp; lines </h1><p>Words</p>") == ("Two & lines", "Words")
