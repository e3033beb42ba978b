"""The order in which everything is looked at."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from reports.enums import EventName, ReportStatus
from reports.models import Event, Organisation, Report, Version
from reports.verification.chains import chain_faults, status_faults
from reports.verification.derived import derived_faults
from reports.verification.faults import Fault
from reports.verification.files import file_faults, written_faults
from reports.verification.frozen import frozen_faults
from reports.verification.redacted import redaction_faults


def verify(reports: QuerySet[Report], counted: Counter[str], *, files: bool = False) -> Iterator[Fault]:
    """Look at the trail, the versions and what is derived of each report; yield what is wrong.

    `counted` is told what was looked at. With `files` each file is written anew and compared, which takes its
    time.
    """
    for pk in list(reports.order_by("pk").values_list("pk", flat=True)):
        # Under the lock that publishing takes: a report that is just changing is not taken for a forged one.
        with transaction.atomic():
            report = _locked(pk)
            faults = list(_report(report, counted))
        yield from faults
        if files:
            for version in _versions(report):
                yield from (Fault(_name(report, version), what) for what in written_faults(version))


def verify_rest(counted: Counter[str]) -> Iterator[Fault]:
    """Look at the chains that belong to no report: those of organisations, and the one of all the rest."""
    for organisation in Organisation.objects.order_by("pk").iterator(chunk_size=100):
        events = organisation.events.filter(report=None)
        yield from chain_faults(f"organisation {organisation.slug}", events, counted)
    rest = Event.objects.filter(report=None, organisation=None)
    yield from chain_faults("what concerns no organisation", rest, counted, may_be_empty=True)


def _report(report: Report, counted: Counter[str]) -> Iterator[Fault]:
    yield from chain_faults(_name(report), report.events.all(), counted)
    yield from status_faults(_name(report), report)
    published = list(report.events.filter(name=EventName.PUBLISHED).select_related("actor"))
    missing = {event.data.get("version") for event in published}
    for version in _versions(report):
        here = _name(report, version)
        counted["versions"] += 1
        missing.discard(version.number)
        wrong = [Fault(here, what) for what in frozen_faults(version, published)]
        yield from wrong
        if wrong:
            yield Fault(here, "what is derived from it was not looked at")
            continue
        yield from (Fault(here, what) for what in derived_faults(version, counted))
        yield from (Fault(here, what) for what in file_faults(version, counted))
    yield from (Fault(_name(report), what) for what in redaction_faults(report))
    for number in missing:
        yield Fault(_name(report), f"version {number} was published, as an event says, and is not there")


def _locked(pk: int) -> Report:
    rows = Report.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "cycle").get(pk=pk)


def _versions(report: Report) -> Iterator[Version]:
    """Yield the versions one by one: each holds all that a report says."""
    for pk in list(report.versions.order_by("number").values_list("pk", flat=True)):
        yield Version.objects.select_related("report__organisation", "report__cycle").get(pk=pk)


def _name(report: Report, version: Version | None = None) -> str:
    name = f"{report.organisation.slug}/{report.cycle.slug}"
    if report.status == ReportStatus.DISCARDED:
        name += f" (discarded, {report.pk})"
    return f"{name} {version}" if version else name
