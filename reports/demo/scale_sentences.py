"""What the demo register says, taken apart: sentences, tables and lists by language and topic.

Belongs here: reading the demo files for what invented reports are put together from. Not here: putting it
together (`scale_answers`).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from reports.demo import files
from reports.enums import ContentLanguage
from reports.frameworks import Question, load

NAMED = "\0"
"""Stands in a sentence for the organisation's name."""

_BREAKS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý0-9“«*])|(?<=。)")
_NO_PROSE = ("#", "|", "- ", "* ", ">", "`", "1.", " ")
_WHOLE = ("|", "- ")


@dataclass(frozen=True)
class Pool:
    """What is said in one language: sentences, and whole tables and lists, by place (see `place_of`)."""

    sentences: dict[str, list[str]]
    blocks: dict[str, list[str]]
    tools: list[dict[str, str]]
    evidence: list[dict[str, str]]


def place_of(question: Question) -> str:
    """Return what the words of an answer are kept under: its first topic, which versions share, or code."""
    return question.topics[0] if question.topics else question.code


def split(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [sentence.strip() for sentence in _BREAKS.split(text) if sentence.strip()]


@cache
def pools() -> dict[str, Pool]:
    """Return language -> what the demo register says in it. The files are read once."""
    found = {
        language: Pool(defaultdict(list), defaultdict(list), [], []) for language in ContentLanguage.values
    }
    for path in sorted(files.DATA.glob("*-20??.toml")):
        slug, _hyphen, cycle = path.stem.rpartition("-")
        report, name = files.report(slug, cycle), files.organisation(slug)["name"]
        framework = load(report["framework"])
        for code, answer in report["answers"].items():
            _read(answer, place_of(framework.question(code)), name, found[report["language"]])
    return {
        language: Pool(dict(pool.sentences), dict(pool.blocks), pool.tools, pool.evidence)
        for language, pool in found.items()
    }


def _read(answer: dict[str, Any], place: str, name: str, pool: Pool) -> None:
    for typed in answer["text"].split("\n\n"):
        if "[[" in typed or "[^" in typed:
            continue  # it refers to what does not stand in every report
        block = typed.strip("\n").replace(name, NAMED).replace(name.partition(" ")[0], NAMED)
        if block.startswith(_WHOLE):
            pool.blocks[place].append(block)
        elif not block.startswith(_NO_PROSE):
            for sentence in split(block.replace("\n", " ")):
                # Emphasis that began in another sentence stays there.
                whole = sentence.replace("**", "") if sentence.count("**") % 2 else sentence
                pool.sentences[place].append(whole)
    pool.tools.extend(answer["tools"])
    pool.evidence.extend(answer["evidence"])
