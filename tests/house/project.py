"""The project's own files, for the tests of this folder."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BUILT = re.compile(
    r"(^|/)(\.git|\.venv|var|__pycache__|node_modules|test-results|\.hypothesis|\.\w+_cache)/"
)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return what git tracks; outside a git checkout, all that is not built or installed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    if listing:
        paths = [ROOT / name for name in listing.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not _BUILT.search(name_of(path))]
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def python_modules() -> tuple[Path, ...]:
    """Return the modules of the product, without migrations and tests."""
    folders = (ROOT / "haip", ROOT / "reports")
    return tuple(
        sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)
    )


@cache
def templates() -> tuple[Path, ...]:
    """Return all HTML templates of the product."""
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


def name_of(path: Path) -> str:
    """Return the path as it is written in the repository; also the name of a test's parameter."""
    return path.relative_to(ROOT).as_posix()
