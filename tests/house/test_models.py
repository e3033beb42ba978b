"""When something happened is never stored without who did it, and the database sees to that."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

NO_PERSON = {
    "LinkCheck.finished_at": "the worker finishes what a person requested",
    "ReadingLink.expires_at": "a moment to come, which nobody does",
    "ReadingVisit.opened_at": "whoever holds the link has no account; the link names them",
    "Invitation.expires_at": "a moment to come, which nobody does",
    "Membership.joined_at": "the row's own user joined",
    "User.joined_at": "the row is the person",
    "Message.queued_at": "what somebody did queues it, and that is logged for itself",
    "Message.sent_at": "sent by the worker",
    "Rendition.built_at": "built by the worker from words that are frozen already",
    "DraftFile.built_at": "built by the worker for `requested_by`",
    "ComparisonFile.built_at": "built by the worker from what is public",
    "QuestionnaireFile.built_at": "built by the worker from the framework",
    "StoredPage.stored_at": "stored by the site for whoever reads next",
    "Event.recorded_at": "`actor` is the person, by a pseudonym",
    "PublishedLinkCheck.due_at": "a moment to come, which nobody does",
    "PublishedLinkCheck.begun_at": "the worker begins by itself each month",
    "PublishedLinkCheck.checked_at": "the worker ends what it began",
    "Reminder.sent_at": "sent by the worker",
    "WorkerBeat.beat_at": "written by the worker about itself",
}
"""Moments that need no person beside them, each with its reason."""

MAY_BE_NOBODY = {
    "Jurisdiction.noted_by": "the starting table comes with the installation",
    "Cycle.saved_by": "the first cycles come with the installation",
}
"""Persons that may be missing although the moment is known, each with its reason."""


def _moments() -> list[tuple[type[models.Model], models.Field]]:
    return [
        (model, field)
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField) and field.name.endswith("_at")
    ]


def _label(model: type[models.Model], name: str) -> str:
    return f"{model.__name__}.{name}"


MOMENTS = [(model, field) for model, field in _moments() if _label(model, field.name) not in NO_PERSON]


def _ids(value: object) -> str:
    return value.__name__ if isinstance(value, type) else value.name


def test_there_are_moments():
    assert len(MOMENTS) > 5


@pytest.mark.parametrize(("model", "moment"), MOMENTS, ids=_ids)
def test_a_moment_has_its_person(model, moment):
    stem = moment.name.removesuffix("_at")
    person = model._meta.get_field(f"{stem}_by")
    assert person.related_model is get_user_model()
    assert person.remote_field.on_delete is models.PROTECT, "a person who acted cannot be deleted away"
    if _label(model, person.name) in MAY_BE_NOBODY:
        assert person.null and not moment.null
        return
    assert person.null == moment.null
    if moment.null:
        names = {constraint.name for constraint in model._meta.constraints}
        assert f"{model._meta.model_name}_{stem}_at_and_by" in names


def test_every_moment_is_stored_with_its_time_zone_and_named_so():
    others = [
        _label(model, field.name)
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField)
        and not field.name.endswith("_at")
        and field.name != "last_login"  # Django's own
    ]
    assert others == []


def test_exceptions_are_still_needed():
    known = {_label(model, field.name) for model, field in _moments()}
    assert set(NO_PERSON) <= known
    nullable = {
        _label(model, field.name)
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.get_fields()
        if field.name.endswith("_by") and getattr(field, "null", False)
    }
    assert set(MAY_BE_NOBODY) <= nullable
