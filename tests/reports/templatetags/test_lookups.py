"""Looking up what belongs to something."""

import pytest

from reports.templatetags.lookups import of


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
