"""The look at the addresses of published versions, each month, and what is said when one is gone.

Belongs here: which versions are due, what a look finds, what it changes. Not here: how many are begun
(`jobs`), reports that are not public yet (`drafts`).

An answer such as 404 is believed at once. A site that can't be reached may be down for an hour, or the
network from here may be: such an address is looked at again a day later before anybody is told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from reports import emails, links
from reports.enums import DEAD_LINKS, LinkState
from reports.link_checks.drafts import SAVED_EVERY, SLICE
from reports.links.rounds import MOST_ADDRESSES
from reports.models import PublishedLinkCheck, RegisterState, Report, Version
from reports.proofreading import MOST_READ, link_addresses
from reports.renditions import source_of

MONTH = timedelta(days=30)
"""Between two looks at one version, and between its publication and the first: the desk looked before."""

SOON = timedelta(days=1)
"""After this a look is repeated that could not reach a site, or that never came to its end."""

CERTAIN = 2
"""Looks in a row after which a site that can't be reached counts as gone."""

Entry = dict[str, Any]
"""One address as `PublishedLinkCheck.outcomes` holds it."""


class Gone(NamedTuple):
    """An address that can't be opened any more: what was found, since when, and where it stands."""

    address: str
    state: LinkState
    since: datetime
    codes: list[str]


def due(now: datetime, most: int) -> list[int]:
    """Return the ids of at most so many current versions that are due, the oldest first."""
    first = Q(link_check=None, published_at__lte=now - MONTH)
    due_now = Version.objects.current().filter(first | Q(link_check__due_at__lte=now))
    return list(due_now.order_by("published_at", "pk").values_list("pk", flat=True)[: max(most, 0)])


def begun_since(moment: datetime) -> int:
    """Return how many looks were begun since then."""
    return PublishedLinkCheck.objects.filter(begun_at__gt=moment).count()


def begin(version_id: int, now: datetime) -> bool:
    """Write down that a look begins, and return whether it does: False where somebody else was faster."""
    facts: dict[str, Any] = {"begun_at": now, "due_at": now + SOON, "found": []}
    _row, is_new = PublishedLinkCheck.objects.get_or_create(version_id=version_id, defaults=facts)
    standing = PublishedLinkCheck.objects.filter(version=version_id, due_at__lte=now)
    return is_new or bool(standing.update(**facts))


def go_on(
    version_id: int,
    begun_at: datetime,
    *,
    check: Callable[..., Iterator[links.Outcome]] = links.check_all,
) -> bool:
    """Look at the next addresses, for some twenty seconds, and return whether there are more.

    Nothing happens where the look has ended, a newer one has begun, or the version is not what the register
    shows any more. `check` is called like `links.check_all`. No transaction is open meanwhile.
    """
    look = _look(version_id, begun_at)
    row = look.select_related("version").first()
    if row is None:
        return False
    found, codes = list(row.found), _codes_by_address(row.version)
    known = {each["address"] for each in found}
    todo = [address for address in list(codes)[:MOST_ADDRESSES] if address not in known]
    agent = links.agent_name(settings.SITE_NAME, settings.SITE_URL)
    done = 0
    for done, outcome in enumerate(check(todo, agent=agent, budget=SLICE), start=1):
        facts = {"codes": codes[outcome.address], "checked_at": timezone.now().isoformat()}
        found.append({**asdict(outcome), **facts})
        if done % SAVED_EVERY == 0 and not look.update(found=found):
            return False  # taken off the register, or begun anew
    if 0 < done < len(todo):
        return bool(look.update(found=found))
    _end(version_id, begun_at, found)
    return False


def gone_links(version_id: int | None) -> list[Gone]:
    """Return the addresses of a version that can't be opened any more, in its order. One query at most."""
    known = PublishedLinkCheck.objects.filter(version=version_id) if version_id else ()
    return [
        Gone(
            each["address"],
            LinkState(each["state"]),
            datetime.fromisoformat(each["gone_since"]),
            each["codes"],
        )
        for row in known
        for each in row.outcomes
        if each["gone_since"]
    ]


def gone_by_code(version_id: int) -> dict[str, list[Gone]]:
    """Return question code -> the addresses of its answer that can't be opened any more. One query."""
    found = dict[str, list[Gone]]()
    for gone in gone_links(version_id):
        for code in gone.codes:
            found.setdefault(code, []).append(gone)
    return found


def _look(version_id: int, begun_at: datetime) -> Any:
    """Return the row of a look that goes on, as a queryset."""
    unfinished = Q(checked_at=None) | Q(checked_at__lt=F("begun_at"))
    listed = Version.objects.current().filter(pk=version_id).order_by().values("pk")
    return PublishedLinkCheck.objects.filter(unfinished, version__in=listed, begun_at=begun_at)


def _codes_by_address(version: Version) -> dict[str, list[str]]:
    """Return each distinct address of a version -> codes of the answers in which it stands. No query."""
    found, length = dict[str, list[str]](), 0
    for code, answer in _answers(version):
        length += len(answer["text"])
        if length > MOST_READ:
            break
        parts = {name: answer.get(name, []) for name in ("evidence", "tools")}
        words = SimpleNamespace(text=answer["text"], summary=answer.get("summary", ""), **parts)
        for address in link_addresses(words):
            found.setdefault(address, []).append(code)
    return found


def _answers(version: Version) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield code and answer as readers have them."""
    for section in source_of(version)["sections"]:
        for question in section["questions"]:
            if question["answer"] is not None:
                yield question["code"], question["answer"]


@transaction.atomic
def _end(version_id: int, begun_at: datetime, found: list[Entry]) -> None:
    """Put what was found in place of what was known, and tell whom it concerns; a second time nothing."""
    # Publication, corrections and taking off hold the same lock.
    report = Report.objects.select_for_update(of=("self",)).get(versions=version_id)
    row = _look(version_id, begun_at).select_for_update().first()
    if row is None:
        return
    now, before = timezone.now(), _known(report)
    after = [_judged(entry, before.get(entry["address"]), now) for entry in found]
    shown = _gone(row.outcomes)
    doubtful = any(entry["misses"] and not entry["gone_since"] for entry in after)
    row.outcomes, row.found, row.checked_at = after, [], now
    row.due_at = now + (SOON if doubtful else MONTH)
    row.save()
    if _gone(after) != shown:
        RegisterState.objects.advance()
    if new := _gone(after).keys() - _gone(before.values()).keys():
        emails.links_gone(report, len(new))


def _known(report: Report) -> dict[str, Entry]:
    """Return address -> what was last found of it in any version of the report. One query."""
    rows = PublishedLinkCheck.objects.filter(version__report=report).order_by("version__number")
    return {entry["address"]: entry for row in rows for entry in row.outcomes}


def _judged(entry: Entry, before: Entry | None, now: datetime) -> Entry:
    """Return what was found of an address together with how long that has been so."""
    if entry["state"] not in DEAD_LINKS:
        return {**entry, "misses": 0, "gone_since": ""}
    misses = (before["misses"] if before else 0) + 1
    is_certain = entry["state"] == LinkState.GONE or misses >= CERTAIN
    since = (before["gone_since"] if before else "") or (now.isoformat() if is_certain else "")
    return {**entry, "misses": misses, "gone_since": since}


def _gone(entries: Any) -> Mapping[str, str]:
    """Return address -> since when it is gone."""
    return {entry["address"]: entry["gone_since"] for entry in entries if entry["gone_since"]}
