"""A file that a team gives to the secretariat: what it is by its bytes, and a name that is safe to save.

Belongs here: telling kinds apart, and names. Not here: how many are taken and who may send them
(`actions.supporting`), or sending them out again (`views`). Nothing is unpacked or shown.
"""

import io
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .errors import FileRefused

MOST_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 120
MOST_MEMBERS = 5_000
"""More parts than this no office file of this size needs."""
_MIMETYPE_LENGTH = 100

TEXT = "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    f"{_OFFICE}wordprocessingml.document": ("docx",),
    f"{_OFFICE}spreadsheetml.sheet": ("xlsx",),
    f"{_OFFICE}presentationml.presentation": ("pptx",),
    f"{_OPEN}text": ("odt",),
    f"{_OPEN}spreadsheet": ("ods",),
    f"{_OPEN}presentation": ("odp",),
    TEXT: ("txt", "csv", "md"),
}
"""The kinds that are taken, and how the names of their files may end."""
ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
_PARTS = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Characters that nobody sees; some turn the direction of a name, so that its end looks like another."""


@dataclass(frozen=True)
class GivenFile:
    """A file that may be kept."""

    name: str
    media_type: str
    content: bytes


def read_given(name: str, content: bytes) -> GivenFile:
    """Return the file with a clean name and the kind that its bytes say.

    Raises FileRefused if it is empty, too large, of no kind that is taken, or called as if it were another.
    """
    shown = clean_name(name)
    if not content:
        raise FileRefused(_("“%(name)s” is empty. Choose another file.") % {"name": shown})
    if len(content) > MOST_BYTES:
        raise FileRefused(_("“%(name)s” is larger than 10 MB. Choose a smaller file.") % {"name": shown})
    media_type = kind_of(content)
    if media_type is None:
        raise FileRefused(
            _(
                "“%(name)s” can’t be taken. PDF, PNG, JPEG, WebP, Word, Excel, PowerPoint, OpenDocument and "
                "plain text can; files with macros and web pages can’t."
            )
            % {"name": shown}
        )
    if not shown.endswith(tuple(f".{ending}" for ending in ENDINGS[media_type])):
        raise FileRefused(
            _("What is in “%(name)s” is not what its name says. Give it a name that ends in .%(ending)s.")
            % {"name": shown, "ending": ENDINGS[media_type][0]}
        )
    return GivenFile(shown, media_type, content)


def kind_of(content: bytes) -> str | None:
    """Return the media type that the bytes say; None for what is not taken."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return TEXT if _is_text(content) else None


def clean_name(name: str) -> str:
    """Return the last part of a path, without signs that nobody sees, short; its ending in small letters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in last if unicodedata.category(char) not in _UNSEEN)
    stem, dot, ending = " ".join(unicodedata.normalize("NFC", seen).split()).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = stem.strip(" .") or _("file"), ending.strip().lower()[:10]
    return f"{stem[: NAME_LENGTH - 11].rstrip()}.{ending}" if ending else stem[:NAME_LENGTH]


def _packed(content: bytes) -> str | None:
    """Return the kind of an office file by its list of parts; nothing but a name of a kind is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_MEMBERS or any("vbaproject" in name.lower() for name in names):
                return None
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in _PARTS.items() if part in names), None)
            if names[:1] != ["mimetype"] or any(name.startswith(("Basic/", "Scripts/")) for name in names):
                return None
            with package.open("mimetype") as member:
                kind = member.read(_MIMETYPE_LENGTH).decode("ascii", "replace")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None
    return kind if kind in ENDINGS and kind.startswith(_OPEN) else None


def _is_text(content: bytes) -> bool:
    """Whether the bytes are plain UTF-8 words and no markup that a browser would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(char < " " and char not in "\t\n\r\f" for char in text):
        return False
    return bool(text.strip()) and not text.lstrip().startswith("<")
