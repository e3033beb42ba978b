"""What import-linter cannot say: no other room opens connections, by whatever name it imports them."""

import ast

import pytest

from tests.house.project import name_of, python_modules

DOORS = ("http.client", "urllib.request", "socket", "ssl", "asyncio", "ftplib", "smtplib", "xmlrpc")
ROOM = "reports/links/"


def _imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return names


def _opens(source: str) -> bool:
    return any(name == door or name.startswith(f"{door}.") for name in _imported(source) for door in DOORS)


def test_only_this_room_opens_connections():
    openers = {name_of(path) for path in python_modules() if _opens(path.read_text())}
    assert openers == {f"{ROOM}{name}.py" for name in ("checker", "connection", "guard")}


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("import http.client", True),
        ("from http import client", True),
        ("from http.client import HTTPConnection", True),
        ("def late():\n    from urllib import request", True),
        ("import socket as s", True),
        ("from http import HTTPStatus", False),
        ("from urllib.parse import urlsplit", False),
    ],
)
def test_every_way_to_import_a_door_is_seen(line, opens):
    assert _opens(line) is opens
