"""What a redaction would take out of which versions: looked at before anything is written.

Belongs here: from what the secretariat typed to places, or to why there are none. Writing: `redactions`.
"""

import json
from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from reports import renditions
from reports.actions.errors import Refused
from reports.documents.canonical import canonical, sha256
from reports.documents.redactable import Span, spans_of, still_says, texts_beside
from reports.documents.redacting import Cut, redact
from reports.models import Report, Version
from reports.models.redaction import BESIDE
from reports.text.passages import says


class PassageRefused(Refused):
    """The passage cannot be redacted; the text says why."""


class ReasonRefused(Refused):
    """The reason cannot be published; the text says why."""


@dataclass(frozen=True)
class RedactionPlan:
    """Where the words stand: the id of each version concerned -> places that are not redacted yet.

    `counts` is version number -> how many places, oldest version first.
    """

    places: dict[int, list[Span]]
    counts: dict[int, int]

    @property
    def digest(self) -> str:
        """The fingerprint of the places: what is confirmed is what was shown."""
        return sha256(
            canonical({str(version): [list(span) for span in of] for version, of in self.places.items()})
        )

    @property
    def total(self) -> int:
        """How many places in all versions."""
        return sum(self.counts.values())

    @property
    def beside(self) -> list[Promise]:
        """What people call the parts beside all answers that would lose words."""
        parts = {span.part for spans in self.places.values() for span in spans if not span.code}
        return [label for part, label in BESIDE.items() if part in parts]


def plan_redaction(report: Report, *, code: str, passage: str, reason: str) -> RedactionPlan:
    """Return where the passage stands in any version; without one, the whole of what `code` names.

    `code` is a question, a part BESIDE all answers, or empty for everywhere. One version is held
    in memory at a time. Raises PassageRefused where the passage stands nowhere, is redacted already, or could
    be read still; ReasonRefused if the reason, which is public, repeats it.
    """
    _check_reason(passage, reason)
    places: dict[int, list[Span]] = {}
    counts: Counter[int] = Counter()
    is_known = False
    for pk, number in report.versions.order_by("number").values_list("pk", "number"):
        version = Version.objects.get(pk=pk)
        source = json.loads(version.source)
        found = spans_of(source, code=code, passage=passage)
        cuts = renditions.cuts_of(version)
        before = [Span(cut.code, cut.part, cut.start, cut.length) for cut in cuts]
        new = [span for span in found if not any(each.holds(span) for each in before)]
        is_known = is_known or bool(found)
        if code in BESIDE and not passage:
            _check_reason(dict(texts_beside(source)).get(code, ""), reason)
        if new:
            places[pk], counts[number] = new, len(new)
            _check_rest(source, [*cuts, *_as_cuts(new, reason, version)], code=code, passage=passage)
    if not places:
        raise PassageRefused(_nowhere(is_known=is_known, is_whole=not passage, is_beside=code in BESIDE))
    return RedactionPlan(places, dict(counts))


def _check_reason(passage: str, reason: str) -> None:
    if passage and says(passage, reason):
        raise ReasonRefused(_("The reason repeats the passage, and everybody will read the reason."))


def _as_cuts(spans: list[Span], reason: str, version: Version) -> list[Cut]:
    return [Cut(*span, reason=reason, made_at=version.published_at) for span in spans]


def _check_rest(source: dict, cuts: list[Cut], *, code: str, passage: str) -> None:
    rest = redact(source, cuts, sha256="")
    if passage and still_says(rest, code=code, passage=passage):
        raise PassageRefused(
            _("The passage is woven into its formatting and could still be read. Redact the whole answer.")
        )


def _nowhere(*, is_known: bool, is_whole: bool, is_beside: bool) -> str:
    if is_known:
        return _("This is redacted already in every version.")
    if is_whole and is_beside:
        return _("No version has anything there.")
    if is_whole:
        return _("No version has words in answer to this question.")
    return _(
        "This passage stands in no version. Copy it from the published page, and leave nothing out in the "
        "middle."
    )
