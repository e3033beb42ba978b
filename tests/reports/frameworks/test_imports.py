"""The package stays plain Python: the standard library, its own modules and the enums."""

import ast
import sys

import pytest

from reports.frameworks.files import DATA

MODULES = sorted(DATA.parent.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_imports_only_enums_and_the_standard_library(path):
    foreign = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        else:
            continue
        foreign += [name for name in names if name.split(".")[0] not in sys.stdlib_module_names]
    assert set(foreign) <= {"reports.enums"}


def test_every_module_was_looked_at():
    assert [path.name for path in MODULES] == [
        "__init__.py",
        "checking.py",
        "errors.py",
        "files.py",
        "loader.py",
        "overlay.py",
        "reference.py",
        "schema.py",
        "store.py",
        "structure.py",
        "tables.py",
        "topics.py",
        "wording.py",
    ]
