"""Every address answers every role as the table of addresses says, and no address is without a row."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern

from tests.reports.views.addresses import ADDRESSES, Address
from tests.reports.views.site import ORG, ROLES, build_site

ADMIN = "admin/"
LANGUAGES = ("ja", "fr")


def _patterns(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, object]]:
    """Return route, full name and view of every address below the resolver."""
    for entry in resolver.url_patterns:
        route = prefix + ("" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield route, f"{space}{entry.name}", entry.callback
        else:
            yield from _patterns(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)


PATTERNS = list(_patterns(get_resolver()))
OWN = [(name, view) for _, name, view in PATTERNS if view.__module__.startswith("reports.")]
ADMIN_ROUTES = [route for route, _, _ in PATTERNS if route.startswith(ADMIN)]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The site of the pages' tests, with all that the addresses lead to."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_site()
        transaction.set_rollback(True)


def _said(response: HttpResponse, path: str) -> str:
    """Return the answer as the table says it: a status, or where it leads."""
    target = urlsplit(response.headers.get("Location", ""))
    if parse_qs(target.query).get("next") == [path]:
        for name, address in (("login", "account_login"), ("admin", "admin:login")):
            if target.path == reverse(address):
                return name
    return str(response.status_code)


def _answers(site, method: str, path: str, data: dict | None = None) -> dict[str, str]:
    """Send the request as each role; nothing that it writes stays."""
    answers = {}
    for role in ROLES:
        with transaction.atomic():
            response = getattr(site.client(role), method)(path, data or {})
            answers[role] = _said(response, path)
            transaction.set_rollback(True)
    return answers


def _columns(row: str) -> dict[str, str]:
    return dict(zip(ROLES, row.split(), strict=True))


def _after_post(address: Address) -> dict[str, str]:
    """Return what POST answers: as the row says, or 405 where there is nothing to send."""
    if address.post:
        return _columns(address.post)
    refused = {"login", "403", "404"}
    return {
        role: said if said in refused else str(HTTPStatus.METHOD_NOT_ALLOWED.value)
        for role, said in _columns(address.get).items()
    }


def test_every_address_has_one_row_and_every_row_an_address():
    outside = sorted(name for route, name, _ in PATTERNS if not route.startswith(ADMIN))
    assert sorted(address.name for address in ADDRESSES) == outside


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_get(site, address):
    path = reverse(address.name, args=address.args_on(site))
    assert _answers(site, "get", path) == _columns(address.get)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_post(site, address):
    path = reverse(address.name, args=address.args_on(site))
    assert _answers(site, "post", path, address.data_on(site)) == _after_post(address)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_every_page_stands_under_each_language_too(site, language):
    """The prefix is a rule, not a row: the answer is the same, and what it leads to has the prefix."""
    client = site.client("viewer")
    for address in ADDRESSES:
        path = reverse(address.name, args=address.args_on(site))
        response = client.get(f"/{language}{path}")
        if address.name.startswith(("probes:", "crawlers:")):
            assert response.status_code == 404
            continue
        expected = _columns(address.get)["viewer"]
        assert (address.name, str(response.status_code)) == (address.name, expected)
        assert response.headers.get("Location", f"/{language}/").startswith(f"/{language}/")


def test_to_a_stranger_no_private_address_exists():
    """Whatever names an organisation, a report or the secretariat's desk is 404, never 403."""
    private = [
        address
        for address in ADDRESSES
        if address.name.startswith("secretariat:")
        or (address.name.startswith("workspace:") and ORG in address.args)
    ]
    assert len(private) > 25
    for address in private:
        for columns in (_columns(address.get), _after_post(address)):
            assert (address.name, columns["anonymous"], columns["stranger"]) == (address.name, "login", "404")


def test_every_view_of_ours_says_who_it_is_for():
    assert len(OWN) > 30
    assert [name for name, view in OWN if not getattr(view, "audience", "")] == []


@pytest.mark.parametrize("name,view", OWN, ids=[name for name, _ in OWN])
def test_what_a_view_says_is_what_the_table_says(name, view):
    admitted = {
        "link": "anonymous stranger viewer editor owner secretariat",
        "public": "anonymous stranger viewer editor owner secretariat",
        "signed_in": "stranger viewer editor owner secretariat",
        "member": "viewer editor owner",
        "editor+owner": "editor owner",
        "owner": "owner",
        "secretariat": "secretariat",
    }[view.audience]
    columns = _columns(next(address.get for address in ADDRESSES if address.name == name))
    refused = {"login", "403", "404"}
    assert [role for role, said in columns.items() if said not in refused] == admitted.split()


@pytest.mark.parametrize("route", ADMIN_ROUTES)
@pytest.mark.django_db
def test_the_admin_site_is_closed_to_all_roles(site, route):
    """None of the six is staff: each is sent to the admin's sign-in, which refuses whoever is signed in."""
    path = "/" + re.sub(r"<[^>]+>", "1", re.sub(r"\^|\$|\(\?P<app_label>(\w+)[^)]*\)|\(.*\)", r"\1", route))
    sent_on = dict.fromkeys(ROLES, "admin")
    if route == f"{ADMIN}login/":
        sent_on = dict.fromkeys(ROLES, "403") | {"anonymous": "login"}
    elif route == f"{ADMIN}logout/":
        sent_on = dict.fromkeys(ROLES, "302")
    assert _answers(site, "get", path) == sent_on
    if route != f"{ADMIN}logout/":
        assert _answers(site, "post", path) == sent_on


@pytest.mark.parametrize(
    "address", [address for address in ADDRESSES if address.post], ids=lambda address: address.name
)
@pytest.mark.django_db
def test_nothing_is_written_without_the_token_of_a_form(site, address):
    path = reverse(address.name, args=address.args_on(site))
    for role, said in _columns(address.post).items():
        if said not in {"login", "403", "404"}:
            client = site.client(role)
            client.handler.enforce_csrf_checks = True
            try:
                response = client.post(path, address.data_on(site))
            finally:
                client.handler.enforce_csrf_checks = False
            assert (role, response.status_code) == (role, 403)
            assert "403_csrf.html" in [template.name for template in response.templates]
