"""What files are taken beside a report: by their bytes, under clean names, nothing that a browser runs."""

import io
import zipfile

import pytest

from reports.imports import FileRefused
from reports.imports.supporting import ENDINGS, MOST_BYTES, NAME_LENGTH, clean_name, kind_of, read_given

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def _zip(*names: str, first: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, first if name == "mimetype" else "x")
    return target.getvalue()


TAKEN = {
    "a.pdf": (b"%PDF-1.7 rest", "application/pdf"),
    "a.png": (PNG, "image/png"),
    "a.JPEG": (b"\xff\xd8\xff\xe0 rest", "image/jpeg"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    "a.docx": (_zip("[Content_Types].xml", "word/document.xml"), OFFICE),
    "a.odt": (_zip("mimetype", "content.xml", first=ODT.encode()), ODT),
    "a.csv": ("\ufeff名前,1\r\n".encode(), "text/plain"),
    "a.md": (b"# Words\n\n\t<b>in the middle</b>", "text/plain"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_these_are_taken(name):
    content, media_type = TAKEN[name]
    read = read_given(name, content)
    assert (read.name, read.media_type, read.content) == (name.lower(), media_type, content)
    assert media_type in ENDINGS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        ("a.txt", b" \n<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.txt", "\ufeff<?xml version='1.0'?>".encode()),
        ("a.exe", b"MZ\x90\x00"),
        ("a.txt", b"words\x00words"),
        ("a.txt", b"\xff\xfew\x00"),
        ("a.txt", b"   \n"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", TAKEN["a.docx"][0][:-30]),
        ("a.zip", _zip("a.txt")),
        ("a.docx", _zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.odt", _zip("mimetype", "Basic/a.xml", first=ODT.encode())),
        ("a.odt", _zip("mimetype", first=b"text/html")),
        ("a.docx", _zip("[Content_Types].xml", "word/document.xml", *(f"x{n}" for n in range(5000)))),
    ],
)
def test_these_are_not(name, content):
    assert kind_of(content) is None
    with pytest.raises(FileRefused, match="can’t be taken"):
        read_given(name, content)


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a", "a.png.exe", ".png.", "png", "a.png\u202egnp.exe"])
def test_a_name_says_what_the_bytes_say(name):
    with pytest.raises(FileRefused, match=r"ends in \.png"):
        read_given(name, PNG)


def test_nothing_and_too_much_is_refused():
    with pytest.raises(FileRefused, match="is empty"):
        read_given("a.txt", b"")
    assert read_given("a.txt", b"x" * MOST_BYTES).name == "a.txt"
    with pytest.raises(FileRefused, match="larger than 10 MB"):
        read_given("a.txt", b"x" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Temp\\secret.PDF", "secret.pdf"),
        ("re\u202efdp.txt", "refdp.txt"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie: x.txt"),
        ("報告 書.docx", "報告 書.docx"),
        ("...pdf", "file.pdf"),
        ("", "file"),
        ("\u200b.txt", "file.txt"),
        ('a";x=".txt', 'a";x=".txt'),
    ],
)
def test_names_are_made_safe(name, clean):
    assert clean_name(name) == clean


def test_a_long_name_keeps_its_ending():
    name = clean_name("字" * 500 + ".pdf")
    assert len(name) <= NAME_LENGTH and name.endswith("字.pdf")
    assert len(clean_name("x" * 500)) == NAME_LENGTH
    assert len(clean_name("x" * 500 + "." + "y" * 500)) <= NAME_LENGTH
