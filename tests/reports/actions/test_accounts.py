"""A person's own settings, and accounts that an operator opens."""

import pytest
from allauth.account.models import EmailAddress

from reports.actions.accounts import change_settings, grant_secretariat, open_account
from reports.models import User
from tests import builders

pytestmark = pytest.mark.django_db


def test_an_opened_account_can_sign_in_at_once():
    user = open_account(email="Desk@People.Example", password="enough-words-for-this", name="Desk")
    address = EmailAddress.objects.get()
    assert (address.user, address.email) == (user, "desk@people.example")
    assert (address.verified, address.primary) == (True, True)
    assert user.check_password("enough-words-for-this")
    assert (user.is_secretariat, user.is_staff, user.is_superuser) == (False, False, False)


def test_an_account_can_be_opened_for_the_secretariat():
    assert open_account(
        email="a@people.example", password="x" * 14, name="A", is_secretariat=True
    ).is_secretariat


def test_settings_change_name_language_and_zone_and_nothing_else():
    user, other = builders.make_user(), builders.make_user()
    stale = User.objects.get(pk=user.pk)
    grant_secretariat(user=user)
    change_settings(user=stale, name="Renée 大野", language="ja", time_zone="Asia/Tokyo")
    stored = User.objects.get(pk=user.pk)
    assert (stored.name, stored.time_zone, stored.is_secretariat) == ("Renée 大野", "Asia/Tokyo", True)
    assert (stored.language, other.language) == ("ja", "")
    untouched = User.objects.get(pk=other.pk)
    assert (untouched.name, untouched.time_zone, untouched.is_secretariat) == (other.name, "UTC", False)
