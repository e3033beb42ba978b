"""Files that nobody would send on purpose, and files that somebody would.

Belongs here: bytes by name, each with the words of the message that it earns. Not here: assertions.
"""

import io
import json
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf

from reports.documents.canonical import canonical
from tests.reports.documents.samples import make_source

WORDS = {
    "1a": {
        "text": "Tiers[^1].\n\n[^1]: 注。",
        "summary": "In short.",
        "practices": {"risk-tiers": "in_place"},
        "evidence": [{"title": "Card", "address": "https://c.example", "accessed_on": "2026-03-01"}],
    },
    "3a": (["yes"], ""),
    "3a.iii": (["red-team-results", "capabilities-limits"], "Those."),
}


def source(**changes: Any) -> dict[str, Any]:
    """Return a published source with some answers."""
    return make_source(WORDS, **changes)


def make_pdf(
    content: bytes | None = None, *, name: str = "report.json", save: dict[str, Any] | None = None
) -> bytes:
    """Return a small PDF, with the content attached as the PDF of a report carries its data."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if content is not None:
            spec = pikepdf.AttachedFileSpec(
                pdf, content, filename=name, mime_type="application/json", relationship=pikepdf.Name.Source
            )
            pdf.attachments[name] = spec
            pdf.Root.AF = pikepdf.Array([spec.obj])
        target = io.BytesIO()
        pdf.save(target, **save or {})
    return target.getvalue()


def pdf_with_stream(raw: bytes, filters: Any, **more: Any) -> bytes:
    """Return a PDF whose attachment is packed by hand."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["report.json"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="report.json")
        stream = pdf.attachments["report.json"].get_file().obj
        stream.write(raw, filter=filters, **more)
        target = io.BytesIO()
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    """Return the sample as JSON after something was done to it."""
    found = source()
    change(found)
    return json.dumps(found).encode()


def question(code: str, /, **values: Any) -> bytes:
    """Return the sample with some values of one question changed."""
    return changed(lambda found: _question(found, code).update(values))


def answer(code: str, /, **values: Any) -> bytes:
    """Return the sample with some values of one answer changed."""
    return changed(lambda found: _question(found, code)["answer"].update(values))


def report(**values: Any) -> bytes:
    """Return the sample with some values of its head changed."""
    return changed(lambda found: found["report"].update(values))


def _question(found: dict[str, Any], code: str) -> dict[str, Any]:
    return next(q for section in found["sections"] for q in section["questions"] if q["code"] == code)


def _without(*path: str) -> bytes:
    def change(found: dict[str, Any]) -> None:
        for key in path[:-1]:
            found = found[key]
        del found[path[-1]]

    return changed(change)


def _twice(found: dict[str, Any]) -> None:
    questions = found["sections"][1]["questions"]
    questions.append(questions[0])


def bomb(megabytes: int) -> bytes:
    """Return few bytes that unpack to many spaces."""
    packing, piece = zlib.compressobj(9), b" " * 1_000_000
    first = packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)
    return first + (packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)) * (megabytes - 1)


