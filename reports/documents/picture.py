"""The picture that other sites show beside a link to a report: whose it is, and for which cycle.

Belongs here: 1200 × 630 pixels as PNG, drawn with Pillow. Not here: what the report says (no word of an
answer stands on it), or when it is drawn (`renditions`).
"""

import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import cast

from PIL import Image, ImageDraw, ImageFont

RENDERER_VERSION = "picture-1"
SIZE = (1200, 630)
_EDGE, _BAND, _LOGO = 80, 24, 200
_PAPER, _INK, _SOFT, _ACCENT = "#fcfbf8", "#1c242e", "#56606c", "#165e83"
_FACES = {"bold": "NotoSansCJK-Bold.ttc", "regular": "NotoSansCJK-Regular.ttc"}
_READABLE = ("LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH")
_UNBROKEN = ("CJK", "HIRAGANA", "KATAKANA")
_LARGEST, _OF_THREE, _SMALLEST, _LINES = 84, 66, 48, 3


@dataclass(frozen=True)
class Words:
    """What stands on the picture; `name` is drawn as `address` where its letters cannot be drawn."""

    name: str
    address: str
    title: str
    footer: str
    site_name: str


def draw_picture(words: Words, *, logo: bytes | None = None) -> bytes:
    """Return the PNG; `logo` is a PNG that stands at the upper right."""
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _BAND, SIZE[1]), fill=_ACCENT)
    draw.text((_EDGE, 64), words.site_name, font=_font("bold", 34), fill=_ACCENT)
    room = SIZE[0] - 2 * _EDGE
    if logo:
        with Image.open(io.BytesIO(logo)) as opened:
            mark = opened.convert("RGBA")
        mark.thumbnail((_LOGO, _LOGO))
        picture.paste(mark, (SIZE[0] - _EDGE - mark.width, 56), mark)
        room -= _LOGO + 40
    name = words.name if _can_be_drawn(words.name) else words.address
    lines, size = _fitted(name, room)
    top = 190 if len(lines) < _LINES else 160
    for line in lines:
        draw.text((_EDGE, top), line, font=_font("bold", size), fill=_INK)
        top += int(size * 1.25)
    draw.text((_EDGE, top + 20), words.title, font=_font("regular", 44), fill=_INK)
    draw.text((_EDGE, SIZE[1] - 104), words.footer, font=_font("regular", 30), fill=_SOFT)
    written = io.BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _fitted(name: str, room: int) -> tuple[list[str], int]:
    """Return the name in lines, and the largest size at which they fit; what is too long ends in "…"."""
    for size in range(_LARGEST, _SMALLEST - 1, -6):
        lines = _wrapped(name, _font("bold", size), room)
        if len(lines) <= (_LINES if size <= _OF_THREE else _LINES - 1):
            return lines, size
    shown = lines[:_LINES]
    while shown[-1] and _font("bold", _SMALLEST).getlength(shown[-1] + "…") > room:
        shown[-1] = shown[-1][:-1]
    shown[-1] += "…"
    return shown, _SMALLEST


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        for part in [piece] if font.getlength(piece.rstrip()) <= room else list(piece):
            if lines[-1] and font.getlength((lines[-1] + part).rstrip()) > room:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str) -> list[str]:
    """Return what may stand on different lines: words, and single letters of scripts without spaces."""
    pieces = [""]
    for letter in " ".join(text.split()):
        if unicodedata.name(letter, "").startswith(_UNBROKEN):
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
            if letter == " ":
                pieces.append("")
    return [piece for piece in pieces if piece]


def _can_be_drawn(text: str) -> bool:
    return all(unicodedata.name(letter, "").startswith(_READABLE) for letter in text if letter.isalpha())


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the face in this size; Pillow's own, which knows Latin letters only, where Noto is missing."""
    try:
        return ImageFont.truetype(_FACES[weight], size)
    except OSError:
        # With a size it is a face of its own, drawn by FreeType like the others.
        return cast(ImageFont.FreeTypeFont, ImageFont.load_default(size))
