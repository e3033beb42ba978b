"""Reading links are made and closed by those who write, are good until a day, and count their openings."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.errors import LinkClosed, NoSuchLink, Refused
from reports.actions.members import invite_member, remove_member
from reports.actions.reading_links import (
    create_link,
    link_from,
    reading_address,
    record_visit,
    request_link_pdf,
    revoke_link,
)
from reports.enums import EventName
from reports.jobs.progress import progress_of
from reports.models import DraftFile, Event, ReadingLink, ReadingVisit, Report
from tests import builders
from tests.builders import reading_token, stored_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(report, editor):
    """A link that the editor made for a member of the board."""
    return create_link(report=report, reader="Rosalind Reader", days=14, by=editor)


def last_event():
    event = Event.objects.order_by("pk").last()
    return event.name, event.recorded_by, event.report, event.data


@pytest.mark.parametrize("person", ["owner", "editor"])
def test_owners_and_editors_make_links(request, report, person):
    by = request.getfixturevalue(person)
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        link = create_link(report=report, reader=" Rosalind \r\n Reader\x00 ", days=14, by=by)
    assert (link.report, link.reader, link.created_by) == (report, "Rosalind Reader", by)
    assert (link.created_at.isoformat(), link.expires_at.isoformat()) == (
        "2026-03-01T12:00:00+00:00",
        "2026-03-15T12:00:00+00:00",
    )
    data = {"link": link.pk, "reader": "Rosalind Reader", "days": 14}
    assert last_event() == (EventName.READING_LINK_CREATED, by, report, data)


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_nobody_else_makes_or_revokes_links(request, report, link, person):
    by = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners and editors"):
        create_link(report=report, reader="Rosalind", days=14, by=by)
    with pytest.raises(Refused, match="Only owners and editors"):
        revoke_link(link=link, by=by)
    assert stored_rows() == before


@pytest.mark.parametrize("reader", ["", "  ", "\x00", "x" * 201], ids=repr)
def test_a_link_is_for_somebody(report, owner, reader):
    before = stored_rows()
    with pytest.raises(Refused, match="for whom"):
        create_link(report=report, reader=reader, days=14, by=owner)
    assert stored_rows() == before


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_link_lasts_for_1_to_90_days(report, owner, days):
    before = stored_rows()
    with pytest.raises(Refused, match="1 to 90 days"):
        create_link(report=report, reader="Rosalind", days=days, by=owner)
    assert stored_rows() == before
    assert create_link(report=report, reader="x" * 200, days=min(max(days, 1), 90), by=owner).is_open


def test_a_published_or_discarded_report_gets_no_link(organisation, report, owner):
    seen = Report.objects.get(pk=report.pk)
    workflow.apply("discard", report=report, actor=owner)
    published = builders.published_version(builders.make_report(organisation)).report
    before = stored_rows()
    for closed in (seen, published):
        with pytest.raises(Refused, match="no draft any more"):
            create_link(report=closed, reader="Rosalind", days=14, by=owner)
    assert stored_rows() == before


def test_the_address_is_the_same_each_time_and_leads_back(link):
    assert reading_address(link) == reading_address(ReadingLink.objects.get(pk=link.pk))
    with translation.override("ja"):
        assert reading_address(link).startswith("/ja/read/")
    assert link_from(reading_token(link)) == link


@pytest.mark.parametrize("cut", [1, 10, 30])
def test_an_incomplete_or_changed_address_leads_nowhere(link, cut):
    token = reading_token(link)
    for wrong in (token[:-cut], token + "a", token.replace(":", ""), "x", token.swapcase()):
        with pytest.raises(NoSuchLink, match="incomplete or wrong"):
            link_from(wrong)


def test_what_was_signed_for_something_else_leads_nowhere(organisation, owner, link):
    """Not an invitation of the same number, and not the number of a link that was never made."""
    invitation = invite_member(organisation=organisation, email="a@b.example", role="viewer", by=owner)
    others = [
        builders.token_of(invitation),
        signing.dumps(link.pk, salt="reports.invitation"),
        signing.Signer(salt="reports.invitation").sign_object(link.pk),
        signing.Signer().sign_object(link.pk),
    ]
    for token in others:
        with pytest.raises(NoSuchLink):
            link_from(token)
    with pytest.raises(NoSuchLink):
        link_from(reading_token(ReadingLink(pk=link.pk + 1000)))


def test_a_link_ends_on_its_day(link):
    token, end = reading_token(link), link.expires_at
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert link_from(token) == link
    with time_machine.travel(end, tick=False), pytest.raises(LinkClosed, match="has expired"):
        link_from(token)


def test_a_revoked_link_is_closed_at_once_whoever_made_it(link, owner):
    revoked = revoke_link(link=link, by=owner)
    assert (revoked.revoked_by, revoked.is_open) == (owner, False)
    data = {"link": link.pk, "reader": "Rosalind Reader"}
    assert last_event() == (EventName.READING_LINK_REVOKED, owner, link.report, data)
    with pytest.raises(LinkClosed, match="was revoked"):
        link_from(reading_token(link))


def test_two_clicks_revoke_once(link, owner, editor):
    revoke_link(link=link, by=owner)
    before = stored_rows()
    assert revoke_link(link=link, by=editor).revoked_by == owner
    assert stored_rows() == before


def test_a_link_goes_on_while_the_report_is_sent_and_returned(link, owner, secretariat):
    builders.fill_report(link.report)
    workflow.apply("submit", report=link.report, actor=owner, **builders.ATTESTATION)
    assert link_from(reading_token(link)).report.status == "submitted"
    builders.returned_report(link.report, by=secretariat, reason="Mend 1a.")
    assert link_from(reading_token(link)).report.status == "returned"


def test_a_link_to_what_is_published_says_where_everybody_reads_it(link):
    report = builders.published_version(link.report).report
    with pytest.raises(LinkClosed, match="has been published") as closed:
        link_from(reading_token(link))
    assert closed.value.published == report


def test_a_link_to_a_discarded_draft_is_closed(link, owner):
    workflow.apply("discard", report=link.report, actor=owner)
    with pytest.raises(LinkClosed, match="was taken back") as closed:
        link_from(reading_token(link))
    assert closed.value.published is None


def test_a_link_outlives_the_membership_of_who_made_it(link, editor, owner):
    remove_member(membership=editor.memberships.get(), by=owner)
    assert link_from(reading_token(link)) == link
    assert progress_of(request_link_pdf(link=link)).state == "waiting"
    with pytest.raises(Refused, match="Only owners and editors"):
        revoke_link(link=link, by=editor)
    assert revoke_link(link=link, by=owner).revoked_by == owner


def test_an_opening_is_written_down(link):
    before = timezone.now()
    record_visit(link=link, face="pdf", network="192.0.2.0/24")
    visit = ReadingVisit.objects.get()
    assert (visit.link, visit.face, visit.network) == (link, "pdf", "192.0.2.0/24")
    assert before <= visit.opened_at <= timezone.now()


def test_the_pdf_is_that_of_the_present_words(link, editor):
    first = request_link_pdf(link=link)
    assert request_link_pdf(link=link) == first
    assert (progress_of(first).state, first.requested_by) == ("waiting", editor)
    save_answer(report=link.report, code="1a", choices=[], text="New", base=None, by=editor)
    second = request_link_pdf(link=link)
    assert (second.pk, DraftFile.objects.count()) == (first.pk, 1)
    assert second.job != first.job
    assert second.source_sha256 != first.source_sha256


def test_a_pdf_that_failed_is_not_asked_for_again_and_again(link):
    first = request_link_pdf(link=link)
    DBTaskResult.objects.filter(pk=first.job).update(status="FAILED")
    before = stored_rows()
    assert request_link_pdf(link=link).job == first.job
    assert stored_rows() == before
