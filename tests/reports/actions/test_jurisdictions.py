"""The secretariat enters, corrects and ends jurisdictions; each time is recorded, and nothing is deleted."""

from datetime import date

import pytest

from reports.actions.errors import Refused
from reports.actions.jurisdictions import end_jurisdiction, save_jurisdiction
from reports.enums import EventName
from reports.models import Event, Jurisdiction
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

FACTS = {"country": "KE", "ground": "adherent", "since": date(2026, 1, 1), "source": "The list of May"}
LAST = {"until": date(2026, 6, 30), "end_source": "The list of July"}


@pytest.fixture
def kenya(secretariat):
    return save_jurisdiction(jurisdiction=None, by=secretariat, **FACTS)


def last_event():
    event = Event.objects.order_by("pk").last()
    assert (event.organisation, event.report) == (None, None)
    return event


def test_a_jurisdiction_is_entered(kenya, secretariat):
    assert Jurisdiction.objects.values(*FACTS).get(pk=kenya.pk) == FACTS
    assert (kenya.noted_by, kenya.is_provisional) == (secretariat, False)
    event = last_event()
    assert (event.name, event.recorded_by) == (EventName.JURISDICTION_SAVED, secretariat)
    assert event.data == {
        "jurisdiction": kenya.pk,
        "before": None,
        "after": {
            "country": "KE",
            "ground": "adherent",
            "since": "2026-01-01",
            "until": None,
            "source": "The list of May",
            "source_url": "",
            "end_source": "",
            "is_provisional": False,
        },
    }


def test_a_correction_keeps_country_and_ground(kenya, secretariat):
    changed = save_jurisdiction(
        jurisdiction=kenya, by=secretariat, **{**FACTS, "country": "UG", "ground": "oecd", "since": None}
    )
    assert (str(changed), changed.since) == ("KE adherent", None)
    data = last_event().data
    assert (data["before"]["since"], data["after"]["since"]) == ("2026-01-01", None)


def test_what_changes_nothing_is_no_event(kenya, secretariat):
    save_jurisdiction(jurisdiction=kenya, by=secretariat, **FACTS)
    assert Event.objects.filter(name=EventName.JURISDICTION_SAVED).count() == 1


def test_a_row_ends_and_stays(kenya, secretariat):
    ended = end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
    assert (ended.pk, ended.until, ended.end_source) == (kenya.pk, LAST["until"], "The list of July")
    event = last_event()
    assert event.name == EventName.JURISDICTION_ENDED
    assert (event.data["before"]["until"], event.data["after"]["until"]) == (None, "2026-06-30")


def test_a_row_ends_once(kenya, secretariat):
    end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
    before = stored_rows()
    with pytest.raises(Refused, match="has a last day already"):
        end_jurisdiction(jurisdiction=kenya, by=secretariat, until=date(2026, 9, 30), end_source="Another")
    assert stored_rows() == before


def test_the_same_is_not_said_twice(kenya, secretariat):
    before = stored_rows()
    with pytest.raises(Refused, match="is on the list already"):
        save_jurisdiction(jurisdiction=None, by=secretariat, **{**FACTS, "since": date(2030, 1, 1)})
    assert stored_rows() == before


def test_who_is_eligible_again_gets_a_new_row(kenya, secretariat):
    end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
    with pytest.raises(Refused, match=r"counts until 30 June 2026\."):
        save_jurisdiction(jurisdiction=None, by=secretariat, **{**FACTS, "since": LAST["until"]})
    again = save_jurisdiction(jurisdiction=None, by=secretariat, **{**FACTS, "since": date(2026, 7, 1)})
    assert again.pk != kenya.pk
    assert Jurisdiction.objects.filter(country="KE").count() == 2


def test_another_ground_is_another_row(kenya, secretariat):
    save_jurisdiction(jurisdiction=None, by=secretariat, **{**FACTS, "ground": "gpai"})
    assert Jurisdiction.objects.filter(country="KE").count() == 2


def test_a_mistaken_end_is_taken_back_unless_another_row_stands(kenya, secretariat):
    ended = end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
    open_again = {"until": None, "end_source": ""}
    assert save_jurisdiction(jurisdiction=ended, by=secretariat, **open_again).until is None
    ended = end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
    save_jurisdiction(jurisdiction=None, by=secretariat, **{**FACTS, "since": date(2026, 7, 1)})
    with pytest.raises(Refused, match="is on the list already"):
        save_jurisdiction(jurisdiction=ended, by=secretariat, **open_again)


@pytest.mark.parametrize("person", ["owner", "stranger"])
def test_only_the_secretariat_keeps_the_list(request, kenya, person):
    by = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only the secretariat"):
        save_jurisdiction(jurisdiction=None, by=by, **{**FACTS, "country": "UG"})
    with pytest.raises(Refused, match="Only the secretariat"):
        end_jurisdiction(jurisdiction=kenya, by=by, **LAST)
    assert stored_rows() == before


def test_nor_does_somebody_whose_account_is_closed(kenya, secretariat):
    secretariat.is_active = False
    with pytest.raises(Refused, match="Only the secretariat"):
        end_jurisdiction(jurisdiction=kenya, by=secretariat, **LAST)
