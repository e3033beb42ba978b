"""How the answers of a draft are read."""

from typing import Any

from django.db import models
from django.db.models.functions import Left

BRIEF = 200
"""So many characters of a text are enough to tell that something stands there."""


class AnswerQuerySet(models.QuerySet):
    """Answers with their present words."""

    def with_words(self) -> "AnswerQuerySet":
        """The current revision and its writer come in the same query."""
        return self.filter(current__isnull=False).select_related("current__saved_by")

    def by_code(self) -> dict[str, Any]:
        """Return question code -> current revision (with `.text`, `.choices`, `.number`)."""
        return {answer.code: answer.current for answer in self.with_words()}

    def in_brief(self) -> dict[str, Any]:
        """Return what `by_code` does for those who only count: of each text just its beginning is loaded.

        What counts as answered by the whole text counts so here. One query, unless a text begins with a page
        of spaces.
        """
        names = ("choices", "practices", "tools")
        rows = self.filter(current__isnull=False).annotate(start=Left("current__text", BRIEF)).order_by()
        found = list(rows.values_list("code", "start", *(f"current__{name}" for name in names)))
        if any(len(start) == BRIEF and not start.strip() for _code, start, *_parts in found):
            return self.by_code()
        revision = self.model._meta.get_field("current").related_model
        return {
            code: revision(text=start, **dict(zip(names, parts, strict=True)))
            for code, start, *parts in found
        }

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
