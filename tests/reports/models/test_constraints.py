"""Every constraint of the database refuses what it is there for, one row of the table each."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from reports import workflow
from reports.actions.members import invite_member
from reports.actions.organisations import change_profile, set_logo
from reports.actions.planned_actions import add_action
from reports.models import (
    CitedStandard,
    ComparisonFile,
    DraftFile,
    Event,
    Jurisdiction,
    LinkCheck,
    Message,
    Note,
    Presence,
    PublishedAnswer,
    PublishedLinkCheck,
    QuestionnaireFile,
    ReadingLink,
    RedactedPlace,
    Redaction,
    RegisterState,
    Reminder,
    Rendition,
    Report,
    ReviewComment,
    StatedPractice,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
    UnplacedText,
    User,
)
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(module_database):
    """One row of every table, each as the actions write it."""
    owner, secretariat = builders.make_user(), builders.make_user(is_secretariat=True)
    organisation = builders.make_organisation("aoba", owner=owner)
    organisation = change_profile(organisation=organisation, by=owner, slug="aoba-systems")
    set_logo(organisation=organisation, png=b"not looked at here", by=owner)
    draft = builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    builders.fill_report(draft, owner, leave_out={"7d"})
    with builders.mail_is_queued():
        version = builders.published_version(builders.make_report(organisation), by=secretariat)
    withdrawn = builders.make_report(organisation, cycle=builders.make_cycle("2023"))
    version_of_it = builders.published_version(withdrawn, by=secretariat)
    workflow.apply("withdraw", report=withdrawn, actor=secretariat, reason="Once.")
    published_answer = PublishedAnswer.objects.filter(version=version).first()
    answer = draft.answers.select_related("current").first()
    return SimpleNamespace(
        user=owner,
        actor=owner.actor,
        event=draft.events.first(),
        event_of_organisation=organisation.events.filter(report=None).first(),
        event_of_the_rest=Event.objects.filter(report=None, organisation=None).first(),
        other_user=secretariat,
        organisation=organisation,
        former_slug=organisation.former_slugs.get(),
        logo=organisation.logo,
        membership=organisation.memberships.get(),
        invitation=invite_member(
            organisation=organisation, email="new@people.example", role="editor", by=owner
        ),
        message=Message.objects.filter(kind="published").first(),
        cycle=version.report.cycle,
        draft=draft,
        published=version.report,
        answer=answer,
        revision=answer.current,
        version=version,
        published_answer=published_answer,
        withdrawn=Report.objects.get(pk=withdrawn.pk),
        version_of_it=version_of_it,
        stated_practice=StatedPractice.objects.create(
            answer=published_answer, version=version, practice="risk-tiers", state="planned"
        ),
        cited_standard=CitedStandard.objects.create(
            answer=published_answer, version=version, standard="c2pa", mentions=1, passage="By C2PA."
        ),
        reminder=Reminder.objects.create(report=version.report, days=60),
        register_state=RegisterState.objects.get(),
        rendition=Rendition.objects.get(version=version, face="logo"),
        unplaced=UnplacedText.objects.create(
            report=draft, origin="9z", label="Elsewhere", text="Words.", created_by=owner
        ),
        jurisdiction=Jurisdiction.objects.create(
            country="KE", ground="adherent", since=date(2020, 2, 1), source="A list"
        ),
        note=Note.objects.create(report=draft, code="1a", text="Ask Ada.", written_by=owner),
        supporting_request=(
            asked := SupportingRequest.objects.create(
                report=draft, text="The contract.", asked_by=secretariat
            )
        ),
        supporting_file=SupportingFile.objects.create(
            answer=SupportingAnswer.objects.create(request=asked, given_by=owner),
            name="a.txt",
            media_type="text/plain",
            size=1,
            sha256="0" * 64,
            content=b"a",
        ),
        comment=ReviewComment.objects.create(report=draft, code="1a", text="Why?", written_by=secretariat),
        action=(action := _planned(draft, owner)),
        action_state=action.current,
        presence=Presence.objects.create(report=draft, section="1", seen_by=owner),
        reading_link=ReadingLink.objects.create(
            report=draft, reader="Counsel", created_by=owner, expires_at=timezone.now()
        ),
        draft_file=DraftFile.objects.create(
            report=draft, face="pdf", source_sha256="0" * 64, requested_by=owner
        ),
        link_check=LinkCheck.objects.create(report=draft, requested_by=owner),
        published_link_check=PublishedLinkCheck.objects.create(version=version),
        questionnaire_file=QuestionnaireFile.objects.create(
            framework_id="haip-1.0", locale="en", face="pdf", source_sha256="0" * 64
        ),
        redaction=(
            redaction := Redaction.objects.create(
                report=version.report, code="1a", reason="A name.", made_by=secretariat
            )
        ),
        redacted_place=RedactedPlace.objects.create(
            redaction=redaction, version=version, code="1a", part="text", start=3, length=5
        ),
        comparison_file=ComparisonFile.objects.create(
            locale="en", query="r=a/2025,b/2025", source_sha256="0" * 64, versions=[version.pk]
        ),
    )


def _planned(report, owner):
    return add_action(
        report=report,
        topic="",
        title="Better",
        plan="",
        owner=owner,
        due_on=timezone.localdate(),
        by=owner,
    )


@dataclass(frozen=True)
class Breach:
    """One wrong row: a copy of a sound one with changes, or that row itself changed."""

    constraint: str
    row: str
    changes: dict[str, Any]
    is_copy: bool = True

    def commit(self, world: SimpleNamespace) -> None:
        row = getattr(world, self.row)
        changes = {
            name: getattr(world, value[1:]) if isinstance(value, str) and value.startswith("@") else value
            for name, value in self.changes.items()
        }
        if not self.is_copy:
            assert type(row).objects.filter(pk=row.pk).update(**changes) == 1
            return
        copy = type(row).objects.get(pk=row.pk)
        copy.pk = None
        for name, value in changes.items():
            setattr(copy, name, value)
        copy.save(force_insert=True)


def copy(constraint: str, row: str, **changes: Any) -> Breach:
    return Breach(constraint, row, changes)


def changed(constraint: str, row: str, **changes: Any) -> Breach:
    return Breach(constraint, row, changes, is_copy=False)


NOW = timezone.now()
BREACHES = [
    changed("user_email_any_case", "other_user", email="PERSON-IN-CAPITALS@people.example"),
    changed("user_language_known", "user", language="de"),
    copy("actor.user", "actor"),
    copy("event_once_in_the_chain_of_a_report", "event"),
    copy("event_once_in_the_chain_of_an_organisation", "event_of_organisation"),
    copy("event_once_in_the_chain_of_the_rest", "event_of_the_rest"),
    copy("event_position_from_one", "event", position=0),
    copy("organisation_sector_known", "organisation", slug="new", sector="fishing"),
    copy("membership_once", "membership"),
    copy("membership_role_known", "membership", user="@other_user", role="boss"),
    copy("invitation_role_known", "invitation", role="boss"),
    copy("invitation_accepted_at_and_by", "invitation", accepted_at=NOW),
    copy("invitation_accepted_at_and_by", "invitation", accepted_by="@user"),
    copy("invitation_revoked_at_and_by", "invitation", revoked_at=NOW),
    copy("invitation_revoked_at_and_by", "invitation", revoked_by="@user"),
    copy(
        "invitation_accepted_or_revoked",
        "invitation",
        accepted_at=NOW,
        accepted_by="@user",
        revoked_at=NOW,
        revoked_by="@user",
    ),
    changed("cycle_closes_after_opening", "cycle", closes_on=date(2025, 12, 31)),
    changed("report_unlisted_at_and_by", "withdrawn", unlisted_by=None),
    changed("report_unlisted_is_stamped_without_version", "draft", unlisted_at=NOW, unlisted_by="@user"),
    changed("report_unlisted_is_stamped_without_version", "published", status="withdrawn"),
    changed("report_unlisted_is_stamped_without_version", "withdrawn", current_version="@version_of_it"),
    copy("report_one_per_organisation_and_cycle", "draft"),
    changed("report_status_known", "draft", status="lost"),
    changed("report_language_known", "draft", language="tlh"),
    changed("report_submitted_at_and_by", "draft", submitted_at=NOW),
    changed("report_submitted_at_and_by", "draft", submitted_by="@user"),
    changed("report_with_secretariat_is_stamped", "draft", status="submitted"),
    changed("report_with_secretariat_is_stamped", "draft", status="in_review", reviewer="@user"),
    changed(
        "report_in_review_has_reviewer", "draft", status="in_review", submitted_at=NOW, submitted_by="@user"
    ),
    changed("report_in_review_has_reviewer", "published", reviewer="@user"),
    changed("report_discarded_was_never_listed", "published", status="discarded"),
    changed("report_transcribed_has_day", "draft", transcribed_from="https://elsewhere.example/"),
    changed("report_transcribed_has_day", "draft", originally_published_on=date(2025, 4, 22)),
    changed(
        "report_transcribed_is_not_handed_in",
        "draft",
        status="submitted",
        submitted_at=NOW,
        submitted_by="@user",
        transcribed_from="https://elsewhere.example/",
        originally_published_on=date(2025, 4, 22),
    ),
    changed("report_published_has_version", "published", current_version=None),
    copy("answer_once_per_code", "answer", current=None),
    copy("revision_number_once", "revision"),
    copy("revision_number_from_one", "revision", number=0),
    copy("version_number_once", "version"),
    copy("version_number_from_one", "version", number=0),
    copy("version_sector_known", "version", number=2, sector="fishing"),
    copy("published_answer_once", "published_answer"),
    copy("stated_practice_once", "stated_practice"),
    copy("statedpractice_state_known", "stated_practice", practice="other", state="maybe"),
    copy("cited_standard_once", "cited_standard"),
    copy("cited_standard_is_mentioned", "cited_standard", standard="soc-2", mentions=0),
    changed("register_state_is_one_row", "register_state", id=2),
    copy("rendition_once_per_face", "rendition"),
    copy("reminder_once_per_step", "reminder"),
    copy("reminder_step_known", "reminder", days=14),
    changed("unplacedtext_settled_at_and_by", "unplaced", settled_at=NOW),
    changed("unplacedtext_settled_at_and_by", "unplaced", settled_by="@user"),
    changed("unplacedtext_placed_is_settled", "unplaced", placed_under="1a"),
    changed("jurisdiction_ground_known", "jurisdiction", ground="friend"),
    copy("jurisdiction_open_once", "jurisdiction"),
    changed("jurisdiction_ends_after_start", "jurisdiction", until=date(2020, 1, 31)),
    changed("note_taken_down_at_and_by", "note", taken_down_at=NOW),
    changed("note_taken_down_at_and_by", "note", taken_down_by="@user"),
    changed("supportingrequest_closed_at_and_by", "supporting_request", closed_at=NOW),
    changed("supportingrequest_closed_at_and_by", "supporting_request", closed_by="@user"),
    changed("supportingfile_size_bounded", "supporting_file", size=0),
    changed("supportingfile_size_bounded", "supporting_file", size=10 * 1024 * 1024 + 1),
    changed("reviewcomment_taken_down_at_and_by", "comment", taken_down_at=NOW),
    changed("reviewcomment_taken_down_at_and_by", "comment", taken_down_by="@user"),
    changed("reviewcomment_returned_at_and_by", "comment", returned_at=NOW),
    changed("reviewcomment_returned_at_and_by", "comment", returned_by="@user"),
    changed(
        "reviewcomment_dealt_with_at_and_by",
        "comment",
        returned_at=NOW,
        returned_by="@user",
        dealt_with_at=NOW,
    ),
    changed("reviewcomment_dealt_with_at_and_by", "comment", dealt_with_by="@user"),
    changed(
        "reviewcomment_taken_down_or_returned",
        "comment",
        returned_at=NOW,
        returned_by="@user",
        taken_down_at=NOW,
        taken_down_by="@user",
    ),
    changed("reviewcomment_dealt_with_once_returned", "comment", dealt_with_at=NOW, dealt_with_by="@user"),
    changed("reviewcomment_reply_when_dealt_with", "comment", reply="Done."),
    copy("action_revision_number_once", "action_state"),
    copy("action_revision_number_from_one", "action_state", number=0),
    copy("actionrevision_phase_known", "action_state", number=2, phase="later"),
    copy("actionrevision_outcome_known", "action_state", number=2, outcome="lost", answered_in="@draft"),
    copy("actionrevision_outcome_in_a_report", "action_state", number=2, outcome="achieved"),
    copy(
        "actionrevision_dropped_with_reason",
        "action_state",
        number=2,
        outcome="dropped",
        answered_in="@draft",
    ),
    copy("plannedaction.current", "action"),
    copy("presence_once_per_section", "presence"),
    changed("readinglink_revoked_at_and_by", "reading_link", revoked_at=NOW),
    changed("readinglink_revoked_at_and_by", "reading_link", revoked_by="@user"),
    copy("linkcheck.report", "link_check"),
    copy("publishedlinkcheck.version", "published_link_check"),
    changed("message_kind_known", "message", kind="greeting"),
    changed("message_state_known", "message", state="lost", content=None),
    changed("message_fault_known", "message", fault="weather"),
    changed("message_sent_is_stamped", "message", state="sent", content=None),
    changed("message_sent_is_stamped", "message", sent_at=NOW),
    changed("message_content_until_it_left", "message", content=None),
    changed("message_content_until_it_left", "message", state="sent", sent_at=NOW),
    changed("message_content_until_it_left", "message", state="dropped"),
    changed("message_content_until_it_left", "message", state="given_up", content=None),
    changed("message_content_until_it_left", "message", state="given_up", kind="sign_in", subject=""),
    changed("message_sign_in_without_subject", "message", kind="sign_in"),
    copy("questionnaire_file_once", "questionnaire_file"),
    changed("questionnaire_file_face_known", "questionnaire_file", face="odt"),
    changed("questionnaire_file_whole_or_waiting", "questionnaire_file", content=b"words"),
    changed("questionnaire_file_whole_or_waiting", "questionnaire_file", sha256="0" * 64),
    changed("questionnaire_file_whole_or_waiting", "questionnaire_file", built_at=NOW),
    copy("comparison_file_once", "comparison_file"),
    copy("redaction_has_a_reason", "redaction", reason=""),
    copy("redacted_place_once", "redacted_place"),
    copy("redacted_place_is_whole_or_has_a_length", "redacted_place", part="text", length=0),
    copy("redacted_place_is_whole_or_has_a_length", "redacted_place", part="answer", start=0),
    copy("redacted_place_is_whole_or_has_a_length", "redacted_place", code="", part="organisation.logo"),
    copy("redacted_place_is_in_an_answer_or_beside", "redacted_place", part="report.reason"),
    copy("redacted_place_is_in_an_answer_or_beside", "redacted_place", code="", start=9),
    changed("comparison_file_whole_or_waiting", "comparison_file", content=b"words"),
    changed("comparison_file_whole_or_waiting", "comparison_file", sha256="0" * 64),
    changed("comparison_file_whole_or_waiting", "comparison_file", built_at=NOW),
    changed("rendition_face_known", "rendition", face="odt"),
    changed("rendition_whole_or_waiting", "rendition", content=None),
    changed("rendition_whole_or_waiting", "rendition", sha256=""),
    changed("rendition_whole_or_waiting", "rendition", built_at=None),
    copy("draft_file_once_per_face", "draft_file"),
    changed("draft_file_face_known", "draft_file", face="odt"),
    changed("draft_file_whole_or_waiting", "draft_file", content=b"words"),
    copy("organisation.slug", "organisation"),
    copy("logo.organisation", "logo"),
    copy("formerslug.slug", "former_slug"),
    copy("cycle.slug", "cycle"),
    copy("answer.current", "answer", code="7d"),
    copy("report.current_version", "published", cycle="@new_cycle"),
]


SAID_TWICE = User._meta.get_field("email")
"""No row could break this column's rule without breaking `user_email_any_case` as well."""


