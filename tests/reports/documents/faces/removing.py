"""Writers with one piece missing: what is left of a template or a module without one of its lines.

Belongs here: taking pieces out, in memory only. Not here: which pieces may be missing (`allowed`).
"""

import ast
import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType

from django.conf import settings
from django.template import Engine, engines

_PIECE = re.compile(
    r"\{\{.*?\}\}|\{% (?:include|translate) .*?%\}|\{% blocktranslate .*?\{% endblocktranslate %\}", re.DOTALL
)
_ENDS = re.compile(r"(?:\s|</\w+>)*")


@dataclass(frozen=True)
class Piece:
    """A part of a text, as in a slice."""

    start: int
    end: int
    shown: str


def template_text(name: str) -> str:
    """Return the source of a template."""
    return (Path(settings.BASE_DIR) / "templates" / name).read_text()


def template_pieces(text: str) -> list[Piece]:
    """Return each line that does more than end elements, and each tag that writes something."""
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        if not _ENDS.fullmatch(line):
            found.append(Piece(place, place + len(line), line.strip()))
        place += len(line)
    return found + [Piece(*match.span(), match[0]) for match in _PIECE.finditer(text)]


def engine_without(name: str, piece: Piece) -> Engine:
    """Return an engine whose template lacks the piece."""
    text = template_text(name)
    whole = engines["django"].engine
    changed = {name: text[: piece.start] + text[piece.end :]}
    return Engine(
        libraries=whole.libraries,
        dirs=whole.dirs,
        loaders=[
            ("django.template.loaders.locmem.Loader", changed),
            "django.template.loaders.filesystem.Loader",
        ],
    )


def source_of(module: str) -> str:
    """Return the source of a module."""
    return Path(str(importlib.import_module(module).__file__)).read_text()


@cache
def _compiled(module: str) -> CodeType:
    return compile(source_of(module), f"<{module}>", "exec")


def code_pieces(source: str) -> list[Piece]:
    """Return each statement within a function, and each element of a list or dict with a line to itself."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    found = []
    for node in _removable(ast.parse(source)):
        start, end = (starts[row - 1] + column for row, column in _span(node))
        found.append(Piece(start, end, source.encode()[start:end].decode()))
    return found


def code_without(source: str, piece: Piece) -> ast.Module:
    """Return the module without the piece."""
    tree = ast.parse(source)
    number = [each.start for each in code_pieces(source)].index(piece.start)
    node = list(_removable(tree))[number]
    _Remover(node).visit(tree)
    return ast.fix_missing_locations(tree)


@contextmanager
def modules_without(chain: Sequence[str], changed: str, tree: ast.Module | None) -> Iterator[ModuleType]:
    """Yield the last module of the chain as it is when one is changed; later ones import earlier ones."""
    kept = {name: importlib.import_module(name) for name in chain}
    try:
        for name in chain:
            module = ModuleType(name)
            module.__package__ = name.rpartition(".")[0]
            module.__file__ = kept[name].__file__
            code = compile(tree, f"<{name}>", "exec") if tree and name == changed else _compiled(name)
            sys.modules[name] = module
            exec(code, module.__dict__)  # noqa: S102 - our own source
        yield sys.modules[chain[-1]]
    finally:
        sys.modules.update(kept)


def _removable(tree: ast.Module) -> Iterator[ast.AST]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt) and node is not function and not _is_said_only(node):
                    yield node
                if isinstance(node, ast.List | ast.Tuple | ast.Dict) and len(_elements(node)) > 1:
                    rows = [each.lineno for each in _elements(node)]
                    yield from (each for each in _elements(node) if rows.count(each.lineno) == 1)


def _elements(node: ast.AST) -> list[ast.expr]:
    return node.values if isinstance(node, ast.Dict) else node.elts


def _is_said_only(node: ast.stmt) -> bool:
    """Whether a statement is a docstring, or does nothing."""
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _span(node: ast.AST) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


class _Remover(ast.NodeTransformer):
    """Takes one node out of a tree; a block that would be empty does nothing."""

    def __init__(self, node: ast.AST) -> None:
        self.node = node

    def visit(self, node: ast.AST) -> ast.AST | None:
        if node is self.node:
            return ast.copy_location(ast.Pass(), node) if isinstance(node, ast.stmt) else None
        if isinstance(node, ast.Dict) and self.node in node.values:
            place = node.values.index(self.node)
            del node.keys[place], node.values[place]
            return node
        return self.generic_visit(node)
