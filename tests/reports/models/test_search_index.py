"""The full-text index follows the rows of `SearchEntry`, whoever writes them, and after every migration."""

import pytest
from django.core.management import call_command
from django.db import connection

from reports.models import PublishedAnswer, SearchEntry
from reports.models.search_index import create_search_index
from tests import builders

pytestmark = pytest.mark.django_db

ASK = {
    "sqlite": "SELECT rowid FROM reports_searchindex WHERE reports_searchindex MATCH %s ORDER BY rowid",
    "postgresql": "SELECT answer_id FROM reports_searchentry WHERE vector @@ plainto_tsquery('simple', %s)",
}


def _found(word):
    with connection.cursor() as cursor:
        cursor.execute(ASK[connection.vendor], [word])
        return [pk for (pk,) in cursor.fetchall()]


@pytest.fixture
def answers():
    version = builders.published_version()
    SearchEntry.objects.all().delete()
    return list(PublishedAnswer.objects.filter(version=version)[:2])


def _enter(answer, **words):
    columns = {"head": "", "body": "", "exact": ""} | words
    return SearchEntry.objects.create(answer=answer, version_id=answer.version_id, **columns)


@pytest.mark.parametrize("column", ["head", "body", "exact"])
def test_each_column_is_indexed_and_follows_changes(answers, column):
    one, other = answers
    entry = _enter(one, **{column: "quokka 安全 v2"})
    _enter(other, **{column: "wombat"})
    assert (_found("quokka"), _found("安全"), _found("v2")) == ([one.pk], [one.pk], [one.pk])
    SearchEntry.objects.filter(pk=entry.pk).update(**{column: "numbat"})
    assert (_found("quokka"), _found("numbat"), _found("wombat")) == ([], [one.pk], [other.pk])
    entry.delete()
    assert (_found("numbat"), _found("wombat")) == ([], [other.pk])


def test_making_the_index_again_changes_nothing(answers):
    _enter(answers[0], body="quokka")
    create_search_index()
    assert _found("quokka") == [answers[0].pk]


@pytest.mark.django_db(transaction=True)
def test_the_index_follows_after_the_table_was_remade():
    version = builders.published_version()
    SearchEntry.objects.all().delete()
    answer = version.answers.first()
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor._remake_table(SearchEntry)
    call_command("migrate", verbosity=0)
    entry = _enter(answer, body="quokka")
    assert _found("quokka") == [answer.pk]
    entry.delete()
    assert _found("quokka") == []
