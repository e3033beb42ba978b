"""Starting, attesting, returning, cycles and the register's filters."""

from datetime import date

import pytest

from reports.forms.reports import (
    AttestForm,
    CycleForm,
    RegisterFilterForm,
    ReturnForm,
    StartReportForm,
)
from reports.models import Cycle
from tests import builders

CYCLE = {"slug": "2028", "label": "Year 2028", "opens_on": "2028-01-01", "closes_on": "2028-06-30"}


@pytest.mark.django_db
def test_a_report_is_started_for_an_offered_cycle_only():
    offered, taken = builders.make_cycle("2026"), builders.make_cycle("2025")
    cycles = Cycle.objects.exclude(pk=taken.pk)
    form = StartReportForm(data={"cycle": offered.pk, "language": "ja"}, cycles=cycles)
    assert form.is_valid()
    assert form.cleaned_data == {"cycle": offered, "language": "ja"}
    wrong = StartReportForm(data={"cycle": taken.pk, "language": "tlh"}, cycles=cycles)
    assert set(wrong.errors) == {"cycle", "language"}


def test_an_attestation_needs_name_title_and_tick():
    form = AttestForm(data={"name": " Ada ", "title": "Director", "agreed": "on"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Ada", "title": "Director", "agreed": True}
    assert set(AttestForm(data={}).errors) == {"name", "title", "agreed"}
    assert set(AttestForm(data={"name": "  ", "title": "\t", "agreed": "on"}).errors) == {"name", "title"}
    assert set(AttestForm(data={"name": "N" * 151, "title": "T" * 151, "agreed": "on"}).errors) == {
        "name",
        "title",
    }


def test_a_missing_tick_is_explained():
    form = AttestForm(data={"name": "Ada", "title": "Director"})
    assert form.errors == {"agreed": ["Tick the box to attest; a report can't be submitted without it."]}


@pytest.mark.parametrize(
    ("reason", "is_valid"),
    [("See 2b.", True), ("", False), (" \n ", False), ("x" * 5000, True), ("x" * 5001, False)],
)
def test_a_return_needs_a_reason(reason, is_valid):
    assert ReturnForm(data={"reason": reason}).is_valid() is is_valid


@pytest.mark.django_db
def test_a_cycle_closes_on_or_after_its_first_day():
    form = CycleForm(data=CYCLE)
    assert form.is_valid()
    assert form.cleaned_data["opens_on"] == date(2028, 1, 1)
    assert CycleForm(data={**CYCLE, "closes_on": "2028-01-01"}).is_valid()
    assert CycleForm(data={**CYCLE, "closes_on": "2027-12-31"}).errors == {
        "closes_on": ["This day is before the opening day."]
    }
    assert not Cycle.objects.exists(), "a form never writes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Year 2028"),
        ("slug", ""),
        ("slug", "members"),
        ("label", ""),
        ("label", "L" * 61),
        ("opens_on", "1 January"),
        ("opens_on", ""),
        ("closes_on", "2028-02-30"),
    ],
)
def test_these_are_refused_at_their_field(field, value):
    assert list(CycleForm(data={**CYCLE, field: value}).errors) == [field]


@pytest.mark.django_db
def test_the_address_of_a_cycle_cannot_be_changed_or_taken():
    cycle = builders.make_cycle("2026")
    form = CycleForm(data={**CYCLE, "slug": "moved"}, instance=cycle)
    assert form.is_valid()
    assert form.cleaned_data["slug"] == "2026"
    assert list(CycleForm(data={**CYCLE, "slug": "2026"}).errors) == ["slug"]


def test_dates_are_shown_as_the_browser_reads_them():
    form = CycleForm(initial={"opens_on": date(2028, 1, 1)})
    assert 'value="2028-01-01"' in str(form["opens_on"])


def _filters(**data):
    return RegisterFilterForm(data=data, country_codes=["JP", "CA", "AT"], cycles=[("2026", "Cycle 2026")])


def test_filters_offer_what_there_is_by_name():
    form = _filters()
    assert form.is_valid()
    labels = [str(label) for _value, label in form.fields["country"].choices]
    assert labels == ["All", "Austria", "Canada", "Japan"]
    assert list(form.fields["cycle"].choices) == [("", "All"), ("2026", "Cycle 2026")]
    assert ("haip-1.0", "haip-1.0") in form.fields["framework"].choices
    assert form.fields["role"].choices[1] == ("model_developer", "Model developer")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "FR"),
        ("sector", "fishing"),
        ("size", "1"),
        ("role", "secretariat"),
        ("framework", "haip-9.9"),
        ("cycle", "2025"),
        ("q", "x" * 201),
    ],
)
def test_what_was_not_offered_is_refused(field, value):
    assert list(_filters(**{field: value}).errors) == [field]
