"""How a version of the questionnaire is named: never without saying that it is provisional.

Belongs here: the number of a version with its mark. Not here: what being provisional means
(`templates/components/provisional.html`), or versions of a report.
"""

from typing import Protocol

from django import template
from django.utils.translation import gettext

register = template.Library()


class Versioned(Protocol):
    """What is asked of a framework here."""

    @property
    def version(self) -> str:
        """The number, such as "2.0"."""

    @property
    def is_provisional(self) -> bool:
        """Whether the version has to be marked."""


@register.filter
def edition(framework: Versioned) -> str:
    """Return "1.0", or "2.0 (provisional)" in the active language."""
    if framework.is_provisional:
        return gettext("%(version)s (provisional)") % {"version": framework.version}
    return framework.version
