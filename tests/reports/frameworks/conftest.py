"""A small framework on disk that a test may spoil before it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

STRUCTURE = """\
id = "mini-1.0"
version = "1.0"
status = "provisional"

[[topics]]
id = "risk"
section = "1"

[[topics]]
id = "limits"
section = "1"

[[sections]]
code = "1"
actions = [1, 4]

[[sections.questions]]
code = "1a"
kind = "yes_no"
topics = ["risk", "limits"]
required = true
actions = [1]

[[sections.questions]]
code = "1b"
kind = "group"
topics = ["limits"]
required = false

[[sections.questions]]
code = "1b.i"
kind = "checklist"
topics = ["limits"]
parent = "1b"
required = true
options = ["first", "second"]

[[sections.questions]]
code = "1c"
kind = "text"
topics = ["limits"]
required = true
"""

WORDING = """\
locale = "en"
title = "A small framework"

[sections]
1 = "Risk"

[topics]
risk = "Risks"
limits = "Limits"

[yes_no]
yes = "Yes"
no = "No"

[questions."1a"]
prompt = "Are there risks?"

[questions."1b"]
prompt = "Limits. One item follows."

[questions."1b.i"]
prompt = "Which limits?"
parts = ["And why?"]

[questions."1b.i".options]
first = { label = "First", definition = "The first of two." }
second = "Second"

[questions."1c"]
prompt = "What else?"
"""

GUIDANCE = """\
locale = "en"

[topics.risk]
help = ["Risk help."]

[topics.limits]
help = ["Limit help.", "More limit help."]

[questions."1b.i"]
help = ["Help of its own."]
"""

PREFACE = """\
id = "preface"
version = "1"
status = "own"

[[sections]]
code = "0"

[[sections.questions]]
code = "scope"
kind = "choice"
required = true
options = ["one", "two"]
"""

PREFACE_WORDING = """\
locale = "en"

[sections]
0 = "About this report"

[questions.scope]
label = "Scope"
prompt = "Which scope?"

[questions.scope.options]
one = "One"
two = "Two"
"""

FILES = {
    "mini-1.0.toml": STRUCTURE,
    "mini-1.0.en.toml": WORDING,
    "mini-1.0.guidance.en.toml": GUIDANCE,
    "preface.toml": PREFACE,
    "preface.en.toml": PREFACE_WORDING,
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return a directory that holds one sound framework, `mini-1.0`."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def replace(directory: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces text which stands exactly once in one of the files."""

    def _replace(name: str, old: str, new: str) -> None:
        content = (directory / name).read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {name}"
        (directory / name).write_text(content.replace(old, new), encoding="utf-8")

    return _replace
