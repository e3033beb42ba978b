"""What was issued never changes by a byte; help, glossary and the like are free to grow."""

import hashlib
from pathlib import Path

import pytest

from reports.frameworks.files import DATA

LINES = (Path(__file__).parent / "issued" / "files.sha256").read_text(encoding="utf-8").splitlines()
PINS = {name: digest for digest, name in (line.split() for line in LINES)}


@pytest.mark.parametrize("name", PINS)
def test_an_issued_file_never_changes(name):
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == PINS[name]


def test_every_structure_and_every_wording_is_pinned_and_no_help_is():
    issued = {path.name for stem in ("haip-*", "preface*") for path in DATA.glob(f"{stem}.toml")}
    assert set(PINS) == {name for name in issued if ".guidance." not in name}
    assert len(PINS) == len(LINES) == 12
