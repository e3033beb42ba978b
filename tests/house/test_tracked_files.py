"""No file of the repository speaks of one machine, one registry or one person's secrets."""

import re

import pytest

from tests.house.project import ROOT, name_of, tracked_files

_HOMES = "|".join(["root", "work", "opt", "home", "Users"])
FORBIDDEN = {
    "path of one machine": re.compile(rf"(?<![\w.~-])/(?:{_HOMES})/[\w.-]"),
    "package registry": re.compile(
        "|".join(["index" + r"-url", "find" + r"-links", r"registry\.[a-z]", r"pypi\.[a-z]", "pythonhosted"])
    ),
    "private key": re.compile("BEGIN [A-Z ]*PRIVATE " + "KEY"),
}
# Third-party files as they were issued; this file, which lists what it looks for.
_LEFT_OUT = ("static/vendor/", "tests/house/test_tracked_files.py")


def _text(path):
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def test_nothing_of_one_machine():
    found = [
        f"{name_of(path)}: {what}: {match.group()}"
        for path in tracked_files()
        if not name_of(path).startswith(_LEFT_OUT)
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(_text(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("/".join(["see ", "root", "project"]), "path of one machine"),
        ("/".join(["see ", "home", "ada"]), "path of one machine"),
        ("-".join(["--extra", "index", "url"]), "package registry"),
        (".".join(["https://registry", "example"]), "package registry"),
    ],
)
def test_breaches_are_seen(line, what):
    # Each line is put together here, so that it stands nowhere as a whole.
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(line)] == [what]


def test_what_is_built_is_not_tracked():
    built = [name_of(path) for path in tracked_files() if path.suffix in {".mo", ".pyc", ".sqlite3", ".log"}]
    assert built == []


def test_the_top_level_holds_only_what_tools_expect():
    folders = {"haip", "reports", "templates", "static", "tests", "docs", ".ci"}
    papers = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"}
    starting = {"manage.py", "requirements.in", "requirements.txt", "Makefile", "Procfile"}
    settings = {
        "pyproject.toml",
        "Dockerfile",
        ".dockerignore",
        "compose.yaml",
        ".editorconfig",
        ".gitignore",
    }
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found <= folders | papers | starting | settings
