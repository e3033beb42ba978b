"""Organisations are entered and changed by their owners; an address once given is never given to another."""

import hashlib

import pytest

from reports.actions.errors import Refused
from reports.actions.organisations import change_profile, create_organisation, set_logo
from reports.enums import EventName, MemberRole
from reports.models import Event, FormerSlug, Logo, Organisation
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

PROFILE = {
    "name": "青葉システムズ & Co.",
    "slug": "aoba-systems",
    "country": "JP",
    "website": "https://aoba.example",
    "sector": "health",
    "size_band": "",
    "is_model_developer": False,
    "is_application_developer": True,
    "is_deployer": False,
}


def only_event(name):
    event = Event.objects.get(name=name)
    return event.organisation, event.recorded_by, event.data


def former(organisation):
    return set(organisation.former_slugs.values_list("slug", flat=True))


def test_whoever_enters_an_organisation_owns_it(secretariat):
    person = builders.make_user()
    organisation = create_organisation(by=person, **PROFILE)
    stored = Organisation.objects.values(*PROFILE).get(pk=organisation.pk)
    assert stored == PROFILE
    assert [(m.user, m.role) for m in organisation.memberships.all()] == [(person, MemberRole.OWNER)]
    assert (organisation.created_by, organisation.created_at is not None) == (person, True)
    logged = PROFILE | {"requires_approval": False}
    assert only_event(EventName.ORGANISATION_CREATED) == (organisation, person, logged)


def test_a_changed_profile_is_recorded_with_what_was_before(organisation, owner):
    changed = change_profile(organisation=organisation, by=owner, name="Sakura Group", sector="media")
    assert (changed.name, changed.sector, changed.slug) == ("Sakura Group", "media", "sakura-works")
    where, who, data = only_event(EventName.PROFILE_CHANGED)
    assert (where, who) == (organisation, owner)
    differences = {key: (data["before"][key], data["after"][key]) for key in data["before"]}
    assert {key: pair for key, pair in differences.items() if pair[0] != pair[1]} == {
        "name": ("Sakura Works", "Sakura Group"),
        "sector": ("software", "media"),
    }


def test_saving_the_same_profile_is_no_event(organisation, owner):
    before = stored_rows()
    change_profile(organisation=organisation, by=owner, name=organisation.name, slug=organisation.slug)
    assert stored_rows() == before


def test_a_changed_address_leaves_a_redirect(organisation, owner):
    change_profile(organisation=organisation, by=owner, slug="sakura")
    change_profile(organisation=organisation, by=owner, slug="sakura-group")
    assert former(organisation) == {"sakura-works", "sakura"}
    assert Organisation.objects.get(pk=organisation.pk).slug == "sakura-group"


def test_an_organisation_may_take_its_own_address_back(organisation, owner):
    change_profile(organisation=organisation, by=owner, slug="sakura")
    change_profile(organisation=organisation, by=owner, slug="sakura-works")
    assert former(organisation) == {"sakura"}


def test_the_latest_state_is_changed_not_the_one_that_was_loaded(organisation, owner):
    loaded_before = Organisation.objects.get(pk=organisation.pk)
    change_profile(organisation=organisation, by=owner, slug="sakura")
    change_profile(organisation=loaded_before, by=owner, name="Sakura Group")
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (stored.slug, stored.name) == ("sakura", "Sakura Group")
    assert former(organisation) == {"sakura-works"}


def test_a_taken_address_is_refused(organisation, owner, stranger):
    before = stored_rows()
    with pytest.raises(Refused, match="address is taken"):
        change_profile(organisation=organisation, by=owner, slug="elsewhere", name="Never stored")
    with pytest.raises(Refused, match="address is taken"):
        create_organisation(by=stranger, **{**PROFILE, "slug": "sakura-works"})
    assert stored_rows() == before


def test_a_former_address_of_another_is_refused(organisation, owner, stranger):
    change_profile(organisation=organisation, by=owner, slug="sakura")
    elsewhere = stranger.memberships.get().organisation
    before = stored_rows()
    with pytest.raises(Refused, match="address is taken"):
        change_profile(organisation=elsewhere, by=stranger, slug="sakura-works")
    with pytest.raises(Refused, match="address is taken"):
        create_organisation(by=stranger, **{**PROFILE, "slug": "sakura-works"})
    assert stored_rows() == before
    assert list(FormerSlug.objects.values_list("organisation", "slug")) == [(organisation.pk, "sakura-works")]


@pytest.mark.parametrize("person", ["editor", "viewer", "stranger", "secretariat"])
def test_only_owners_change_profile_and_logo(request, organisation, owner, person):
    actor = request.getfixturevalue(person)
    set_logo(organisation=organisation, png=b"a picture", by=owner)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners"):
        change_profile(organisation=organisation, by=actor, name="Mine now")
    for png in (b"another picture", None):
        with pytest.raises(Refused, match="Only owners"):
            set_logo(organisation=organisation, png=png, by=actor)
    assert stored_rows() == before


def test_a_logo_is_set_replaced_and_removed(organisation, owner):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    for person, png in ((owner, b"first picture"), (second, b"second picture")):
        set_logo(organisation=organisation, png=png, by=person)
        logo = Logo.objects.get(organisation=organisation)
        assert (bytes(logo.png), logo.sha256, logo.saved_by) == (
            png,
            hashlib.sha256(png).hexdigest(),
            person,
        )
    set_logo(organisation=organisation, png=None, by=owner)
    assert not Logo.objects.filter(organisation=organisation).exists()
    events = Event.objects.filter(name=EventName.LOGO_CHANGED).order_by("pk")
    assert [(event.recorded_by, event.data["sha256"]) for event in events] == [
        (owner, hashlib.sha256(b"first picture").hexdigest()),
        (second, hashlib.sha256(b"second picture").hexdigest()),
        (owner, ""),
    ]


def test_the_logo_of_another_organisation_stays(organisation, owner, stranger):
    elsewhere = stranger.memberships.get().organisation
    set_logo(organisation=elsewhere, png=b"theirs", by=stranger)
    set_logo(organisation=organisation, png=b"ours", by=owner)
    set_logo(organisation=organisation, png=None, by=owner)
    assert [(bytes(logo.png), logo.organisation) for logo in Logo.objects.all()] == [(b"theirs", elsewhere)]
