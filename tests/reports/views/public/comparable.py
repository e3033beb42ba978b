"""Reports that can be compared, beside those of `shelf.py`, for the tests of page and files.

Belongs here: rows, and names of reports in addresses. Not here: assertions.
"""

from django.utils import timezone

from reports.actions.answers import save_answer
from reports.enums import ReportStatus
from reports.models import User
from reports.workflow import effects
from tests import builders
from tests.reports.views.public.shelf import AOBA, BIRCH, CLINIC, GONE, SAKURA, fill_shelf, publish

FULL, JA, BANK, FR = f"{SAKURA}/2025", f"{AOBA}/2024", f"{BIRCH}/2024", f"{CLINIC}/2023"
WITHDRAWN = f"{GONE}/2024"
TWIN, NEWER, SUMS = "twin/2024", "kaede/2024", "sums/2024"
"""A full report as `FULL`, one under 2.0 of a deployer, and one that looks like formulas."""
SIX = (FULL, JA, BANK, FR, TWIN, NEWER)


def fill(by: User) -> None:
    """Publish them all."""
    fill_shelf(by)
    twin = builders.make_report(builders.make_organisation("twin"), cycle=builders.make_cycle("2024"))
    builders.published_version(twin, by=by)
    publish("sums", "2024", {"1a": "=1+1[^1]\n\n[^1]: A note.", "1b": "B."}, by, roles="is_deployer")
    roles = {"is_model_developer": False, "is_application_developer": False, "is_deployer": True}
    kaede = builders.make_organisation("kaede", **roles)
    newer = builders.make_report(kaede, cycle=builders.make_cycle("2024"), framework_id="haip-2.0")
    save_answer(
        report=newer,
        code="risk-classification",
        choices=[],
        text="Kaede sorts " + "risks and " * 80 + "ends.[^1]\n\n[^1]: A note.",
        summary="Kaede sorts.",
        practices={"risk-tiers": "in_place"},
        base=None,
        by=builders.owner_of(kaede),
    )
    effects.freeze_version(newer, by, timezone.now())
    newer.status = ReportStatus.PUBLISHED
    newer.save()
