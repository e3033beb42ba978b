"""A report's trail as a file: what each side gets, and that an outsider can check it."""

import hashlib
import json

import pytest
from django.urls import reverse

from reports.actions.reading_links import create_link, revoke_link
from reports.actions.replacing import replace_in_answers
from reports.models import User
from reports.text.replacing import Search
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(owner):
    """An organisation beside those of the site, which stands while this package is tested."""
    return builders.make_organisation("aoba-works", owner=owner)


@pytest.fixture
def acted(report, owner, secretariat):
    """A report with things that the secretariat is not shown, handed in."""
    builders.fill_report(report, owner)
    revoke_link(link=create_link(report=report, reader="Rosalind Reader", days=3, by=owner), by=owner)
    _replace(report, owner)
    builders.submitted_report(report)
    reason = "See 2b.\n“試験” \u007f\u2028 \\"
    builders.returned_report(report, by=secretariat, reason=reason)
    builders.submitted_report(report)
    return report


def _replace(report, by):
    base = report.answers.get(code="1a").current.number
    search = Search("What", match_case=True)
    replace_in_answers(report=report, search=search, replacement="Hushed", bases={"1a": base}, by=by)


def _trail(client, user, name, *args):
    client.force_login(user)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response, json.loads(response.content)


def check(trail):
    """Check a trail as somebody would who has nothing but the file; return which events were withheld."""
    previous, withheld = "", []
    for event in trail["events"]:
        said = {key: value for key, value in event.items() if key not in ("sha256", "withheld")}
        assert event["previous"] == previous
        if "withheld" in event:
            withheld.append(event["position"])
        else:
            text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert hashlib.sha256(text.encode()).hexdigest() == event["sha256"]
        previous = event["sha256"]
    return withheld


def test_a_member_gets_all_of_it(client, acted, viewer):
    response, trail = _trail(client, viewer, "workspace:trail-json", "aoba-works", "2026")
    assert response["Content-Disposition"] == 'attachment; filename="trail-aoba-works-2026.json"'
    assert (trail["schema"], trail["organisation"], trail["cycle"]) == (
        "haip-trail/1",
        "aoba-works",
        "2026",
    )
    assert [event["name"] for event in trail["events"]] == [
        "created",
        "reading_link_created",
        "reading_link_revoked",
        "replaced",
        "submitted",
        "review_started",
        "returned",
        "submitted",
    ]
    assert [event["sha256"] for event in trail["events"]] == list(
        acted.events.order_by("position").values_list("sha256", flat=True)
    )
    assert check(trail) == []


def test_the_secretariat_gets_it_without_what_is_the_teams_own(client, acted, secretariat):
    response, trail = _trail(client, secretariat, "secretariat:trail-json", acted.pk)
    assert check(trail) == [2, 3, 4]
    _created, linked, revoked, replaced, *_rest = trail["events"]
    for event in (linked, revoked):
        assert sorted(event) == ["organisation", "position", "previous", "report", "sha256", "withheld"]
        assert event["withheld"] == ["actor", "data", "name", "recorded_at", "salt"]
    assert (replaced["name"], replaced["withheld"]) == ("replaced", ["data", "salt"])
    assert {"data", "salt"}.isdisjoint(replaced)
    said = response.content.decode()
    assert "reading_link" not in said
    assert "Hushed" not in said
    hidden = acted.events.filter(position__in=[2, 3, 4]).values_list("salt", flat=True)
    assert [salt for salt in hidden if salt in said] == []


@pytest.mark.parametrize("key", ["name", "recorded_at", "actor", "data", "position", "salt", "report"])
def test_a_file_that_was_changed_is_noticed(client, acted, viewer, key):
    _response, trail = _trail(client, viewer, "workspace:trail-json", "aoba-works", "2026")
    trail["events"][4][key] = "forged"
    with pytest.raises(AssertionError):
        check(trail)


def test_no_file_names_a_person(client, acted, viewer, secretariat):
    files = [
        _trail(client, viewer, "workspace:trail-json", "aoba-works", "2026")[0],
        _trail(client, secretariat, "secretariat:trail-json", acted.pk)[0],
    ]
    names = [value for user in User.objects.all() for value in (user.name, user.email)]
    for file in files:
        said = file.content.decode()
        assert [name for name in [*names, "Rosalind", "Ada Attests"] if name in said] == []


def test_both_report_pages_lead_to_it(client, acted, viewer, secretariat):
    of_report = ["aoba-works", "2026"]
    for user, room, args in ((viewer, "workspace", of_report), (secretariat, "secretariat", [acted.pk])):
        client.force_login(user)
        said = client.get(reverse(f"{room}:report", args=args)).content.decode()
        assert f'href="{reverse(f"{room}:trail-json", args=args)}"' in said


def test_the_secretariat_gets_none_of_a_draft(client, report, secretariat):
    client.force_login(secretariat)
    assert client.get(reverse("secretariat:trail-json", args=[report.pk])).status_code == 404
