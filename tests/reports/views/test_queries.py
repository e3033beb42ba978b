"""How many queries a page needs: one literal number, whether there is one of everything or three.

A moved number is a change to think about; a number that differs between one and three is an N+1.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.actions.members import invite_member
from reports.actions.notes import take_down_note, write_note
from reports.actions.planned_actions import add_action
from reports.actions.reading_links import create_link, record_visit
from reports.enums import ReportStatus
from reports.models import (
    Attestation,
    Organisation,
    Report,
    ReviewComment,
    SupportingAccess,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
    User,
)
from reports.workflow import effects
from tests import builders
from tests.reports.views.addresses import TOPIC

CODES = ("1a", "1b", "1c")
ORG, DRAFT, WAITING, RETURNED = "crowd-1", "2026", "2027", "2028"
REPORT = (ORG, DRAFT)


@dataclass
class Crowd:
    """`number` of everything that a page may list."""

    number: int
    owner: User
    desk: User
    organisations: list[Organisation] = field(default_factory=list)
    waiting: Report = None
    draft: Report = None
    clients: dict[str, Client] = field(default_factory=dict)


def _write(report: Report, by: User, number: int) -> None:
    for code in CODES[:number]:
        for base in [None, *range(1, number)]:
            save_answer(report=report, code=code, choices=[], text=f"Words {base}.", base=base, by=by)


def _note(report: Report, by: User, number: int) -> None:
    for index in range(2 * number):
        note = write_note(report=report, code=CODES[0], text=f"Note {index}.", by=by)
        if index % 2:
            take_down_note(note=note, by=by)


def _plan(report: Report, by: User, number: int) -> None:
    """Plan actions, of which every second one was planned with the report before and waits for an answer."""
    earlier = report.organisation.reports.filter(cycle__opens_on__lt=report.cycle.opens_on).first()
    for index in range(2 * number):
        add_action(
            report=report if index % 2 else earlier,
            topic=TOPIC,
            title=f"Plan {index}",
            plan="",
            owner=by,
            due_on=timezone.localdate(),
            by=by,
        )


def _comment(report: Report, owner: User, desk: User, number: int) -> None:
    """Write comments as a return leaves them, between two submissions."""
    then, returned = timezone.now() - timedelta(hours=2), timezone.now() - timedelta(hours=1)
    for index in range(number):
        ReviewComment.objects.create(
            report=report,
            code=CODES[index],
            text="Why?",
            written_by=desk,
            returned_at=returned,
            returned_by=desk,
        )
    for moment in (then, timezone.now()):
        Attestation.objects.create(
            report=report, attested_at=moment, attested_by=owner, **builders.ATTESTATION
        )


def _support(report: Report, owner: User, desk: User, number: int) -> None:
    """Ask for things beside the report, and give each in several answers with several files."""
    for index in range(number):
        asked = SupportingRequest.objects.create(report=report, text=f"Number {index}.", asked_by=desk)
        for _ in range(number):
            given = SupportingAnswer.objects.create(request=asked, text="Here.", given_by=owner)
            for _ in range(number):
                file = SupportingFile.objects.create(
                    answer=given,
                    name="a.txt",
                    media_type="text/plain",
                    size=1,
                    sha256="0" * 64,
                    content=b"a",
                )
                SupportingAccess.objects.create(report=report, file=file, opened_by=desk)


def _publish(report: Report, by: User) -> None:
    """Freeze a report as it stands; completeness is nothing that a page's queries depend on."""
    effects.freeze_version(report, by, timezone.now())
    report.status = ReportStatus.PUBLISHED
    report.save()


def _stand(report: Report, status: ReportStatus, by: User) -> Report:
    report.status, report.submitted_at, report.submitted_by = status, timezone.now(), by
    report.save()
    return report


