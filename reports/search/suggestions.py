"""What was probably meant where a typed word stands in no answer.

Belongs here: choosing among the words of the register. Not here: counting them (`entries`).
"""

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from reports.models import SearchWord
from reports.search.asking import standing
from reports.search.folding import folded
from reports.search.query import Query, parse
from reports.search.words import places, words

MOST_CANDIDATES = 20_000
LONG = 8
MOST_WRONG = 2
"""So many letters may be wrong from the length `LONG` on; below it one."""


def suggestion(query: Query) -> str:
    """Return the whole query with its mistyped words mended, or "" where there is nothing to offer.

    Only words that stand in no answer are touched: Latin ones of four letters or more, and katakana words.
    Two queries at most.
    """
    shown, found = places(query.text)
    wanted = {word for term in query.terms for word in words(query.text[term.start : term.end])}
    typed = {word: terms[0] for word in sorted(wanted) if (terms := parse(word).terms)}
    known = standing(list(typed.values()))
    unknown = [word for place, word in enumerate(typed) if place not in known]
    better = _nearest(unknown)
    mended = shown
    for word, start, end in reversed(found):
        if word in better:
            mended = f"{mended[:start]}{better[word]}{mended[end:]}"
    return mended if better else ""


def _nearest(unknown: list[str]) -> dict[str, str]:
    """Return word -> what it most probably was: few letters apart, and in many answers. Queries once."""
    if not unknown:
        return {}
    shortest, longest = min(map(len, unknown)), max(map(len, unknown))
    rows = (
        SearchWord.objects.annotate(length=Length("word"))
        .filter(length__gte=shortest - MOST_WRONG, length__lte=longest + MOST_WRONG)
        .order_by("-answers", "word")
        .values_list("word", flat=True)[:MOST_CANDIDATES]
    )
    candidates = {word: _letters(word) for word in rows}
    found = {}
    for word in unknown:
        most = MOST_WRONG if len(word) >= LONG else 1
        near = process.extract(
            _letters(word), candidates, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
        )
        if near:
            # A first letter is seldom wrong; candidates come in the order of how many answers hold them.
            found[word] = min(near, key=lambda each: (each[1], each[2][0] != word[0]))[2]
    return found


def _letters(word: str) -> str:
    """Return a word without accents, which many leave out."""
    return word if word.isascii() else folded(word)
