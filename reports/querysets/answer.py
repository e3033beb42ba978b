"""How the answers of a draft and their saved states are read."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length


class AnswerQuerySet(models.QuerySet):
    """Answers with their present words."""

    def with_words(self) -> "AnswerQuerySet":
        """The current revision and its writer come in the same query."""
        return self.filter(current__isnull=False).select_related("current__saved_by")

    def by_code(self) -> dict[str, Any]:
        """Return question code -> current revision (with `.text`, `.choices`, `.number`)."""
        return {answer.code: answer.current for answer in self.with_words()}


class RevisionQuerySet(models.QuerySet):
    """Saved states of answers."""

    def of_answer(self, report: Any, code: str) -> "RevisionQuerySet":
        """Those of one answer, with their writers and, by number, the states they name.

        Each row has `base_number` and `restored_number`, None where it names none.
        """
        return (
            self.filter(answer__report=report, answer__code=code)
            .select_related("saved_by")
            .annotate(base_number=F("base__number"), restored_number=F("restores__number"))
        )

    def compact(self, parts: Iterable[str]) -> "RevisionQuerySet":
        """Who, when and what changed, without the words: there can be thousands of states of a long answer.

        Each row of `of_answer` gets `length` and `base_length` of the text, and `same_<part>` for each part:
        whether it stands as in the base, None where there is no base.
        """
        same = {
            f"same_{part}": models.ExpressionWrapper(
                Q(**{part: F(f"base__{part}")}), output_field=models.BooleanField(null=True)
            )
            for part in parts
        }
        return self.only("number", "carried", "saved_at", "saved_by", "restores").annotate(
            length=Length("text"), base_length=Length("base__text"), **same
        )


class UnplacedTextQuerySet(models.QuerySet):
    """Words without a place, by whether somebody has decided about them."""

    def waiting(self) -> "UnplacedTextQuerySet":
        """Those that submission asks to settle."""
        return self.filter(settled_at__isnull=True)
