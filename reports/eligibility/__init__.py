"""Whether organisations of a country may report on a day, and why: read from the secretariat's list.

Belongs here: what follows from the rows of `Jurisdiction`, in words, and the table with which an installation
starts. Not here: writing the rows (`actions.jurisdictions`), or refusing to publish (`workflow`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import combining, normalize

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.enums import EligibilityGround
from reports.models import Jurisdiction, Report
from reports.models.jurisdiction import Places
from reports.templatetags.lists import listed

_places = Places()
_GROUNDS = list(EligibilityGround)


@dataclass(frozen=True)
class Eligibility:
    """What the list says of one country on one day.

    `grounds` are those that hold, in the order of the enum. `is_provisional` says that none of them rests on
    a row that was checked. Where none holds, `ended_on` is the last day on which one did, and `begins_on` the
    first on which one will; None where there is no such day.
    """

    country: str
    on: date
    grounds: tuple[EligibilityGround, ...] = ()
    is_provisional: bool = False
    ended_on: date | None = None
    begins_on: date | None = None

    @property
    def is_eligible(self) -> bool:
        """Any one ground is enough."""
        return bool(self.grounds)

    @property
    def name(self) -> str:
        """The country's name in the language of the page."""
        return str(_places.name(self.country))

    @property
    def why(self) -> str:
        """One sentence that says whether and why, in the language of the page."""
        words = {"country": self.name}
        if self.grounds:
            words["grounds"] = str(listed([str(ground.label) for ground in self.grounds], autoescape=False))
            return _("%(country)s is an eligible jurisdiction: %(grounds)s.") % words
        if self.begins_on:
            words["day"] = date_format(self.begins_on)
            return _("%(country)s is an eligible jurisdiction only from %(day)s on.") % words
        if self.ended_on:
            words["day"] = date_format(self.ended_on)
            return _("%(country)s is no eligible jurisdiction any more: its last day was %(day)s.") % words
        return _("%(country)s is not on the list of eligible jurisdictions.") % words


def day(moment: datetime | None = None) -> date:
    """Return the day, in UTC, on which something happens that happens at this moment, or now."""
    return (moment or timezone.now()).astimezone(UTC).date()


def eligible(country: str, on: date) -> Eligibility:
    """Return what the list says of this country on this day. One query."""
    return judged(country, Jurisdiction.objects.filter(country=str(country)), on)


def judged(country: str, rows: Iterable[Jurisdiction], on: date) -> Eligibility:
    """Return what these rows of one country say of this day. No query."""
    holding, ended, coming = [], [], []
    for row in rows:
        if row.until is not None and row.until < on:
            ended.append(row.until)
        elif row.since is not None and row.since > on:
            coming.append(row.since)
        else:
            holding.append(row)
    if holding:
        known = {row.ground for row in holding}
        return Eligibility(
            str(country),
            on,
            grounds=tuple(ground for ground in _GROUNDS if ground in known),
            is_provisional=all(row.is_provisional for row in holding),
        )
    return Eligibility(
        str(country), on, ended_on=max(ended, default=None), begins_on=min(coming, default=None)
    )


def not_eligible(countries: Iterable[str], on: date) -> set[str]:
    """Return those of the countries that no ground holds for on this day. One query."""
    rows: dict[str, list[Jurisdiction]] = {str(country): [] for country in countries}
    for row in Jurisdiction.objects.filter(country__in=rows):
        rows[str(row.country)].append(row)
    return {country for country, of_it in rows.items() if not judged(country, of_it, on).is_eligible}


def parted(rows: Iterable[Jurisdiction], on: date) -> tuple[list[Jurisdiction], list[Jurisdiction]]:
    """Return the rows that count on this day or later, and those that have ended, each by name. No query."""
    ordered = sorted(rows, key=_place)
    past = [row for row in ordered if row.until is not None and row.until < on]
    return [row for row in ordered if row not in past], past


def _place(row: Jurisdiction) -> tuple[str, int]:
    return _sortable(str(_places.name(str(row.country)))), _GROUNDS.index(EligibilityGround(row.ground))


def _sortable(name: str) -> str:
    """Return the name without accents, so that it stands where readers look for it."""
    return "".join(sign for sign in normalize("NFKD", name) if not combining(sign)).casefold()


def of_report(report: Report, at: datetime | None = None) -> Eligibility:
    """Return what the list says of the report's organisation at this moment, or now; needs `organisation`."""
    return eligible(report.organisation.country, day(at))


def problem(report: Report, at: datetime | None = None) -> str:
    """Return why the report may not be published at this moment, in words, or an empty string. One query."""
    found = of_report(report, at)
    return "" if found.is_eligible else found.why
