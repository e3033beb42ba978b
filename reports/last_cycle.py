"""What the organisation said in its last cycle, and how each answer stands against it.

Belongs here: finding the earlier words and comparing whole answers. Not here: which words differ
(`text.differ`), or how words are carried over (`actions.carry_over`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.completeness import is_empty
from reports.enums import Since
from reports.frameworks import Framework
from reports.models import AnswerRevision, Report
from reports.models.answer import PARTS


@dataclass(frozen=True)
class LastCycle:
    """Question code -> what was said last, the label of that cycle, and the language of those words.

    Empty where there is nothing to compare with: a first report, or one that started empty.
    """

    label: str = ""
    language: str = ""
    words: Mapping[str, AnswerRevision] = field(default_factory=dict)

    def since(self, code: str, now: AnswerRevision | None) -> Since | None:
        """Return how the answer stands; None where nothing is said, or nothing can be compared."""
        earlier = self.words.get(code)
        if earlier is None:
            return Since.NEW if self.label and not is_empty(now) else None
        if now is None:
            return None
        same = all(getattr(now, part) == getattr(earlier, part) for part in PARTS)
        return Since.UNCHANGED if same else Since.EDITED

    def counts(self, framework: Framework, words: Mapping[str, AnswerRevision]) -> dict[str, int]:
        """Return how many answers are unchanged, edited and new; nothing where nothing can be compared."""
        if not self.label:
            return {}
        found = Counter(
            self.since(question.code, words.get(question.code)) for question in framework.answerable
        )
        return {since.value: found[since] for since in Since}


def last_cycle(report: Report) -> LastCycle:
    """Return what the report started from, or else the last published one on the same questionnaire.

    Three queries at most.
    """
    first = AnswerRevision.objects.filter(answer__report=report, number=1).exclude(carried={})
    arrived = {revision.answer.code: revision for revision in first.select_related("answer")}
    if arrived:
        label = next(iter(arrived.values())).carried["cycle"]
        return LastCycle(label, report.language, arrived)
    earlier = (
        Report.objects.filter(
            organisation=report.organisation,
            current_version__isnull=False,
            framework_id=report.framework_id,
            cycle__opens_on__lt=report.cycle.opens_on,
        )
        .select_related("cycle")
        .order_by("-cycle__opens_on")
        .first()
    )
    if earlier is None:
        return LastCycle()
    return LastCycle(earlier.cycle.label, earlier.language, earlier.answers.by_code())
