"""Remarks about the same paragraph twice, in one answer or in two.

Belongs here: what counts as the same. Not here: answers that are only alike.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.enums import RemarkKind
from reports.frameworks import Question
from reports.text.references import written

from .reading import Reading, Remark, called

SHORTEST = 80
"""Characters of a paragraph that nobody writes twice by chance."""

_GAP = re.compile(r"\n[ \t\u3000]*\n")
_A_SOURCE = re.compile(r"\s*(?:\[\^?[^\]\s]{1,60}\]|\d{1,3}\)|https?://\S+$)")

Seen = dict[str, Question]
"""Paragraph, as it is compared -> the question under which it stood first."""


def repeated(reading: Reading, seen: Seen) -> Iterator[Remark]:
    """Yield a remark for each paragraph that stands in `seen` already; add those of the answer to it.

    A source that is quoted twice is no repetition.
    """
    own: set[str] = set()
    for start, paragraph in _paragraphs(reading.text):
        squeezed = " ".join(unicodedata.normalize("NFKC", paragraph).split())
        if len(squeezed) < SHORTEST or _A_SOURCE.match(squeezed):
            continue
        first = seen.setdefault(squeezed, reading.question)
        if squeezed in own or first.code != reading.question.code:
            yield reading.remark(
                RemarkKind.REPEATED_PARAGRAPH, _said(first, reading.question), start, start + 1
            )
        own.add(squeezed)


def _said(first: Question, here: Question) -> str:
    if first.code == here.code:
        return _("This paragraph stands twice in this answer: keep it once.")
    return _(
        "This paragraph also stands under %(number)s: keep it once, and refer to it with %(reference)s."
    ) % {"number": called(first), "reference": written(first.code)}


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _GAP.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]
