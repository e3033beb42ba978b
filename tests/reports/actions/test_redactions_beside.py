"""Redacting what stands beside the answers of a version: its reason, its profile, who attested, its logo."""

from collections import Counter

import pytest
from django.db import transaction
from django.utils.formats import date_format

from reports import renditions, workflow
from reports.actions.organisations import change_profile, set_logo
from reports.actions.redaction_plan import PassageRefused, ReasonRefused, plan_redaction
from reports.actions.redactions import redact_words
from reports.enums import Face
from reports.models import RedactedPlace, Rendition, Report, SearchEntry, Version
from reports.models.redaction import BESIDE, LOGO
from reports.verification import verify
from tests import builders
from tests.reports.forms.pictures import picture

pytestmark = pytest.mark.django_db

SECRET = "Zyxwvu Quux"
REASON = "Names a person."
WEBSITE = "https://zyxwvuquux.example/about"


def published(report, desk):
    """Publish the report, attested by somebody whose name and title say the words."""
    owner = builders.owner_of(report.organisation)
    if not report.answers.exists():
        builders.fill_report(report, owner)
    who = {"name": f"Ada {SECRET}", "title": f"Friend of {SECRET}, too"}
    report = workflow.apply("submit", report=report, actor=owner, **who)
    return builders.published_version(report, by=desk)


def corrected(version, desk, reason):
    """Publish another version for this reason."""
    owner = builders.owner_of(version.report.organisation)
    return published(workflow.apply("correct", report=version.report, actor=owner, reason=reason), desk)


@pytest.fixture
def version(secretariat):
    """A second version; both hold the words in every part beside the answers that they have."""
    organisation = builders.make_organisation("aoba", name=f"Aoba {SECRET} Systems", website=WEBSITE)
    set_logo(organisation=organisation, png=picture(), by=builders.owner_of(organisation))
    first = published(builders.make_report(organisation), secretariat)
    return corrected(first, secretariat, f"A line about {SECRET}.\nAnother.")


def redacted(version, desk, *, code="", passage=SECRET, reason=REASON):
    words = {"code": code, "passage": passage, "reason": reason}
    plan = plan_redaction(version.report, **words)
    return redact_words(report=version.report, digest=plan.digest, by=desk, **words)


def shown(version):
    return renditions.typed_document_of(Version.objects.get(pk=version.pk))


def faults():
    return [str(fault) for fault in verify(Report.objects.all(), Counter())]


def _refused(version, desk, error, match, **given):
    before = builders.stored_rows()
    with pytest.raises(error, match=match), transaction.atomic():
        redacted(version, desk, **given)
    assert builders.stored_rows() == before


def test_words_go_from_everything_beside_in_every_version_and_the_source_stays(version, secretariat):
    report = version.report
    frozen = [*report.versions.values_list("source", "sha256")]
    redaction = redacted(version, secretariat)
    mark = f"[Redacted on {date_format(redaction.made_at, 'DATE_FORMAT')}. Reason: {REASON}]"
    document = shown(version)
    assert document.reason == f"A line about {mark}.\nAnother."
    assert (document.organisation.website, document.organisation.link) == (mark, "")
    for each in report.versions.all():
        document = shown(each)
        assert document.organisation.name == each.organisation_name == f"Aoba {mark} Systems"
        assert (document.attestation.name, document.attestation.title) == (
            f"Ada {mark}",
            f"Friend of {mark}, too",
        )
        assert each.reason == document.reason
        assert each.has_logo
    assert [*report.versions.values_list("source", "sha256")] == frozen
    assert {*RedactedPlace.objects.values_list("code", "part")} == {("", part) for part in BESIDE} - {
        ("", LOGO)
    }
    assert SearchEntry.objects.exists()
    assert not SearchEntry.objects.filter(head__contains="quux").exists()
    assert faults() == []


@pytest.mark.parametrize(("part", "read"), [
    ("report.reason", lambda document: document.reason),
    ("organisation.name", lambda document: document.organisation.name),
    ("organisation.website", lambda document: document.organisation.website),
    ("attestation.name", lambda document: document.attestation.name),
    ("attestation.title", lambda document: document.attestation.title),
])  # fmt: skip
def test_one_part_goes_as_a_whole_and_no_other(version, secretariat, part, read):
    before = {each.code for each in shown(version).redactions}
    redacted(version, secretariat, code=part, passage="")
    document = shown(version)
    assert read(document).startswith("[Redacted on ")
    assert read(document).endswith(f"Reason: {REASON}]")
    assert (before, [(each.code, each.number, each.anchor) for each in document.redactions]) == (
        set(),
        [(part, str(BESIDE[part]), "")],
    )
    assert {*RedactedPlace.objects.values_list("part", flat=True)} == {part}
    _refused(version, secretariat, PassageRefused, "redacted already", code=part, passage="")
    assert faults() == []


def test_a_logo_goes_with_its_file_and_with_the_picture_that_showed_it(version, secretariat):
    renditions.derive_picture(version)
    plan = plan_redaction(version.report, code=LOGO, passage="", reason=REASON)
    assert (plan.counts, plan.beside) == ({1: 1, 2: 1}, [BESIDE[LOGO]])
    redacted(version, secretariat, code=LOGO, passage="")
    assert shown(version).organisation.logo is None
    assert not Version.objects.filter(has_logo=True).exists()
    assert not Rendition.objects.filter(face__in=(Face.LOGO, Face.PICTURE)).exists()
    _refused(version, secretariat, PassageRefused, "redacted already", code=LOGO, passage="")
    assert faults() == []


def test_a_place_that_says_nothing_cannot_be_redacted(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    for part in ("report.reason", LOGO):
        _refused(version, secretariat, PassageRefused, "has anything there", code=part, passage="")
    _refused(version, secretariat, PassageRefused, "in no version", code="attestation.name")


def test_a_reason_that_repeats_the_whole_is_refused(version, secretariat):
    reason = f"The name ada {SECRET} is that of a child."
    _refused(
        version, secretariat, ReasonRefused, "repeats", code="attestation.name", passage="", reason=reason
    )


def test_what_a_later_version_repeats_is_withheld_at_once(version, secretariat):
    redacted(version, secretariat)
    redacted(version, secretariat, code=LOGO, passage="")
    third = corrected(version, secretariat, f"Once more {SECRET}.")
    stored = Version.objects.get(pk=third.pk)
    assert stored.reason.startswith("Once more [Redacted on ")
    assert (
        stored.organisation_name
        == third.organisation_name
        == version.report.versions.last().organisation_name
    )
    assert not stored.has_logo
    assert "Quux" not in str(renditions.source_of(stored))
    assert SECRET in stored.source
    assert faults() == []


def test_another_profile_in_a_later_version_is_shown(version, secretariat):
    organisation = version.report.organisation
    owner = builders.owner_of(organisation)
    redacted(version, secretariat, code="organisation.name", passage="")
    redacted(version, secretariat, code=LOGO, passage="")
    change_profile(organisation=organisation, by=owner, name="Aoba Systems")
    set_logo(organisation=organisation, png=picture(mode="L"), by=owner)
    third = corrected(version, secretariat, "A new name.")
    assert (third.organisation_name, third.reason, third.has_logo) == ("Aoba Systems", "A new name.", True)
    assert shown(third).redactions == ()
    assert faults() == []


def test_columns_that_say_more_than_readers_are_shown_are_found(version, secretariat):
    redacted(version, secretariat)
    Version.objects.filter(pk=version.pk).update(reason="A line about Zyxwvu Quux.")
    assert any("reason is not what stands in its frozen source" in fault for fault in faults())
