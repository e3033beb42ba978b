"""Which machines may be spoken to: those that the public internet can reach, and no other.

Belongs here: resolving a name and judging every address it has. Not here: connecting (`connection`).

Whoever gets addresses from here connects to exactly these and asks the name service no second time.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue

from reports.text.addresses import ascii_host, is_numeric

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to addresses; OSError where the name is unknown."""

MOST_ADDRESSES = 64
"""More addresses than any honest name has."""

_PUBLIC_IPV6 = ip_network("2000::/3")
_FORBIDDEN = [
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # a public number under which a cloud answers its own machines
        # Teredo, ORCHID and other protocols; documentation; 6to4; documentation.
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
]
_INNER_NAMES = frozenset(
    (
        *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan"),
        *("arpa", "onion", "invalid", "test"),
    )
)


class Refused(Exception):
    """The address leads, or may lead, somewhere that is not the public web."""


class UnknownHost(Exception):
    """The name service knows no such name, or did not answer in time."""


def is_public(address: str) -> bool:
    """Say whether a numeric IP address belongs to the public internet.

    IPv6 addresses that wrap an IPv4 address (mapped, 6to4, NAT64, Teredo) are never public here: what they
    wrap is decided by the network they pass through.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip.scope_id or ip not in _PUBLIC_IPV6):
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in network for network in _FORBIDDEN)


def resolve(host: str, port: int) -> list[str]:
    """Ask the name service of the machine; OSError where it knows nothing."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def addresses(
    host: str,
    port: int,
    *,
    allowed: Callable[[str], bool] = is_public,
    resolver: Resolver = resolve,
    timeout: float,
) -> list[str]:
    """Return the addresses of a host, all of them allowed.

    Refused if one of them is not, if the host is a name for use inside networks, or a number that is
    no plain address; UnknownHost if there is none within so many seconds.
    """
    numeric = _numeric(host)
    if numeric:
        found: Sequence[str] = [numeric]
    else:
        found = _resolved(_public_name(host), port, resolver, timeout)
    if not found:
        raise UnknownHost(host)
    if len(found) > MOST_ADDRESSES or not all(map(allowed, found)):
        raise Refused(host)
    return list(dict.fromkeys(found))


def _numeric(host: str) -> str:
    """Return a host that is an address itself as one, "" for a name."""
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except ValueError:
            raise Refused(host) from None
    name = _ascii(host)
    if not is_numeric(name):
        return ""
    try:
        return str(IPv4Address(name))
    except ValueError:
        raise Refused(host) from None


def _public_name(host: str) -> str:
    name = _ascii(host)
    if "." not in name or name.rpartition(".")[2] in _INNER_NAMES:
        raise Refused(host)
    return name


def _ascii(host: str) -> str:
    try:
        return ascii_host(host)
    except ValueError:
        raise UnknownHost(host) from None


def _resolved(name: str, port: int, resolver: Resolver, timeout: float) -> Sequence[str]:
    """Ask in a thread of its own, since the system's resolver knows no time limit."""
    answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolver(name, port))
        except (OSError, ValueError) as problem:
            answer.put(problem)

    threading.Thread(target=ask, daemon=True, name="link-resolver").start()
    try:
        found = answer.get(timeout=max(timeout, 0.001))
    except Empty:
        raise UnknownHost(name) from None
    if isinstance(found, Exception):
        raise UnknownHost(name) from found
    return found
