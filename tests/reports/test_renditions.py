"""What is derived from a frozen version follows from its source alone."""

import base64
import hashlib
import json
import re

import pytest
from django.conf import settings

from reports import renditions
from reports.actions.organisations import change_profile, set_logo
from reports.enums import Face
from reports.models import PublishedAnswer, Version
from reports.text import RENDERER_VERSION, plain, render
from tests import builders
from tests.builders import stored_rows
from tests.reports.documents.samples import make_source

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG not looked at here"


@pytest.fixture(scope="module")
def published(module_database):
    """A version with a logo, published by an organisation that has changed since."""
    organisation = builders.make_organisation("aoba")
    owner = builders.owner_of(organisation)
    set_logo(organisation=organisation, png=PNG, by=owner)
    version = builders.published_version(builders.make_report(organisation))
    set_logo(organisation=organisation, png=b"another", by=owner)
    change_profile(organisation=organisation, by=owner, name="Renamed")
    return version


@pytest.fixture
def version(published):
    """The same version, freshly loaded."""
    return Version.objects.get(pk=published.pk)


def _answers(version):
    columns = ("code", "position", "choices", "practices", "summary", "evidence", "html", "plain", "renderer")
    return list(version.answers.values(*columns))


def test_answers_follow_from_the_source(version):
    expected = []
    for section in json.loads(version.source)["sections"]:
        for question in section["questions"]:
            if question["answer"]:
                expected.append(
                    {
                        "code": question["code"],
                        "position": len(expected),
                        "choices": question["answer"]["choices"],
                        "practices": {
                            practice["id"]: practice["state"]
                            for practice in question["practices"]
                            if practice["state"] != "not_reported"
                        },
                        "summary": question["answer"]["summary"],
                        "evidence": question["answer"]["evidence"],
                        "html": render(question["answer"]["text"], anchor=question["anchor"]),
                        "plain": plain(question["answer"]["text"]),
                        "renderer": RENDERER_VERSION,
                    }
                )
    assert len(expected) == 48
    assert _answers(version) == expected


def test_summary_and_evidence_stand_beside_the_answer(version):
    said = {"title": "Card", "address": "https://e.example/card", "accessed_on": "2026-03-01"}
    source = make_source({"1a": {"text": "x", "summary": "Short.", "evidence": [said]}, "1b": "y"})
    del source["sections"][1]["questions"][1]["answer"]["evidence"]  # as it was frozen before there was any
    with builders.rolled_back():
        renditions.unlist_report(version.report)
        other = Version(pk=version.pk, report=version.report, source=json.dumps(source))
        renditions.derive_answers(other)
        stored = {answer.code: (answer.summary, answer.evidence) for answer in version.answers.all()}
    assert stored == {"1a": ("Short.", [said]), "1b": ("", [])}


def test_a_document_for_comparing_holds_what_was_typed_and_no_html(version, django_assert_num_queries):
    with django_assert_num_queries(1):
        typed = renditions.typed_document_of(version)
    shown = renditions.document_of(version)
    assert [entry.text for entry in typed.entries] == [entry.text for entry in shown.entries]
    assert {entry.html for entry in typed.entries} == {""}
    assert any(entry.html for entry in shown.entries)


def test_practices_of_a_report_under_2_0_are_derived_and_can_be_shown():
    report = builders.make_report(framework_id="haip-2.0")
    words = builders.fill_report(report)
    version = builders.published_version(report)
    stored = dict(version.answers.values_list("code", "practices"))
    assert stored == {code: given.get("practices", {}) for code, given in words.items()}
    assert any(stored.values())
    document = renditions.document_of(version)
    for code, practices in stored.items():
        entry = document.entry(code)
        assert {each.id: each.state for each in entry.practices if each.state != "not_reported"} == practices
        assert [vars(tool) for tool in entry.tools] == words[code].get("tools", [])
    assert version.framework_edition == document.framework_edition == "2.0 (provisional)"


def test_a_frozen_source_has_the_keys_that_readers_are_told_of(version):
    """The guide's list of keys is whole, and the samples of other tests are shaped like what is frozen."""
    source = renditions.source_of(version)
    assert _shape(make_source({"1a": "x"})) == _shape(source)
    guide = (settings.BASE_DIR / "docs/guide/reader.md").read_text()
    told = set(re.findall(r"\w+", guide.partition("## In the JSON")[2]))
    assert _keys(source) - told == set()


def _keys(value):
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def _shape(source):
    question = next(each for each in source["sections"][1]["questions"] if each["answer"])
    return {
        "source": set(source),
        "organisation": set(source["organisation"]),
        "report": set(source["report"]),
        "wording": set(source["wording"]),
        "question": set(question),
        "practice": set(question["practices"][0]),
        "answer": set(question["answer"]),
    }


def test_answers_derived_again_are_the_same(version):
    before = _answers(version)
    renditions.unlist_report(version.report)
    PublishedAnswer.objects.filter(version=version, code="1a").update(html="<p>spoilt</p>", plain="spoilt")
    PublishedAnswer.objects.filter(version=version, code="1b").delete()
    renditions.derive_answers(version)
    assert _answers(version) == before


def test_answers_of_another_version_stay(version):
    other = builders.published_version()
    before = list(other.answers.values())
    renditions.unlist_report(version.report)
    renditions.derive_answers(version)
    assert list(other.answers.values()) == before


def test_the_logo_is_the_frozen_one(version):
    renditions.derive_logo(version)
    rendition = version.renditions.get(face=Face.LOGO)
    assert bytes(rendition.content) == PNG
    assert rendition.sha256 == hashlib.sha256(PNG).hexdigest()
    assert base64.b64decode(json.loads(version.source)["organisation"]["logo"]["data"]) == PNG


def test_a_rebuilt_file_is_stamped_anew(version):
    first = version.renditions.get(face=Face.LOGO)
    renditions.derive_logo(version)
    second = version.renditions.get(face=Face.LOGO)
    assert second.pk == first.pk
    assert second.built_at > first.built_at


def test_a_version_without_a_logo_gets_none():
    version = builders.published_version()
    renditions.derive_logo(version)
    assert not version.renditions.filter(face=Face.LOGO).exists()


def test_the_document_shows_the_day_of_publication_and_the_html_that_was_derived(
    version, django_assert_num_queries
):
    PublishedAnswer.objects.filter(version=version, code="1a").update(html="<p>Derived before.</p>")
    with django_assert_num_queries(2):
        document = renditions.document_of(version)
        assert document.entry("1a").html == "<p>Derived before.</p>"
    assert document.organisation.name == "Aoba"
    assert document.organisation.logo == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert (document.sha256, document.draft, document.version) == (version.sha256, False, 1)
    assert (document.asked, document.answered) == (47, 47)


def test_reading_changes_nothing(version):
    before = stored_rows()
    assert renditions.source_of(version) == json.loads(version.source)
    renditions.document_of(version)
    assert stored_rows() == before