def _crowd(number: int) -> Crowd:
    crowd = Crowd(number, builders.make_user(), builders.make_user(is_secretariat=True))
    for index in range(1, number + 1):
        organisation = builders.make_organisation(f"crowd-{index}", owner=crowd.owner)
        crowd.organisations.append(organisation)
        builders.transcribed_report(f"trusted-{index}", by=crowd.desk, cycle=builders.make_cycle(DRAFT))
        for year in range(2025, 2025 - (number if index == 1 else 1), -1):
            report = builders.make_report(organisation, cycle=builders.make_cycle(str(year)))
            _write(report, crowd.owner, number)
            _publish(report, crowd.desk)
        draft = builders.make_report(organisation, cycle=builders.make_cycle(DRAFT))
        _write(draft, crowd.owner, number)
        _note(draft, crowd.owner, number)
        _plan(draft, crowd.owner, number)
        _comment(draft, crowd.owner, crowd.desk, number)
        _support(draft, crowd.owner, crowd.desk, number)
        crowd.draft = crowd.draft or draft
        for cycle, status in ((WAITING, ReportStatus.SUBMITTED), (RETURNED, ReportStatus.RETURNED)):
            report = builders.make_report(organisation, cycle=builders.make_cycle(cycle))
            _write(report, crowd.owner, number)
            _comment(report, crowd.owner, crowd.desk, number)
            _support(report, crowd.owner, crowd.desk, number)
            report = _stand(report, status, crowd.owner)
            crowd.waiting = report if status == ReportStatus.SUBMITTED else crowd.waiting
        builders.make_member(crowd.organisations[0])
        with builders.mail_is_queued():
            invite_member(
                organisation=crowd.organisations[0],
                email=f"{index}@b.example",
                role="viewer",
                by=crowd.owner,
            )
        link = create_link(report=crowd.draft, reader=f"Reader {index}", days=14, by=crowd.owner)
        for _ in range(number):
            record_visit(link=link, face="page", network="192.0.2.0/24")
    for role, user in (("anonymous", None), ("owner", crowd.owner), ("desk", crowd.desk)):
        crowd.clients[role] = Client()
        if user:
            crowd.clients[role].force_login(user)
    return crowd


