"""Cycles are entered and changed by the secretariat, and each time is recorded."""

from datetime import date

import pytest

from reports.actions.cycles import save_cycle
from reports.enums import EventName
from reports.models import Cycle, Event

pytestmark = pytest.mark.django_db

FACTS = {"slug": "2028", "label": "Year 2028", "opens_on": date(2028, 1, 1), "closes_on": date(2028, 6, 30)}


def test_a_cycle_is_entered(secretariat):
    cycle = save_cycle(cycle=None, by=secretariat, **FACTS)
    assert Cycle.objects.values(*FACTS).get(pk=cycle.pk) == FACTS
    assert (cycle.saved_by, cycle.saved_at is not None) == (secretariat, True)
    event = Event.objects.get(name=EventName.CYCLE_SAVED)
    assert (event.organisation, event.report, event.actor.user) == (None, None, secretariat)
    assert event.data == {
        "cycle": "2028",
        "label": "Year 2028",
        "opens_on": "2028-01-01",
        "closes_on": "2028-06-30",
    }


def test_a_cycle_keeps_its_address(secretariat):
    cycle = save_cycle(cycle=None, by=secretariat, **FACTS)
    longer = {**FACTS, "slug": "elsewhere", "closes_on": date(2028, 9, 30), "label": "2028, prolonged"}
    changed = save_cycle(cycle=cycle, by=secretariat, **longer)
    assert (changed.pk, changed.slug) == (cycle.pk, "2028")
    assert (changed.label, changed.closes_on) == ("2028, prolonged", date(2028, 9, 30))
    assert Cycle.objects.count() == 1
    assert Event.objects.filter(name=EventName.CYCLE_SAVED).count() == 2
