"""The logo of an organisation as a picture in a line of text.

Not here: where it stands (`cover`).
"""

import base64
import binascii
import io
import logging

from docx.document import Document as WordDocument
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Emu, Mm
from lxml.etree import _Element
from PIL import Image

from reports.documents.document import Profile

from .markup import element, legal

logger = logging.getLogger(__name__)

WIDEST, HIGHEST = Mm(60), Mm(24)
_UNREADABLE = (
    *(binascii.Error, OSError, SyntaxError, ValueError, Image.DecompressionBombError),
    *(InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError),
)


def logo_run(document: WordDocument, organisation: Profile, words: str) -> _Element | None:
    """Return a run with the logo and these words for who cannot see it, or None if Word could not draw it."""
    if not organisation.logo:
        return None
    try:
        data = base64.b64decode(organisation.logo.partition(",")[2], validate=True)
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.verify()
            width, height = picture.size
        scale = min(WIDEST / width, HIGHEST / height)
        size = Emu(max(int(width * scale), 1)), Emu(max(int(height * scale), 1))
        inline = document.part.new_pic_inline(io.BytesIO(data), *size)
    except _UNREADABLE as error:
        logger.warning("logo of %s left out of the Word file: %s", organisation.slug, error)
        return None
    inline.docPr.set("descr", legal(words))
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    return element("r", None, element("drawing", None, inline))
