"""What becomes of carried-over texts that have no question: put under one, or set aside; never deleted."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from reports import trail
from reports.actions.answers import append, open_for_writing, standing
from reports.actions.carry_plan import item_of_topic
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.frameworks import Framework, framework_ids, load
from reports.models import AnswerRevision, Event, Report, UnplacedText, User
from reports.text import joining
from reports.text.markdown import MAX_LENGTH


@transaction.atomic
def place_text(*, item: UnplacedText, code: str, by: User) -> UnplacedText:
    """Append the text to an answer as a new revision and return the row as it now stands.

    What stands in the answer is read under the report's lock, so nobody's words are written over. A text
    that has a place already stays where it is. Raises Refused if there is no such question, the answer would
    grow too long, or the report is no longer open for writing.
    """
    report, item = _locked(item, by)
    if item.placed_under:
        return item
    question = next((found for found in report.framework.answerable if found.code == code), None)
    if question is None:
        raise Refused(_("There is no such question in this version of the questionnaire."))
    answer, current = standing(report, code)
    prefix = re.sub(r"[^\w]+", "-", item.origin).strip("-") or "note"
    text = joining.append(current.text if current else "", item.text, prefix)
    if len(text) > MAX_LENGTH:
        raise Refused(
            _("With this text the answer would be longer than %(limit)s characters. Nothing was cut.")
            % {"limit": formats.number_format(MAX_LENGTH, force_grouping=True)}
        )
    said = (current or AnswerRevision()).parts | {"text": text}
    append(report, code, answer, said, by=by, carried=_carried(report, item, current))
    return _settle(item, EventName.TEXT_PLACED, by, code=code, under=question.number or question.label)


@transaction.atomic
def set_aside(*, item: UnplacedText, by: User) -> UnplacedText:
    """Say that the text is not needed here and return its row; it is kept. One that is settled stays so.

    Raises Refused if the report is no longer open for writing.
    """
    _report, item = _locked(item, by)
    if item.settled_at is not None:
        return item
    return _settle(item, EventName.TEXT_SET_ASIDE, by)


def best_guess(report: Report, items: Iterable[UnplacedText]) -> dict[int, str]:
    """Return row -> question code for the texts about a topic that the report's framework asks about.

    The topics are those of the item of the earlier framework that the text comes from. One query.
    """
    earlier = _earlier_framework(report)
    if earlier is None:
        return {}
    topics = {question.number or question.label: question.topics for question in reversed(earlier.answerable)}
    guesses = {}
    for item in items:
        found = (item_of_topic(topic, report.framework) for topic in topics.get(item.origin, ()))
        place = next((question for question in found if question is not None), None)
        if place:
            guesses[item.pk] = place.code
    return guesses


def _locked(item: UnplacedText, by: User) -> tuple[Report, UnplacedText]:
    """Return report and text as they stand now; the lock on the report keeps a second click waiting."""
    report = open_for_writing(item.report, by)
    return report, UnplacedText.objects.get(pk=item.pk, report=report)


def _settle(
    item: UnplacedText, event: EventName, by: User, *, code: str = "", under: str = ""
) -> UnplacedText:
    item.settled_at, item.settled_by, item.placed_under = timezone.now(), by, code
    item.save(update_fields=["settled_at", "settled_by", "placed_under"])
    data = {"origin": item.origin} | ({"under": under} if under else {})
    trail.record(event, of=item.report, by=by, at=item.settled_at, data=data)
    return item


def _carried(report: Report, item: UnplacedText, current: AnswerRevision | None) -> dict[str, Any]:
    """Return where the answer's words come from: one more item, since nobody has reviewed these here."""
    origin = _origin(report)
    known = dict(current.carried) if current and current.carried else origin
    items = [name for name in known.get("items", []) if name != item.origin]
    return {**origin, **known, "items": [*items, item.origin]}


def _origin(report: Report) -> dict[str, str]:
    """Return cycle and framework that the report was carried over from."""
    event = Event.objects.filter(report=report, name=EventName.CARRIED_OVER).first()
    data = event.data if event else {}
    return {"cycle": data.get("cycle", ""), "framework": data.get("framework", "")}


def _earlier_framework(report: Report) -> Framework | None:
    framework_id = _origin(report)["framework"]
    return load(framework_id, report.language) if framework_id in framework_ids() else None
