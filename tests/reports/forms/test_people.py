"""What people say of themselves, and whom owners invite."""

import zoneinfo

import pytest
from django.utils import translation

from reports.forms.account import SettingsForm, SignupForm
from reports.forms.members import InviteForm, RoleForm
from reports.models import User
from tests import builders


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"email": "a@people.example", "role": "viewer"}, []),
        ({"email": " A@People.Example ", "role": "owner"}, []),
        ({"email": "a@people.example", "role": "boss"}, ["role"]),
        ({"email": "a@people.example"}, ["role"]),
        ({"email": "nobody", "role": "editor"}, ["email"]),
        ({"email": "a@people.example\nBcc: b@people.example", "role": "editor"}, ["email"]),
        ({"email": "a@people.example, b@people.example", "role": "editor"}, ["email"]),
        ({"email": "a" * 250 + "@people.example", "role": "editor"}, ["email"]),
    ],
)
def test_one_address_is_invited_in_a_known_role(data, wrong):
    assert list(InviteForm(data=data).errors) == wrong


@pytest.mark.parametrize(
    ("role", "is_valid"), [("owner", True), ("viewer", True), ("boss", False), ("", False)]
)
def test_a_role_is_one_of_the_roles(role, is_valid):
    assert RoleForm(data={"role": role}).is_valid() is is_valid


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"name": "Ada", "language": "ja", "time_zone": "Asia/Tokyo"}, []),
        ({"name": "", "language": "en", "time_zone": "UTC"}, ["name"]),
        ({"name": "N" * 151, "language": "en", "time_zone": "UTC"}, ["name"]),
        ({"name": "Ada", "language": "en", "time_zone": "Mars/Olympus"}, ["time_zone"]),
        ({"name": "Ada", "language": "de", "time_zone": "UTC"}, ["language"]),
        ({"name": "Ada", "time_zone": "UTC"}, ["language"]),
    ],
)
def test_settings_take_a_name_a_language_and_a_zone_that_exists(data, wrong):
    assert list(SettingsForm(data=data).errors) == wrong


def test_every_zone_that_is_offered_exists():
    offered = [value for value, _label in SettingsForm().fields["time_zone"].choices]
    assert set(offered) == zoneinfo.available_timezones()
    assert offered == sorted(offered)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ja", "fr"])
def test_the_name_given_at_sign_up_is_kept_and_the_language_of_the_page(language):
    user = builders.make_user()
    form = SignupForm(data={"name": "Renée 大野"})
    assert form.is_valid()
    with translation.override(language):
        form.signup(None, user)
    stored = User.objects.get(pk=user.pk)
    assert (stored.name, stored.language) == ("Renée 大野", language)
    assert not SignupForm(data={"name": " "}).is_valid()
