"""A person is known by one address, whatever its case, and shown by name."""

import zoneinfo

import pytest

from reports.models import User
from reports.models.user import display_name


@pytest.mark.django_db
def test_the_address_is_kept_in_lower_case_without_spaces():
    user = User.objects.create_user(" Ada@People.Example ", "secret-enough-words")
    assert user.email == "ada@people.example"
    assert user.check_password("secret-enough-words")
    assert not user.is_staff and not user.is_superuser and not user.is_secretariat


@pytest.mark.django_db
def test_a_superuser_is_for_the_admin_site_only():
    user = User.objects.create_superuser("root@people.example", "secret-enough-words")
    assert user.is_staff and user.is_superuser
    assert not user.is_secretariat


@pytest.mark.parametrize(("name", "shown"), [("Ada", "Ada"), ("", "ada@people.example")])
def test_a_person_without_a_name_is_shown_by_address(name, shown):
    user = User(email="ada@people.example", name=name)
    assert [str(user), user.get_full_name(), display_name(user)] == [shown, shown, shown]


@pytest.mark.parametrize(
    ("stored", "used"),
    [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/Olympus", "UTC"), ("", "UTC"), ("../../etc", "UTC")],
)
def test_an_unknown_time_zone_counts_as_utc(stored, used):
    assert User(time_zone=stored).zone == zoneinfo.ZoneInfo(used)
