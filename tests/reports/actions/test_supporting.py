"""Supporting information: asked for in the review, given by writers, closed by the desk, openings kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.actions.errors import Refused
from reports.actions.supporting import (
    MOST_AT_ONCE,
    MOST_FILES,
    ask_for_support,
    close_support,
    give_support,
    record_access,
)
from reports.enums import MemberRole
from reports.imports.supporting import GivenFile
from reports.models import Event, Message, SupportingAccess, SupportingAnswer, SupportingFile
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db
FILE = GivenFile("contract.txt", "text/plain", b"Clover words")


@pytest.fixture
def reviewed(report, secretariat):
    return builders.reviewed_report(builders.submitted_report(report), by=secretariat)


@pytest.fixture
def asked(reviewed, secretariat):
    return ask_for_support(report=reviewed, text="Clover contract.\r\n", due_on=None, by=secretariat)


def _told(kind):
    return list(Message.objects.filter(kind=kind).values_list("address", flat=True))


def test_it_is_asked_for_once_and_the_team_is_told_without_a_word_of_it(
    reviewed, secretariat, editor, viewer
):
    day = timezone.localdate() + timedelta(days=7)
    first = ask_for_support(report=reviewed, text="Clover contract.", due_on=day, by=secretariat)
    before = stored_rows()
    assert ask_for_support(report=reviewed, text="Clover contract. ", due_on=day, by=secretariat) == first
    assert stored_rows() == before
    assert sorted(_told("support_asked")) == ["editor@people.example", "owner@people.example"]
    assert "Clover" not in str(Message.objects.filter(kind="support_asked").values_list("content", flat=True))
    assert Event.objects.get(name="support_asked").data == {"request": first.pk}


def test_words_and_files_are_given_and_the_desk_is_told_without_them(asked, editor, secretariat):
    answer = give_support(request=asked, text="Clover words.", files=[FILE, FILE], by=editor)
    kept = list(answer.files.values_list("name", "size", "media_type"))
    assert kept == [("contract.txt", 12, "text/plain")] * 2
    assert bytes(answer.files.all()[0].content) == b"Clover words"
    assert Event.objects.get(name="support_given").data == {
        "request": asked.pk,
        "answer": answer.pk,
        "files": [file.pk for file in answer.files.all()],
    }
    assert _told("support_given") == ["secretariat@people.example"]
    everything = str(list(Event.objects.values_list("data", flat=True)))
    everything += str(Message.objects.filter(kind="support_given").values_list("content", flat=True))
    assert "Clover" not in everything and "contract" not in everything


@pytest.mark.parametrize(
    ("text", "files", "reason"),
    [
        ("", [], "Write something, or choose a file"),
        (" \x00\n", [], "Write something, or choose a file"),
        ("x" * 5001, [], "has 5,001 characters"),
        ("half \ud800", [FILE], "could not be read"),
        ("", [FILE] * (MOST_AT_ONCE + 1), "Too many files"),
    ],
)
def test_what_can_not_be_given_is_refused(asked, owner, text, files, reason):
    before = stored_rows()
    with pytest.raises(Refused, match=reason):
        give_support(request=asked, text=text, files=files, by=owner)
    assert stored_rows() == before


def test_one_request_takes_so_many_files(asked, owner):
    for _ in range(MOST_FILES // MOST_AT_ONCE):
        give_support(request=asked, text="", files=[FILE] * MOST_AT_ONCE, by=owner)
    with pytest.raises(Refused, match="20 for one request"):
        give_support(request=asked, text="", files=[FILE], by=owner)
    assert SupportingFile.objects.count() == MOST_FILES


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_give(request, asked, person):
    user = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners and editors"):
        give_support(request=asked, text="Mine.", files=[], by=user)
    assert stored_rows() == before


def test_it_is_asked_for_in_the_review_by_who_decides_and_for_a_day_to_come(
    reviewed, organisation, owner, secretariat
):
    own = builders.make_user(is_secretariat=True)
    builders.make_member(organisation, MemberRole.VIEWER, user=own)
    yesterday = timezone.localdate() - timedelta(days=1)
    before = stored_rows()
    for user, text, day, reason in (
        (own, "It.", None, "not in review"),
        (owner, "It.", None, "not in review"),
        (secretariat, " ", None, "Say what you need"),
        (secretariat, "It.", yesterday, "from today on"),
    ):
        with pytest.raises(Refused, match=reason):
            ask_for_support(report=reviewed, text=text, due_on=day, by=user)
    assert stored_rows() == before
    workflow.apply("publish", report=reviewed, actor=secretariat)
    with pytest.raises(Refused, match="not in review"):
        ask_for_support(report=reviewed, text="It.", due_on=None, by=secretariat)


def test_a_request_is_answered_after_the_return_until_it_is_closed(
    asked, reviewed, organisation, owner, secretariat
):
    workflow.apply("send_back", report=reviewed, actor=secretariat, reason="Mend it.")
    give_support(request=asked, text="While we mend.", files=[], by=owner)
    with pytest.raises(Refused, match="own organisation"):
        close_support(request=asked, by=owner)
    assert close_support(request=asked, by=secretariat).closed_by == secretariat
    before = stored_rows()
    close_support(request=asked, by=secretariat)
    assert stored_rows() == before
    assert Event.objects.get(name="support_closed").data == {"request": asked.pk}
    with pytest.raises(Refused, match="has closed this request"):
        give_support(request=asked, text="Late.", files=[], by=owner)
    assert SupportingAnswer.objects.count() == 1


@pytest.mark.parametrize(("person", "may"), [("viewer", True), ("secretariat", True), ("stranger", False)])
def test_each_opening_is_kept(request, asked, reviewed, person, may):
    user = request.getfixturevalue(person)
    if may:
        record_access(report=reviewed, by=user)
    else:
        with pytest.raises(Refused):
            record_access(report=reviewed, by=user)
    assert list(SupportingAccess.objects.values_list("opened_by", "file")) == (
        [(user.pk, None)] if may else []
    )


def test_a_publication_takes_nothing_of_it_along(asked, reviewed, owner, secretariat):
    give_support(request=asked, text="Clover words.", files=[FILE], by=owner)
    version = workflow.apply("publish", report=reviewed, actor=secretariat).current_version
    assert "Clover" not in version.source
