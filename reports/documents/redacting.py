"""What is shown in place of redacted words.

Pure: from a frozen source and places in it to the source that readers get. Not here: reading places from the
database (`renditions`), or finding them in a source (`redactable`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.models.redaction import ANSWER, LOGO
from reports.text.escaping import escaped
from reports.text.passages import merged


@dataclass(frozen=True)
class Cut:
    """Characters of a part of an answer that are withheld, or with the part ANSWER all its words.

    Without a code it is a part that stands beside all answers.
    """

    code: str
    part: str
    start: int
    length: int
    reason: str
    made_at: datetime


def redact(source: dict[str, Any], cuts: Sequence[Cut], *, sha256: str) -> dict[str, Any]:
    """Return the source, which is changed, with a mark in place of what is cut and a list of redactions.

    `sha256` is the fingerprint of the frozen source. Without cuts the source stays as it is.
    """
    if not cuts:
        return source
    # As the rest of a version, the marks are in one language whoever looks.
    with translation.override(source["wording"]["locale"]):
        for section in source["sections"]:
            for question in section["questions"]:
                mine = [cut for cut in cuts if cut.code == question["code"]]
                if mine and question["answer"] is not None:
                    question["answer"] = _answer(question["answer"], mine)
        _redact_beside(source, [cut for cut in cuts if not cut.code])
    source["redactions"] = [
        {
            "question": code or None,
            "part": part,
            "redacted_at": at,
            "reason": reason,
            "original_sha256": sha256,
        }
        for at, code, part, reason in dict.fromkeys(
            (cut.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), cut.code, cut.part, cut.reason)
            for cut in cuts
        )
    ]
    return source


def _redact_beside(source: dict[str, Any], cuts: Sequence[Cut]) -> None:
    by_part: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_part.setdefault(cut.part, []).append(cut)
    for part, gone in by_part.items():
        head, _dot, name = part.partition(".")
        if part == LOGO:
            withheld = None
        elif part == "organisation.website":
            # Half an address leads somewhere else.
            withheld = _marks(gone)
        else:
            withheld = _cut(source[head][name], gone)
        source[head] = {**source[head], name: withheld}


def _answer(answer: Mapping[str, Any], cuts: Sequence[Cut]) -> dict[str, Any]:
    whole = [cut for cut in cuts if cut.part == ANSWER]
    if whole:
        return {**answer, "text": escaped(_marks(whole)), "summary": "", "tools": [], "evidence": []}
    by_part: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_part.setdefault(cut.part, []).append(cut)
    text = _cut(answer["text"], by_part.get("text", ()), is_markdown=True)
    evidence = []
    for number, row in enumerate(answer.get("evidence", [])):
        if gone := by_part.get(f"evidence.{number}.address"):
            # Evidence is an address: without it nothing is left to show, but that it was there.
            text = "\n\n".join(filter(None, [text, escaped(_marks(gone))]))
        else:
            title = _cut(row["title"], by_part.get(f"evidence.{number}.title", ()))
            evidence.append({**row, "title": title})
    tools = [_tool(row, number, by_part) for number, row in enumerate(answer["tools"])]
    summary = _cut(answer.get("summary", ""), by_part.get("summary", ()))
    return {**answer, "text": text, "summary": summary, "tools": tools, "evidence": evidence}


def _tool(row: Mapping[str, str], number: int, by_part: Mapping[str, Sequence[Cut]]) -> dict[str, str]:
    name, purpose = (_cut(row[key], by_part.get(f"tools.{number}.{key}", ())) for key in ("name", "purpose"))
    gone = by_part.get(f"tools.{number}.address")
    if gone:
        return {**row, "name": f"{name} {_marks(gone)}".strip(), "purpose": purpose, "address": ""}
    return {**row, "name": name, "purpose": purpose}


def _cut(text: str, cuts: Sequence[Cut], *, is_markdown: bool = False) -> str:
    """Return the text with one mark in place of all that overlaps."""
    parts, position = [], 0
    for start, end in merged((cut.start, cut.start + cut.length) for cut in cuts):
        mark = _marks([cut for cut in cuts if start <= cut.start < end])
        parts += [text[position:start], escaped(mark) if is_markdown else mark]
        position = end
    return "".join([*parts, text[position:]])


def _marks(cuts: Iterable[Cut]) -> str:
    return " ".join(dict.fromkeys(_mark(cut) for cut in cuts))


def _mark(cut: Cut) -> str:
    day = date_format(cut.made_at.astimezone(UTC), "DATE_FORMAT")
    reason = re.sub(r"\s+", " ", cut.reason).strip()
    return _("[Redacted on %(day)s. Reason: %(reason)s]") % {"day": day, "reason": reason}
