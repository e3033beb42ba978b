"""What was good stays in use when a file is spoiled, and what is mended is used again."""

import logging
import shutil
import threading
from types import SimpleNamespace

import pytest

from reports import frameworks
from reports.frameworks import FrameworkError, store
from reports.frameworks.loader import read_framework
from reports.frameworks.store import LOOK_AGAIN, Store
from tests.reports.frameworks.conftest import CSV, replace_in

NAME = "mini-1.0.en.toml"


@pytest.fixture
def clock(monkeypatch):
    """Return a function that lets as much time pass as two looks are apart."""
    now = [1000.0]
    monkeypatch.setattr(store, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def _pass(seconds=LOOK_AGAIN):
        now[0] += seconds

    return _pass


@pytest.fixture
def own(directory, tmp_path):
    """An operator's directory with all files, its title changed."""
    folder = shutil.copytree(directory, tmp_path / "own")
    replace_in(folder / NAME, "A small framework", "Our framework")
    return folder


@pytest.fixture
def make(directory, clock):
    """Return a function that makes a store over the small framework."""
    return lambda **directories: Store(shipped=directory, **directories)


def load(a_store, locale="en"):
    return a_store.framework("mini-1.0", locale)


def errors(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]


def test_reads_once(make, own, wordings, clock):
    used = make(frameworks=own, wordings=wordings)
    first = load(used)
    clock()
    assert load(used) is first
    assert (first.title, first.question("1a").official) == ("Our framework", "Which risks?")


def test_without_directories_nothing_is_looked_at_again(make, directory, clock):
    used = make()
    first = load(used)
    (directory / NAME).unlink()
    clock(1000)
    assert load(used) is first


def test_a_changed_file_is_used_after_two_seconds(make, own, clock):
    used = make(frameworks=own)
    first = load(used)
    replace_in(own / NAME, "Our framework", "A new title")
    clock(LOOK_AGAIN - 0.1)
    assert load(used) is first
    clock(0.2)
    assert load(used).title == "A new title"


def test_wording_that_is_added_and_taken_away_is_seen(make, wordings, clock):
    (wordings / "mini-1.0.en.csv").unlink()
    used = make(wordings=wordings)
    assert load(used).official_source == ""
    (wordings / "mini-1.0.en.csv").write_text(CSV, encoding="utf-8")
    clock()
    assert load(used).official_source == "A printed form"
    (wordings / "mini-1.0.en.csv").unlink()
    clock()
    assert load(used).official_source == ""


@pytest.mark.parametrize("name", ["mini-1.0.toml", NAME, "topics.toml", "topics.en.toml", "preface.en.toml"])
def test_spoiled_while_running_then_mended(make, own, clock, name, caplog):
    used = make(frameworks=own)
    good = load(used)
    text = (own / name).read_text(encoding="utf-8")
    (own / name).write_text(text + "\nspoiled", encoding="utf-8")
    clock()
    assert load(used) is good
    clock()
    assert load(used) is good
    (said,) = errors(caplog)
    assert f"{name}, line {text.count(chr(10)) + 2}: not TOML" in said
    (own / name).write_text(text + "\n# mended\n", encoding="utf-8")
    clock()
    mended = load(used)
    assert mended == good
    assert mended is not good
    assert len(errors(caplog)) == 1


def test_spoiled_wording_while_running_then_mended(make, wordings, clock, caplog):
    used = make(wordings=wordings)
    good = load(used)
    (wordings / "mini-1.0.en.csv").write_text(CSV + "9z,Who?\n", encoding="utf-8")
    clock()
    assert load(used) is good
    assert ["wordings/mini-1.0.en.csv, line 6, question 9z" in said for said in errors(caplog)] == [True]
    (wordings / "mini-1.0.en.csv").write_text(CSV + "1b,Limits?\n", encoding="utf-8")
    clock()
    assert load(used).question("1b").official == "Limits?"


def test_spoiled_from_the_start_uses_what_was_shipped_until_it_is_mended(make, own, clock, caplog):
    text = (own / NAME).read_text(encoding="utf-8")
    (own / NAME).write_text("spoiled", encoding="utf-8")
    used = make(frameworks=own)
    assert load(used).title == "A small framework"
    assert len(errors(caplog)) == 1
    (own / NAME).write_text(text, encoding="utf-8")
    clock()
    assert load(used).title == "Our framework"


def test_spoiled_wording_from_the_start_leaves_sound_files_in_use(make, own, wordings, caplog):
    (wordings / "mini-1.0.en.csv").write_text("spoiled", encoding="utf-8")
    used = make(frameworks=own, wordings=wordings)
    assert (load(used).title, load(used).official_source) == ("Our framework", "")
    assert len(errors(caplog)) == 1


def test_both_spoiled_from_the_start(make, own, wordings, caplog):
    (wordings / "mini-1.0.en.csv").write_text("spoiled", encoding="utf-8")
    (own / NAME).write_text("spoiled", encoding="utf-8")
    assert load(make(frameworks=own, wordings=wordings)).title == "A small framework"
    assert errors(caplog)


def test_a_fault_is_logged_once_however_many_ask(make, own, clock, caplog):
    used = make(frameworks=own)
    (own / "topics.toml").write_text("spoiled", encoding="utf-8")
    for locale in ("en", "fr", "ja"):
        load(used, locale)
    assert len(errors(caplog)) == 1


def test_a_shipped_fault_is_an_error_where_no_directory_is_set(make, directory):
    (directory / NAME).write_text("spoiled", encoding="utf-8")
    with pytest.raises(FrameworkError):
        load(make())


@pytest.mark.parametrize("kind", ["frameworks", "wordings"])
def test_a_directory_that_is_not_there_is_as_if_it_were_empty(make, tmp_path, clock, kind):
    used = make(**{kind: tmp_path / "later"})
    assert load(used).title == "A small framework"
    assert used.framework_ids() == ("mini-1.0",)
    (tmp_path / "later").mkdir()
    name = "mini-1.0.en.csv" if kind == "wordings" else "ignored.csv"
    (tmp_path / "later" / name).write_text(CSV, encoding="utf-8")
    clock()
    assert bool(load(used).official_source) is (kind == "wordings")


def test_a_link_that_leads_nowhere_does_no_harm(make, own, clock):
    (own / "lost.toml").symlink_to(own / "nowhere.toml")
    used = make(frameworks=own)
    clock()
    assert load(used).title == "Our framework"


def further(own):
    """Add a further framework, `mini-2.0`, to the directory."""
    for name in ("mini-1.0.toml", NAME):
        text = (own / name).read_text(encoding="utf-8").replace("mini-1.0", "mini-2.0")
        (own / name.replace("1.0", "2.0")).write_text(text, encoding="utf-8")


def test_a_further_framework_is_listed_while_it_is_sound(make, own, clock, caplog):
    used = make(frameworks=own)
    assert used.framework_ids() == ("mini-1.0",)
    further(own)
    clock()
    assert used.framework_ids() == ("mini-1.0", "mini-2.0")
    (own / "mini-2.0.toml").write_text("spoiled", encoding="utf-8")
    clock()
    assert used.framework_ids() == ("mini-1.0", "mini-2.0")
    assert used.framework("mini-2.0", "en").title == "Our framework"
    assert len(errors(caplog)) == 1


def test_a_further_framework_is_not_listed_until_it_is_sound(make, own, clock):
    further(own)
    text = (own / "mini-2.0.toml").read_text(encoding="utf-8")
    (own / "mini-2.0.toml").write_text("spoiled", encoding="utf-8")
    used = make(frameworks=own)
    assert used.framework_ids() == ("mini-1.0",)
    with pytest.raises(FrameworkError):
        used.framework("mini-2.0", "en")
    (own / "mini-2.0.toml").write_text(text, encoding="utf-8")
    clock()
    assert used.framework_ids() == ("mini-1.0", "mini-2.0")


def test_threads_read_one_framework_together(make, own):
    used, found = make(frameworks=own), []
    threads = [threading.Thread(target=lambda: found.append(load(used))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(framework) for framework in found}) == 1


def test_configure_forgets_what_was_read(make, own, wordings):
    used = make()
    assert load(used).title == "A small framework"
    used.configure(frameworks=own, wordings=wordings)
    assert (load(used).title, load(used).official_source) == ("Our framework", "A printed form")
    used.configure(frameworks=None, wordings=None)
    assert (load(used).title, load(used).official_source) == ("A small framework", "")


def test_the_application_is_configured_by_the_same_name(tmp_path):
    (tmp_path / "haip-1.0.en.csv").write_text("code,text\n2g.i,Official words\n", encoding="utf-8")
    try:
        frameworks.configure(wordings=tmp_path)
        assert frameworks.load().question("2g.i").official == "Official words"
    finally:
        frameworks.configure()
    assert frameworks.load().question("2g.i").official == ""


def test_get_gives_what_the_reader_makes_of_files_and_wordings(make, own, wordings):
    used = make(frameworks=own, wordings=wordings)
    found = used.get("key", lambda files, names: read_framework(files, "mini-1.0", wordings=names))
    assert found == load(used)


def test_a_faulty_language_changes_none_of_the_languages(make, own, clock, caplog):
    """Or a report would be drafted by one set of codes and published by another."""
    for stem in ("mini-1.0", "preface", "topics", "crosswalks"):
        english = (own / f"{stem}.en.toml").read_text(encoding="utf-8")
        (own / f"{stem}.fr.toml").write_text(english.replace('"en"', '"fr"'), encoding="utf-8")
    used = make(frameworks=own)
    assert [load(used, locale).locale for locale in ("en", "fr")] == ["en", "fr"]
    replace_in(own / "mini-1.0.toml", 'code = "1c"', 'code = "1d"')
    replace_in(own / NAME, '"1c"', '"1d"')
    clock()
    for locale in ("en", "fr"):
        assert load(used, locale).question("1c").section == "1"
    assert len(errors(caplog)) == 1
    replace_in(own / "mini-1.0.fr.toml", '"1c"', '"1d"')
    clock()
    for locale in ("fr", "en"):
        assert load(used, locale).question("1d").section == "1"


@pytest.mark.parametrize(("key", "length"), [("version", 21), ("id", 41)])
def test_what_would_not_fit_the_database_is_refused(directory, key, length):
    value = {"version": "1.0", "id": "mini-1.0"}[key]
    replace_in(directory / "mini-1.0.toml", f'{key} = "{value}"', f'{key} = "{"1" * length}"')
    with pytest.raises(FrameworkError, match=rf"{key} is longer than {length - 1} characters"):
        load(Store(shipped=directory))
