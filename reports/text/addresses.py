"""Whether something typed as a web address is one, by its letters alone.

Belongs here: syntax, and the mistakes people make when they type or paste addresses. Not here: whether the
address can be opened (`reports.links`), and what an answer may link to at all (`links`).
"""

import re
from collections.abc import Collection
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from reports.enums import AddressFault

MAX_LENGTH = 2000
PORTS = frozenset({80, 443})
_MAX_HOST = 253
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]+\](?::\d*)?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TWICE = re.compile(r"https?:/{0,3}https?:?/", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+):\d+(?:[/?#]|$)", re.IGNORECASE)
_CHARACTERS = re.compile(r'[<>"{}|\\^`\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff\ud800-\udfff]')
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)", re.ASCII)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE | re.ASCII)
_TAIL = re.compile(
    r"[,;:'*\u2018\u2019\u201c\u201d\u2026\u3008-\u3011\uff08\uff09\uff0c\uff1a\uff1b]$"
    r"|[\u3001\u3002\u300c-\u300f]"
)
_FULL_STOP = re.compile(r"(?:^https?://[^/?#]*|\.[A-Za-z0-9]{2,5}|/|\.)\.$", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "["}


def fault(address: str, *, ports: Collection[int] = PORTS) -> AddressFault | None:
    """Return what is wrong with an address that should lead to the public web, or None.

    The first mistake counts, in the order in which somebody would mend them. Never raises.
    """
    if len(address) > MAX_LENGTH:
        return AddressFault.TOO_LONG
    if re.search(r"\s", address):
        return AddressFault.SPACES
    return (
        _fault_of_scheme(address)
        or (AddressFault.CHARACTERS if _CHARACTERS.search(address) else None)
        or _fault_of_tail(address)
        or _fault_of_site(address, ports)
    )


def fault_of_destination(address: str, *, ports: Collection[int] = PORTS) -> AddressFault | None:
    """Return what is wrong with scheme, host or port of an address; the rest may be as odd as it likes."""
    return _fault_of_scheme(address) or _fault_of_site(address, ports)


def ascii_host(host: str) -> str:
    """Return a host name as the name service knows it: ASCII, lower case, no dot at the end.

    ValueError where there is no such name.
    """
    if not 0 < len(host) <= _MAX_HOST:
        raise ValueError(host)
    return host.encode("idna").decode("ascii").lower().removesuffix(".")


def is_numeric(host: str) -> bool:
    """Say whether a host is a number in any of the forms that some program reads as an IPv4 address."""
    return bool(_NUMBER.fullmatch(host.removesuffix(".").rpartition(".")[2]))


def _fault_of_scheme(address: str) -> AddressFault | None:
    if _TWICE.match(address):
        return AddressFault.SCHEME_TWICE
    scheme = _SCHEME.match(address)
    if not scheme or _HOST_AND_PORT.match(address):
        return AddressFault.NO_SCHEME
    if scheme[1].lower() not in {"http", "https"}:
        return AddressFault.OTHER_SCHEME
    return None if re.match(r"//[^/?#\\]", address[scheme.end() :]) else AddressFault.NO_HOST


def _fault_of_tail(address: str) -> AddressFault | None:
    last = address[-1]
    unbalanced = last in _BRACKETS and address.count(last) > address.count(_BRACKETS[last])
    junk = unbalanced or _TAIL.search(address) or _FULL_STOP.search(address)
    return AddressFault.TAIL if junk else None


def _fault_of_site(address: str, ports: Collection[int]) -> AddressFault | None:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _fault_of_broken(address)
    if "@" in parts.netloc:
        return AddressFault.LOGIN
    if not host:
        return AddressFault.NO_HOST
    if not (_is_ipv6(parts) if "[" in parts.netloc else _is_name(host)):
        return AddressFault.BAD_HOST
    return None if port is None or port in ports else AddressFault.PORT


def _fault_of_broken(address: str) -> AddressFault:
    """Tell a port that is no number from a host that is no name."""
    site = re.split(r"[/?#]", address.partition("//")[2])[0]
    return AddressFault.PORT if re.fullmatch(r"[\w.-]+:[^:\[\]]*", site) else AddressFault.BAD_HOST


def _is_ipv6(parts: SplitResult) -> bool:
    try:
        return bool(_IPV6.fullmatch(parts.netloc)) and bool(IPv6Address(parts.hostname or ""))
    except AddressValueError:
        return False


def _is_name(host: str) -> bool:
    """Whether this could be the name of a site on the web: dots in it, and no number instead of a name."""
    try:
        name = ascii_host(host)
        if is_numeric(name):
            return bool(IPv4Address(name))
    except ValueError:
        return False
    labels = name.split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
