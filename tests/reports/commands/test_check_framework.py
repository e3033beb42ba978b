"""`check_framework` says every faulty file with its line, and what was checked when all is well."""

import io
import shutil

import pytest
from django.core.management import CommandError, call_command

from reports.frameworks.files import DATA


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_framework", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A directory with a copy of two of the shipped files."""
    for name in ("haip-2.0.toml", "haip-2.0.fr.toml"):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def wordings(tmp_path):
    folder = tmp_path / "official"
    folder.mkdir()
    (folder / "haip-1.0.en.csv").write_text("code,text\n1a,Official words\n", encoding="utf-8")
    return folder


def test_all_is_well_and_it_says_what_was_checked():
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Frameworks: haip-1.0, haip-2.0.",
        "Languages: en, fr, ja.",
        f"Files of the questionnaire: {len(list(DATA.glob('*.toml')))}, all of them sound.",
    ]


def test_directories_are_checked_before_they_are_used(folder, wordings):
    code, out, err = run("--framework-dir", str(folder), "--wording-dir", str(wordings))
    assert (code, err) == (0, "")
    assert f"Files in {folder}, used in place of these: 2." in out
    assert f"Files of official wording in {wordings}: 1." in out


def test_every_faulty_file_is_said_once_with_line_and_code(folder, wordings):
    french = folder / "haip-2.0.fr.toml"
    text = french.read_text(encoding="utf-8")
    french.write_text(text.replace('[questions."staff-training"]', '[questions."staff"]'), encoding="utf-8")
    line = text.splitlines().index('[questions."staff-training"]') + 1
    (wordings / "haip-1.0.en.csv").write_text("code,text\n1a,Words\n9z,Words\n8z,Words\n", encoding="utf-8")
    code, out, err = run("--framework-dir", str(folder), "--wording-dir", str(wordings))
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"haip-2.0.fr.toml, line {line}, question staff: prompt for an unknown code",
        "official/haip-1.0.en.csv, line 3, question 9z: wording for an unknown code",
        "Files with faults: 2.",
    ]


def test_the_directories_of_the_settings_are_checked_without_an_argument(settings, wordings):
    (wordings / "haip-7.0.en.csv").write_text("code,text\n1a,Words\n", encoding="utf-8")
    settings.HAIP_WORDING_DIR = wordings
    code, _out, err = run()
    assert code == 1
    assert "official/haip-7.0.en.csv, line 1: unknown framework 'haip-7.0'" in err


def test_a_directory_that_is_not_there_is_a_fault(tmp_path):
    code, _out, err = run("--wording-dir", str(tmp_path / "nowhere"))
    assert code == 1
    assert f"{tmp_path / 'nowhere'}: the directory can't be read: No such file or directory" in err
