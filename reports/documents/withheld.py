"""What the files of a report say of redactions, and of the fingerprint of what was published.

Not here: the marks that stand in the answers themselves (`redacting`).
"""

from collections.abc import Iterator
from datetime import UTC

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .document import Document


def withheld(document: Document) -> Iterator[str]:
    """Yield in the active language of which question words are withheld, since when and why."""
    for each in document.redactions:
        day = date_format(each.redacted_at.astimezone(UTC), "DATE_FORMAT")
        told = {"question": each.number, "day": day, "reason": " ".join(each.reason.split())}
        yield _("%(question)s, on %(day)s: %(reason)s") % told


def fingerprint_note(document: Document) -> str:
    """Say in the active language what the SHA-256 on the cover is that of."""
    if document.redactions:
        return _(
            "The SHA-256 above is that of the data file (JSON) of this version as it was published, with the "
            "words that are redacted now. The file at its permanent address is another one since."
        )
    return _(
        "The SHA-256 above is that of the data file (JSON) of this version at its permanent address. Who "
        "has the file can check that nothing was changed."
    )
