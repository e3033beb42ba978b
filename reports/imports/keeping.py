"""What was read out of a file, kept in the page between choosing the file and starting the draft.

A browser never puts a file back into a field. So that nobody has to choose it again for every mistake, the
words travel in the page, signed. Belongs here: writing and reading that. Not here: the form.
"""

from dataclasses import asdict

from django.core import signing
from django.utils.translation import gettext as _

from .errors import FileRefused
from .read import ReadFile

SALT = "reports.imports.keeping.1"
"""Raise the number with every change of `ReadFile`."""
MOST_KEPT = 4_000_000
KEPT_SECONDS = 24 * 3600


def keep(file: ReadFile) -> str:
    """Return the words, packed and signed; an empty string if they are too many to travel."""
    packed = signing.dumps(asdict(file), salt=SALT, compress=True)
    return packed if len(packed) <= MOST_KEPT else ""


def kept(packed: str) -> ReadFile:
    """Return what was kept; FileRefused if it was kept too long or is not what was signed."""
    try:
        return ReadFile(**signing.loads(packed, salt=SALT, max_age=KEPT_SECONDS))
    except (signing.BadSignature, ValueError) as error:
        raise FileRefused(_("The file was chosen too long ago. Choose it again.")) from error
