"""Looking up what belongs to something."""

import pytest

from reports.templatetags.lookups import beside, of


@pytest.mark.parametrize(
    ("found", "key", "expected"),
    [
        ({"1a": 3}, "1a", 3),
        ({"1a": 0}, "1a", 0),
        ({"1a": 3}, "1b", None),
        ("", "1a", None),
        (None, "1a", None),
    ],
)
def test_what_is_there_is_returned_and_nothing_else(found, key, expected):
    assert of(found, key) == expected


def test_two_rows_are_paired_place_by_place():
    assert beside(["a", "b"], [1, 2]) == [(1, "a"), (2, "b")]
    with pytest.raises(ValueError, match="shorter"):
        beside(["a"], [1, 2])
