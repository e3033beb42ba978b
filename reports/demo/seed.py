"""Writing the demo register, through the same actions and transitions that people use."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from reports import workflow
from reports.actions.accounts import open_account
from reports.actions.answers import save_answer
from reports.actions.cycles import save_cycle
from reports.actions.organisations import create_organisation, set_logo
from reports.actions.reports import start_report
from reports.demo import files
from reports.enums import MemberRole
from reports.models import Cycle, Membership, Organisation, User

PASSWORD = "haip-demo-2026"  # noqa: S105 - shown on the console, refused in production
HOME = "sorrel-care"
OWNERS = {
    "larkfield": "Tamsin Oduya",
    "ardoise-telecom": "Hippolyte Garançon",
    "quillon-labs": "Rosalind Achterberg",
    "minato-optics": "早瀬 千景",
    "fjordlink": "Sverre Aasland",
    "tsutsujino-care": "那波 真帆",
    "kitagata-daigaku": "榎戸 沙耶",
    "kestrel-mutual": "Imogen Thrale",
    "kirjatark": "Liis Tammekänd",
}
CYCLES = {
    "2025": ("2025", date(2025, 2, 7), date(2025, 12, 31)),
    "2026": ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    # Nobody reports for this one yet: a report can be started in it.
    "2027": ("2027", date(2027, 1, 1), date(2027, 12, 31)),
}


@dataclass(frozen=True)
class DemoReport:
    """Which report stands how far, and when it got there (UTC)."""

    organisation: str
    cycle: str
    submitted: str = ""
    published: str = ""
    withdrawn: str = ""


REPORTS = (
    DemoReport("larkfield", "2025", "2025-04-11 15:02", "2025-04-22 09:30"),
    DemoReport("sorrel-care", "2025", "2025-06-03 08:47", "2025-06-17 13:05"),
    DemoReport("ardoise-telecom", "2025", "2025-06-24 14:36", "2025-07-08 08:15"),
    DemoReport("kitagata-daigaku", "2025", "2025-09-16 04:30", "2025-09-30 05:15"),
    DemoReport("kestrel-mutual", "2025", "2025-10-21 14:10", "2025-11-04 11:00", "2026-06-16 10:20"),
    DemoReport("kirjatark", "2025", "2025-11-20 13:41", "2025-12-02 10:25"),
    DemoReport("larkfield", "2026", "2026-08-27 18:21", "2026-09-09 10:12"),
    DemoReport("minato-optics", "2026", "2026-09-01 01:15", "2026-09-14 07:40"),
    DemoReport("tsutsujino-care", "2026", "2026-09-24 09:20", "2026-10-02 06:05"),
    DemoReport("kitagata-daigaku", "2026", "2026-09-24 07:45", "2026-10-06 04:20"),
    DemoReport("ardoise-telecom", "2026", "2026-09-28 16:52", "2026-10-13 07:50"),
    DemoReport("quillon-labs", "2026", "2026-10-06 20:14", "2026-10-20 09:05"),
    DemoReport("kirjatark", "2026", "2026-10-15 17:05", "2026-10-27 09:50"),
    DemoReport("fjordlink", "2026", "2026-11-18 12:06"),
    DemoReport("sorrel-care", "2026"),
)
"""In the order of publication."""

WITHDRAWAL = (
    "Withdrawn at the request of Kestrel Mutual, which was taken over by another insurer in May 2026. "
    "Its pricing and claims systems were switched off on 31 May 2026: what the report says holds no longer."
)


def is_seeded() -> bool:
    """Whether the demo register was written already."""
    return User.objects.filter(email="owner@demo.example").exists()


@transaction.atomic
def seed() -> None:
    """Write people, cycles, organisations and reports; all or nothing."""
    people = {
        name: open_account(
            email=f"{name}@demo.example",
            password=PASSWORD,
            name=full_name,
            is_secretariat=name == "secretariat",
        )
        for name, full_name in (
            ("owner", "Odile Marchand"),
            ("editor", "Émile Kerdoncuff"),
            ("viewer", "Vera Lindqvist"),
            ("secretariat", "Sam Okafor"),
        )
    }
    cycles = {
        slug: save_cycle(
            cycle=None, slug=slug, label=label, opens_on=opens, closes_on=closes, by=people["secretariat"]
        )
        for slug, (label, opens, closes) in CYCLES.items()
    }
    organisations: dict[str, tuple[Organisation, User]] = {}
    for demo in REPORTS:
        if demo.organisation not in organisations:
            organisations[demo.organisation] = _organisation(demo.organisation, people)
        organisation, owner = organisations[demo.organisation]
        _report(demo, organisation, cycles[demo.cycle], owner, people["secretariat"])


def _organisation(slug: str, people: dict[str, User]) -> tuple[Organisation, User]:
    if slug == HOME:
        owner = people["owner"]
    else:
        owner = open_account(email=f"owner@{slug}.example", password=PASSWORD, name=OWNERS[slug])
    organisation = create_organisation(by=owner, **files.organisation(slug))
    png = files.logo(slug)
    if png:
        set_logo(organisation=organisation, png=png, by=owner)
    if slug == HOME:
        for name, role in (("editor", MemberRole.EDITOR), ("viewer", MemberRole.VIEWER)):
            Membership.objects.create(organisation=organisation, user=people[name], role=role)
    return organisation, owner


def _report(
    demo: DemoReport, organisation: Organisation, cycle: Cycle, owner: User, secretariat: User
) -> None:
    facts = files.report(demo.organisation, demo.cycle)
    submitted = _moment(demo.submitted)
    # Drafting took six weeks; the half-done draft was touched last on the day of seeding.
    start = (submitted or timezone.now()) - timedelta(weeks=6)
    report = start_report(
        organisation=organisation,
        cycle=cycle,
        framework_id=facts["framework"],
        language=facts["language"],
        by=owner,
        at=start,
    )
    for number, (code, answer) in enumerate(facts["answers"].items()):
        written = start + timedelta(hours=20 * number)
        save_answer(report=report, code=code, base=None, by=owner, at=written, **answer)
    if submitted:
        workflow.apply("submit", report=report, actor=owner, at=submitted, **facts["attestation"])
    published = _moment(demo.published)
    if published:
        began = published - timedelta(minutes=90)
        workflow.apply("start_review", report=report, actor=secretariat, at=began)
        workflow.apply("publish", report=report, actor=secretariat, at=published)
    if demo.withdrawn:
        at = _moment(demo.withdrawn)
        workflow.apply("withdraw", report=report, actor=secretariat, at=at, reason=WITHDRAWAL)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
