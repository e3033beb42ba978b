"""Ends of chains that were kept elsewhere show what a chain alone cannot: that it was cut off."""

from collections import Counter

import pytest

from reports import trail
from reports.enums import EventName
from reports.models import Event
from reports.models.guards import drop_guards
from reports.verification import end_faults, ends, verify, verify_rest

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(report, organisation, owner):
    """The ends of all chains, on a day on which the last thing recorded was of no report."""
    trail.record(EventName.LOGO_CHANGED, of=organisation, by=owner, data={"sha256": ""})
    trail.record(EventName.RENDERED, of=report, by=None, data={"version": 1})
    return list(ends())


def test_each_chain_has_one_end(kept, report, organisation):
    cycle, logo, rendered = (Event.objects.filter(name=name).get() for name in EVENTS)
    assert sorted(kept, key=repr) == sorted(
        [
            {"report": None, "organisation": None, "position": 1, "sha256": cycle.sha256},
            {"report": None, "organisation": organisation.pk, "position": 2, "sha256": logo.sha256},
            {"report": report.pk, "organisation": organisation.pk, "position": 2, "sha256": rendered.sha256},
        ],
        key=repr,
    )


EVENTS = (EventName.CYCLE_SAVED, EventName.LOGO_CHANGED, EventName.RENDERED)


def test_a_chain_that_went_on_still_has_its_old_end(kept, report, organisation, owner):
    for of in (report, organisation, None):
        trail.record(EventName.RENDERED, of=of, by=owner)
    assert list(end_faults(kept)) == []


@pytest.mark.parametrize("name", EVENTS)
def test_a_chain_that_was_cut_off_is_found(kept, report, name):
    drop_guards()
    Event.objects.filter(name=name).delete()
    counted = Counter()
    reports = type(report).objects.all()
    assert [*verify(reports, counted), *verify_rest(counted)] == [], "else it would be found without the ends"
    found = [str(fault) for fault in end_faults(kept)]
    assert len(found) == 1
    assert "is not the one that was kept as the end of the chain" in found[0]


def test_a_chain_that_was_written_anew_is_found(kept, report):
    drop_guards()
    event = report.events.get(position=2)
    event.data = {"version": 2}
    Event.objects.filter(pk=event.pk).update(data=event.data, sha256=trail.fingerprint(event))
    assert [str(fault) for fault in end_faults(kept)] == [
        f"report {report.pk}: event 2 is not the one that was kept as the end of the chain"
    ]
