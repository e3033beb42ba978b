"""Modules stay small enough to be read in one go."""

from statistics import median

from tests.house.project import name_of, python_modules

LONGEST = 300
MEDIAN = 110


def _lines() -> dict[str, int]:
    return {name_of(path): len(path.read_text().splitlines()) for path in python_modules()}


def test_no_module_is_long():
    assert {name: lines for name, lines in _lines().items() if lines > LONGEST} == {}


def test_most_modules_are_short():
    written = [lines for lines in _lines().values() if lines]
    assert len(written) > 20
    assert median(written) < MEDIAN
