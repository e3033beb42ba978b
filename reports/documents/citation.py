"""How a published report, or one answer of it, is cited: APA, BibTeX, CSL-JSON.

Belongs here: a citation as plain data, and writing it in each style. Not here: where it is shown.
Sources: APA Publication Manual, 7th edition (group author, report, version); the CSL 1.0.2 data schema.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Citation:
    """What is cited. `part` is the answer within the report, such as "1a Risk classification", or "".

    `key` is unique for what is cited, `language` a code such as "ja", `published_on` a day in UTC. Of a
    transcribed report it is told where it was published before, and when.
    """

    key: str
    author: str
    title: str
    part: str
    version: int
    published_on: date
    publisher: str
    address: str
    language: str
    transcribed_from: str = ""
    originally_published_on: date | None = None

    @property
    def whole_title(self) -> str:
        """The title, that of the part first."""
        return f"{self.part}. {self.title}" if self.part else self.title


def apa(citation: Citation) -> str:
    """Return the entry of a reference list, in English as the style asks."""
    day = citation.published_on
    when = f"{day.year}, {_ENGLISH[day.month - 1]} {day.day}"
    author = citation.author if citation.author.endswith(".") else f"{citation.author}."
    part = f"{citation.part}. In " if citation.part else ""
    first = citation.originally_published_on
    before = f" (Original work published {first.year} at {citation.transcribed_from})" if first else ""
    return (
        f"{author} ({when}). {part}{citation.title} (Version {citation.version}). "
        f"{citation.publisher}. {citation.address}{before}"
    )


def bibtex(citation: Citation) -> str:
    """Return an entry of type techreport, UTF-8, each sign that TeX would read spelt out."""
    day = citation.published_on
    fields = {
        "author": f"{{{_tex(citation.author)}}}",
        "title": f"{{{_tex(citation.whole_title)}}}",
        "institution": _tex(citation.publisher),
        "year": str(day.year),
        "month": _MONTHS[day.month - 1],
        "day": str(day.day),
        "version": str(citation.version),
        "langid": citation.language,
        "url": citation.address,
    }
    if citation.originally_published_on:
        fields["note"] = _tex(_before(citation))
    rows = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items()]
    return "\n".join([f"@techreport{{{citation.key},", *rows, "}"]) + "\n"


def csl(citation: Citation) -> str:
    """Return a list with one item of CSL-JSON."""
    day = citation.published_on
    item = {
        "id": citation.key,
        "type": "report",
        "author": [{"literal": citation.author}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "title": citation.whole_title,
        "publisher": citation.publisher,
        "version": str(citation.version),
        "language": citation.language,
        "URL": citation.address,
    }
    if first := citation.originally_published_on:
        item |= {
            "original-date": {"date-parts": [[first.year, first.month, first.day]]},
            "note": _before(citation),
        }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _before(citation: Citation) -> str:
    return f"Transcribed; published on {citation.originally_published_on} at {citation.transcribed_from}"


def _tex(words: str) -> str:
    flat = re.sub(r"\s+", " ", words).strip()
    return "".join(_SPECIAL.get(sign, sign) for sign in flat)
