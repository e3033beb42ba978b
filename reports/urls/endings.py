"""What a file of a report may end in, as a part of an address."""

import re

from reports.documents.faces import FACE_OF_ENDING


class EndingConverter:
    """The ending of a file that reports are written as, such as ".pdf" or "-letter.pdf"."""

    regex = "|".join(re.escape(ending) for ending in FACE_OF_ENDING)

    def to_python(self, value: str) -> str:
        """Return the ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the ending as it stands."""
        return value
