"""Whatever is changed by hand in the database is refused by its guards, or found once they are gone.

Column by column, on both engines: a new column of a table has to be covered, or say here why it is not.
"""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, models, transaction

from reports import trail
from reports.actions.answers import save_answer
from reports.actions.organisations import set_logo
from reports.documents.canonical import sha256
from reports.models import (
    Actor,
    CitedStandard,
    Event,
    PublishedAnswer,
    Rendition,
    Report,
    SearchEntry,
    StatedPractice,
    Version,
)
from reports.models.guards import AS_READ, GUARDED_TABLES, drop_guards
from reports.verification import verify
from tests import builders
from tests.builders import rolled_back

pytestmark = pytest.mark.django_db

CODE, PRACTICES = "risk-classification", {"risk-tiers": "in_place"}
NOWHERE = 999_999
"""The number of no row; foreign keys are checked at the end of a transaction, which these never reach."""
TABLES = (Actor, Event, Version, PublishedAnswer, StatedPractice, CitedStandard, SearchEntry, Rendition)
UNSEEN = {
    "Actor.pseudonym": "its events would point to nowhere, which the database refuses",
    "Event.id": "events are known by their place in the chain",
    "Version.id": "versions are known by report and number; whatever points to the row has to follow",
    "PublishedAnswer.id": "answers are known by version and code",
    "StatedPractice.id": "practices are known by answer",
    "CitedStandard.id": "standards are known by answer",
    "Rendition.id": "files are known by version and face",
    "Rendition.job": "how the file was made",
    "Rendition.pages": "how the file was made",
    "Rendition.renderer": "how the file was made",
    "Rendition.built_at": "when the file was made",
}
COLUMNS = [
    (model, field)
    for model in TABLES
    for field in model._meta.concrete_fields
    if f"{model.__name__}.{field.name}" not in UNSEEN
]


def _ids(value):
    return value.__name__ if isinstance(value, type) else value.name


each_column = pytest.mark.parametrize(("model", "field"), COLUMNS, ids=_ids)


@pytest.fixture(scope="module")
def world(module_database):
    """A published report that has everything, and another one to mix it up with."""
    secretariat = builders.make_user(is_secretariat=True)
    organisation = builders.make_organisation("aoba")
    set_logo(organisation=organisation, png=b"a picture", by=builders.owner_of(organisation))
    report = builders.make_report(organisation, framework_id="haip-2.0")
    builders.fill_report(report, leave_out={CODE})
    words = {"choices": [], "practices": PRACTICES, "text": "Done as in ISO/IEC 42001."}
    save_answer(report=report, code=CODE, base=None, by=builders.owner_of(organisation), **words)
    version = builders.published_version(builders.submitted_report(report), by=secretariat)
    builders.published_version(by=secretariat)
    draft = builders.make_report()
    builders.make_user("idle")
    connection.check_constraints()  # or PostgreSQL drops no trigger
    return SimpleNamespace(version=version, draft=draft, report=Report.objects.get(pk=version.report_id))


def row_of(world, model):
    """Return the row of the report that is tampered with."""
    return {
        Actor: Actor.objects.filter(user=world.version.published_by),
        Event: world.report.events.filter(name="submitted"),
        Version: Version.objects.filter(pk=world.version.pk),
        PublishedAnswer: world.version.answers.filter(code=CODE),
        StatedPractice: world.version.stated_practices.all(),
        CitedStandard: world.version.cited_standards.filter(standard="iso-iec-42001"),
        SearchEntry: SearchEntry.objects.filter(version=world.version),
        Rendition: world.version.renditions.filter(face="logo"),
    }[model].order_by("pk")[0]


def changed(world, row, field):
    """Return another value that the column takes."""
    value = getattr(row, field.attname)
    if field.is_relation:
        return _another_row(world, row, field, value)
    if field.choices:
        return [each for each, _label in field.choices if each not in {value, ""}][-1]
    for kind, another in OTHERWISE.items():
        if isinstance(field, kind):
            return another(value)
    return "f" * 64 if len(str(value)) == 64 else f"forged {value}"[: field.max_length]


def _another_row(world, row, field, value):
    known = {Report: world.draft.pk, Version: NOWHERE}
    if isinstance(row, SearchEntry) and field.primary_key:
        return NOWHERE
    if field.related_model in known:
        return known[field.related_model]
    free = {"actor": None} if isinstance(row, Actor) else {}
    return field.related_model.objects.filter(**free).exclude(pk=value).order_by("pk")[0].pk


