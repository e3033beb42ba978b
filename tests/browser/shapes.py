"""One whole report in the shapes that real reports have, and what a reader must find of each answer.

`ANSWERS` maps each code to the ticked option ids, the Markdown as typed, and the pieces of text that
must stand on the page, in the JSON and in the PDF.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Typed:
    """What is typed for one answer."""

    text: str = ""
    choices: tuple[str, ...] = ()
    shown: tuple[str, ...] = field(default=())

    @property
    def pieces(self) -> tuple[str, ...]:
        """What a reader must find; the typed text itself where it has no markup."""
        return self.shown or tuple(line for line in self.text.splitlines() if line.strip())


_LONG = [
    f"Sentence {number} of our account says that measure {number * 7} was tested twice by team {number % 9}."
    for number in range(1, 201)
]

ANSWERS: dict[str, Typed] = {
    "scope": Typed("Brightwater Systems and its two subsidiaries in Oslo and Osaka.", ("group",)),
    "statement": Typed("We have built planning software since 1998 and use models of others since 2021."),
    "1a": Typed(
        "**Unreasonable risk.** We refuse uses that may cost lives.\n\n**Other risk.** It is scored 1 to 5.",
        shown=("Unreasonable risk.", "We refuse uses that may cost lives.", "It is scored 1 to 5."),
    ),
    "1b": Typed(
        "- Before design\n    - interviews with dispatchers\n        - at least twelve per site\n"
        "        - night shifts included\n    - a misuse workshop\n- In use\n    - weekly log review",
        shown=(
            "Before design",
            "interviews with dispatchers",
            "at least twelve per site",
            "night shifts included",
            "a misuse workshop",
            "weekly log review",
        ),
    ),
    "1c": Typed(
        "・安全性の試験を行う\n・レッドチームを年二回実施する\n　・社外の専門家を含む",
        shown=("安全性の試験を行う", "レッドチームを年二回実施する", "社外の専門家を含む"),
    ),
    "1d": Typed("", ("yes",)),
    "1e": Typed(
        "Three figures are tracked [1] and two are judged [2]; see the response to 1a.\n\n"
        "[1] Override rate, near misses, stale routes.\n\n[2] Operator trust, ease of appeal.",
        shown=(
            "Three figures are tracked [1] and two are judged [2]; see the response to 1a.",
            "[1] Override rate, near misses, stale routes.",
            "[2] Operator trust, ease of appeal.",
        ),
    ),
    "1f": Typed(
        "A professor of logistics reviews us each spring.[^1]\n\n[^1]: Unpaid, with the right to publish.",
        shown=("A professor of logistics reviews us each spring.", "Unpaid, with the right to publish."),
    ),
    "1g": Typed(
        "| Standard | Edition | Use |\n|---|---|---|\n| ISO/IEC 23894 | 2023 | assessments |\n"
        "| ISO/IEC 42005 | 2025 | impact papers |",
        shown=("Standard", "ISO/IEC 23894", "assessments", "ISO/IEC 42005", "impact papers"),
    ),
    "1h": Typed("We sit on the 物流安全協議会 (logistics safety council) with 四社 and share near misses."),
    "2a": Typed(
        "\n\n".join(" ".join(_LONG[start : start + 10]) for start in range(0, 200, 10)), shown=tuple(_LONG)
    ),
    "2b": Typed(
        "Findings become tickets, as [our handbook](https://brightwater.example/handbook) says.",
        shown=("Findings become tickets, as our handbook says.",),
    ),
    "2f": Typed(
        "**「個人情報」**は保存しない。Names are masked before storage.",
        shown=("「個人情報」", "は保存しない。Names are masked before storage."),
    ),
    "2g.v": Typed("Twelve people are too few for a programme; access is reviewed monthly instead.", ("no",)),
    "3a": Typed("System cards stand beside every product.", ("yes",)),
    "3a.iii": Typed("Red-team results are summarised.", ("red-team-results", "capability-limits")),
    "3c": Typed("The notice is linked from every screen.", ("yes",)),
    "3d": Typed("We train no model; suppliers' notices are linked.", ("no",)),
    "4b": Typed("Every new colleague, within six weeks.", ("yes",)),
    "4c": Typed(
        "* Figures are for the group; Osaka reports its own.",
        ("yes",),
        shown=("Figures are for the group; Osaka reports its own.",),
    ),
    "4d": Typed("For seven years.", ("yes",)),
    "4f": Typed("With customers, under a duty of care.", ("yes",)),
    "4h": Typed("ISO/IEC 42001 guides us; we are not certified.", ("yes",)),
    "5b": Typed("Route plans are not media that need a mark.", ("no",)),
}

CODES = [
    "1a",
    "1b",
    "1c",
    "1d",
    "1e",
    "1f",
    "1g",
    "1h",
    "2a",
    "2b",
    "2c",
    "2d",
    "2e",
    "2f",
    "2g.i",
    "2g.ii",
    "2g.iii",
    "2g.iv",
    "2g.v",
    "2h",
    "3a",
    "3a.i",
    "3a.ii",
    "3a.iii",
    "3b",
    "3c",
    "3d",
    "3e",
    "4a",
    "4b",
    "4c",
    "4d",
    "4e",
    "4f",
    "4g",
    "4h",
    "5a",
    "5b",
    "6a",
    "6b",
    "6c",
    "6d",
    "7a",
    "7b",
    "7c",
    "7d",
]

for _code in CODES:
    # The plain ones: a short paragraph that stands nowhere else.
    ANSWERS.setdefault(_code, Typed(f"Our answer to {_code} is short: plan {_code.upper()} began in 2026."))

SECTIONS = {
    "0": ("scope", "statement"),
    **{str(n): tuple(code for code in CODES if code.startswith(str(n))) for n in range(1, 8)},
}

HOSTILE = '<script>document.title="owned"</script> [click](javascript:alert(1)) <img src=x onerror=alert(1)>'
