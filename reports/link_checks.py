"""What is known of the web addresses in a draft: which there are, and what became of each.

Belongs here: gathering them, and writing outcomes as the worker finds them. Not here: asking for a check
(`actions`), when the worker goes on (`jobs`), opening an address (`links`), what a team is told
(`proofreading`).
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from reports import links
from reports.links.rounds import MOST_ADDRESSES
from reports.models import LinkCheck, Report
from reports.proofreading import MOST_READ, link_addresses

PATIENCE = timedelta(minutes=15)
"""After this a check that has not finished counts as given up, and may be asked for anew."""

SLICE = 20.0
"""Seconds after which the worker does something else first, such as the mail that somebody waits for."""

SAVED_EVERY = 3
"""Addresses after which the outcomes are written down."""


def addresses_of(report: Report) -> list[str]:
    """Return every distinct http(s) address of the answers, in the order of the questionnaire. One query.

    Like the proofreader it stops reading after `MOST_READ` characters.
    """
    words, found, length = report.answers.by_code(), dict[str, None](), 0
    for question in report.framework.answerable:
        if question.code not in words:
            continue
        length += len(words[question.code].text)
        if length > MOST_READ:
            break
        found |= dict.fromkeys(link_addresses(words[question.code]))
    return list(found)


def is_running(link_check: LinkCheck | None) -> bool:
    """Whether the worker can be expected to go on with the check."""
    if link_check is None or link_check.finished_at is not None:
        return False
    return link_check.requested_at > timezone.now() - PATIENCE


def outcomes_of(link_check: LinkCheck | None) -> dict[str, links.Outcome]:
    """Return address -> what became of it."""
    stored = link_check.outcomes if link_check else []
    return {each["address"]: links.Outcome(**each) for each in stored}


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
    outcomes = list(link_check.outcomes)
    known = {each["address"] for each in outcomes}
    new = [address for address in addresses_of(link_check.report) if address not in known]
    todo = new[: max(MOST_ADDRESSES - len(known), 0)]
    now_known: dict[str, Any] = {"outcomes": outcomes, "total": len(known) + len(new)}
    agent = links.agent_name(settings.SITE_NAME, settings.SITE_URL)
    done = 0
    for done, outcome in enumerate(check(todo, agent=agent, budget=SLICE), start=1):
        outcomes.append(asdict(outcome))
        if done % SAVED_EVERY == 0 and not asked.update(**now_known):
            return False  # replaced meanwhile
    has_more = 0 < done < len(todo)
    saved = asked.update(**now_known, finished_at=None if has_more else timezone.now())
    return bool(saved) and has_more
