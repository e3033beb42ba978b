"""Constraint makers: what the database refuses, said once. Kind words belong in forms and actions."""

from django.db import models
from django.db.models import Q


def one_of(field: str, choices: type[models.TextChoices], *, model: str) -> models.CheckConstraint:
    """The column holds one of the enum's values."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": list(choices.values)}), name=f"{model}_{field}_known"
    )


def stamped_together(stem: str, *, model: str) -> models.CheckConstraint:
    """`<stem>_at` and `<stem>_by` are both empty or both filled."""
    return models.CheckConstraint(
        condition=Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
        | Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False}),
        name=f"{model}_{stem}_at_and_by",
    )
