"""Reading the demo files in `data/`: one TOML file per organisation and per report, a PNG per logo.

Belongs here: reading, and saying where a file names something that does not exist. Not here: writing the
register (`seed`).
"""

import tomllib
from pathlib import Path
from typing import Any

from reports.enums import PracticeState
from reports.frameworks import Question, load

DATA = Path(__file__).parent / "data"
EVIDENCE_PARTS = {"title", "address", "accessed_on"}
TOOL_PARTS = {"name", "address", "purpose"}


class DemoFileError(ValueError):
    """A demo file names what does not exist. The message names file, question and the wrong word."""


def organisation(slug: str) -> dict[str, Any]:
    """Return the organisation's facts as `create_organisation` takes them; `logo` is left out."""
    facts = _read(slug)
    roles = set(facts.pop("ai_roles"))
    facts.pop("logo", None)
    for role in ("model_developer", "application_developer", "deployer"):
        facts[f"is_{role}"] = role in roles
    return facts


def logo(slug: str) -> bytes | None:
    """Return the logo's PNG bytes, or None."""
    path = DATA / f"{slug}.png"
    return path.read_bytes() if path.exists() else None


def report(slug: str, cycle: str) -> dict[str, Any]:
    """Return `framework`, `language`, `attestation` and `correction` (or None), and `answers`.

    `answers` maps code to the parts of an answer, as `save_answer` takes them; a correction has a `reason`
    and puts `new` in place of `old` in the text of `code`. Raises DemoFileError for a
    question, practice, state or tool that the framework does not have, and for rows that lack a part.
    """
    facts = _read(f"{slug}-{cycle}")
    framework_id = facts.get("framework", "haip-1.0")
    questions = {question.code: question for question in load(framework_id).answerable}
    answers = {}
    for code, answer in facts["answers"].items():
        place = f"{slug}-{cycle}.toml, {code}"
        if code not in questions:
            raise DemoFileError(f"{place}: {framework_id} has no such question")
        answers[code] = {
            "choices": answer.get("choices", []),
            "text": answer.get("text", "").strip("\n"),
            "summary": answer.get("summary", ""),
            "practices": _practices(answer.get("practices", {}), questions[code], place),
            "tools": _tools(answer.get("tools", []), questions[code], place),
            "evidence": _evidence(answer.get("evidence", []), place),
        }
    return {
        "framework": framework_id,
        "language": facts["language"],
        "attestation": facts.get("attestation"),
        "answers": answers,
        "correction": facts.get("correction"),
    }


def _practices(stated: dict[str, str], question: Question, place: str) -> dict[str, str]:
    if stated and question.practices_at != question.code:
        raise DemoFileError(f"{place}: practices are not reported here but at {question.practices_at or '-'}")
    known = {practice.id for practice in question.practices}
    for practice, state in stated.items():
        if practice not in known:
            raise DemoFileError(f"{place}: no such practice: {practice}")
        if state not in PracticeState.values:
            raise DemoFileError(f"{place}: no such state of {practice}: {state}")
    return stated


def _tools(tools: list[dict[str, str]], question: Question, place: str) -> list[dict[str, str]]:
    if tools and not question.takes_tools:
        raise DemoFileError(f"{place}: this question takes no tools")
    for tool in tools:
        if set(tool) != TOOL_PARTS or not tool["name"]:
            raise DemoFileError(f"{place}: a tool has a name, an address and a purpose: {tool}")
    return tools


def _evidence(links: list[dict[str, str]], place: str) -> list[dict[str, str]]:
    for link in links:
        if set(link) != EVIDENCE_PARTS or not link["address"]:
            raise DemoFileError(f"{place}: evidence has a title, an address and a day: {link}")
    return links


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
