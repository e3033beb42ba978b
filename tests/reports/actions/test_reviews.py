"""A review is given to a colleague, who must be able to decide."""

import pytest

from reports.actions.errors import Refused
from reports.actions.reviews import give_review
from reports.enums import MemberRole
from reports.models import Event, Report
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(report, secretariat):
    return builders.reviewed_report(builders.submitted_report(report), by=secretariat)


def test_it_is_given_and_logged(reviewed, secretariat):
    colleague = builders.make_user(is_secretariat=True)
    give_review(report=reviewed, to=colleague, by=secretariat)
    assert Report.objects.get().reviewer == colleague
    event = Event.objects.latest("pk")
    assert (event.name, event.recorded_by) == ("reviewer_changed", secretariat)


def test_who_has_it_keeps_it(reviewed, secretariat):
    before = Event.objects.count()
    give_review(report=reviewed, to=secretariat, by=secretariat)
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", ["stranger", "closed", "member"])
def test_it_is_given_to_nobody_who_may_not_decide(reviewed, secretariat, who):
    person = builders.make_user(is_secretariat=who != "stranger", is_active=who != "closed")
    if who == "member":
        builders.make_member(reviewed.organisation, MemberRole.VIEWER, user=person)
    with pytest.raises(Refused, match="may not decide"):
        give_review(report=reviewed, to=person, by=secretariat)
    assert Report.objects.get().reviewer == secretariat


def test_only_who_may_decide_gives_it_and_only_during_a_review(report, owner, secretariat):
    submitted = builders.submitted_report(report)
    with pytest.raises(Refused, match="not in review"):
        give_review(report=submitted, to=secretariat, by=secretariat)
    builders.reviewed_report(submitted, by=secretariat)
    with pytest.raises(Refused, match="not in review"):
        give_review(report=submitted, to=secretariat, by=owner)
