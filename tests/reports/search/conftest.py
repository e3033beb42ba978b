"""Published answers with words of the test's own, and what stands in them by a rule in plain Python."""

import pytest

from reports import search
from reports.models import PublishedAnswer, Version
from reports.search.folding import LANGUAGES, stem, tokens
from tests import builders


@pytest.fixture(scope="module")
def versions(module_database):
    """Three current versions, one in each language, oldest first; tests write the answers' words."""
    return [
        builders.published_version(
            builders.make_report(builders.make_organisation(slug, name=name), language=language)
        )
        for slug, name, language in (
            ("lark-works", "Lark Works", "en"),
            ("atelier-ardoise", "Atelier Ardoise", "fr"),
            ("aoba", "青葉研究所", "ja"),
        )
    ]


@pytest.fixture(scope="module")
def say(versions):
    """Let the first answers of a version say these texts, and the others nothing; return their ids."""

    def write(version: Version, *texts: str) -> list[int]:
        search.unlist_report(version.report)
        ids = list(version.answers.values_list("pk", flat=True))
        PublishedAnswer.objects.filter(version=version).update(plain="")
        for answer, text in zip(ids, texts, strict=False):
            PublishedAnswer.objects.filter(pk=answer).update(plain=text)
        search.list_version(Version.objects.get(pk=version.pk))
        return ids[: len(texts)]

    return write


def stands_in(term, head: list[str], plain: str, language: str) -> bool:
    """Say whether a term stands in an answer: the rule that both engines are held to."""
    exact = [token.text for token in tokens(plain)]
    stems = [stem(word, language if language in LANGUAGES else "en") for word in exact]
    columns = [head, exact] if term.is_quoted else [head, exact, stems]
    return any(_follows(form, column, term.is_open) for form in term.forms for column in columns)


def _follows(form: tuple[str, ...], words: list[str], is_open: bool) -> bool:
    *before, last = form
    for start in range(len(words) - len(before)):
        end = start + len(before)
        fits = words[end].startswith(last) if is_open else words[end] == last
        if fits and words[start:end] == before:
            return True
    return False
