"""What the documentation names is there: variables, commands, paths, links, accounts, records."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from reports.demo.seed import PASSWORD
from tests.house.project import ROOT, name_of

README = ROOT / "README.md"
DOCS = sorted([README, ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
READERS = {"str", "bool", "int", "list", "dj_db_url", "dj_email_url"}


def _section(text: str, title: str) -> str:
    """Return what stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section called {title}"
    return found[1]


def _rows(markdown: str) -> dict[str, tuple[str, str]]:
    """Return variable -> default and meaning of a table `| Variable | Default | Meaning |`."""
    table = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", markdown, re.MULTILINE)
    assert len({row[0] for row in table}) == len(table), "a variable stands twice"
    return {name: (default, meaning) for name, default, meaning in table}


def _read_variables(source: str) -> dict[str, ast.expr | None]:
    """Return variable -> default of each call such as `env.str("NAME", "default")`."""
    found: dict[str, ast.expr | None] = {}
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "env":
            assert node.func.attr in READERS, f"unknown reader env.{node.func.attr}"
            if isinstance(node.args[0], ast.Constant):
                found[node.args[0].value] = node.args[1] if len(node.args) > 1 else None
    return found


def _as_documented(default: ast.expr | None) -> str | None:
    """Return how a default is written in the table, or None if it is worked out."""
    if default is None:
        return "required"
    if not isinstance(default, ast.Constant):
        return None
    if isinstance(default.value, bool):
        return f"`{str(default.value).lower()}`"
    return f"`{default.value}`" if default.value != "" else "empty"


def _paths_on_the_map(text: str) -> list[str]:
    block = re.search(r"```\n(.*?)```", _section(text, "Map of the tree"), re.DOTALL)
    assert block
    return [line.split()[0] for line in block[1].splitlines() if line and not line.startswith(" ")]


def _links(text: str) -> list[str]:
    """Return the targets of all links and pictures that do not leave the repository."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_lists_the_variables_that_the_settings_read():
    read = _read_variables((ROOT / "haip" / "settings.py").read_text())
    assert len(read) > 10
    assert set(_rows(_section(README.read_text(), "Environment variables"))) == set(read)


def test_the_readme_gives_their_defaults():
    read = _read_variables((ROOT / "haip" / "settings.py").read_text())
    rows = _rows(_section(README.read_text(), "Environment variables"))
    fixed = {name: _as_documented(default) for name, default in read.items()}
    fixed = {name: default for name, default in fixed.items() if default is not None}
    assert len(fixed) > 8
    assert {name: rows[name][0] for name in fixed} == fixed
    assert [name for name, (_default, meaning) in rows.items() if len(meaning) < 10] == []


@pytest.mark.parametrize(
    ("line", "documented"),
    [
        ('X = env.str("X")', {"X": "required"}),
        ('X = env.str("X", "")', {"X": "empty"}),
        ('X = env.bool("X", False)', {"X": "`false`"}),
        ('if env.int("X", 8): pass', {"X": "`8`"}),
        ('X = env.str("X", f"noreply@{HOST}")', {"X": None}),
        ('missing = [name for name in ("X",) if not env.str(name, "")]', {}),
    ],
)
def test_every_way_to_read_a_variable_is_seen(line, documented):
    assert {name: _as_documented(default) for name, default in _read_variables(line).items()} == documented


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_make_target_exists(path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(), re.MULTILINE))
    assert named <= targets
    if path == README:
        assert {"run", "test"} <= named


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_management_command_exists(path):
    assert set(re.findall(r"manage\.py ([a-z_]+)", path.read_text())) <= set(get_commands())


def test_every_path_on_the_map_exists():
    paths = _paths_on_the_map(README.read_text())
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_room_is_on_the_map():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = {room for layer in layers for room in layer.split(" | ")}
    on_the_map = {Path(path).stem for path in _paths_on_the_map(README.read_text())}
    assert rooms <= on_the_map


def test_the_architecture_shows_the_layers_as_they_are_checked():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    text = (ROOT / "docs" / "architecture.md").read_text()
    block = next(found for found in re.findall(r"```\n(.*?)```", text, re.DOTALL) if layers[0] in found)
    assert [line.strip() for line in block.splitlines() if line.strip()] == layers


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_link_leads_somewhere(path):
    broken = []
    for target in _links(path.read_text()):
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        if not there.exists() or (anchor and anchor not in _anchors(there.read_text())):
            broken.append(target)
    assert broken == []


def test_the_readme_leads_to_every_guide():
    guides = {f"docs/guide/{path.name}" for path in (ROOT / "docs" / "guide").glob("*.md")}
    assert len(guides) > 3
    assert guides <= set(_links(README.read_text()))


def test_the_demo_accounts_are_those_that_are_written():
    text = _section(README.read_text(), "Demo accounts")
    seed = (ROOT / "reports" / "demo" / "seed.py").read_text()
    assert PASSWORD in text
    named = set(re.findall(r"`([a-z]+)@demo\.example`", text))
    assert named == set(re.findall(r'^            \("([a-z]+)", "', seed, re.MULTILINE))
    assert "owner" in named


def test_there_are_decisions_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) > 10


def test_the_list_of_decisions_is_complete():
    listed = re.findall(
        r"^(\d+)\. \[(.+)\]\((.+)\)$", (ROOT / "docs/decisions/README.md").read_text(), re.MULTILINE
    )
    titles = [re.match(r"# (\d+)\. (.+)\n", path.read_text()) for path in DECISIONS]
    assert listed == [(title[1], title[2], path.name) for title, path in zip(titles, DECISIONS, strict=True)]


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_ends_with_what_it_forbids(path):
    text = path.read_text()
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Now forbidden"]
    assert re.findall(r"^- \S.{5,}", _section(text, "Now forbidden"), re.MULTILINE)
