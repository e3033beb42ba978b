"""Writing a large register of invented reports, in bulk, as publication would have written them.

Belongs here: which reports there are, and their rows, batch by batch. Not here: what stands in them
(`scale_organisations`, `scale_answers`), and no second copy of how anything is frozen or derived.

It leaves out what leads to a publication and is never read by the public: members, drafts and their saved
states, mail. And no file is made: each file has its row without a job, so that no worker misses it
(`jobs.upkeep`), and its page says that it is not there. `rebuild_renditions --only ID` has them made.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import transaction

from reports import renditions
from reports.actions.accounts import open_account
from reports.actions.cycles import save_cycle
from reports.demo.scale_answers import FULL, SHORT, answers
from reports.demo.scale_organisations import SLUGS, profile
from reports.demo.seed import CYCLES
from reports.documents.faces import PUBLISHED
from reports.enums import EventName, ReportStatus
from reports.models import Attestation, Cycle, Event, Organisation, Rendition, Report, User, Version
from reports.workflow.effects import attestation_text, next_version

EMAIL = "scale@demo.example"
BATCH = 50
"""So many reports are written by one transaction, and held in memory."""
_DAY_OF_FIRST, _DAYS = 60, 260
"""Reports are submitted from March until the middle of November of their cycle."""
_NEWER = 0.8
"""So many of those that report in the second cycle answer the newer version of the questionnaire."""


@dataclass(frozen=True)
class ScaleReport:
    """One report of the register by its number: whose it is, and for which cycle."""

    organisation: int
    cycle: str

    @property
    def slug(self) -> str:
        """The address of the organisation."""
        return str(profile(self.organisation)[1]["slug"])

    @property
    def submitted_at(self) -> datetime:
        """When it was attested and submitted."""
        chance = Random(f"{self.organisation} {self.cycle}")  # noqa: S311 - invented days, no secrets
        day = datetime(int(self.cycle), 1, 1, tzinfo=UTC) + timedelta(days=_DAY_OF_FIRST)
        return day + timedelta(minutes=chance.randrange(_DAYS * 24 * 60))

    @property
    def framework_id(self) -> str:
        """The version of the questionnaire: the older one in the first cycle, and by a few in the second."""
        chance = Random(f"{self.cycle} {self.organisation}")  # noqa: S311
        return "haip-2.0" if self.cycle != "2025" and chance.random() < _NEWER else "haip-1.0"


def planned(number: int) -> list[ScaleReport]:
    """Return the first so many reports: every other organisation reports in both cycles."""
    found = []
    for place in range(number):
        trio, which = divmod(place, 3)
        if which < 2:  # noqa: PLR2004 - the first two of three are of one organisation
            found.append(ScaleReport(2 * trio, ("2025", "2026")[which]))
        else:
            found.append(ScaleReport(2 * trio + 1, ("2026", "2025")[trio % 2]))
    return found


def missing(number: int) -> list[ScaleReport]:
    """Return those of the first so many reports that are not there yet. One query."""
    there = set(
        Report.objects.filter(organisation__slug__startswith=SLUGS).values_list(
            "organisation__slug", "cycle__slug"
        )
    )
    return [each for each in planned(number) if (each.slug, each.cycle) not in there]


def write(number: int, *, short: bool = False, seed: int = 0) -> Iterator[int]:
    """Write what is missing of the first so many reports; yield after each batch how many it wrote.

    A batch is a transaction: whoever stops in between goes on from there with the next run.
    """
    wanted = missing(number)
    if wanted:
        by, cycles = _writer(), _cycles()
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            _write(batch, by, cycles, length=SHORT if short else FULL, seed=seed)
            yield len(batch)


def _writer() -> User:
    """Return the account that all of it was entered by; nobody knows its password."""
    known = User.objects.filter(email=EMAIL).first()
    return known or open_account(
        email=EMAIL, password=secrets.token_urlsafe(), name="Scale Data", is_secretariat=True
    )


def _cycles() -> dict[str, Cycle]:
    found = {cycle.slug: cycle for cycle in Cycle.objects.all()}
    for slug, (label, opens, closes) in CYCLES.items():
        if slug not in found:
            found[slug] = save_cycle(
                cycle=None, slug=slug, label=label, opens_on=opens, closes_on=closes, by=None
            )
    return found


@transaction.atomic
def _write(batch: list[ScaleReport], by: User, cycles: dict[str, Cycle], *, length: int, seed: int) -> None:
    organisations = _organisations(batch, by)
    reports = [_report(each, organisations[each.organisation], cycles[each.cycle], by) for each in batch]
    Report.objects.bulk_create(reports)
    attestations = [
        _attestation(report, by, each.submitted_at) for report, each in zip(reports, batch, strict=True)
    ]
    Attestation.objects.bulk_create(attestations)
    versions = [
        _version(report, attested, by, length=length, seed=seed)
        for report, attested in zip(reports, attestations, strict=True)
    ]
    Version.objects.bulk_create(versions)
    renditions.derive_first_answers(versions)
    for report, version in zip(reports, versions, strict=True):
        report.current_version, report.status = version, ReportStatus.PUBLISHED
    Report.objects.bulk_update(reports, ["current_version", "status"])
    renditions.list_versions(versions)
    Rendition.objects.bulk_create(
        Rendition(version=version, face=face) for version in versions for face in PUBLISHED
    )
    Event.objects.bulk_create(_event(version, by) for version in versions)


def _organisations(batch: list[ScaleReport], by: User) -> dict[int, Organisation]:
    """Return the organisations of a batch by their numbers; those that are not there yet are entered."""
    profiles = {each.organisation: profile(each.organisation)[1] for each in batch}
    slugs = [facts["slug"] for facts in profiles.values()]
    found = {organisation.slug: organisation for organisation in Organisation.objects.filter(slug__in=slugs)}
    new = [Organisation(created_by=by, **facts) for facts in profiles.values() if facts["slug"] not in found]
    Organisation.objects.bulk_create(new)
    found |= {organisation.slug: organisation for organisation in new}
    return {number: found[facts["slug"]] for number, facts in profiles.items()}


def _report(each: ScaleReport, organisation: Organisation, cycle: Cycle, by: User) -> Report:
    return Report(
        organisation=organisation,
        cycle=cycle,
        framework_id=each.framework_id,
        language=profile(each.organisation)[0],
        status=ReportStatus.SUBMITTED,
        created_at=each.submitted_at - timedelta(weeks=6),
        created_by=by,
        submitted_at=each.submitted_at,
        submitted_by=by,
    )


def _attestation(report: Report, by: User, at: datetime) -> Attestation:
    return Attestation(
        report=report,
        name="Robin Example",
        title="Head of responsible AI",
        text=attestation_text(report),
        attested_at=at,
        attested_by=by,
    )


def _version(report: Report, attested: Attestation, by: User, *, length: int, seed: int) -> Version:
    organisation = report.organisation
    words = answers(
        report.framework,
        report.language,
        report.ai_roles,
        name=organisation.name,
        cycle=report.cycle.slug,
        length=length,
        key=f"{seed} {organisation.slug} {report.cycle.slug}",
    )
    at = attested.attested_at + timedelta(days=10)
    return next_version(report, by, at, number=1, words=words, attestation=attested)


def _event(version: Version, by: User) -> Event:
    return Event(
        organisation=version.report.organisation,
        report=version.report,
        name=EventName.PUBLISHED,
        data={
            "before": str(ReportStatus.IN_REVIEW),
            "after": str(ReportStatus.PUBLISHED),
            "version": version.number,
            "sha256": version.sha256,
        },
        recorded_at=version.published_at,
        recorded_by=by,
    )
