"""The Word file holds every question outside its fields, and every field is found again by its tag."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.documents.questionnaire import build_sheet, fields, framework_digest, source_digest
from reports.documents.questionnaire.word import RENDERER_VERSION, render_word
from reports.enums import PracticeState, QuestionKind
from reports.frameworks import framework_ids, load

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
EDITIONS = [(framework, locale) for framework in framework_ids() for locale in ("en", "ja", "fr")]
STATES = ["not_reported", *(str(state) for state in PracticeState)]


def _sheet(framework):
    return build_sheet(
        framework, site_name="HAIP Reports", operator="Example Body", address="https://r.example/"
    )


def _opened(content):
    return Document(io.BytesIO(content))


def _controls(document):
    """Return tag -> control, in the order of the file."""
    controls = list(document.element.iter(qn("w:sdt")))
    named = {control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): control for control in controls}
    assert len(named) == len(controls)
    return named


def _property(control, name):
    return control.find(f"{qn('w:sdtPr')}/{qn(name)}")


def _words(element):
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _expected(framework):
    """Return code, kind of field and name of all that can be answered, by the rules of a report."""
    found = set()
    for question in framework.questions:
        if question.kind is QuestionKind.GROUP:
            continue
        found.add((question.code, "text", ""))
        if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
            found.add((question.code, "choice", ""))
        if question.kind is QuestionKind.CHECKLIST:
            found |= {(question.code, "option", option.id) for option in question.options}
        found |= {(question.code, "practice", practice.id) for practice in question.practices}
        if question.takes_tools:
            parts = ("name", "address", "purpose")
            found |= {(question.code, "tool", f"{row}:{part}") for row in range(1, 6) for part in parts}
    return found


@pytest.fixture(scope="module", params=EDITIONS, ids="-".join)
def edition(request):
    framework = load(*request.param)
    assert framework.locale == request.param[1]
    return framework, render_word(_sheet(framework))


@pytest.fixture(scope="module")
def provisional():
    return load("haip-2.0"), render_word(_sheet(load("haip-2.0")))


def test_there_is_a_field_for_everything_that_can_be_answered_and_for_nothing_else(edition):
    framework, content = edition
    listed = fields(framework)
    assert {(field.code, field.what, field.name) for field in listed} == _expected(framework)
    assert len(listed) == len(_expected(framework))
    assert list(_controls(_opened(content))) == [field.tag for field in listed]


def test_tags_are_lasting_names_that_word_accepts(edition):
    framework, _content = edition
    for field in fields(framework):
        whole = ":".join(filter(None, ["haip", framework.id, field.code, field.what, field.name]))
        if len(whole) <= 64:
            assert field.tag == whole
        else:
            assert len(field.tag) == 64
            assert whole.startswith(field.tag.partition("~")[0])


def test_tags_that_were_given_out_never_change():
    tags = {(field.code, field.what, field.name): field.tag for field in fields(load("haip-2.0"))}
    assert tags["risk-classification", "text", ""] == "haip:haip-2.0:risk-classification:text"
    assert (
        tags["risk-classification", "practice", "risk-tiers"]
        == "haip:haip-2.0:risk-classification:practice:risk-tiers"
    )
    assert (
        tags["systemic-risk-collaboration", "practice", "information-integrity-cooperation"]
        == "haip:haip-2.0:systemic-risk-collaboration:practice:~a5dfb8696e7c"
    )


def test_what_was_written_is_found_again_by_its_tag(edition):
    """As a person would: write in every field, tick, choose, save, open."""
    framework, content = edition
    document = _opened(content)
    for number, control in enumerate(_controls(document).values()):
        placeholder = _property(control, "w:showingPlcHdr")
        if placeholder is not None:
            placeholder.getparent().remove(placeholder)
        for box in control.iter(f"{W14}checked"):
            box.set(f"{W14}val", "1")
        texts = list(control.iter(qn("w:t")))
        texts[0].text = f"written in {number}"
        for text in texts[1:]:
            text.text = ""
    saved = io.BytesIO()
    document.save(saved)
    again = _controls(_opened(saved.getvalue()))
    found = {tag: _words(control.find(qn("w:sdtContent"))) for tag, control in again.items()}
    assert found == {field.tag: f"written in {number}" for number, field in enumerate(fields(framework))}
    ticked = {
        tag
        for tag, control in again.items()
        for box in control.iter(f"{W14}checked")
        if box.get(f"{W14}val") == "1"
    }
    assert ticked == {field.tag for field in fields(framework) if field.what == "option"}


def test_an_empty_field_is_known_as_empty(edition):
    framework, content = edition
    controls = _controls(_opened(content))
    empty = {tag for tag, control in controls.items() if _property(control, "w:showingPlcHdr") is not None}
    assert empty == {field.tag for field in fields(framework) if field.what in {"text", "choice", "tool"}}
    for control in controls.values():
        assert all(box.get(f"{W14}val") == "0" for box in control.iter(f"{W14}checked"))
        assert _property(control, "w:lock").get(qn("w:val")) == "sdtLocked"
        assert 0 < len(_property(control, "w:alias").get(qn("w:val"))) <= 64
    ids = [_property(control, "w:id").get(qn("w:val")) for control in controls.values()]
    assert len(set(ids)) == len(ids)


def test_choices_and_states_hold_the_ids_that_are_stored(edition):
    framework, content = edition
    controls = _controls(_opened(content))
    for field in fields(framework):
        items = controls[field.tag].findall(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}/{qn('w:listItem')}")
        pairs = [(item.get(qn("w:value")), item.get(qn("w:displayText"))) for item in items]
        assert len({label for _value, label in pairs}) == len(pairs)
        if field.what == "practice":
            assert [value for value, _label in pairs] == STATES
            assert _words(controls[field.tag]) == pairs[0][1]
        elif field.what == "choice":
            options = framework.question(field.code).options
            assert pairs == [(option.id, option.label) for option in options]
        else:
            assert pairs == []
        boxes = list(controls[field.tag].iter(f"{W14}checkbox"))
        assert len(boxes) == (field.what == "option")


def test_questions_stand_outside_the_fields(edition):
    framework, content = edition
    document = _opened(content)
    for control in _controls(document).values():
        control.getparent().remove(control)
    said = "\n".join(_words(block) for block in document.element.iter(qn("w:p")))
    for question in framework.questions:
        for words in (question.label, question.prompt, *question.parts):
            assert words in said
        for each in (*question.practices, *(option for option in question.options if option.definition)):
            assert each.label in said
            assert each.definition in said


def test_headings_are_headings_and_the_contents_lead_to_them(edition):
    framework, content = edition
    document = _opened(content)
    sheet = _sheet(framework)
    headings = {"Heading 1": [], "Heading 2": []}
    for block in document.paragraphs:
        if block.style.name in headings:
            headings[block.style.name].append(block.text)
    assert headings["Heading 1"] == [section.heading for section in sheet.sections]
    assert headings["Heading 2"] == [item.heading for section in sheet.sections for item in section.items]
    bookmarks = {
        mark.get(qn("w:name")): _words(mark.getparent())
        for mark in document.element.iter(qn("w:bookmarkStart"))
    }
    links = [(link.get(qn("w:anchor")), _words(link)) for link in document.element.iter(qn("w:hyperlink"))]
    assert links == list(bookmarks.items())
    assert len(links) == sum(map(len, headings.values()))
    codes = [code.text for code in document.element.iter(qn("w:instrText"))]
    assert [code.split()[0] for code in codes] == ["TOC"]


def test_tables_have_fixed_widths_and_repeat_their_heading(edition):
    framework, content = edition
    tables = _opened(content).tables
    assert len(tables) == sum(bool(q.practices) + q.takes_tools for q in framework.questions)
    for table in tables:
        layout = table._tbl.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}")
        assert layout.get(qn("w:type")) == "fixed"
        repeated = [
            row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.iter(qn("w:tr"))
        ]
        assert repeated == [True] + [False] * (len(repeated) - 1)


@pytest.mark.parametrize(("locale", "language"), [("en", "en-GB"), ("ja", "ja-JP"), ("fr", "fr-FR")])
def test_the_file_says_its_language_and_its_fonts(locale, language):
    content = render_word(_sheet(load("haip-1.0", locale)))
    document = _opened(content)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spoken = defaults.find(qn("w:lang"))
    assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == (language, "ja-JP")
    assert document.core_properties.language == language
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Noto Sans CJK JP"
    assert "rFonts" not in " ".join(child.tag for style in document.styles for child in style.element.iter())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        fonts = file.read("word/fontTable.xml").decode()
    assert '<w:font w:name="Noto Sans CJK JP"><w:altName w:val="Yu Gothic,MS Gothic,MS Mincho"/>' in fonts


def test_the_file_says_what_it_was_made_from(provisional):
    framework, content = provisional
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        found = etree.fromstring(file.read("docProps/custom.xml"))
        assert "docProps/custom.xml" in file.read("_rels/.rels").decode()
        assert "custom-properties+xml" in file.read("[Content_Types].xml").decode()
    assert {each.get("name"): each[0].text for each in found} == {
        "haip-framework": "haip-2.0",
        "haip-locale": "en",
        "haip-digest": framework_digest(framework),
    }
    said = [block.text for block in _opened(content).paragraphs[:6]]
    assert said[1] == "Blank questionnaire, version 2.0 (provisional)"
    (footer,) = _opened(content).sections[0].footer.paragraphs
    assert said[1] in footer.text
    assert said[2].startswith("Version 2.0 is provisional. Its official questionnaire was not at hand")
    assert "not the official text" in said[3]
    assert "not a site of the OECD" in said[4]


def test_check_boxes_work_in_word(provisional):
    """Word takes them for plain text in files that claim to be older than 2010."""
    _framework, content = provisional
    modes = [
        each.get(qn("w:val"))
        for each in _opened(content).settings.element.iter(qn("w:compatSetting"))
        if each.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_official_wording_stands_above_ours():
    framework = load("haip-2.0")
    section = framework.sections[1]
    question = replace(
        section.questions[0], official="What is asked <officially> & word for word?\nSecond line."
    )
    section = replace(section, questions=(question,))
    document = _opened(render_word(_sheet(replace(framework, sections=(section,), official_source="A body"))))
    said = [block.text for block in document.paragraphs]
    official = said.index("What is asked <officially> & word for word?\nSecond line.")
    assert said[official - 1 : official + 3 : 2] == ["Official wording:", "Our wording:"]
    assert said[official + 2] == question.prompt
    assert "Reported, unconfirmed · Recommended for: everybody" in said
    assert [line for line in said if line.endswith("Source: A body")]


def test_the_same_questionnaire_is_the_same_file(provisional):
    framework, content = provisional
    assert render_word(_sheet(framework)) == content
    assert _opened(content).core_properties.created == _opened(content).core_properties.modified
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in file.namelist()
        for name in file.namelist():
            etree.fromstring(file.read(name))


def test_the_digest_follows_from_everything_that_is_said():
    framework = load("haip-2.0")
    digest = source_digest(_sheet(framework), RENDERER_VERSION)
    assert source_digest(_sheet(framework), RENDERER_VERSION) == digest
    section = framework.sections[1]
    changed = replace(
        section, questions=(replace(section.questions[0], official="New."), *section.questions[1:])
    )
    overlaid = replace(framework, sections=(framework.sections[0], changed, *framework.sections[2:]))
    others = {
        source_digest(_sheet(overlaid), RENDERER_VERSION),
        source_digest(_sheet(load("haip-2.0", "fr")), RENDERER_VERSION),
        source_digest(_sheet(framework), "another"),
        source_digest(replace(_sheet(framework), site_name="Another"), RENDERER_VERSION),
        source_digest(
            replace(_sheet(framework), words=_sheet(framework).words | {"page": "P."}), RENDERER_VERSION
        ),
        digest,
    }
    assert len(others) == 6
