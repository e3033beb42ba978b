"""How the answers of a draft and their saved states are read."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Left, Length

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
        revision: Any = self.model._meta.get_field("current").related_model
        return {
            code: revision(text=start, **dict(zip(names, parts, strict=True)))
            for code, start, *parts in found
        }


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

    def standing_at(self, moment: Any) -> "RevisionQuerySet":
        """Of each answer the state that stood at a moment."""
        earlier = self.model._base_manager.filter(answer=OuterRef("answer"), saved_at__lte=moment)
        return self.filter(pk=Subquery(earlier.order_by("-number").values("pk")[:1]))

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
