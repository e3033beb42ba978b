"""Remarks about references to other answers: those that lead nowhere, and those typed in words.

Belongs here: how people name a question in English, Japanese and French. Not here: how a reference is written
and shown (`text.references`).
"""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.enums import RemarkKind
from reports.frameworks import Framework, Question
from reports.text.references import written

from .reading import Reading, Remark, called

_REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,60})\]\](?!\()")
_LETTER = "A-Za-z\uff21-\uff3a\uff41-\uff5a"
_NUMBER = (
    rf"(?<![\d{_LETTER}.])([Q\uff31]?\d{{1,2}}[.]?[{_LETTER}]?(?:[ .]?\(?[ivx]{{1,4}}\)?)?)(?![\d{_LETTER}])"
)
_A = "(?:\u00e0|a\u0300)"
_E = "(?:\u00e9|e\u0301)"
_TYPED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:responses?|answers?|reply|replies)\s+(?:(?:given|provided)\s+)?(?:to|in|for|under)\s+"
        rf"(?:(?:our|the|item|question|number|no\.)\s+){{0,2}}{_NUMBER}",
        rf"\b(?:see|refer\s+to|under|in)\s+(?:also\s+)?(?:question|item)\s+{_NUMBER}",
        rf"{_NUMBER}\s?(?:の|への|に対する)\s?ご?(?:回答|答え)",
        rf"(?:質問|設問|問|項目)\s?{_NUMBER}\s?(?:の(?:回答|記載|内容))?[をも]?\s?ご?参照",
        rf"{_NUMBER}\s?をご?参照",
        rf"\br(?:{_E}|e)ponses?\s+(?:donn{_E}es?\s+)?(?:{_A}|au|aux|de)\s+(?:la\s+)?(?:question\s+)?{_NUMBER}",
        rf"\b(?:voir|cf\.?)\s+(?:aussi\s+)?(?:la\s+)?question\s+{_NUMBER}",
    )
]


class Questions:
    """The questions of a framework by code and by everything that people call them."""

    def __init__(self, framework: Framework) -> None:
        self.codes = framework.references
        self._by_name: dict[str, Question] = {}
        for question in framework.questions:
            for name in (question.number, question.code):
                self._by_name.setdefault(_plain(name), question)

    def called(self, name: str) -> Question | None:
        """Return the question that somebody means by such a name."""
        return self._by_name.get(_plain(name)) if name else None


def undefined(reading: Reading, questions: Questions) -> Iterator[Remark]:
    """Yield a remark for each reference to a question that there is not."""
    for found in _REFERENCE.finditer(reading.text):
        code = found[1]
        if code in questions.codes or not reading.is_prose(found.start()):
            continue
        meant = questions.called(code)
        if meant:
            message = _("A reference needs the lasting code of its question: write %(reference)s.")
            message %= {"reference": written(meant.code)}
        else:
            message = _("This questionnaire has no question %(code)s: check the code between the brackets.")
            message %= {"code": code.strip()}
        yield reading.remark(RemarkKind.UNDEFINED_REFERENCE, message, *found.span())


def typed(reading: Reading, questions: Questions) -> Iterator[Remark]:
    """Yield a remark for each question that is named in words and could be referred to."""
    seen = set()
    for pattern in _TYPED:
        for found in pattern.finditer(reading.text):
            meant = questions.called(found[1])
            if not meant or meant.code == reading.question.code or found.start(1) in seen:
                continue
            if reading.is_prose(found.start(1)):
                seen.add(found.start(1))
                message = _(
                    "Question %(number)s is named in words: write %(reference)s there, which readers can "
                    "follow and which stays right when numbers change."
                ) % {"number": called(meant), "reference": written(meant.code)}
                yield reading.remark(RemarkKind.TYPED_REFERENCE, message, *found.span())


def _plain(name: str) -> str:
    """Return the name of a question without what people leave out of it or write in other ways."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s.()]", "", folded).removeprefix("q")