OTHERWISE = {
    models.BooleanField: lambda value: not value,
    models.JSONField: lambda value: (
        [*value, {"name": "forged"}] if isinstance(value, list) else value | {"forged": "true"}
    ),
    models.BinaryField: lambda value: b"forged",
    models.DateTimeField: lambda value: value.replace(year=1999),
    models.DateField: lambda value: date(1999, 1, 1),
    models.IntegerField: lambda value: value + 7,
}


def tamper(world, model, field):
    row = row_of(world, model)
    return model._base_manager.filter(pk=row.pk).update(**{field.attname: changed(world, row, field)})


def faults(world):
    return [str(fault) for fault in verify(Report.objects.filter(pk=world.report.pk), Counter())]


def test_nothing_is_wrong_at_first(world):
    counted = Counter()
    assert list(verify(Report.objects.all(), counted)) == []
    assert (counted["chains"], counted["versions"], counted["files"]) == (3, 2, 1)
    assert counted["events"] == Event.objects.exclude(report=None).count()
    assert counted["answers"] == PublishedAnswer.objects.count() > 20


def test_there_is_no_exception_without_a_column():
    known = {f"{model.__name__}.{field.name}" for model in TABLES for field in model._meta.concrete_fields}
    assert set(UNSEEN) <= known


@each_column
def test_a_changed_column_is_found(world, model, field):
    with rolled_back():
        drop_guards()
        assert tamper(world, model, field) == 1
        assert faults(world) != []


GUARDED = [
    (model, field)
    for model, field in COLUMNS
    if model._meta.db_table in GUARDED_TABLES and field.column not in AS_READ.get(model._meta.db_table, ())
]


@pytest.mark.parametrize(("model", "field"), GUARDED, ids=_ids)
def test_a_guarded_column_cannot_be_changed(world, model, field):
    with rolled_back():
        with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
            tamper(world, model, field)
        assert faults(world) == []


@pytest.mark.parametrize("model", TABLES, ids=_ids)
def test_a_row_that_is_gone_is_found(world, model):
    with rolled_back(), connection.cursor() as cursor:
        drop_guards()
        row = row_of(world, model)
        cursor.execute(
            f"DELETE FROM {model._meta.db_table} WHERE {model._meta.pk.column} = %s",  # noqa: S608
            [model._meta.pk.get_db_prep_value(row.pk, connection)],
        )
        assert faults(world) != []


@pytest.mark.parametrize("model", [PublishedAnswer, StatedPractice, CitedStandard], ids=_ids)
def test_a_row_that_was_added_is_found(world, model):
    with rolled_back():
        row = row_of(world, model)
        row.pk = None
        added = {PublishedAnswer: "code", StatedPractice: "practice", CitedStandard: "standard"}[model]
        setattr(row, added, "forged")
        row.save(force_insert=True)
        assert [fault for fault in faults(world) if "forged" in fault] != []


def test_an_entry_of_the_search_for_what_is_not_current_is_found(world):
    with rolled_back():
        Report.objects.filter(pk=world.report.pk).update(current_version=None, status="submitted")
        assert any("search entry scope does not follow" in fault for fault in faults(world))


@pytest.mark.parametrize("what", ["first", "middle", "last", "all"])
def test_events_that_are_gone_are_found(world, what):
    rows = list(world.report.events.order_by("position"))
    gone = {"first": rows[:1], "middle": rows[1:2], "last": rows[-1:], "all": rows}[what]
    with rolled_back():
        drop_guards()
        Event.objects.filter(pk__in=[row.pk for row in gone]).delete()
        assert faults(world) != []


def test_an_event_with_a_fingerprint_that_fits_is_found_by_the_next(world):
    event = world.report.events.get(position=2)
    event.actor = Actor.objects.exclude(pk=event.actor_id)[0]
    with rolled_back():
        drop_guards()
        Event.objects.filter(pk=event.pk).update(actor=event.actor, sha256=trail.fingerprint(event))
        assert faults(world) == ["aoba/2026, event 3: does not link to the event before it"]


def test_a_version_with_a_fingerprint_that_fits_is_found(world):
    source = world.version.source.replace("What aoba", "What nobody")
    assert source != world.version.source
    with rolled_back():
        drop_guards()
        Version.objects.filter(pk=world.version.pk).update(source=source, sha256=sha256(source.encode()))
        assert faults(world) == [
            "aoba/2026 v1: its fingerprint is not the one that was recorded when it was published",
            "aoba/2026 v1: what is derived from it was not looked at",
        ]


def test_an_attestation_that_was_changed_is_found(world):
    with rolled_back():
        drop_guards()
        world.report.attestations.update(name="Eve")
        assert faults(world) == [
            "aoba/2026 v1: no attestation of the report is the one that stands in its frozen source",
            "aoba/2026 v1: what is derived from it was not looked at",
        ]
