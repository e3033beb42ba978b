"""Many addresses one after the other, without pestering any site.

Belongs here: order, pauses, bounds on number and time. Not here: one address (`checker`).
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from .checker import Outcome, check

MOST_ADDRESSES = 200
PAUSE = 1.0
"""Seconds between two addresses of one site."""
BUDGET = 900.0
"""Seconds for all addresses of one call."""


def check_all(
    addresses: Iterable[str],
    *,
    pause: float = PAUSE,
    budget: float = BUDGET,
    limit: int = MOST_ADDRESSES,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    **how: Any,
) -> Iterator[Outcome]:
    """Yield the outcome of each distinct address, at most `limit`, one after the other.

    Between two addresses of one site lie `pause` seconds. After `budget` seconds no further one is begun:
    what has not been yielded has not been checked. The rest goes to `check`, above all `agent`.
    """
    end, asked_at = clock() + budget, dict[str, float]()
    for address in list(dict.fromkeys(addresses))[:limit]:
        site = _site(address)
        wait = max(0.0, asked_at.get(site, clock() - pause) + pause - clock())
        if clock() + wait >= end:
            return
        if wait:
            sleep(wait)
        outcome = check(address, **how)
        asked_at[site] = asked_at[_site(outcome.final_address)] = clock()
        yield outcome


def _site(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
