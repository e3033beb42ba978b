"""What is stored of published answers so that they can be found: rows of `SearchEntry` and `SearchWord`.

Belongs here: writing the rows of a version and taking them away. Not here: when (`renditions`), the index
over the rows (`reports.models.search_index`), or asking it.

Of each answer the first 60,000 characters are indexed, and of what they fold to 450,000 bytes: PostgreSQL
refuses a tsvector of more than 1 MB, and an answer must never keep a report from being published. It keeps no
position beyond 16,383 and no more than 256 of a word either, so that phrases are looked up in the text
(`postgresql`), and only the rank of such an answer suffers.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from reports.frameworks import Framework, FrameworkError, load
from reports.models import PublishedAnswer, Report, SearchEntry, SearchWord, Version
from reports.search.folding import LANGUAGES, stem, tokens
from reports.search.words import words

MOST_CHARACTERS = 60_000
MOST_BYTES = 450_000
_ROWS = 400
"""So many words are counted by one statement."""


def list_version(version: Version) -> None:
    """Let the answers of this version be found, and those of its report's other versions no more."""
    list_versions([version])


def list_versions(versions: Sequence[Version]) -> None:
    """Do for these versions of as many reports what `list_version` does for one, and count words once."""
    before = _entries(*(version.report_id for version in versions))
    removed = _counted(before)
    before.delete()
    entries = [entry for version in versions for entry in entries_of(version, version.answers.all())]
    SearchEntry.objects.bulk_create(entries, batch_size=100)
    added = _counted(entries)
    added.subtract(removed)
    _count(added)


def entries_of(version: Version, answers: Iterable[PublishedAnswer]) -> list[SearchEntry]:
    """Return what is to be stored of these answers of a version. No query of its own."""
    return [
        _entry(answer, head, more, version.language)
        for answer, head, more in _answers_with_heads(version, answers)
    ]


def unlist_report(report: Report) -> None:
    """Let no answer of this report be found."""
    removed: Counter[str] = Counter()
    removed.subtract(_counted(_entries(report.pk)))
    _entries(report.pk).delete()
    _count(removed)


def _entries(*report_ids: int) -> Any:
    return SearchEntry.objects.filter(version__report__in=report_ids).select_related("answer").order_by()


def _counted(entries: Iterable[SearchEntry]) -> Counter[str]:
    """Return word -> in how many of these answers it stands."""
    return Counter(word for entry in entries for word in words(entry.answer.plain[:MOST_CHARACTERS]))


def _count(changes: Mapping[str, int]) -> None:
    """Add to the counts of words, sorted so that two publications wait for each other and never deadlock."""
    table = SearchWord._meta.db_table
    rows = [pair for pair in sorted(changes.items()) if pair[1]]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            cursor.execute(
                f"INSERT INTO {table} (word, answers) VALUES {', '.join(['(%s, %s)'] * len(some))} "  # noqa: S608
                f"ON CONFLICT (word) DO UPDATE SET answers = {table}.answers + excluded.answers",
                [value for pair in some for value in pair],
            )
    if any(change < 0 for _word, change in rows):
        SearchWord.objects.filter(answers__lte=0).delete()


def _answers_with_heads(
    version: Version, answers: Iterable[PublishedAnswer]
) -> Iterable[tuple[PublishedAnswer, str, str]]:
    """Yield each answer with what stands over it and with what stands beside its words."""
    source = json.loads(version.source)
    labels = _topic_labels(version)
    questions = {each["code"]: each for section in source["sections"] for each in section["questions"]}
    for answer in answers:
        question = questions[answer.code]
        topics = [labels[topic] for topic in question["topics"] if topic in labels]
        head = "\n".join([version.organisation_name, question["number"], question["label"], *topics])
        # Not from the source: what was redacted stands in it for ever.
        more = [answer.summary, *(link["title"] for link in answer.evidence)]
        yield answer, head, "\n".join(more)


def _topic_labels(version: Version) -> dict[str, str]:
    try:
        framework: Framework = load(version.framework_id, version.language)
    except FrameworkError:
        # An operator took the questionnaire away; its reports are found by their own words.
        return {}
    return {topic.id: topic.label for topic in framework.topics}


def _entry(answer: PublishedAnswer, head: str, more: str, language: str) -> SearchEntry:
    language = language if language in LANGUAGES else LANGUAGES[0]
    over = [token.text for token in tokens(head)]
    said = [token.text for token in tokens(f"{answer.plain[:MOST_CHARACTERS]}\n{more}")]
    stems = [stem(token, language) for token in over]
    # Stems stand behind the words of the head, so that a phrase is found in either.
    both = over if stems == over else [*over, *stems]
    return SearchEntry(
        answer=answer,
        version_id=answer.version_id,
        head=" ".join(both),
        body=_bounded([stem(token, language) for token in said]),
        exact=_bounded(said),
    )


def _bounded(words: Sequence[str]) -> str:
    whole = " ".join(words)
    if len(whole) * 4 <= MOST_BYTES:  # no letter takes more than four bytes
        return whole
    kept, size = [], 0
    for word in words:
        size += len(word.encode()) + 1
        if size > MOST_BYTES:
            break
        kept.append(word)
    return " ".join(kept)
