"""A few published reports, each with other facts, for the tests of register, table and feed.

Belongs here: rows. Not here: assertions.
"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from reports.actions.answers import save_answer
from reports.enums import ReportStatus
from reports.models import Report, User
from reports.workflow import effects
from tests import builders

ROLES = ("is_model_developer", "is_application_developer", "is_deployer")
SAKURA, AOBA, BIRCH, CLINIC, GONE = "sakura-works", "aoba", "birch-bank", "clinic", "gone"
WITHDRAWN_AT = datetime(2026, 3, 5, 12, tzinfo=UTC)


def publish(
    slug: str,
    cycle: str,
    words: dict[str, str],
    by: User,
    *,
    roles: str,
    language: str = "en",
    minutes: int = 1,
    practices: dict[str, str] | None = None,
    **profile: str,
) -> Report:
    """Publish a report of these answers in so many minutes; what it lacks is nothing to the register.

    `roles` are columns, separated by spaces; `practices` the states of those of 1a.
    """
    held = {role: role in roles.split() for role in ROLES}
    organisation = builders.make_organisation(slug, **profile, **held)
    report = builders.make_report(organisation, cycle=builders.make_cycle(cycle), language=language)
    owner = builders.owner_of(organisation)
    for code, text in words.items():
        said = {"practices": practices} if practices and code == "1a" else {}
        save_answer(report=report, code=code, choices=[], text=text, base=None, by=owner, **said)
    effects.freeze_version(report, by, timezone.now() + timedelta(minutes=minutes))
    report.status = ReportStatus.PUBLISHED
    report.save()
    return report


def fill_shelf(by: User) -> None:
    """Publish three reports, the last one newest, and a fourth that was withdrawn since."""
    publish(
        AOBA,
        "2024",
        {"1a": "生成AIの危険度を**四段階**に分け、毎年見直す。"},
        by,
        name="株式会社あおば",
        country="JP",
        sector="manufacturing",
        size_band="10-49",
        roles="is_model_developer",
        language="ja",
        practices={"risk-tiers": "in_place", "risk-taxonomy": "planned"},
    )
    publish(
        BIRCH,
        "2024",
        {
            "1a": "Losses of 100% are *possible*; see `<script>alert(1)</script>` and the NIST AI RMF.",
            "1b": "Birch Bank measures what it can measure, twice a year, and says so in a note.",
        },
        by,
        name="Birch Bank",
        sector="finance",
        size_band="250+",
        roles="is_deployer",
        minutes=2,
        practices={"risk-tiers": "planned", "risk-taxonomy": "not_in_place"},
    )
    publish(
        CLINIC,
        "2023",
        {"1a": "Le risque est évalué par Birch & Cie (ISO/IEC 42001)."},
        by,
        name="Clinique Été",
        country="FR",
        sector="health",
        size_band="",
        roles="is_application_developer is_deployer",
        language="fr",
        minutes=3,
    )
    gone = publish(
        GONE,
        "2024",
        {"1a": "Forgotten words about ISO/IEC 42001."},
        by,
        name="Gone Ltd",
        country="FR",
        sector="media",
        roles="is_deployer",
        minutes=4,
        practices={"risk-tiers": "in_place"},
    )
    effects.unlist(gone, by, WITHDRAWN_AT, reason="Published by mistake.")
    gone.status = ReportStatus.WITHDRAWN
    gone.save()
