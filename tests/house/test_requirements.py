"""What is installed is pinned, hashed and the same everywhere."""

import re

import pytest

from tests.house.project import ROOT

RUN = ROOT / "requirements.txt"
TEST = ROOT / "tests" / "requirements.txt"


def _pins(path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", path.read_text(), re.MULTILINE))


@pytest.mark.parametrize("path", [RUN, TEST], ids=["run", "test"])
def test_every_package_is_pinned_and_hashed(path):
    blocks = re.split(r"^(?=\S)", path.read_text(), flags=re.MULTILINE)
    blocks = [block for block in blocks if block.strip() and not block.startswith("#")]
    assert len(blocks) > 10
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+ ", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_tests_run_on_the_versions_of_production():
    tests = _pins(TEST)
    assert {name: tests.get(name) for name in _pins(RUN)} == _pins(RUN)


def test_production_carries_no_test_tools():
    assert {"pytest", "ruff", "mypy", "playwright", "hypothesis"} & set(_pins(RUN)) == set()
    assert {"pytest", "ruff", "mypy", "playwright", "hypothesis"} <= set(_pins(TEST))


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests"], ids=["run", "test"])
def test_every_wish_has_a_pin(folder):
    wishes = [
        re.split(r"[\[<>=~! ]", line)[0].lower().replace("_", "-")
        for line in (folder / "requirements.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert [wish for wish in wishes if wish not in _pins(folder / "requirements.txt")] == []
