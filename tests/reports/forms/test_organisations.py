"""The profile: facts that can be published, and an address that no page of the site needs."""

import re

import pytest
from django.urls import URLPattern, get_resolver

from reports.actions.organisations import create_organisation
from reports.enums import Sector, SizeBand
from reports.forms.organisations import RESERVED_SLUGS, OrganisationForm
from reports.forms.reports import CycleForm
from reports.models import Organisation
from tests import builders

DATA = {
    "name": "青葉システムズ",
    "slug": "aoba-systems",
    "country": "JP",
    "website": "https://aoba.example/ai?x=1",
    "sector": "health",
    "size_band": "",
    "is_deployer": "on",
}

pytestmark = pytest.mark.django_db


def errors_of(**changes):
    form = OrganisationForm(data={**DATA, **changes})
    return {name: [str(message) for message in messages] for name, messages in form.errors.items()}


def test_what_is_valid_is_what_the_action_takes():
    form = OrganisationForm(data=DATA)
    assert form.is_valid(), form.errors
    assert not Organisation.objects.exists(), "a form never writes"
    organisation = create_organisation(by=builders.make_user(), **form.cleaned_data)
    assert (organisation.name, organisation.country.code, organisation.is_deployer) == (
        "青葉システムズ",
        "JP",
        True,
    )


@pytest.mark.parametrize(
    "changes",
    [
        *({"sector": value} for value in Sector.values),
        *({"size_band": value} for value in SizeBand.values),
        {"slug": "a"},
        {"slug": "2026-labs"},
        {"slug": "  aoba  "},
        {"name": "N" * 200},
        {"website": "http://aoba.example"},
        {"website": "https://日本語.example/"},
        {"is_deployer": "", "is_model_developer": "on"},
    ],
    ids=str,
)
def test_these_are_fine(changes):
    assert errors_of(**changes) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "N" * 201),
        ("name", "with\x00nul"),
        ("slug", ""),
        ("slug", "Aoba"),
        ("slug", "ao ba"),
        ("slug", "ao--ba"),
        ("slug", "-aoba"),
        ("slug", "青葉"),
        ("slug", "a" * 61),
        ("slug", "../admin"),
        ("country", ""),
        ("country", "XX"),
        ("website", ""),
        ("website", "javascript:alert(1)"),
        ("website", "javascript://aoba.example/%0aalert(1)"),
        ("website", "ftp://aoba.example"),
        ("website", "data:text/html,x"),
        ("website", "https://"),
        ("website", "https://aoba.example/" + "a" * 300),
        ("sector", ""),
        ("sector", "fishing"),
        ("size_band", "huge"),
    ],
)
def test_these_are_refused_at_their_field(field, value):
    assert list(errors_of(**{field: value})) == [field]


def test_an_address_without_a_scheme_is_taken_as_https():
    form = OrganisationForm(data={**DATA, "website": "aoba.example"})
    assert form.is_valid()
    assert form.cleaned_data["website"] == "https://aoba.example"


def test_at_least_one_role_is_needed():
    assert errors_of(is_deployer="") == {"is_model_developer": ["Choose at least one role."]}


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_reserved_words_are_refused(slug):
    assert errors_of(slug=slug) == {"slug": [f"“{slug}” is reserved. Choose another."]}


def test_a_taken_address_is_refused_and_ones_own_is_not():
    taken = builders.make_organisation("aoba-systems")
    assert list(errors_of()) == ["slug"]
    assert OrganisationForm(data=DATA, instance=taken).is_valid()


def _routes(patterns, before=""):
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _routes(entry.url_patterns, route)


def _beside(parameter):
    """Return the literal words that stand, in any address, where that parameter could stand."""
    routes = [route.split("/") for route in _routes(get_resolver().url_patterns)]
    places = {tuple(parts[: parts.index(parameter)]) for parts in routes if parameter in parts}
    assert places
    return {
        parts[len(place)]
        for place in places
        for parts in routes
        if tuple(parts[: len(place)]) == place
        and len(parts) > len(place)
        and re.fullmatch(r"[a-z-]+", parts[len(place)])
    }


def test_no_organisation_can_hide_a_page():
    beside = _beside("<slug:org>")
    assert {"invitations", "organisations", "markdown"} <= beside
    assert beside <= RESERVED_SLUGS


def test_no_cycle_can_hide_a_page():
    beside = _beside("<slug:cycle>")
    assert {"profile", "members", "new"} <= beside
    for word in beside:
        form = CycleForm(
            data={"slug": word, "label": "L", "opens_on": "2028-01-01", "closes_on": "2028-02-01"}
        )
        assert list(form.errors) == ["slug"], word


def test_every_first_word_of_an_address_is_reserved():
    first = {route.split("/")[0] for route in _routes(get_resolver().url_patterns)}
    plain = {word for word in first if re.fullmatch(r"[a-z-]+", word)}
    assert {"reports", "workspace", "secretariat", "admin", "livez"} <= plain
    assert plain <= RESERVED_SLUGS
