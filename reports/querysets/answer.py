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


class UnplacedTextQuerySet(models.QuerySet):
    """Words without a place, by whether somebody has decided about them."""

    def waiting(self) -> "UnplacedTextQuerySet":
        """Those that submission asks to settle."""
        return self.filter(settled_at__isnull=True)