def pdf_with_tables(table: bytes) -> bytes:
    """Return a PDF whose list of attachments lies in these packed bytes, which qpdf unpacks itself."""
    parts, places = [b"%PDF-1.5\n"], {}

    def add(number: int, body: bytes) -> None:
        places[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    add(1, b"<< /Type /Catalog /Pages 2 0 R /Names 4 0 R >>")
    add(2, b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>")
    add(6, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(table)
    add(3, head + b"\nstream\n" + table + b"\nendstream")
    places[5] = sum(map(len, parts))
    rows = b"".join(
        b"\x02\x00\x00\x00\x03\x00"
        if number == 4
        else (b"\x01" + places[number].to_bytes(4, "big") + b"\x00" if number else bytes(6))
        for number in range(7)
    )
    add(5, b"<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length 42 >>\nstream\n" + rows + b"\nendstream")
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % places[5]])


TOOL = {"name": "Bench", "address": "https://b.example", "purpose": ""}
LINK = {"title": "Card", "address": "https://c.example", "accessed_on": ""}
GOOD = canonical(source())
TEXT = GOOD.decode()
UTF_16 = TEXT.encode("utf-16")

HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    # No file, or no JSON.
    "nothing": (b"", "This file is empty."),
    "only spaces": (b" \n\t ", "This file is empty."),
    "a byte order mark": (b"\xef\xbb\xbf", "cannot be read from line 1, character 1"),
    "too large": (lambda: b" " * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a PDF nor JSON in UTF-8"),
    "a Word file": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xe9\xff", "neither a PDF nor JSON in UTF-8"),
    "UTF-16": (UTF_16, "neither a PDF nor JSON in UTF-8"),
    "Shift JIS": ('{"a": "報告"}'.encode("shift-jis"), "neither a PDF nor JSON in UTF-8"),
    "HTML": (b"<html><body>Sign in</body></html>", "cannot be read from line 1, character 1"),
    "Markdown": (b"# Report\n\nWords.", "cannot be read from line 1, character 1"),
    "half a file": (GOOD[: len(GOOD) // 2], "cannot be read from line 1, character"),
    "two files": (GOOD + GOOD, "cannot be read from line 1, character"),
    "a single quote": (b"{'schema': 1}", "cannot be read from line 1, character 2"),
    "a real line end in a string": (b'{"a": "b\nc"}', "cannot be read from line 1, character 9"),
    # JSON that no two readers understand alike, or that costs too much.
    "a list": (b"[1, 2]", "This JSON file holds no report."),
    "a number": (b"12", "This JSON file holds no report."),
    "null": (b"null", "This JSON file holds no report."),
    "NaN": (b'{"a": NaN}', "The number NaN in this file"),
    "infinity": (b'{"a": -Infinity}', "The number -Infinity in this file"),
    "an infinite number": (b'{"a": 1e999}', "The number 1e999 in this file"),
    "a huge number": (b'{"a": ' + b"9" * 5000 + b"}", "The number " + "9" * 40 + " in this file"),
    "a large number": (b'{"a": 9007199254740993}', "The number 9007199254740993 in this file"),
    "many numbers": (lambda: b'{"a": [' + b"1," * 20_000 + b"1]}", "The number 1 in this file"),
    "the same key twice": (b'{"schema": "a", "schema": "b"}', "“schema” stands twice"),
    "the same key twice, deeply": (b'{"a": [{"b": {"c": 1, "c": 2}}]}', "“c” stands twice"),
    "deep lists": (lambda: b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "nested more deeply"),
    "deep objects": (lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "nested more deeply"),
    "somewhat deep": (b'{"a":' * 30 + b"1" + b"}" * 30, "nested more deeply"),
    "many lists": (lambda: b'{"a": [' + b"[]," * 400_000 + b"[]]}", "more parts than any report"),
    "many strings": (lambda: b'{"a": [' + b'"b",' * 510_000 + b'"b"]}', "more parts than any report"),
    "many nulls": (lambda: b'{"a": [' + b"null," * 1_600_000 + b"1]}", "more parts than any report"),
    "half a character": (b'{"a": ["\\ud83d"]}', "characters that are none, near “�”"),
    "half a character as a key": (b'{"\\udc00": 1}', "characters that are none"),
    "NUL": (b'{"a": "b\\u0000c"}', "characters that are none, near “b�c”"),
    # JSON of something else.
    "an empty object": (b"{}", "This file holds no report that can be read here: “schema” is missing."),
    "a package": (b'{"name": "x", "version": "1.0"}', "“schema” is missing."),
    "another schema": (changed(lambda f: f.update(schema="haip-report/2")), "“haip-report/2” is unknown;"),
    "a schema that is no text": (changed(lambda f: f.update(schema=["haip-report/1"])), "at schema: A text"),
    "only the schema": (b'{"schema": "haip-report/1"}', "“report” is missing."),
    "a draft that is none": (changed(lambda f: f.update(draft="yes")), "at draft: An object is needed"),
    "a draft of no time": (changed(lambda f: f.update(draft={"made_at": "now"})), "“now” is no day or time"),
    "no organisation": (_without("organisation"), "“organisation” is missing."),
    "no name": (_without("organisation", "name"), "at organisation: “name” is missing."),
    "an empty name": (changed(lambda f: f["organisation"].update(name=" ")), "name: This may not be empty."),
    "a long name": (changed(lambda f: f["organisation"].update(name="n" * 2001)), "name: Longer than 2,000"),
    "a framework's path": (
        report(framework="../../etc"),
        "framework: “../../etc” cannot stand here",
    ),
    "a framework that is a number": (report(framework=1), "report › framework: A text is needed here."),
    "a long cycle": (report(cycle_label="c" * 61), "report › cycle_label: Longer than 60 characters"),
    "a version that is true": (report(version=True), "version: A whole number from 1 on is needed"),
    "version 0": (report(version=0), "version: A whole number from 1 on is needed"),
    "a version in words": (report(version="2"), "version: A whole number from 1 on is needed"),
    "an impossible day": (report(published_at="2026-02-30T00:00:00Z"), "“2026-02-30T00:00:00Z” is no day"),
    "a long language": (report(language="x" * 9), "language: Longer than 8 characters"),
    # Questions.
    "sections by name": (changed(lambda f: f.update(sections={})), "at sections: A list is needed here."),
    "many sections": (changed(lambda f: f.update(sections=[{}] * 61)), "at sections: More than 60 entries."),
    "a section that is none": (changed(lambda f: f.update(sections=[1])), "sections › 1: An object"),
    "many questions": (
        changed(lambda f: f.update(sections=[f["sections"][1]] * 40)),
        "More than 300 questions",
    ),
    "a question twice": (changed(_twice), "The question 1a stands there twice."),
    "a code that is none": (question("1a", code="1A<script>"), "“1A<script>” cannot stand here"),
    "an anchor that is none": (question("1a", anchor='"><b>'), "question 1a › anchor: “"),
    "an unknown kind": (question("1a", kind="essay"), "question 1a › kind: “essay” cannot stand here."),
    "a kind that is a list": (question("1a", kind=[]), "question 1a › kind: A text is needed here."),
    "no label": (question("1a", label=""), "question 1a › label: This may not be empty."),
    "topics in a text": (question("1a", topics="risk"), "question 1a › topics: A list is needed here."),
    "the same topic twice": (question("1a", topics=["a", "a"]), "topics: The same stands here twice."),
    "options without labels": (question("3a", options=[{"id": "yes"}]), "options › 1: “label” is missing."),
    "an unknown state": (
        question("1a", practices=[{"id": "a", "label": "A", "state": "done"}]),
        "question 1a › practices › 1 › state: “done” cannot stand here.",
    ),
    "no answer at all": (
        changed(lambda f: _question(f, "1b").pop("answer")),
        "question 1b: “answer” is missing.",
    ),
    # Answers.
    "an answer in a text": (question("1a", answer="Yes"), "question 1a › answer: An object is needed here."),
    "a text that is a list": (answer("1a", text=["a"]), "question 1a › answer › text: A text is needed"),
    "a long text": (answer("1a", text="x" * 200_001), "Longer than 200,000 characters; it has 200,001."),
    "a long summary": (answer("1a", summary="x" * 2_001), "answer › summary: Longer than 2,000 characters"),
    "two choices of one": (answer("3a", choices=["yes", "no"]), "choices: Only one option can be chosen."),
    "the same choice twice": (answer("3a.iii", choices=["a", "a"]), "choices: The same stands here twice."),
    "a choice that is null": (answer("3a", choices=[None]), "choices › 1: A text is needed here."),
    "many tools": (answer("1a", tools=[TOOL] * 41), "answer › tools: More than 40 entries."),
    "a tool without a name": (answer("1a", tools=[TOOL | {"name": ""}]), "name: This may not be empty."),
    "a tool with half an address": (
        answer("1a", tools=[TOOL | {"address": "b.example"}]),
        "question 1a › answer › tools › 1 › address: This is no whole web address",
    ),
    "evidence that is a script": (
        answer("1a", evidence=[LINK | {"address": "javascript:alert(1)"}]),
        "question 1a › answer › evidence › 1 › address: This is no whole web address",
    ),
    "evidence on no day": (
        answer("1a", evidence=[LINK | {"accessed_on": "last spring"}]),
        "accessed_on: Longer than 10 characters",
    ),
    "evidence on another's day": (
        answer("1a", evidence=[LINK | {"accessed_on": "31.3.2026"}]),
        "accessed_on: “31.3.2026” is no day or time.",
    ),
    # PDFs.
    "a PDF without data": (make_pdf(), "This PDF carries no data of a report."),
    "a PDF with another file": (make_pdf(GOOD, name="invoice.xml"), "This PDF carries no data of a report."),
    "only a PDF's first bytes": (b"%PDF-1.7\n", "This PDF is damaged"),
    "half a PDF": (lambda: make_pdf(GOOD)[:-900], "This PDF is damaged"),
    "a protected PDF": (
        lambda: make_pdf(GOOD, save={"encryption": pikepdf.Encryption(owner="o", user="u")}),
        "protected by a password",
    ),
    "a PDF with bad JSON": (make_pdf(b"{"), "cannot be read from line 1, character 2"),
    "a PDF with a picture": (make_pdf(b"\x89PNG\xff"), "neither a PDF nor JSON in UTF-8"),
    "a PDF with an empty file": (make_pdf(b""), "This file is empty."),
    "a PDF with a bomb": (
        lambda: pdf_with_stream(bomb(300), pikepdf.Name.FlateDecode),
        "The data in this PDF are too large",
    ),
    "a PDF with a bomb in a bomb": (
        lambda: pdf_with_stream(
            zlib.compress(bomb(300)), pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        ),
        "This PDF is damaged",
    ),
    "a PDF with a bomb for a table": (
        lambda: pdf_with_tables(bomb(2000)),
        "This PDF carries no data of a report.",
    ),
    "a PDF with an empty table": (
        pdf_with_tables(zlib.compress(b"4 0 << /EmbeddedFiles << /Names [] >> >>")),
        "This PDF carries no data of a report.",
    ),
    "a PDF that is packed by LZW": (
        lambda: pdf_with_stream(b"\x80\x0b\x60\x50", pikepdf.Name.LZWDecode),
        "This PDF is damaged",
    ),
    "a PDF with broken packing": (
        lambda: pdf_with_stream(b"no zlib", pikepdf.Name.FlateDecode),
        "This PDF is damaged",
    ),
    "a PDF whose packing breaks off": (
        lambda: pdf_with_stream(zlib.compress(GOOD)[:-20], pikepdf.Name.FlateDecode),
        "This PDF is damaged",
    ),
    "a PDF within JSON": (b'{"%PDF-1.7": 1}', "This PDF is damaged"),
}
