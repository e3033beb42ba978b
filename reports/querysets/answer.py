"""How the answers of a draft are read."""

from typing import Any

from django.db import models


class AnswerQuerySet(models.QuerySet):
    """Answers with their present words."""

    def with_words(self) -> "AnswerQuerySet":
        """The current revision and its writer come in the same query."""
        return self.filter(current__isnull=False).select_related("current__saved_by")

    def by_code(self) -> dict[str, Any]:
        """Return question code -> current revision (with `.text`, `.choices`, `.number`)."""
        return {answer.code: answer.current for answer in self.with_words()}

    def carried_over(self) -> dict[str, Any]:
        """Return question code -> the words as they arrived from an earlier report. One query."""
        revisions = self.model._meta.get_field("current").related_model._default_manager
        arrived = revisions.filter(answer__in=self, number=1).exclude(carried={}).select_related("answer")
        return {revision.answer.code: revision for revision in arrived}


class UnplacedTextQuerySet(models.QuerySet):
    """Words without a place, by whether somebody has decided about them."""

    def waiting(self) -> "UnplacedTextQuerySet":
        """Those that submission asks to settle."""
        return self.filter(settled_at__isnull=True)
