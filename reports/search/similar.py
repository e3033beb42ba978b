"""Which answers say something like a given one: BM25 over the words that both hold. Pure.

Belongs here: which words count, and the order. Not here: where answers come from (`likeness`), or what is
shown.

Words are those of the index: stems of Latin words, pairs of Han or katakana letters. What is in many answers
tells nothing and is left out, so are words of grammar and bare numbers. The order is for finding: nobody is
told the number behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log
from typing import NamedTuple

from reports.search.folding import LANGUAGES, is_unspaced_letter, stem, tokens
from reports.search.function_words import FUNCTION_WORDS

K1, B = 1.2, 0.75
"""The usual constants of BM25: how soon a repeated word says nothing new, and how much length counts."""
MOST_WORDS = 150
"""So many different words of an answer are looked up, the first ones."""
FEWEST_WORDS = 5
"""With fewer words than this that tell something, an answer is too short to look for others like it."""
FEWEST_SHARED = 3
LEAST = 0.1
"""Answers that share fewer words than this, or words that tell less than this part of what all words of the
answer tell, are not alike."""
COMMON = 2_000
"""A word in more answers than this tells nothing, however many answers there are."""
SHARE, AT_LEAST = 0.2, 5
"""Nor does one in more than this share of all answers, unless it is in so few."""
LIKELY = 2_000
"""The rarest words that together stand in so many answers choose those that are looked at more closely."""
MOST_CANDIDATES = 300
_SHORTEST = 3


class Candidate(NamedTuple):
    """An answer that shares rare words: whose it is, and its words as they are indexed."""

    answer: int
    organisation: int
    body: str


class Similar(NamedTuple):
    """An answer, and the words that it shares, those that tell most first."""

    answer: int
    words: tuple[str, ...]


def told(text: str, language: str) -> list[str]:
    """Return the different words of a text that may tell what it is about, as they are indexed, in order."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    found: dict[str, None] = {}
    for token in tokens(text):
        if _tells(token.text):
            found.setdefault(stem(token.text, language))
        if len(found) == MOST_WORDS:
            break
    return list(found)


def _tells(word: str) -> bool:
    if word.isascii():
        return len(word) >= _SHORTEST and not word.isdigit() and word not in FUNCTION_WORDS
    # Hiragana writes grammar; a letter alone is the end of a run.
    return not is_unspaced_letter(word) and not any("\u3041" <= letter <= "\u309f" for letter in word)


def informative(words: Iterable[str], frequencies: Mapping[str, int], total: int) -> dict[str, int]:
    """Return those words that some answer holds and not too many do, each with in how many it stands."""
    most = min(max(total * SHARE, AT_LEAST), COMMON)
    return {word: frequencies[word] for word in words if 0 < frequencies.get(word, 0) <= most}


def rarest(words: Mapping[str, int]) -> list[str]:
    """Return the rarest of these words, that together stand in about `LIKELY` answers; one at least."""
    chosen: list[str] = []
    answers = 0
    for word, number in sorted(words.items(), key=lambda pair: (pair[1], pair[0])):
        answers += number
        if chosen and answers > LIKELY:
            break
        chosen.append(word)
    return chosen


def weight(frequency: int, total: int) -> float:
    """Return how much a word tells that stands in so many answers of all."""
    return log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def ranked(words: Mapping[str, int], total: int, candidates: Sequence[Candidate], most: int) -> list[Similar]:
    """Return the most similar candidates, best first, the best of each organisation.

    `words` are those of the answer that tell, with their frequencies; lengths are measured against the mean
    of the candidates. Of equals the newest, by their number, comes first.
    """
    bodies = [(each, Counter(each.body.split())) for each in candidates]
    least = LEAST * fsum(weight(number, total) for number in words.values())
    usual = fsum(counts.total() for _each, counts in bodies) / len(bodies) if bodies else 1
    rated = []
    for each, counts in bodies:
        length = K1 * (1 - B + B * counts.total() / usual) if usual else K1
        gains = {
            word: weight(number, total) * counts[word] * (K1 + 1) / (counts[word] + length)
            for word, number in words.items()
            if counts[word]
        }
        told_by_both = fsum(weight(words[word], total) for word in gains)
        if len(gains) >= FEWEST_SHARED and told_by_both >= least:
            shared = tuple(word for _gain, word in sorted((-gain, word) for word, gain in gains.items()))
            rated.append((-round(fsum(gains.values()), 9), -each.answer, each.organisation, shared))
    found: dict[int, Similar] = {}
    for _rate, answer, organisation, shared in sorted(rated):
        found.setdefault(organisation, Similar(-answer, shared))
        if len(found) == most:
            break
    return list(found.values())
