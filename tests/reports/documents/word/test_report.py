"""The Word file says what the report says: cover, contents, attestation, questions, answers, gaps."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import translation
from docx.oxml.ns import qn

from reports.documents import build
from reports.documents.word import render_word
from reports.enums import PracticeState
from reports.frameworks import load
from tests.reports.documents.samples import NAME, make_logo, make_source

from .reading import checked, opened, part, style, words

ADDRESS = "https://r.example/reports/aoba/2026/v2/"
SHA256 = "ab" * 32


def _rendered(document, **facts):
    return checked(render_word(document, site_name="HAIP Reports", **facts))


def _lines(content):
    """Return (style, words) of every paragraph outside tables."""
    return [(style(block), words(block)) for block in opened(content).element.body if block.tag == qn("w:p")]


@pytest.fixture(scope="module")
def published():
    source = make_source({"1a": "Words.", "scope": (["group"], "All of it.")}, logo=make_logo())
    document = build(source, sha256=SHA256)
    return document, _rendered(document, address=ADDRESS, operator="Example Body")


@pytest.fixture(scope="module")
def practices():
    named = [practice.id for practice in load("haip-2.0").question("risk-classification").practices]
    answers = {
        "risk-classification": {"practices": dict(zip(named, PracticeState.values, strict=False))},
        "tools-and-metrics.text": {
            "tools": [
                {"name": "Scale", "address": "https://t.example/scale", "purpose": "Measures."},
                {"name": "In-house", "address": "intranet", "purpose": ""},
            ],
            "summary": "Few words.",
            "evidence": [
                {"title": "Card", "address": "https://e.example/x", "accessed_on": "2026-03-01"},
                {"title": "Other", "address": "https://e.example/y", "accessed_on": ""},
            ],
        },
    }
    source = make_source(answers, framework_id="haip-2.0", ai_roles=["deployer"])
    source["sections"] = [section for section in source["sections"] if section["code"] == "1"]
    document = build(source)
    return document, _rendered(document)


def test_the_cover_says_whose_report_it_is_and_what_it_is_worth(published):
    _document, content = published
    lines = _lines(content)
    cover = lines[: [name for name, _words in lines].index("TOCHeading")]
    assert cover == [
        ("Note", "Hiroshima AI Process reporting framework\nFramework version 1.0"),
        ("", ""),
        ("Title", NAME),
        ("Subtitle", "Report 2026"),
        ("Fact", f"Organisation\t{NAME}, Japan\nhttps://aoba.example"),
        ("Fact", "Field and size\tManufacturing and electronics; 50 to 249 employees"),
        ("Fact", "Roles in AI\tModel developer, Deployer"),
        ("Fact", "What it covers\tGroup"),
        ("Fact", "Reporting cycle\t2026"),
        ("Fact", "Language of answers\tEnglish"),
        ("Fact", "Answered\t2 of 47 questions"),
        ("Fact", "Version\t2. Corrected a figure in 1c."),
        ("Fact", "Published\t22 November 2026, 14:02 UTC"),
        ("Fact", "Attested\tRen Aoki, Chief executive\n20 November 2026, 09:30 UTC"),
        ("Fact", f"Permanent address\t{ADDRESS}"),
        ("Fact", f"SHA-256\t{SHA256}"),
        (
            "Note",
            "A report that is listed here is neither endorsed nor certified. The organisation answers for "
            "what it says; the substance was not assessed, neither by the OECD nor by Example Body. "
            "HAIP Reports is run by Example Body. It is not a site of the OECD.",
        ),
        ("Note", "Our own plain-language reading."),
        (
            "Note",
            "The SHA-256 above is that of the data file (JSON) of this version at its permanent address. "
            "Who has the file can check that nothing was changed.",
        ),
    ]


def test_the_logo_is_a_picture_with_words(published):
    _document, content = published
    (picture,) = opened(content).inline_shapes
    assert picture._inline.docPr.get("descr") == f"Logo of {NAME}"
    assert round(picture.width / picture.height, 2) == 3
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert [name for name in file.namelist() if "media" in name] == ["word/media/image1.png"]


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_a_logo_that_cannot_be_drawn_is_left_out(data, caplog):
    content = _rendered(build(make_source(logo=make_logo(data))))
    assert len(opened(content).inline_shapes) == 0
    assert "left out of the Word file" in caplog.text


def test_headings_navigate_and_the_contents_lead_to_them(published):
    document, content = published
    expected = [("Heading1", "Attestation")]
    for section in document.sections:
        expected.append(
            ("Heading1", f"{section.code} {section.title}" if section.code != "0" else section.title)
        )
        expected += [("Heading2", f"{entry.number} {entry.label}".strip()) for entry in section.entries]
    assert [line for line in _lines(content) if line[0] in {"Heading1", "Heading2"}] == expected
    listed = [
        (name.replace("toc", "Heading"), said) for name, said in _lines(content) if name.startswith("toc")
    ]
    assert listed == expected
    body = opened(content).element.body
    places = {mark.get(qn("w:name")): words(mark.getparent()) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert [places[link.get(qn("w:anchor"))] for link in links] == [words(link) for link in links]
    assert [code.text.split()[0] for code in body.iter(qn("w:instrText"))] == ["TOC"]


def test_the_attestation_stands_before_the_answers(published):
    lines = [said for _style, said in _lines(published[1])]
    place = lines.index("I attest that this report is accurate.")
    assert lines[place - 1] == "Attestation"
    assert lines[place + 1] == f"Ren Aoki\nChief executive\n{NAME}\n20 November 2026, 09:30 UTC"


def test_every_question_is_asked_in_its_words(published):
    document, content = published
    said = [said for _style, said in _lines(content)]
    for entry in document.entries:
        assert entry.prompt in said
        assert set(entry.parts) <= set(said)


def test_gaps_are_said(practices):
    document, content = practices
    names = {
        "not_asked": "Not asked of this role.",
        "left_empty": "Left empty; this one is optional.",
        "missing": "Not answered",
        "incomplete": "Not yet a complete answer",
    }
    expected = [names[entry.gap] for entry in document.entries if entry.gap]
    assert [said for name, said in _lines(content) if name == "Gap"] == expected
    assert {"Not asked of this role.", "Not answered"} <= set(expected)


def test_practices_are_a_table_with_what_was_not_reported_below(practices):
    document, content = practices
    entry = document.entry("risk-classification")
    table = opened(content).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Practice", "State"],
        *([practice.label, state] for state, stated in entry.stated for practice in stated),
    ]
    labels = " · ".join(practice.label for practice in entry.unreported)
    assert ("Note", f"Not reported: {len(entry.unreported)} ({labels})") in _lines(content)
    assert len(entry.unreported) > 1


def test_tools_evidence_and_summary(practices):
    _document, content = practices
    table = opened(content).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Tool or metric", "What it is for"],
        ["Scale\nhttps://t.example/scale", "Measures."],
        ["In-house\nintranet", ""],
    ]
    lines = _lines(content)
    assert ("", "In short: Few words.") in lines
    place = lines.index(("Label", "Evidence"))
    assert lines[place + 1 : place + 3] == [
        ("ListBullet", "Card, accessed 1 March 2026\nhttps://e.example/x"),
        ("ListBullet", "Other\nhttps://e.example/y"),
    ]
    targets = {each.get("Target") for each in part(content, "word/_rels/document.xml.rels")}
    assert {"https://t.example/scale", "https://e.example/x", "https://e.example/y"} <= targets
    assert "intranet" not in targets
    assert "Recommended for: Model developer, Application developer, Deployer" in [
        said for _style, said in lines
    ]
    assert ("Asked", "Number reported, subject provisional") in lines


def test_headers_and_footers_run_along(published, practices):
    for (_document, content), edition in (
        (published, ""),
        (practices, " · Framework version 2.0 (provisional)"),
    ):
        section = opened(content).sections[0]
        assert [line.text for line in section.header.paragraphs] == [f"{NAME}, 2026{edition}\tVersion 2"]
        (footer,) = section.footer.paragraphs
        assert footer.text == "Hiroshima AI Process reporting framework\tPage 1"
        assert [code.text for code in footer._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert not section.different_first_page_header_footer


def test_a_draft_says_so_on_every_page_and_can_be_edited():
    source = make_source({"1a": "Words."})
    source["attestation"] = None
    source["report"] |= {"published_at": None, "reason": "", "version": 1}
    content = _rendered(build(source, draft=True))
    lines = _lines(content)
    assert (
        "Warning",
        "Draft, not published. Answers may still change. Nothing here has been attested.",
    ) in lines
    assert ("Fact", "Published\tNot published") in lines
    assert ("Fact", "Version\t1") in lines
    assert [
        said for _style, said in lines if said.startswith(("SHA-256", "Permanent", "Attest", "The SHA"))
    ] == []
    assert opened(content).sections[0].header.paragraphs[0].text == f"{NAME}, 2026\tDraft, not published"
    assert list(opened(content).element.iter(qn("w:sdt"))) == []
    settings = part(content, "word/settings.xml")
    assert [
        name
        for name in ("documentProtection", "writeProtection")
        if settings.find(qn(f"w:{name}")) is not None
    ] == []
    assert opened(content).core_properties.title.endswith("1.0 (draft)")


def test_the_file_says_what_it_was_made_from(published):
    document, content = published
    core = opened(content).core_properties
    assert core.title == f"{NAME}: report 2026, Hiroshima AI Process reporting framework 1.0"
    assert (core.author, core.language) == (NAME, "en-GB")
    assert core.created == core.modified == document.published_at
    assert {each.get("name"): each[0].text for each in part(content, "docProps/custom.xml")} == {
        "haip-schema": "haip-report/1",
        "haip-framework": "haip-1.0",
        "haip-organisation": "aoba",
        "haip-cycle": "2026",
        "haip-language": "en",
        "haip-version": "2",
        "haip-sha256": SHA256,
    }


def test_the_same_arguments_give_the_same_bytes(published):
    document, content = published
    with translation.override("fr"):
        again = render_word(document, site_name="HAIP Reports", address=ADDRESS, operator="Example Body")
    assert again == content
    other = replace(document, version=3)
    assert render_word(other, site_name="HAIP Reports", address=ADDRESS, operator="Example Body") != content


def test_a_name_longer_than_a_property_may_be_is_written_out():
    name = "Long name " * 30
    content = _rendered(build(make_source(name=name)))
    assert opened(content).core_properties.author == name[:255]
    assert ("Title", name) in _lines(content)


@pytest.mark.parametrize("locale", ["ja", "fr"])
def test_what_the_file_says_itself_is_in_the_language_of_the_questions(locale):
    document = build(make_source(language=locale, framework_id="haip-2.0"))
    content = _rendered(document)
    assert document.wording_locale == locale
    with translation.override(locale):
        contents, missing = translation.gettext("Contents"), translation.gettext("Not answered")
    assert ("TOCHeading", contents) in _lines(content)
    assert ("Gap", missing) in _lines(content)
    assert contents != "Contents"
