"""A redaction that was taken back or changed by hand is found, and so is a file that is older than it."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from reports.actions.redaction_plan import plan_redaction
from reports.actions.redactions import redact_words
from reports.models import RedactedPlace, Redaction, Rendition, Report
from reports.models.guards import drop_guards
from reports.verification import verify
from tests import builders
from tests.builders import rolled_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def redaction(module_database):
    """One answer is redacted; its report is sound, and its guards are gone."""
    desk = builders.make_user(is_secretariat=True)
    report = builders.published_version(by=desk).report
    digest = plan_redaction(report, code="1a", passage="", reason="A name.").digest
    made = redact_words(report=report, code="1a", passage="", reason="A name.", digest=digest, by=desk)
    assert faults() == []
    connection.check_constraints()
    drop_guards()
    return made


def faults():
    return [fault.what for fault in verify(Report.objects.all(), Counter())]


def test_places_that_are_gone_are_found(redaction):
    with rolled_back():
        RedactedPlace.objects.all().delete()
        found = faults()
    assert f"redaction {redaction.pk} withholds not as many places as were recorded" in found
    assert "html of answer 1a is not what its frozen source gives" in found


def test_a_redaction_that_is_gone_is_found(redaction):
    with rolled_back():
        RedactedPlace.objects.all().delete()
        Redaction.objects.all().delete()
        assert f"redaction {redaction.pk} was made, as an event says, and is not there" in faults()


def test_one_that_was_never_recorded_is_found(redaction):
    with rolled_back():
        report = redaction.report
        another = Redaction.objects.create(report=report, reason="B.", made_by=redaction.made_by)
        assert faults() == [f"no event says that redaction {another.pk} was made"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"reason": "Another."}, "has not the reason that was recorded"),
        ({"made_at": timedelta(days=1)}, "was not made when it was recorded to be"),
        ({"made_by": None}, "was not made by who was recorded to make it"),
    ],
)
def test_what_was_changed_is_found(redaction, change, what):
    with rolled_back():
        if "made_at" in change:
            change = {"made_at": redaction.made_at - change["made_at"]}
        if "made_by" in change:
            change = {"made_by": builders.make_user()}
        Redaction.objects.update(**change)
        assert f"redaction {redaction.pk} {what}" in faults()


def test_a_file_that_is_older_is_found(redaction):
    with rolled_back():
        file = Rendition.objects.filter(face="md").first()
        facts = builders.as_if_built(b"old") | {"built_at": redaction.made_at - timedelta(hours=1)}
        Rendition.objects.filter(pk=file.pk).update(**facts)
        assert faults() == ["file md of version 1 is older than a redaction"]
