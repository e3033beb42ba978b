"""Of a visitor's address the network is kept; behind a proxy it is what the proxy says, and nobody else."""

import pytest
from django.test import RequestFactory

from reports.views.visitors import fetches_ahead, network_of


def _request(address: str, **headers: str):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("::1", "::/48"),
        ("", ""),
        ("a socket", ""),
    ],
)
def test_an_address_is_cut_to_its_network(address, network):
    assert network_of(_request(address)) == network


def test_a_visitor_does_not_choose_the_network():
    request = _request("203.0.113.77", **{"X-Forwarded-For": "198.51.100.1", "X-Real-IP": "198.51.100.1"})
    assert network_of(request) == "203.0.113.0/24"


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        ("198.51.100.1", "198.51.100.0/24"),
        ("192.0.2.1, 198.51.100.1", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("no address", ""),
    ],
)
def test_behind_a_proxy_the_last_hop_counts(settings, forwarded, network):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(_request("127.0.0.1", **{"X-Forwarded-For": forwarded})) == network


@pytest.mark.parametrize(
    ("headers", "ahead"),
    [
        ({}, False),
        ({"Sec-Purpose": "prefetch"}, True),
        ({"Sec-Purpose": "prefetch;prerender"}, True),
        ({"Purpose": "prefetch"}, True),
        ({"X-Moz": "prefetch"}, True),
        ({"Sec-Fetch-Mode": "navigate"}, False),
    ],
)
def test_a_browser_that_fetches_ahead_says_so(headers, ahead):
    assert fetches_ahead(_request("203.0.113.77", **headers)) == ahead
