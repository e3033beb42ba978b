"""Whether an address can be opened: asked politely, briefly, hop by hop.

Belongs here: redirects, what a status means. Not here: which machines may be asked (`guard`), how bytes
travel (`connection`), many addresses one after the other (`rounds`).
"""

import re
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from urllib.parse import quote, urljoin, urlsplit

from reports.enums import LinkNote, LinkState
from reports.text.addresses import PORTS, ascii_host, fault, fault_of_destination

from . import guard
from .connection import Answer, Deadline, TooMuch, ask

MOST_REDIRECTS = 5
MOST_CHARACTERS = 8000
"""Of an address that a server leads on to."""
STEP = 5.0
"""Seconds for one connection, one handshake, one wait for bytes."""
OVERALL = 20.0
"""Seconds for one address, with all its redirects."""

_REACHED = range(200, 300)
_REDIRECTS = range(300, 400)
_FAULTS = range(400, 1000)
_GONE = frozenset({404, 410})
_SERVER_FAULTS = range(500, 600)
_BUSY = frozenset({429, 503})
_SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True)
class Outcome:
    """What became of one address.

    `state` is a `LinkState`. `status` is the last status that a server answered. `final_address` is where the
    redirects ended, the address itself without any. `note` says why: a `LinkNote`, for a malformed address
    an `AddressFault`, "" where the state says all.
    """

    address: str
    state: str
    status: int | None
    final_address: str
    note: str = ""


class _Stopped(Exception):
    """Ends the way through the redirects."""

    def __init__(self, state: LinkState, note: str = "") -> None:
        super().__init__(state)
        self.state, self.note = state, note


def agent_name(site_name: str, site_address: str) -> str:
    """Return how the checker introduces itself: what it does, and for whom."""
    told = re.sub(r"[^\x20-\x7e]+|[()]", " ", f"{site_name}; +{site_address}")
    return f"HAIP-link-check/1.0 ({' '.join(told.split())[:200]})"


def check(
    address: str,
    *,
    agent: str,
    allowed: Callable[[str], bool] = guard.is_public,
    ports: Collection[int] = PORTS,
    resolver: guard.Resolver = guard.resolve,
    timeout: float = STEP,
    overall: float = OVERALL,
) -> Outcome:
    """Say whether an address can be opened; never raises for what a server or an address does.

    Each hop is resolved once, all its addresses are judged by `allowed`, and the connection goes to one of
    them. `timeout` bounds every wait, `overall` all of them together, in seconds.
    """
    if wrong := fault(address, ports=ports):
        return Outcome(address, LinkState.MALFORMED, None, address, wrong.value)
    deadline = Deadline(time.monotonic() + overall, timeout)
    hop = partial(_answer, agent=agent, allowed=allowed, resolver=resolver, deadline=deadline)
    here, status = address, None
    try:
        for _redirect in range(MOST_REDIRECTS + 1):
            answer = hop(here)
            status = answer.status
            if status not in _REDIRECTS or not answer.location:
                return Outcome(address, *_meaning(status, here))
            here = _next(here, answer.location, ports)
        raise _Stopped(LinkState.UNREACHABLE, LinkNote.TOO_MANY_REDIRECTS)
    except _Stopped as stopped:
        return Outcome(address, stopped.state, status, here, stopped.note)


def _answer(
    address: str,
    *,
    agent: str,
    allowed: Callable[[str], bool],
    resolver: guard.Resolver,
    deadline: Deadline,
) -> Answer:
    """Ask for the head of one page; with GET where HEAD is not answered with it."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    request = partial(
        ask,
        scheme=parts.scheme,
        host=host if ":" in host else ascii_host(host),
        port=port,
        target=_target(address),
        headers={"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"},
        deadline=deadline,
    )
    try:
        ips = guard.addresses(host, port, allowed=allowed, resolver=resolver, timeout=deadline.wait())
        try:
            answer = request("HEAD", ips=ips)
        except (HTTPException, ConnectionResetError, BrokenPipeError):
            return request("GET", ips=ips)
        if answer.status not in _FAULTS or answer.status in _BUSY:
            return answer
        return request("GET", ips=ips)
    except guard.Refused:
        raise _Stopped(LinkState.REFUSED, LinkNote.NOT_PUBLIC) from None
    except guard.UnknownHost:
        raise _Stopped(LinkState.UNREACHABLE, LinkNote.UNKNOWN_HOST) from None
    except (HTTPException, TooMuch):
        raise _Stopped(LinkState.UNREACHABLE, LinkNote.NOT_UNDERSTOOD) from None
    except OSError as problem:
        raise _Stopped(LinkState.UNREACHABLE, _reason(problem)) from None
    except ValueError:
        raise _Stopped(LinkState.UNREACHABLE, LinkNote.NOT_UNDERSTOOD) from None


def _reason(problem: OSError) -> LinkNote:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return LinkNote.CERTIFICATE
    if isinstance(problem, TimeoutError):
        return LinkNote.TOO_SLOW
    return LinkNote.NO_CONNECTION


def _meaning(status: int, here: str) -> tuple[LinkState, int, str, str]:
    """Return the rest of an outcome for a final status."""
    if status in _REACHED:
        return LinkState.REACHED, status, here, ""
    if status in _GONE:
        return LinkState.GONE, status, here, ""
    if status in _SERVER_FAULTS and status not in _BUSY:
        return LinkState.UNREACHABLE, status, here, LinkNote.SERVER_ERROR
    if status in _FAULTS:
        # Everything else is a server that is there and would rather speak to a person.
        return LinkState.BLOCKED_TO_ROBOTS, status, here, ""
    return LinkState.UNREACHABLE, status, here, LinkNote.NOT_UNDERSTOOD


def _next(here: str, location: str, ports: Collection[int]) -> str:
    """Return where a redirect leads; servers send UTF-8 where `http.client` expects Latin-1."""
    told = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        there = urljoin(here, quote(told, safe=_SAFE))
    except ValueError:
        there = ""
    if len(there) > MOST_CHARACTERS or fault_of_destination(there, ports=ports):
        raise _Stopped(LinkState.UNREACHABLE, LinkNote.BAD_REDIRECT)
    return there


def _target(address: str) -> str:
    """Return path and query as they are sent: ASCII, without the fragment."""
    parts = urlsplit(address)
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path
