"""How the form of one answer is laid out: what is answered, what stands folded beside it.

Belongs here: layout objects of crispy-forms. Not here: fields and what they accept (`answers`, `rows`).
"""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Field, Layout, LayoutObject
from django import forms
from django.template.loader import render_to_string

from reports.enums import QuestionKind
from reports.forms import practices


class ListedRows(LayoutObject):
    """Rows of fields, drawn by one template: a page has dozens, and a widget renders a template for each."""

    def __init__(self, template: str, part: str, count: int, *, beside: tuple[str, ...] = ()) -> None:
        self.template, self.part, self.count, self.beside = template, part, count, beside
        self.fields: list[Any] = []

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> str:
        """Return the rows as HTML; crispy-forms is told which fields are drawn."""
        rows = form.rows[self.part]
        drawn = [
            {part: form[f"{rows.prefix(row)}{part}"] for part in rows.fields} for row in range(self.count)
        ]
        names = [*self.beside, *(bound.name for row in drawn for bound in row.values())]
        form.rendered_fields.update(names)
        refused = form.is_bound and any(name in form.errors for name in names)
        filled = sum(any(bound.value() for bound in row.values()) for row in drawn)
        beside = {name: form[name] for name in self.beside}
        own = {"rows": drawn, "filled": filled, "refused": refused, "question": form.question, **beside}
        return render_to_string(self.template, own)


def answer_layout(form: forms.Form, counts: Mapping[str, int]) -> Layout:
    """Return the layout of an answer's form; `counts` is how many rows of each list it has."""
    question = form.question
    parts: list[Any] = [Field(name) for name in ("choices", "text", "base") if name in form.fields]
    parts.append(ListedRows("workspace/_beside.html", "evidence", counts["evidence"], beside=("summary",)))
    if "tools" in counts:
        parts.append(ListedRows("workspace/_tools.html", "tools", counts["tools"]))
    stated = [name for name in form.fields if name.startswith(practices.PRACTICE)]
    if stated:
        is_answer = question.kind == QuestionKind.OPTIONS
        rows = practices.practices_layout(form, stated, folded=not is_answer)
        parts.insert(0 if is_answer else len(parts), rows)
    return Layout(*parts)
