"""The look at the addresses of a report that is not public yet, for its team and for the desk.

Not here: published versions (`published`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from reports import links
from reports.enums import EDITABLE, WITH_SECRETARIAT
from reports.frameworks import Framework
from reports.links.rounds import MOST_ADDRESSES
from reports.models import AnswerRevision, LinkCheck, Report, User
from reports.proofreading import MOST_READ, link_addresses

PATIENCE = timedelta(minutes=15)
"""After this a check that has not finished counts as given up, and may be asked for anew."""

SLICE = 20.0
"""Seconds after which the worker does something else first, such as the mail that somebody waits for."""

SAVED_EVERY = 3
"""Addresses after which the outcomes are written down."""

_FACTS = [field.name for field in fields(links.Outcome)]


def addresses_of(report: Report) -> list[str]:
    """Return every distinct http(s) address of the answers, in the order of the questionnaire. One query."""
    found = addresses_by_code(report.framework, report.answers.by_code())
    return list(dict.fromkeys(address for addresses in found.values() for address in addresses))


def addresses_by_code(framework: Framework, words: Mapping[str, AnswerRevision]) -> dict[str, list[str]]:
    """Return question code -> its distinct http(s) addresses, in the order of the questionnaire.

    Questions without any are left out. Like the proofreader it stops reading after `MOST_READ` characters.
    """
    found, length = dict[str, list[str]](), 0
    for question in framework.answerable:
        if question.code not in words:
            continue
        length += len(words[question.code].text)
        if length > MOST_READ:
            break
        if addresses := link_addresses(words[question.code]):
            found[question.code] = addresses
    return found


def start(report: Report, by: User, at: datetime) -> tuple[LinkCheck, bool]:
    """Write down that all addresses of a locked report are to be looked at, in place of the last check.

    Return the check, and whether it has to be queued: it has finished at once without addresses, and one
    that is running stays as it is.
    """
    standing = LinkCheck.objects.filter(report=report).first()
    if standing is not None and is_running(standing):
        return standing, False
    total = len(addresses_of(report))
    facts: dict[str, Any] = {
        "requested_at": at,
        "requested_by": by,
        "total": total,
        "outcomes": [],
        "finished_at": None if total else at,
    }
    return LinkCheck.objects.update_or_create(report=report, defaults=facts)[0], bool(total)


def is_running(link_check: LinkCheck | None) -> bool:
    """Whether the worker can be expected to go on with the check."""
    if link_check is None or link_check.finished_at is not None:
        return False
    return link_check.requested_at > timezone.now() - PATIENCE


def outcomes_of(link_check: LinkCheck | None) -> dict[str, links.Outcome]:
    """Return address -> what became of it."""
    stored = link_check.outcomes if link_check else []
    return {each["address"]: links.Outcome(**{name: each[name] for name in _FACTS}) for each in stored}


def go_on(
    link_check_id: int,
    requested_at: datetime,
    *,
    check: Callable[..., Iterator[links.Outcome]] = links.check_all,
) -> bool:
    """Check the next addresses, for some twenty seconds, and return whether there are more.

    Nothing happens where the check has finished or a newer request has replaced it; a second run goes on
    where the first one stopped. `check` is called like `links.check_all`. No transaction is open meanwhile.
    """
    asked = LinkCheck.objects.filter(pk=link_check_id, requested_at=requested_at, finished_at=None)
    link_check = asked.select_related("report").first()
    if link_check is None:
        return False
    if link_check.report.status not in EDITABLE | WITH_SECRETARIAT:
        # Decided meanwhile: nobody waits for the rest, and what is public is looked at in its own time.
        asked.update(finished_at=timezone.now())
        return False
    outcomes = list(link_check.outcomes)
    known = {each["address"] for each in outcomes}
    new = [address for address in addresses_of(link_check.report) if address not in known]
    todo = new[: max(MOST_ADDRESSES - len(known), 0)]
    now_known: dict[str, Any] = {"outcomes": outcomes, "total": len(known) + len(new)}
    agent = links.agent_name(settings.SITE_NAME, settings.SITE_URL)
    done = 0
    for done, outcome in enumerate(check(todo, agent=agent, budget=SLICE), start=1):
        outcomes.append({**asdict(outcome), "checked_at": timezone.now().isoformat()})
        if done % SAVED_EVERY == 0 and not asked.update(**now_known):
            return False  # replaced meanwhile
    has_more = 0 < done < len(todo)
    saved = asked.update(**now_known, finished_at=None if has_more else timezone.now())
    return bool(saved) and has_more
