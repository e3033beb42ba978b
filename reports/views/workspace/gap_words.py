"""What an action that comes from a gap is called at first, and which topic it is about.

Belongs here: the keys of gaps as they stand in addresses ("practice:risk-tiers"). Not here: finding gaps
(`benchmark.position`). A key that means nothing leads to an empty form.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.frameworks import Framework
from reports.standards import standards


@dataclass(frozen=True)
class Opening:
    """What the form of a new action starts from."""

    topic: str = ""
    title: str = ""
    gap: str = ""


def opening_of(framework: Framework, *, gap: str = "", topic: str = "") -> Opening:
    """Return what an action starts from that comes from this gap, or from this topic."""
    kind, _colon, name = gap.partition(":")
    topics = {each.id: each for each in framework.topics}
    topic = topic if topic in topics else ""
    homes = {practice.id: (each.id, practice) for each in framework.topics for practice in each.practices}
    if kind == "practice" and name in homes:
        home, practice = homes[name]
        return Opening(home, _("Put in place: %(practice)s") % {"practice": practice.label}, gap)
    if kind == "length" and name in topics:
        return Opening(name, _("Say more about: %(topic)s") % {"topic": topics[name].label}, gap)
    if kind == "evidence" and name in topics:
        return Opening(name, _("Give evidence for: %(topic)s") % {"topic": topics[name].label}, gap)
    if kind == "standard" and name in standards():
        said = _("See whether this standard is for us: %(standard)s") % {"standard": standards()[name].name}
        return Opening(topic, said, gap)
    return Opening(topic)