@pytest.fixture(scope="module", params=[1, 3])
def crowd(request, django_db_setup, django_db_blocker):
    """One of everything, then three of everything."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _crowd(request.param)
        transaction.set_rollback(True)


class View(NamedTuple):
    """Who looks at what, and how many queries that takes."""

    role: str
    name: str
    args: tuple[str, ...] | None
    queries: int
    query: str = ""

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.name}?{self.query}" if self.query else self.name


PAGES = [
    View("anonymous", "public:home", (), 3),
    View("anonymous", "public:register", (), 4),
    View("anonymous", "public:register", (), 4, "country=CA&role=deployer&size=50-249"),
    # Nobody cites it: neither practices nor reports are asked for.
    View("anonymous", "public:register", (), 2, "country=CA&standard=iso-iec-42001"),
    View("anonymous", "public:register", (), 4, "sort=longest&standing=withdrawn&standing=listed"),
    View("anonymous", "public:register", (), 8, "q=words"),
    View("anonymous", "public:register", (), 8, "q=words&country=CA&sort=country"),
    View("anonymous", "public:register", (), 7, "q=words&view=answers&topic=risk-classification"),
    View("anonymous", "public:results-csv", (), 4),
    View("anonymous", "public:results-csv", (), 7, "q=words&view=answers"),
    View("anonymous", "public:search-feed", (), 4, "country=CA"),
    View("anonymous", "public:search-feed", (), 7, "q=words&view=answers"),
    View("anonymous", "public:organisation", (ORG,), 4),
    View("anonymous", "public:report", (ORG, "2025"), 9),
    View("anonymous", "public:version-changes", (ORG, "2025", 1), 3),
    View("anonymous", "public:report-json", (ORG, "2025"), 3),
    View("anonymous", "public:compare", (), 1),
    # One report is there: it stands as chosen. Comparisons themselves are counted in test_compare.
    View("anonymous", "public:compare", (), 2, "r=crowd-1/2025"),
    View("anonymous", "public:compare-csv", (), 2, "r=crowd-1/2025&section=all"),
    View("anonymous", "public:compare-json", (), 2, "r=crowd-1/2025&section=all"),
    View("anonymous", "public:questions", (), 2),
    # Three for the group; the peers of all pages, the answers of this one, and how many were asked.
    View("anonymous", "public:question", (TOPIC,), 6),
    View("anonymous", "public:question", (TOPIC,), 6, "country=CA&view=side"),
    View("anonymous", "public:question", (TOPIC,), 9, "q=words&term=words"),
    View("anonymous", "public:question-csv", (TOPIC,), 5),
    View("anonymous", "public:question-csv", (TOPIC,), 6, "country=CA&term=words"),
    View("anonymous", "public:question-json", (TOPIC,), 7, "term=words"),
    View("anonymous", "public:version-similar", (ORG, "2025", 1, CODES[0]), 2),
    # Three for the group, seven for what is counted of it; nobody cites a standard, which saves one.
    View("anonymous", "public:benchmark", (), 9),
    View("anonymous", "public:benchmark", (), 9, "country=CA&by=country&section=2"),
    View("anonymous", "public:benchmark", (), 11, "q=words"),
    View("anonymous", "public:benchmark-csv", (), 9, "cycle=2025"),
    View("anonymous", "public:benchmark-method", (), 0),
    View("anonymous", "public:framework", ("haip-1.0",), 0),
    View("anonymous", "public:eligibility", (), 1),
    View("anonymous", "public:eligibility", (), 1, "country=BG"),
    View("anonymous", "public:feed", (), 1),
    View("anonymous", "public:organisation-feed", (ORG,), 3),
    View("anonymous", "public:question-feed", (TOPIC,), 1),
    View("anonymous", "public:version-cite", (ORG, "2025", 1), 1),
    View("anonymous", "crawlers:sitemap", (), 1),
    # Each page below first reads the session and the person.
    View("owner", "workspace:home", (), 5),
    View("owner", "workspace:organisation", (ORG,), 7),
    View("owner", "workspace:members", (ORG,), 5),
    View("owner", "workspace:profile", (ORG,), 6),
    View("owner", "workspace:leave", (ORG,), 4),
    View("owner", "workspace:report-new", (ORG,), 4),
    View("owner", "workspace:report-from-file", (ORG,), 4),
    View("owner", "workspace:report", REPORT, 15),
    View("owner", "workspace:section", (*REPORT, "1"), 13),
    View("owner", "workspace:notes", (*REPORT, "1a"), 4),
    View("owner", "workspace:comments", REPORT, 5),
    # It writes down that it was opened.
    View("owner", "workspace:supporting", REPORT, 11),
    View("owner", "workspace:actions", REPORT, 4),
    View("owner", "workspace:actions", REPORT, 4, "whose=mine"),
    View("owner", "workspace:action-new", REPORT, 4),
    View("owner", "workspace:action", None, 6),
    View("owner", "workspace:history", (*REPORT, "1a"), 5),
    View("owner", "workspace:revision", (*REPORT, "1a", 1), 5),
    View("owner", "workspace:compare", (*REPORT, "1a"), 6),
    View("owner", "workspace:replace", REPORT, 3),
    View("owner", "workspace:check", REPORT, 14),
    # The position needs peers, of whom one of everything has none: it is counted in test_position_shown,
    # and the board paper, which is made of it, in test_board_paper.
    View("owner", "workspace:preview", REPORT, 7),
    View("owner", "workspace:preview-json", REPORT, 6),
    View("owner", "workspace:trail-json", REPORT, 4),
    View("owner", "workspace:reading-links", REPORT, 5),
    View("owner", "workspace:draft-files", REPORT, 10),
    View("owner", "workspace:submit", REPORT, 6),
    # Each writes down that it was opened.
    View("anonymous", "reading:report", None, 5),
    View("anonymous", "reading:report-json", None, 5),
    View("desk", "secretariat:queue", (), 7),
    View("desk", "secretariat:report", None, 20),
    View("desk", "secretariat:links", None, 6),
    View("desk", "secretariat:comments", None, 4),
    View("desk", "secretariat:supporting", None, 14),
    View("desk", "secretariat:in-trust", (), 4),
    View("desk", "secretariat:outbox", (), 5),
    View("desk", "secretariat:outbox", (), 5, "state=waiting"),
    View("desk", "secretariat:trail-json", None, 4),
    View("desk", "secretariat:cycles", (), 3),
    View("desk", "secretariat:jurisdictions", (), 3),
]


STORING = 5
"""To look into the store, to ask how the register stands, and to store a page in a savepoint."""
NOT_STORED = {
    "public:eligibility",
    "public:report-json",
    "public:framework",
    "public:results-csv",
    "public:question-csv",
}
STORED = {view for view in PAGES if view.name.startswith(("public:", "crawlers:")) and not view.query} - {
    view for view in PAGES if view.name in NOT_STORED
}


def _path(crowd: Crowd, view: View) -> str:
    if view.args is not None:
        path = reverse(view.name, args=view.args)
        return f"{path}?{view.query}" if view.query else path
    if view.name.startswith("reading:"):
        return reverse(view.name, args=[builders.reading_token(crowd.draft.reading_links.first())])
    if view.name == "workspace:action":
        return reverse(view.name, args=[*REPORT, crowd.draft.planned_actions.first().pk])
    return reverse(view.name, args=[crowd.waiting.pk])


@pytest.mark.parametrize("view", PAGES, ids=lambda view: view.id)
@pytest.mark.django_db
def test_a_page_asks_as_often_for_one_as_for_three(crowd, django_assert_num_queries, view):
    """And only the page of a version loads its frozen JSON: a list that did would grow with the register."""
    path = _path(crowd, view)
    with django_assert_num_queries(view.queries + (STORING if view in STORED else 0)) as asked:
        response = crowd.clients[view.role].get(path)
    assert response.status_code == 200
    heavy = [query["sql"] for query in asked.captured_queries if '"reports_version"."source"' in query["sql"]]
    whole = {"public:report", "public:report-json", "public:version-changes"}
    assert bool(heavy) == (view.name in whole)
    if view in STORED:
        with django_assert_num_queries(1):
            assert crowd.clients[view.role].get(path).content == response.content
