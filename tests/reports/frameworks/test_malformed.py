"""Each malformed file gives one error with file, line and code; what was read before stays in use."""

import shutil
from types import SimpleNamespace

import pytest

from reports.frameworks import store
from reports.frameworks.checking import problems
from reports.frameworks.files import Files
from reports.frameworks.reference import read_code_of_conduct, read_glossary
from reports.frameworks.store import LOOK_AGAIN, Store
from tests.reports.frameworks import malformed
from tests.reports.frameworks.conftest import replace_in


@pytest.fixture
def own(directory, tmp_path):
    """An operator's directory with a file in place of each that is shipped, the title changed."""
    folder = shutil.copytree(directory, tmp_path / "own")
    replace_in(folder / malformed.WORDS, "A small framework", "Our framework")
    return folder


@pytest.fixture
def now(monkeypatch):
    """The clock of the store, to be set forward."""
    clock = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr(store, "time", SimpleNamespace(monotonic=lambda: clock.seconds))
    return clock


def spoil(path, how):
    if callable(how):
        how(path)
    elif isinstance(how, tuple):
        replace_in(path, *how)
    else:
        path.write_bytes(how if isinstance(how, bytes) else how.encode())


def served(used):
    """Return all that the application asks for."""
    return {
        "framework": used.framework("mini-1.0", "en"),
        "ids": used.framework_ids(),
        "glossary": used.get("glossary", lambda files, _: read_glossary(files, "en")),
        "code": used.get("code", lambda files, _: read_code_of_conduct(files, "en")),
    }


@pytest.mark.parametrize("case", malformed.FILES)
def test_a_malformed_file_is_one_error_and_stops_nothing(directory, own, wordings, now, case):
    name, how, message = malformed.FILES[case]
    used = Store(frameworks=own, wordings=wordings, shipped=directory)
    good = served(used)
    assert problems(Files(own, directory), wordings) == []
    spoil(own / name, how)
    assert [str(error) for error in problems(Files(own, directory), wordings)] == [name + message]
    now.seconds += LOOK_AGAIN
    assert served(used) == good
    assert good["framework"].title == "Our framework"
    assert served(Store(frameworks=own, wordings=wordings, shipped=directory))["ids"] == ("mini-1.0",)


@pytest.mark.parametrize("case", malformed.WORDINGS)
def test_malformed_wording_is_one_error_and_stops_nothing(directory, own, wordings, now, case):
    name, how, message = malformed.WORDINGS[case]
    used = Store(frameworks=own, wordings=wordings, shipped=directory)
    good = served(used)
    assert good["framework"].official_source == "A printed form"
    if name in {malformed.CSV, malformed.TOML}:
        (wordings / malformed.CSV).unlink()
    spoil(wordings / name, how)
    errors = problems(Files(own, directory), wordings)
    assert [str(error) for error in errors] == [f"wordings/{name}{message}"]
    now.seconds += LOOK_AGAIN
    assert served(used) == good
    fresh = served(Store(frameworks=own, wordings=wordings, shipped=directory))
    assert fresh["framework"].title == "Our framework"


def test_there_are_many_cases():
    assert len(malformed.FILES) + len(malformed.WORDINGS) >= 50
