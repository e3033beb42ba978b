"""Pictures, made on the spot, and files that only pretend to be one."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def picture(size: tuple[int, int] = (40, 20), mode: str = "RGB", kind: str = "PNG", **saving: Any) -> bytes:
    """Return a picture of one colour in a file of that kind."""
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **saving)
    return target.getvalue()


def noise(size: tuple[int, int] = (200, 200), kind: str = "PNG") -> bytes:
    """Return a picture in which every pixel counts, so that its file can be cut anywhere."""
    pixels = random.Random(1).randbytes(size[0] * size[1] * 3)  # noqa: S311 - no secret
    target = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(target, kind)
    return target.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def chunks(png: bytes) -> list[str]:
    """Return the names of the chunks in a PNG file; what follows the last one is "REST"."""
    assert png.startswith(SIGNATURE)
    names, position = [], len(SIGNATURE)
    while position < len(png) and (not names or names[-1] != "IEND"):
        (length,) = struct.unpack(">I", png[position : position + 4])
        names.append(png[position + 4 : position + 8].decode())
        position += length + 12
    return names + (["REST"] if png[position:] else [])


def promised(width: int, height: int) -> bytes:
    """Return a small PNG file whose header promises that many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
