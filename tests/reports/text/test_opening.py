"""The first words of an answer."""

import pytest

from reports.text.opening import beginning, opening


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        ("", 3, ""),
        ("One two three", 3, "One two three"),
        ("One two three four", 3, "One two three…"),
        ("One\ntwo\tthree\n\nfour", 3, "One two three…"),
        ("One, two - three; four", 4, "One, two - three;…"),
        ("一二三四五六七八九十", 4, "一二三四五六七八九十"),
        ("一二三四五六七八九十一", 4, "一二三四五六七八九十…"),
        ("AIは危険度を分ける", 2, "AIは危…"),
    ],
)
def test_it_ends_after_so_many_words_and_says_so(words, most, expected):
    assert opening(words, most) == expected


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        ("", 3, ""),
        ("One two. Three four.", 9, "One two. Three four."),
        ("One two. Three four. Five six.", 5, "One two. Three four. …"),
        ("One two.\nThree four five.", 3, "One two. …"),
        ("One two three four. Five.", 3, "One two three…"),
        ("One says … nothing. Two three four.", 4, "One says … nothing. …"),
        ("一二三四。五六七八九十。", 2, "一二三四。 …"),
        ("一二三四五六七八九十一", 4, "一二三四五六七八九十…"),
    ],
)
def test_a_beginning_is_whole_sentences_where_one_fits(words, most, expected):
    assert beginning(words, most) == expected
