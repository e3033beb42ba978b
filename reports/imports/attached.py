"""The JSON that rides along in the PDF of a report.

Belongs here: opening a PDF that may be hostile, and taking out one bounded file. Not here: what that file
says (`parse`), or how it got in (`documents`).
"""

import io
import re
import zlib

import pikepdf
from django.utils.translation import gettext as _

from .errors import FileRefused

ATTACHMENT = "report.json"
MOST_UNPACKED = 32 * 1024 * 1024
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LZW = re.compile(rb"/LZW(Decode)?[\x00\t\n\x0c\r ()<>\[\]{}/%]")

# qpdf unpacks the tables of a PDF into memory before anybody can ask how large they are. The limits hold for
# the whole process; what this site writes itself is far below them.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    parser_max_container_size=1_000_000,
    max_stream_filters=4,
    doc_max_warnings=100,
)


def is_pdf(content: bytes) -> bool:
    """Whether the bytes begin as a PDF does; readers allow for some bytes before it."""
    return b"%PDF-" in content[:1024]


def attached_json(content: bytes, *, most: int) -> bytes:
    """Return the file `report.json` that is attached to a PDF, at most so many bytes.

    Raises FileRefused if the PDF is protected or damaged, carries no such file, or too large a one.
    """
    damaged = FileRefused(
        _("This PDF is damaged and cannot be read. Download it anew, or use the JSON file.")
    )
    # The one way of packing that qpdf knows no limit for; this site has never used it.
    if _LZW.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)):
        raise damaged
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            return _unpacked(_stream(pdf), most)
    except FileRefused:
        raise
    except pikepdf.PasswordError as error:
        raise FileRefused(
            _("This PDF is protected by a password. Use the PDF as it was downloaded, or the JSON file.")
        ) from error
    # What qpdf makes of broken files surfaces as whatever fits: wrong types, missing keys, ends of streams.
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        zlib.error,
    ) as error:
        raise damaged from error


def _stream(pdf: pikepdf.Pdf) -> pikepdf.Object:
    found = pdf.attachments.get(ATTACHMENT)
    if found is None:
        raise FileRefused(
            _(
                "This PDF carries no data of a report. Use one that was downloaded from a site like this one "
                "and not printed or saved anew since, or use the JSON file."
            )
        )
    return found.get_file().obj


def _unpacked(stream: pikepdf.Object, most: int) -> bytes:
    """Return the bytes of a stream; a few packed bytes may be made to fill any memory, so not by qpdf."""
    names = stream.get("/Filter", pikepdf.Array())
    filters = [str(name) for name in names] if isinstance(names, pikepdf.Array) else [str(names)]
    packed = content = stream.read_raw_bytes()
    if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, most + 1)
        if packed and len(content) <= most and not unpacking.eof:
            raise zlib.error("the stream breaks off")
    elif filters:
        raise ValueError("packed in a way that is not used for attachments")
    if len(content) > most:
        raise FileRefused(_("The data in this PDF are too large for a report."))
    return content
