"""A small framework on disk that a test may spoil before it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

STRUCTURE = """\
id = "mini-1.0"
version = "1.0"
status = "provisional"

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

[questions."1b.i"]
help = ["Help of its own."]
"""

TOPICS = """\
[[topics]]
id = "risk"
section = "1"
essential = true
actions = [1]
principles = [12]
relations = { "mini-1.0" = "wider" }
practices = ["list-risks", "rank-risks", "drop-risks"]
nist-ai-rmf = ["MAP 1.5"]

[[topics]]
id = "limits"
section = "1"
practices = [
  "draw-limits",
  "test-limits",
  "show-limits",
]
iso-42001 = ["6.1.2"]
japan-aigb = ["C-2"]
"""

TOPICS_WORDING = """\
locale = "en"

[topics.risk]
label = "Risks"
[topics.risk.practices]
list-risks = { label = "List", definition = "Risks stand in a list." }
rank-risks = { label = "Rank", definition = "Risks have an order." }
drop-risks = { label = "Drop", definition = "Risks are left." }

[topics.limits]
label = "Limits"
[topics.limits.practices]
draw-limits = { label = "Draw", definition = "Limits are drawn." }
test-limits = { label = "Test", definition = "Limits are tested." }
show-limits = { label = "Show", definition = "Limits are shown." }
"""

TOPICS_GUIDANCE = """\
locale = "en"

[topics.risk]
why = "Risk comes first."
help = ["Risk help."]
outline = ["What", "Who"]

[topics.limits]
help = ["Limit help.", "More limit help."]
"""

CROSSWALKS = """\
locale = "en"

[nist-ai-rmf]
name = "One framework"
url = "https://one.example/"

[nist-ai-rmf.items]
MAP = "Context"

[iso-42001]
name = "Two"
url = "https://two.example/"

[japan-aigb]
name = "Three"
url = "https://three.example/"

[japan-aigb.items]
C-2 = "Safety"
"""

GLOSSARY = """\
locale = "en"

[terms.risk]
term = "risk"
forms = ["risk", "risks"]
definition = "What may go wrong."
source = "Own words"

[terms.limit]
term = "limit"
forms = ["limit"]
definition = "What is not crossed."
source = "Own words"
url = "https://limit.example/"
"""

CODE_OF_CONDUCT = """\
[[actions]]
number = 1
sections = ["1"]

[[principles]]
number = 12
"""

CODE_OF_CONDUCT_WORDING = """\
locale = "en"
title = "A small code"
intro = "One action and one principle."
url = "https://code.example/"

[actions.1]
label = "Look"
text = "Look before you leap."

[principles.12]
label = "Care"
text = "Take care."
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
    "topics.toml": TOPICS,
    "topics.en.toml": TOPICS_WORDING,
    "topics.guidance.en.toml": TOPICS_GUIDANCE,
    "crosswalks.en.toml": CROSSWALKS,
    "glossary.en.toml": GLOSSARY,
    "code-of-conduct.toml": CODE_OF_CONDUCT,
    "code-of-conduct.en.toml": CODE_OF_CONDUCT_WORDING,
}

CSV = 'code,text\nsource,A printed form\n1a,Which risks?\n1c,"What else,\nand why?"\n'


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return a directory that holds one sound framework, `mini-1.0`, and all that belongs to it."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def wordings(tmp_path: Path) -> Path:
    """Return a directory with sound official wording for `mini-1.0`."""
    folder = tmp_path / "wordings"
    folder.mkdir()
    (folder / "mini-1.0.en.csv").write_text(CSV, encoding="utf-8")
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace text that stands exactly once in a file."""
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path.name}"
    path.write_text(content.replace(old, new), encoding="utf-8")


@pytest.fixture
def replace(directory: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces text which stands exactly once in one of the files."""
    return lambda name, old, new: replace_in(directory / name, old, new)
