"""What comes out of a file, and that nothing but a sentence comes out of a bad one."""

import json
import random
import resource
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core import signing

from reports.documents.build import build
from reports.documents.canonical import canonical, sha256
from reports.documents.draft import draft_data
from reports.documents.pdf import render_pdf
from reports.imports import FileRefused, keeping, read_file
from reports.imports.keeping import keep, kept
from reports.imports.read import NAME_LENGTH
from tests.reports.documents.samples import make_logo
from tests.reports.imports import files
from tests.reports.imports.files import GOOD, HOSTILE, make_pdf, source


@pytest.mark.parametrize("what", HOSTILE)
def test_a_bad_file_earns_a_sentence(what):
    content, message = HOSTILE[what]
    with pytest.raises(FileRefused) as refused:
        read_file(content if isinstance(content, bytes) else content())
    assert message in str(refused.value)


def test_there_are_many_bad_files():
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("place", ["attachment", "table"])
def test_a_bomb_does_not_fill_the_memory(place):
    bomb = files.bomb(2000)
    content = (
        files.pdf_with_stream(bomb, pikepdf.Name.FlateDecode)
        if place == "attachment"
        else files.pdf_with_tables(bomb)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefused):
        read_file(content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_the_pdf_of_a_report_carries_it():
    """As the site itself makes it."""
    pdf = render_pdf(build(source(), data=GOOD, sha256=sha256(GOOD)), site_name="Site")
    assert read_file(pdf) == read_file(GOOD)


def test_the_published_json_is_read():
    file = read_file(GOOD, name="report.json")
    assert (file.name, file.sha256, file.draft, file.made_at) == ("report.json", sha256(GOOD), False, "")
    assert (file.organisation_name, file.organisation_slug) == ("Aoba Robotics (株式会社あおば)", "aoba")
    assert (file.framework, file.cycle, file.cycle_label, file.language) == ("haip-1.0", "2026", "2026", "en")
    assert (file.version, file.published_at) == (2, "2026-11-22T14:02:31Z")
    assert file.answers == 3
    said = {q["code"]: q["answer"] for section in file.sections for q in section["questions"] if q["answer"]}
    frozen = {q["code"]: q["answer"] for section in source()["sections"] for q in section["questions"]}
    assert said == {code: frozen[code] for code in files.WORDS}


@pytest.mark.parametrize(
    "content",
    [
        make_pdf(GOOD),
        make_pdf(GOOD, save={"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
        make_pdf(GOOD, save={"linearize": True}),
        make_pdf(GOOD, save={"encryption": pikepdf.Encryption(owner="o", user="")}),
        b"\n\n" + GOOD,
        b"\xef\xbb\xbf" + GOOD,
        json.dumps(source(), indent=4).encode(),
        json.dumps(dict(reversed(source().items())), ensure_ascii=False).encode(),
    ],
    ids=["PDF", "PDF, packed", "PDF for the web", "PDF, locked", "blank lines", "BOM", "indented", "turned"],
)
def test_the_same_words_are_the_same_report(content):
    assert read_file(content) == read_file(GOOD)


def test_a_draft_says_that_it_is_one():
    draft = source() | {"attestation": None}
    draft["report"] |= {"published_at": None}
    made_at = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    content = draft_data(draft, made_at=made_at).encode()
    file = read_file(content)
    assert (file.draft, file.made_at, file.published_at) == (True, "2026-03-01T12:30:00Z", "")
    assert file.sha256 == sha256(canonical(draft))
    assert read_file(canonical(draft)).draft
    assert read_file(make_pdf(content)) == file


def test_a_changed_word_is_another_fingerprint():
    assert read_file(files.answer("1a", text="Changed.")).sha256 != sha256(GOOD)


def test_what_was_not_looked_at_goes_no_further():
    extra = source(logo=make_logo()) | {"extra": {"a": 1.5}}
    for section in extra["sections"]:
        section["extra"] = True
        for question in section["questions"]:
            question["extra"] = ["<script>"]
            if question["answer"]:
                question["answer"]["extra"] = "x"
    assert read_file(json.dumps(extra).encode()).sections == read_file(GOOD).sections


def test_what_was_frozen_before_there_were_numbers_and_summaries_is_read():
    old = source()
    for section in old["sections"]:
        for question in section["questions"]:
            del question["number"], question["practices"]
            if question["answer"]:
                del question["answer"]["summary"], question["answer"]["evidence"]
    read = {q["code"]: q for section in read_file(canonical(old)).sections for q in section["questions"]}
    assert (read["1a"]["practices"], read["1a"]["answer"]["summary"]) == ([], "")
    assert "number" not in read["1a"]


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("report.json", "report.json"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\nc.json", "ab c.json"),
        ("報告 書.pdf", "報告 書.pdf"),
        ("r" * 300 + ".json", "r" * (NAME_LENGTH - 5) + ".json"),
        ("\ud83d.json", "�.json"),
    ],
)
def test_the_name_can_be_stored(name, stored):
    assert read_file(GOOD, name=name).name == stored


def test_noise_never_escapes():
    """Whatever bytes are spoiled: a report, or a sentence."""
    chance = random.Random(20)  # noqa: S311
    for content in (
        GOOD,
        make_pdf(GOOD),
        make_pdf(GOOD, save={"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
    ):
        for _ in range(150):
            spoiled = bytearray(content)
            for _ in range(chance.randint(1, 8)):
                spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
            try:
                read_file(bytes(spoiled))
            except FileRefused as refusal:
                assert str(refusal)


def test_what_was_read_is_kept_and_comes_back():
    file = read_file(GOOD, name="report.json")
    assert kept(keep(file)) == file


@pytest.mark.parametrize("packed", ["x", ".a:b:c", "é:1:2", "a" * 100, "\x00", "�"])
def test_nothing_but_what_was_signed_comes_back(packed):
    with pytest.raises(FileRefused, match="Choose it again"):
        kept(packed)


def test_what_was_signed_for_something_else_does_not_come_back():
    with pytest.raises(FileRefused, match="Choose it again"):
        kept(signing.dumps({"name": "x"}, salt="else"))


def test_too_many_words_are_not_kept(monkeypatch):
    file = read_file(GOOD)
    length = len(keep(file))
    monkeypatch.setattr(keeping, "MOST_KEPT", length)
    assert keep(file)
    monkeypatch.setattr(keeping, "MOST_KEPT", length - 10)
    assert keep(file) == ""
