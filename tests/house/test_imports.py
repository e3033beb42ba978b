"""What import-linter and ruff cannot say: HTTP and PDF stay in their rooms."""

import ast
from pathlib import Path

import pytest

from tests.house.project import ROOT, name_of, python_modules

HTTP = ("django.http", "django.shortcuts", "django.template.response")
"""The packages that speak HTTP."""
HTTP_ROOMS = ("haip/", "reports/views/")
PDF_ROOM = "reports/documents/"


def _imported(path: Path) -> set[str]:
    """Return every module named in an import of the file, wherever in the file it stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _uses(path: Path, packages: tuple[str, ...]) -> bool:
    return any(
        name == package or name.startswith(f"{package}.") for name in _imported(path) for package in packages
    )


def test_only_views_and_the_frame_speak_http():
    outside = [path for path in python_modules() if not name_of(path).startswith(HTTP_ROOMS)]
    assert len(outside) > 20
    assert [name_of(path) for path in outside if _uses(path, HTTP)] == []


def test_only_documents_knows_weasyprint():
    users = {name_of(path) for path in python_modules() if _uses(path, ("weasyprint",))}
    assert {name for name in users if not name.startswith(PDF_ROOM)} == set()


@pytest.mark.parametrize(
    "line",
    [
        "import django.http",
        "from django import http",
        "from django.http import Http404",
        "def late():\n    from django.shortcuts import render",
    ],
)
def test_every_way_to_import_http_is_seen(tmp_path, line):
    path = tmp_path / "module.py"
    path.write_text(line)
    assert _uses(path, HTTP)


def test_the_frame_holds_no_second_settings_file():
    assert sorted(name_of(path) for path in (ROOT / "haip").rglob("settings*.py")) == ["haip/settings.py"]