def _named() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_app_config("reports").get_models()
        for constraint in model._meta.constraints
    }


def _unique_columns() -> dict[str, models.Field]:
    return {
        f"{model._meta.model_name}.{field.name}": field
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.local_fields
        if field.unique and not field.primary_key and field is not SAID_TWICE
    }


def test_every_constraint_has_a_row():
    assert {breach.constraint for breach in BREACHES} == set(_named()) | set(_unique_columns())


def _said_by_the_database(constraint: str) -> str:
    """Return what the error says of this constraint; SQLite names the columns of a unique one."""
    if constraint in _unique_columns():
        field = _unique_columns()[constraint]
        column = f"{field.model._meta.db_table}.{field.column}"
        return column if connection.vendor == "sqlite" else f"({field.column})="
    fields = getattr(_named()[constraint], "fields", ())
    if connection.vendor == "sqlite" and fields:
        model = next(m for m in apps.get_models() if _named()[constraint] in m._meta.constraints)
        table = model._meta.db_table
        return ", ".join(f"{table}.{model._meta.get_field(name).column}" for name in fields)
    return constraint


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.constraint)
def test_the_database_refuses(world, breach):
    world.new_cycle = builders.make_cycle("2024")
    if breach.constraint == "user_email_any_case":
        builders.make_user("person-in-capitals")
    before = builders.stored_rows()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        breach.commit(world)
    assert _said_by_the_database(breach.constraint) in str(refused.value)
    assert builders.stored_rows() == before


def test_nobody_who_acted_can_be_deleted(world):
    relations = [
        field
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.local_fields
        if field.is_relation
    ]
    assert len(relations) > 20
    assert {field.remote_field.on_delete for field in relations} == {models.PROTECT}
    with pytest.raises(models.ProtectedError):
        world.user.delete()
