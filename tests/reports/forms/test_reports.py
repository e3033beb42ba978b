"""Starting, attesting, returning; cycles."""

from datetime import date

import pytest

from reports.forms.reports import AttestForm, CycleForm, PlaceForm, ReturnForm, StartReportForm
from reports.frameworks import load
from reports.models import Cycle, UnplacedText
from tests import builders

CYCLE = {"slug": "2028", "label": "Year 2028", "opens_on": "2028-01-01", "closes_on": "2028-06-30"}


def _start(organisation, cycles, **data):
    return StartReportForm(
        data={"framework": "haip-1.0", "language": "ja"} | data, cycles=cycles, organisation=organisation
    )


@pytest.mark.django_db
def test_a_report_is_started_for_an_offered_cycle_only(organisation):
    offered, taken = builders.make_cycle("2026"), builders.make_cycle("2025")
    cycles = Cycle.objects.exclude(pk=taken.pk)
    form = _start(organisation, cycles, cycle=offered.pk)
    assert form.is_valid()
    assert form.cleaned_data == {
        "cycle": offered,
        "framework": "haip-1.0",
        "source": None,
        "language": "ja",
    }
    wrong = _start(organisation, cycles, cycle=taken.pk, framework="haip-9", source="0", language="tlh")
    assert set(wrong.errors) == {"cycle", "framework", "source", "language"}


@pytest.mark.django_db
def test_the_version_is_asked_for_and_none_is_chosen_before(organisation, cycle):
    form = _start(organisation, Cycle.objects.all(), cycle=cycle.pk, framework="")
    assert set(form.errors) == {"framework"}
    fresh = StartReportForm(cycles=Cycle.objects.all(), organisation=organisation)
    assert [str(label) for _value, label in fresh.fields["framework"].choices] == [
        "Hiroshima AI Process reporting framework, version 2.0 (provisional)",
        "Hiroshima AI Process reporting framework, version 1.0",
    ]
    assert "checked" not in str(fresh["framework"])
    assert str(fresh.fields["framework"].help_text).startswith("Provisional: ")


@pytest.mark.django_db
def test_a_version_that_asks_by_role_needs_roles(cycle):
    nameless = builders.make_organisation("nameless", is_model_developer=False, is_deployer=False)
    form = _start(nameless, Cycle.objects.all(), cycle=cycle.pk, framework="haip-2.0")
    assert set(form.errors) == {"framework"}
    assert 'href="/workspace/nameless/profile/"' in str(form.errors["framework"])
    assert _start(nameless, Cycle.objects.all(), cycle=cycle.pk).is_valid()


@pytest.mark.django_db
def test_a_report_starts_empty_or_from_an_own_published_one(organisation, cycle, stranger):
    other = builders.published_version(builders.make_report(stranger.memberships.get().organisation)).report
    old = builders.published_version(
        builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    ).report
    form = _start(organisation, Cycle.objects.all(), cycle=cycle.pk, source=old.pk)
    assert form.is_valid()
    assert form.cleaned_data["source"] == old
    assert [str(label) for _value, label in form.fields["source"].choices] == [
        "Empty",
        "Cycle 2025, version 1.0 of the questionnaire, edition v1",
    ]
    assert set(_start(organisation, Cycle.objects.all(), cycle=cycle.pk, source=other.pk).errors) == {
        "source"
    }


@pytest.mark.django_db
def test_a_source_on_a_provisional_version_says_so(organisation, cycle):
    report = builders.make_report(organisation, cycle=builders.make_cycle("2025"), framework_id="haip-2.0")
    builders.published_version(report)
    choices = dict(_start(organisation, Cycle.objects.all(), cycle=cycle.pk).fields["source"].choices)
    named = "Cycle 2025, version 2.0 (provisional) of the questionnaire, edition v1"
    assert [str(label) for label in choices.values()] == ["Empty", named]


def _place(guess="", **data):
    return PlaceForm(data or None, item=UnplacedText(pk=7), framework=load("haip-2.0"), guess=guess)


def test_a_text_goes_under_a_question_or_is_set_aside():
    assert _place(code="risk-metrics").is_valid()
    assert _place(aside="on").is_valid()
    assert _place(code="").errors == {"code": ["Choose the question under which the text goes."]}
    assert list(_place(code="1a").errors) == ["code"]


def test_the_best_guess_stands_first_and_is_chosen():
    choices = _place(guess="risk-metrics").fields["code"].choices
    assert (str(choices[0][0]), [code for code, _label in choices[0][1]]) == ("Best guess", ["risk-metrics"])
    assert str(_place(guess="risk-metrics")["code"]).count(" selected") == 1
    without = _place()
    assert without.fields["code"].choices[0] == ("", "Choose a question")
    answerable = [code for _title, group in without.fields["code"].choices[1:] for code, _label in group]
    assert answerable == [question.code for question in load("haip-2.0").answerable]


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
