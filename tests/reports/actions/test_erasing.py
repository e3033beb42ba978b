"""A person who is erased is nobody any more, and what they did stays."""

import pytest
from django.urls import reverse

from reports.actions.erasing import erase_person
from reports.actions.errors import Refused
from reports.enums import EventName, MemberRole
from reports.models import AnswerRevision, Event, Invitation, Membership, User
from tests import builders
from tests.builders import stored_rows
from tests.reports.actions.traces import ADDRESS, make_person, traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(report, owner):
    """An editor who did everything that leaves a trace."""
    return make_person(report, owner)


def test_name_and_address_are_gone(person):
    assert traces() == {
        "account_emailaddress",
        "django_admin_log",
        "reports_invitation",
        "reports_message",
        "reports_user",
    }
    erase_person(user=person)
    assert traces() == set()
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone, str(person)) == ("", "", "UTC", "a former member")
    assert person.email.endswith("@erased.invalid")
    assert not (person.is_active or person.is_staff or person.is_superuser or person.is_secretariat)
    assert not person.has_usable_password()
    assert not Membership.objects.filter(user=person).exists()
    assert Invitation.objects.pending().count() == 0


def test_what_they_did_stays_under_their_pseudonym(person, organisation):
    acts = list(Event.objects.filter(actor__user=person).values())
    revisions = list(AnswerRevision.objects.values())
    assert len(acts) == 1
    pseudonym = str(person.actor.pk)
    erase_person(user=person)
    assert list(Event.objects.filter(actor=pseudonym).values()) == acts
    assert list(AnswerRevision.objects.values()) == revisions
    told = Event.objects.order_by("-pk").values_list("name", "data", "actor", "organisation__slug")[:3]
    assert list(told) == [
        (EventName.PERSON_ERASED, {"actor": pseudonym}, None, None),
        (EventName.INVITATION_REVOKED, {"invitation": Invitation.objects.latest("pk").pk}, None, "elsewhere"),
        (EventName.MEMBER_REMOVED, {"member": person.pk, "role": "editor"}, None, "sakura-works"),
    ]


def test_somebody_who_never_acted_gets_a_pseudonym(owner):
    idle = builders.make_user("idle")
    erase_person(user=idle, by=owner)
    event = Event.objects.get(name=EventName.PERSON_ERASED)
    assert (event.data, event.actor.user) == ({"actor": str(User.objects.get(pk=idle.pk).actor.pk)}, owner)


def test_the_last_owner_is_not_erased(organisation, owner):
    other = builders.make_organisation("second", owner=owner)
    builders.make_member(other, MemberRole.OWNER)
    before = stored_rows()
    with pytest.raises(Refused, match=r"Sakura Works needs an owner\. Make somebody"):
        erase_person(user=owner)
    assert stored_rows() == before
    builders.make_member(organisation, MemberRole.OWNER)
    erase_person(user=owner)
    assert User.objects.get(pk=owner.pk).is_erased


def test_an_owner_with_a_closed_account_is_no_owner(organisation, owner):
    closed = builders.make_member(organisation, MemberRole.OWNER).user
    closed.is_active = False
    closed.save()
    with pytest.raises(Refused):
        erase_person(user=owner)
    erase_person(user=closed)


def test_nobody_is_erased_twice(person):
    erase_person(user=person)
    before = stored_rows()
    erase_person(user=User.objects.get(pk=person.pk))
    assert stored_rows() == before


def test_two_can_be_erased(person, viewer):
    erase_person(user=person)
    erase_person(user=viewer)
    assert User.objects.filter(is_erased=True).count() == 2


def test_pages_name_a_former_member(client, person, report, owner):
    erase_person(user=person)
    client.force_login(owner)
    page = client.get(reverse("workspace:history", args=["sakura-works", "2026", "1a"])).content.decode()
    assert "a former member" in page
    assert "erased.invalid" not in page


def test_they_cannot_sign_in_nor_stay_signed_in(client, person):
    client.force_login(person)
    assert client.get(reverse("workspace:home")).status_code == 200
    erase_person(user=person)
    assert client.get(reverse("workspace:home")).status_code == 302
    assert not client.login(username=ADDRESS, password=builders.PASSWORD)
