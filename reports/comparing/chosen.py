"""Which of the reports that an address names stand side by side, and why the others do not.

Belongs here: finding reports by their names. Not here: reading the address (`address`), what the
reports say (`lines`), or the page on which reports are chosen (`views`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from reports.comparing.address import MOST, NAME
from reports.models import FormerSlug, Version

UNKNOWN, WITHDRAWN, REPEATED, TOO_MANY = "unknown", "withdrawn", "repeated", "too_many"


@dataclass(frozen=True)
class LeftOut:
    """A name in the address that does not stand in the comparison; `why` is one of the four reasons above.

    `version` is the last one of a report that was withdrawn, and the current one of what is repeated or too
    much.
    """

    name: str
    why: str
    version: Version | None = None


def chosen(names: Collection[str]) -> tuple[list[Version], list[LeftOut]]:
    """Return the current versions of at most `MOST` listed reports in the order of their names, and the rest.

    One query; two more where a name is not known today: it may be a former one.
    """
    found = _by_name(names)
    today = _todays([name for name in dict.fromkeys(names) if name not in found])
    found |= _by_name(today.values()) if today else {}
    versions: dict[str, Version] = {}
    left_out = []
    for typed in names:
        name = today.get(typed, typed)
        version = found.get(name)
        if version is None:
            left_out.append(LeftOut(typed, UNKNOWN))
        elif version.report.unlisted_at:
            left_out.append(LeftOut(typed, WITHDRAWN, version))
        elif name in versions:
            left_out.append(LeftOut(typed, REPEATED, version))
        elif len(versions) == MOST:
            left_out.append(LeftOut(typed, TOO_MANY, version))
        else:
            versions[name] = version
    return list(versions.values()), list(dict.fromkeys(left_out))


def name_of(version: Version) -> str:
    """Return what the report of a version is called in addresses of comparisons."""
    return f"{version.organisation_slug}/{version.cycle_slug}"


def _by_name(names: Collection[str]) -> dict[str, Version]:
    places = [match.groups() for name in dict.fromkeys(names) if (match := NAME.fullmatch(name))]
    if not places:
        return {}
    wanted = (Q(report__organisation__slug=org, report__cycle__slug=cycle) for org, cycle in places)
    return {
        name_of(each): each for each in Version.objects.for_register().for_lists().filter(reduce(or_, wanted))
    }


def _todays(names: Collection[str]) -> dict[str, str]:
    """Return name -> the name of today, of those whose organisation had this address once."""
    places = {name: match.groups() for name in names if (match := NAME.fullmatch(name))}
    if not places:
        return {}
    former = FormerSlug.objects.filter(slug__in={org for org, _cycle in places.values()})
    slugs = dict(former.values_list("slug", "organisation__slug"))
    return {name: f"{slugs[org]}/{cycle}" for name, (org, cycle) in places.items() if org in slugs}
