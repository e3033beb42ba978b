"""What is known of a visitor without an account: the network, and whether a person asked at all.

Not here: who may see what (`access`), or anything about people who are signed in.
"""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

_PREFIX = {4: 24, 6: 48}
"""How much of an address is kept: enough to tell one office from another, too little to tell one person."""


def network_of(request: HttpRequest) -> str:
    """Return the visitor's network such as "203.0.113.0/24" or "2001:db8:1::/48", empty if it is not known.

    The address is the one that the limits of sign-in go by: behind a proxy, what the trusted proxy says.
    """
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):  # a server on a socket knows no address
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.ip_network((int(address), _PREFIX[address.version]), strict=False))


def fetches_ahead(request: HttpRequest) -> bool:
    """Whether the browser fetches a page that nobody has asked for yet."""
    headers = ("Sec-Purpose", "Purpose", "X-Moz")
    return any("prefetch" in request.headers.get(name, "").lower() for name in headers)
