"""Which answers are alike: BM25 counted anew by its formula, and the rules of what counts."""

import math
import random

import pytest

from reports.search.similar import (
    COMMON,
    FEWEST_SHARED,
    LEAST,
    LIKELY,
    MOST_WORDS,
    Candidate,
    informative,
    ranked,
    rarest,
    told,
)

WORDS = [f"w{chr(97 + number)}" for number in range(26)]


def _corpus(seed):
    chance = random.Random(seed)  # noqa: S311
    bodies = [chance.choices(WORDS, k=chance.randint(1, 30)) for _each in range(40)]
    candidates = [Candidate(number + 1, number % 11, " ".join(body)) for number, body in enumerate(bodies)]
    return candidates, chance.sample(WORDS, 12)


def _by_formula(words, candidates):
    """Return answer -> its BM25, from the words of all candidates, for those alike enough."""
    bodies = {each.answer: each.body.split() for each in candidates}
    number = len(bodies)
    usual = sum(map(len, bodies.values())) / number
    idf = {}
    for word in words:
        holders = sum(word in body for body in bodies.values())
        idf[word] = math.log(1 + (number - holders + 0.5) / (holders + 0.5))
    rates = {}
    for answer, body in bodies.items():
        shared = {word for word in words if word in body}
        if len(shared) >= FEWEST_SHARED and sum(idf[each] for each in shared) >= LEAST * sum(idf.values()):
            rates[answer] = sum(
                idf[word]
                * body.count(word)
                * (1.2 + 1)
                / (body.count(word) + 1.2 * (1 - 0.75 + 0.75 * len(body) / usual))
                for word in shared
            )
    return rates


@pytest.mark.parametrize("seed", range(8))
def test_the_order_is_that_of_bm25_with_the_best_of_each_organisation(seed):
    candidates, words = _corpus(seed)
    frequencies = {word: sum(word in each.body.split() for each in candidates) for word in words}
    rates = _by_formula(words, candidates)
    of = {each.answer: each.organisation for each in candidates}
    expected = []
    for answer in sorted(rates, key=lambda each: (-round(rates[each], 9), -each)):
        if of[answer] not in {of[each] for each in expected}:
            expected.append(answer)
    found = ranked(frequencies, len(candidates), candidates, 99)
    assert [each.answer for each in found] == expected
    assert len(expected) > 5
    assert [each.answer for each in ranked(frequencies, len(candidates), candidates, 3)] == expected[:3]
    bodies = {each.answer: set(each.body.split()) for each in candidates}
    for each in found:
        assert set(each.words) == bodies[each.answer] & set(words)


def test_of_equals_the_newest_comes_first_and_the_order_of_rows_does_not_matter():
    rows = [Candidate(number, number, "wa wb wc wd") for number in (4, 9, 2)]
    words = dict.fromkeys(["wa", "wb", "wc", "wd"], 3)
    for order in (rows, rows[::-1]):
        assert [each.answer for each in ranked(words, 10, order, 8)] == [9, 4, 2]


def test_too_little_in_common_is_not_alike():
    words = dict.fromkeys(WORDS, 2)
    some = [Candidate(1, 1, "wa wb"), Candidate(2, 2, "wa wb wc"), Candidate(3, 3, "wa wb we")]
    assert [each.answer for each in ranked(words, 100, some, 8)] == [3, 2]
    many = {f"x{number}": 1 for number in range(40)} | {"wa": 1, "wb": 1, "wc": 1}
    assert ranked(many, 100, [Candidate(1, 1, "wa wb wc")], 8) == []
    assert ranked(words, 100, [], 8) == []


def test_words_that_tell_are_folded_as_in_the_index():
    text = "The Évaluations of our ＭＯＤＥＬＳ in 2025, and evaluations: a model’s risk."
    assert told(text, "en") == ["evalu", "model", "risk"]
    assert told("Les évaluations et les modèles", "fr") == ["evalu", "model"]
    assert told("安全性を評価する。ﾘｽｸのＡＩ審査", "ja") == ["安全", "全性", "評価", "リス", "スク", "審査"]
    assert told("", "en") == []
    assert len(told(" ".join(f"w{number}x" for number in range(999)), "en")) == MOST_WORDS


def test_what_is_common_does_not_count():
    frequencies = {"rare": 1, "known": 20, "common": 21, "none": 0}
    assert informative(frequencies, frequencies, 100) == {"rare": 1, "known": 20}
    # Among few answers nothing is common that five hold.
    assert informative(frequencies | {"five": 5, "six": 6}, frequencies | {"five": 5, "six": 6}, 10) == {
        "rare": 1,
        "five": 5,
    }
    many = {"much": COMMON, "more": COMMON + 1}
    assert informative(many, many, 10**6) == {"much": COMMON}


def test_the_rarest_words_choose_and_never_too_many_answers():
    assert rarest({"b": 2, "a": 2, "c": 1}) == ["c", "a", "b"]
    assert rarest({"much": LIKELY - 1, "rare": 1, "more": LIKELY}) == ["rare", "much"]
    assert rarest({"more": LIKELY + 5}) == ["more"]
    assert rarest({}) == []
