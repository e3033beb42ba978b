"""Reads the CSV file of a report back."""

import csv
import io
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from reports.enums import PracticeState

from .said import Said, nothing_said, said_in_markdown, tight

Row = Mapping[str, str]

_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
ABOUT = 11
"""How many columns say the same of every row."""


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was kept from being a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def rows_of(written: bytes) -> list[dict[str, str]]:
    """Return the rows of a file."""
    before = csv.field_size_limit(1_000_000)
    try:
        rows = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True)
        return [{name: unguarded(value) for name, value in row.items()} for row in rows]
    finally:
        csv.field_size_limit(before)  # it is the whole process's


def read_csv(written: bytes) -> list[Said]:
    """Return what the file says of each question, as `whole` says it: with all that was offered."""
    rows = rows_of(written)
    headings = {
        row["code"]: (tight(row["number"] + row["label"]), row["number"] or row["label"]) for row in rows
    }
    found: dict[str, Said] = {}
    for row in rows:
        title = row["section_title"] if row["section"] == "0" else row["section"] + row["section_title"]
        said = found.setdefault(row["code"], nothing_said(headings[row["code"]][0], title))
        said["needs"] = tuple(row[name] for name in ("asked", "required", "answered"))
        _read(row, said, headings)
    return list(found.values())


def whole(said: Said, question: Mapping) -> Said:
    """Return what is expected of a table, which says of everything offered what became of it."""
    answer = question["answer"] or {}
    return said | {
        "asked": [tight(question["official"] or "\n".join([question["prompt"], *question["parts"]]))],
        "chosen": "",
        "boxes": [
            (tight(option["label"]), option["id"], option["id"] in answer.get("choices", []))
            for option in question["options"]
        ],
        "practices": [
            (tight(practice["label"]), practice["id"], _state(practice["state"]))
            for practice in question["practices"]
        ],
        "unreported": [],
        "needs": tuple("yes" if question[name] else "no" for name in ("asked", "required", "answered")),
    }


def _state(state: str) -> str:
    return tight(_("Not reported") if state == "not_reported" else PracticeState(state).label)


def _read(row: Row, said: Said, headings: Mapping) -> None:
    label, value = tight(row["item_label"]), row["value"]
    match row["part"]:
        case "question":
            said["asked"].append(tight(value))
        case "choice":
            said["boxes"].append((label, row["item"], {"yes": True, "no": False}[value]))
        case "practice":
            said["practices"].append((label, row["item"], _state(value)))
        case "summary":
            said["summary"] = tight(value)
        case "text":
            said["text"] = said_in_markdown(value, headings)
        case "tool":
            said["tools"].append((label, value, tight(row["purpose"])))
            assert row["item"] == str(len(said["tools"]))
        case "evidence":
            said["evidence"].append((label, value, row["accessed_on"]))
            assert row["item"] == str(len(said["evidence"]))
        case "gap":
            said["gap"] = value
        case other:
            raise AssertionError(other)
