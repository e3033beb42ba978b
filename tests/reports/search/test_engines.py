"""Both engines find what stands in an answer by a rule in plain Python, and nothing else."""

import random
import string
from dataclasses import replace

import pytest
from django.db import connection

from reports import search
from reports.models import PublishedAnswer
from reports.search import postgresql
from reports.search.folding import tokens
from reports.search.scope import scope
from tests.reports.search.conftest import stands_in

pytestmark = pytest.mark.django_db

WORDS = [
    *(
        "risk",
        "risks",
        "red",
        "team",
        "teaming",
        "teams",
        "evaluation",
        "évaluations",
        "evaluated",
        "the",
        "of",
    ),
    *(
        "sécurité",
        "securite",
        "model's",
        "l'audit",
        "42001",
        "1a",
        "1e5",
        "2g.i",
        "x1f",
        "0x1f",
        "1st",
        "3.14",
    ),
    *("-5", "http://a.example/b", "e@mail.example", "a/b", "foo.bar", "AI", "безопасность", "한글", "𠮷野家"),
    *("安全", "安全性", "全性", "評価", "リスク", "ﾘｽｸ", "法", "憲法", "の", "ガバナンス"),
]


@pytest.fixture(scope="module")
def answers(versions, say):
    """Answers of words thrown together: id -> the answer."""
    chance = random.Random(20_260_911)  # noqa: S311
    for version in versions:
        texts = [_thrown(chance, chance.randint(1, 14)) for _answer in range(40)]
        say(version, *texts)
    return PublishedAnswer.objects.select_related("version", "search_entry").in_bulk()


def _thrown(chance, length):
    return "".join(
        f"{chance.choice(WORDS)}{chance.choice([' ', ' ', ' ', ', ', '', '。'])}" for _word in range(length)
    )


def _typed(chance):
    parts = []
    for _part in range(chance.randint(1, 3)):
        words = " ".join(chance.choice(WORDS) for _word in range(chance.randint(1, 2)))
        parts.append(chance.choice(["{}", "{}", '"{}"', "-{}", '-"{}"']).format(words))
    return " ".join(parts)


def test_random_queries_find_what_the_rule_finds(answers):
    chance = random.Random(7)  # noqa: S311
    some = nothing = 0
    for _query in range(250):
        query = search.parse(_typed(chance))
        expected = {
            answer.pk
            for answer in answers.values()
            if query.terms
            and all(_stands(term, answer) for term in query.terms)
            and not any(_stands(term, answer) for term in query.excluded)
        }
        found = search.answers(query).ids
        assert set(found) == expected, query
        assert len(found) == len(expected)
        versions = {answers[each].version_id for each in expected}
        reports = search.reports(query)
        assert (set(reports.ids), set(reports.ranked)) == (versions, versions)
        said = {
            answer.pk: answer.version_id
            for answer in answers.values()
            if query.terms
            and all(stands_in(term, [], answer.plain, answer.version.language) for term in query.terms)
            and not any(_stands(term, answer) for term in query.excluded)
        }
        assert search.holding(replace(query, is_said=True)) == said, query
        some, nothing = some + bool(expected), nothing + (not expected)
    assert min(some, nothing) > 20


def _stands(term, answer):
    head = answer.search_entry.head.split()
    return stands_in(term, head, answer.plain, answer.version.language)


def test_no_word_is_split_or_changed_by_the_engines(versions, say):
    """Each token is found by itself: the parser of neither engine sees numbers, hosts or signs in it."""
    chance = random.Random(3)  # noqa: S311
    letters = string.ascii_lowercase + string.digits
    made = [
        "".join(chance.choice(letters) for _letter in range(chance.randint(1, 12))) for _word in range(1_500)
    ]
    made += ["1e5", "0x1f", "1e", "e1", "00012", "12e3x", "5e3", "1a2b", "http", "nbsp", "amp"]
    (answer,) = say(versions[0], " ".join(made))
    _each_is_found(answer, made)


def test_every_letter_of_han_and_kana_is_found(versions, say):
    ranges = ((0x3005, 0x3008), (0x3041, 0x3097), (0x309D, 0x309F), (0x30A1, 0x30FF), (0x3400, 0x4DC0))
    letters = [chr(number) for start, end in (*ranges, (0x4E00, 0xA000)) for number in range(start, end)]
    runs = ["".join(letters[start : start + 2]) for start in range(0, len(letters), 2)]
    answer, _empty = say(versions[0], " ".join(runs), "")
    _each_is_found(answer, runs)


def _each_is_found(answer, texts):
    """Compare with the words that the engine itself says are in its index."""
    words = {token.text for text in texts for token in tokens(text)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT unnest(tsvector_to_array(vector)) FROM reports_searchentry WHERE answer_id = %s"
            cursor.execute(sql, [answer])
        else:
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words "
                "USING fts5vocab(main, reports_searchindex, row)"
            )
            cursor.execute("SELECT term FROM temp.words")
        known = {word for (word,) in cursor.fetchall()}
    assert words - known == set()


@pytest.mark.postgresql
def test_postgresql_asks_its_index(answers):
    """Whatever it believes of so few rows: the condition is one that the index can answer."""
    query = search.parse('risk -"red team" the')
    condition = postgresql._matches(query)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN SELECT 1 FROM reports_searchentry e WHERE {condition.sql} AND {scope().sql}",  # noqa: S608
            condition.params,
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    assert "Bitmap Index Scan on reports_searchentry_vector" in plan
    assert "to_tsvector" not in plan
