"""Reading the demo files in `data/`: one TOML file per organisation and per report, a PNG per logo."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


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
    """Return `framework`, `language`, `attestation` (or None) and `answers`: code -> choices and text."""
    facts = _read(f"{slug}-{cycle}")
    answers = {
        code: {"choices": answer.get("choices", []), "text": answer.get("text", "").strip("\n")}
        for code, answer in facts["answers"].items()
    }
    return {
        "framework": facts.get("framework", "haip-1.0"),
        "language": facts["language"],
        "attestation": facts.get("attestation"),
        "answers": answers,
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
