"""What rows say of themselves: names, labels and addresses."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve

from reports.enums import AIRole, MemberRole, ReportStatus
from reports.models import (
    Answer,
    AnswerRevision,
    Attestation,
    Cycle,
    DraftFile,
    Event,
    FormerSlug,
    Invitation,
    Jurisdiction,
    Logo,
    Membership,
    Organisation,
    PublishedAnswer,
    Rendition,
    Report,
    Version,
)
from reports.models.organisation import SLUG_RULE

ORGANISATION = Organisation(name="Aoba", slug="aoba", is_deployer=True, is_model_developer=True)
REPORT = Report(
    pk=7, organisation=ORGANISATION, cycle=Cycle(slug="2026", label="Year 2026"), framework_id="haip-1.0"
)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (ORGANISATION, "Aoba"),
        (REPORT, "haip-1.0 7"),
        (REPORT.cycle, "Year 2026"),
        (Answer(code="2g.i"), "2g.i"),
        (AnswerRevision(number=3), "3"),
        (Attestation(name="Ada"), "Ada"),
        (DraftFile(face="docx"), "docx"),
        (Event(name="published"), "published"),
        (FormerSlug(slug="old"), "old"),
        (Invitation(email="a@people.example"), "a@people.example"),
        (Jurisdiction(country="CA", ground="oecd"), "CA oecd"),
        (Logo(sha256="cd" * 32), "cdcdcdcdcdcd"),
        (Membership(role=MemberRole.VIEWER), "viewer"),
        (PublishedAnswer(code="1a"), "1a"),
        (Rendition(face="pdf"), "pdf"),
        (Version(number=2), "v2"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_row_is_named_without_a_query(row, name):
    assert str(row) == name


def test_roles_are_told_in_the_order_of_the_list():
    assert ORGANISATION.ai_roles == (AIRole.MODEL_DEVELOPER, AIRole.DEPLOYER)
    assert Organisation().ai_roles == ()


@pytest.mark.parametrize("slug", ["a", "aoba", "aoba-systems-2", "2026"])
def test_plain_slugs_are_fine(slug):
    SLUG_RULE(slug)


@pytest.mark.parametrize(
    "slug", ["", "-aoba", "aoba-", "ao--ba", "Aoba", "ao ba", "ao_ba", "aoba\n", "青葉", "é", "a/b", "a.b"]
)
def test_other_slugs_are_refused(slug):
    with pytest.raises(ValidationError):
        SLUG_RULE(slug)


@pytest.mark.parametrize(
    ("status", "is_editable"),
    [
        (ReportStatus.DRAFT, True),
        (ReportStatus.RETURNED, True),
        (ReportStatus.SUBMITTED, False),
        (ReportStatus.PUBLISHED, False),
        (ReportStatus.DISCARDED, False),
    ],
)
def test_answers_may_change_while_the_report_is_with_the_team(status, is_editable):
    assert Report(status=status).is_editable is is_editable


@pytest.mark.parametrize(("sha256", "is_ready"), [("ab" * 32, True), ("", False)])
def test_a_file_is_ready_when_it_has_a_fingerprint(sha256, is_ready):
    assert DraftFile(sha256=sha256).is_ready is is_ready


@pytest.mark.parametrize("has_logo", [True, False])
def test_every_address_of_a_version_leads_to_its_page(has_logo):
    version = Version(report=REPORT, number=3, has_logo=has_logo)
    names = {
        name: address and resolve(address).view_name
        for name in ("url", "permanent_url", "pdf_url", "json_url", "logo_url")
        for address in [getattr(version, name)]
    }
    assert names == {
        "url": "public:report",
        "permanent_url": "public:version",
        "pdf_url": "public:version-file",
        "json_url": "public:version-json",
        "logo_url": "public:version-logo" if has_logo else None,
    }
    assert resolve(version.permanent_url).kwargs == {"org": "aoba", "cycle": "2026", "number": 3}
    assert resolve(REPORT.get_absolute_url()).view_name == "workspace:report"


def test_labels_of_a_version_come_from_its_own_columns():
    version = Version(report=REPORT, country="JP", sector="health", size_band="250+", is_deployer=True)
    assert version.country_name == "Japan"
    assert version.sector_label == "Health and care"
    assert version.size_label == "250 employees or more"
    assert version.ai_role_labels == ["Deployer"]
    assert Version(size_band="").size_label == ""
