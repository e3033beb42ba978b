"""A logo is decoded and drawn anew: what is no picture is refused, and nothing rides along with one."""

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from reports.forms.organisations import LogoForm
from tests.reports.forms.pictures import SIGNATURE, chunk, chunks, noise, picture, promised

HTML = b"<html><script>alert(document.cookie)</script></html>"


def form_of(content, name="logo.png", media_type="image/png"):
    return LogoForm(files={"logo": SimpleUploadedFile(name, content, content_type=media_type)})


def drawn(content, **named):
    form = form_of(content, **named)
    assert form.is_valid(), form.errors
    png = form.cleaned_data["logo"]
    image = Image.open(io.BytesIO(png))
    image.load()
    assert image.format == "PNG"
    return png, image


def refused(content, **named):
    form = form_of(content, **named)
    assert not form.is_valid()
    assert "logo" not in form.cleaned_data
    (message,) = form.errors["logo"]
    return message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_these_kinds_are_taken_by_what_they_are_not_by_name(kind):
    _png, image = drawn(picture(kind=kind), name="logo.exe", media_type="text/html")
    assert image.size == (40, 20)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((512, 512), (512, 512)),
        ((513, 100), (512, 100)),
        ((2000, 1000), (512, 256)),
        ((100, 4000), (13, 512)),
        ((1, 1), (1, 1)),
        ((9000, 1), (512, 1)),
    ],
)
def test_a_large_picture_is_scaled_and_a_small_one_stays(size, expected):
    assert drawn(picture(size))[1].size == expected


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [
        ("1", "PNG", "RGB"),
        ("L", "PNG", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("P", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("I;16", "PNG", "RGB"),
        ("CMYK", "JPEG", "RGB"),
        ("RGBA", "WEBP", "RGBA"),
    ],
)
def test_every_way_to_store_colours_is_understood(mode, kind, expected):
    assert drawn(picture(mode=mode, kind=kind))[1].mode == expected


def test_a_transparent_palette_stays_transparent():
    content = picture(mode="P", transparency=0)
    assert drawn(content)[1].getpixel((0, 0))[3] == 0


def test_colours_survive():
    target = io.BytesIO()
    Image.new("RGB", (10, 10), (200, 30, 90)).save(target, "PNG")
    assert drawn(target.getvalue())[1].getpixel((5, 5)) == (200, 30, 90)


def test_nothing_rides_along():
    exif = Image.Exif()
    exif[0x010E] = HTML.decode()
    original = picture(exif=exif, icc_profile=HTML, dpi=(300, 300))
    end = original.rindex(b"IEND") - 4
    text = chunk(b"tEXt", b"Comment\0" + HTML) + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(HTML))
    stuffed = original[:end] + text + original[end:] + HTML
    assert {"eXIf", "iCCP", "pHYs", "tEXt", "zTXt", "REST"} <= set(chunks(stuffed))
    png, _image = drawn(stuffed)
    assert set(chunks(png)) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_nothing_rides_along_in_other_kinds(kind):
    exif = Image.Exif()
    exif[0x010E] = HTML.decode()
    png, _image = drawn(picture(kind=kind, exif=exif, icc_profile=HTML) + HTML)
    assert set(chunks(png)) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        picture(kind="GIF"),
        picture(kind="BMP"),
        picture(kind="TIFF"),
        HTML,
        HTML + picture(),
        b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)//",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\0" * 100,
        SIGNATURE,
        SIGNATURE + b"\0" * 100,
        b"RIFF\0\0\0\0WEBP",
        b"\xff\xd8\xff\xe0",
    ],
    ids=[
        "svg",
        "svg with declaration",
        "gif",
        "bmp",
        "tiff",
        "html",
        "html before a picture",
        "gif that is a script",
        "pdf",
        "zip",
        "zeros",
        "signature only",
        "png of zeros",
        "empty webp",
        "empty jpeg",
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert refused(content) == "This is not a PNG, JPEG or WebP picture. Choose another file."


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_picture_that_lost_its_end_is_refused_whatever_else_runs_here(monkeypatch, kind, kept):
    """WeasyPrint tells Pillow, for the whole process, to fill up what is missing with grey."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    content = noise(kind=kind)
    assert refused(content[: int(len(content) * kept)]) == (
        "This is not a PNG, JPEG or WebP picture. Choose another file."
    )
    assert drawn(content)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    assert refused(promised(6000, 5001)) == "This picture has too many pixels. Choose a smaller one."


def test_the_bombs_that_pillow_knows_are_refused():
    assert (
        refused(promised(60_000, 60_000)) == "This is not a PNG, JPEG or WebP picture. Choose another file."
    )
    with pytest.warns(Image.DecompressionBombWarning):
        message = refused(promised(10_000, 10_000))
    assert message == "This picture has too many pixels. Choose a smaller one."


def test_a_text_that_unpacks_to_a_flood_is_refused(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    flood = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 50_000_000, 9))
    original = picture()
    assert len(flood) < 100_000
    message = refused(original[:33] + flood + original[33:])
    assert message == "This is not a PNG, JPEG or WebP picture. Choose another file."


def test_a_file_of_more_than_five_megabytes_is_refused():
    limit = 5 * 1024 * 1024
    content = picture()
    assert drawn(content + b"\0" * (limit - len(content)))
    assert refused(content + b"\0" * (limit - len(content) + 1)) == (
        "This file is larger than 5 MB. Choose a smaller one."
    )


def test_an_empty_file_and_no_file_are_refused():
    assert refused(b"") == "The submitted file is empty."
    assert not LogoForm(data={}, files={}).is_valid()
