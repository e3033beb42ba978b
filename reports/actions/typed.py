"""Longer texts that people type beside answers: notes, comments, plans, requests. As they are stored.

Not here: answers (`answers`), whose text is Markdown and far longer.
"""

from django.utils import formats
from django.utils.translation import gettext as _

from reports.actions.errors import Refused
from reports.text import clean

MAX_LENGTH = 5_000


def typed_text(text: str, most: int = MAX_LENGTH) -> str:
    """Return the text as it is stored, which may be empty. Raises Refused if it is unreadable or too long."""
    text = clean(text).strip()
    if "\ufffd" in text:
        raise Refused(
            _("Some characters could not be read (shown as �). Type or paste those passages again.")
        )
    if len(text) > most:
        lengths = [formats.number_format(number, force_grouping=True) for number in (len(text), most)]
        raise Refused(
            _("This text has %(length)s characters; at most %(limit)s can be saved. Nothing was cut.")
            % {"length": lengths[0], "limit": lengths[1]}
        )
    return text
