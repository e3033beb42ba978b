"""The PDF holds every word of the questionnaire, its own fonts, its structure, and no answer space."""

import io
import re
import subprocess
import unicodedata
from dataclasses import replace

import pikepdf
import pytest

from reports.documents.questionnaire import build_sheet
from reports.documents.questionnaire.pdf import render_pdf
from reports.frameworks import load

BODY = ["-r", "72", "-x", "0", "-y", "70", "-W", "595", "-H", "707"]


def _sheet(framework):
    return build_sheet(
        framework, site_name="HAIP Reports", operator="Example Body", address="https://r.example/f/"
    )


@pytest.fixture(scope="module", params=[("haip-2.0", "en"), ("haip-1.0", "ja")], ids="-".join)
def edition(request):
    framework = load(*request.param)
    return framework, render_pdf(_sheet(framework))


def _part(framework, **changes):
    """Return the framework with nothing but the first question of section 1."""
    section = framework.sections[1]
    question = replace(section.questions[0], **changes)
    return replace(framework, sections=(replace(section, questions=(question,)),))


def _text(pdf, *options):
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def _tight(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_every_word_of_every_question_is_there(edition):
    framework, pdf = edition
    text = _tight(_text(pdf, *BODY))
    missing = []
    for section in _sheet(framework).sections:
        pieces = [section.heading, section.about]
        for item in section.items:
            question = item.question
            pieces += [item.heading + item.mark, item.roles, question.prompt, *question.parts]
            for each in (*question.options, *question.practices):
                pieces.append(each.label + each.definition)
        missing += [piece for piece in pieces if _tight(piece) not in text]
    assert missing == []


def test_the_cover_says_what_this_is(edition):
    framework, pdf = edition
    cover = _tight(_text(pdf, "-l", "1"))
    words = _sheet(framework).words
    for part in (
        framework.title,
        words["subtitle"],
        *words["notes"],
        words["states_note"],
        "https://r.example/f/",
    ):
        assert _tight(part) in cover
    assert framework.version in words["subtitle"]
    assert len(words["notes"]) == 3


def test_only_a_provisional_version_says_so():
    for framework_id, provisional in (("haip-1.0", False), ("haip-2.0", True)):
        notes = " ".join(_sheet(load(framework_id)).words["notes"])
        assert ("provisional" in notes) is provisional
        assert "they are not the official text" in notes
        assert "It is not a site of the OECD" in notes


def test_every_page_names_the_edition(edition):
    framework, pdf = edition
    named = _tight(_sheet(framework).words["subtitle"])
    assert ("2.0(provisional)" in named) is framework.is_provisional
    pages = _text(pdf).split("\f")[1:-1]
    assert len(pages) > 3
    assert all(named in _tight(page) for page in pages)


def test_marks_and_roles_are_those_of_the_question():
    items = {
        item.question.code: (item.mark, item.roles)
        for section in _sheet(load("haip-2.0")).sections
        for item in section.items
    }
    everybody = "Recommended for: everybody"
    builders = "Recommended for: Model developer, Application developer"
    assert items["scope"] == ("", "")
    assert items["risk-classification"] == ("Reported, unconfirmed", everybody)
    assert items["capability-thresholds"] == ("Reported, unconfirmed", "Recommended for: Model developer")
    assert items["fitness-testing"] == ("Number reported, subject provisional", builders)
    assert items["post-deployment-monitoring"] == ("Subject reported, number not known", everybody)
    assert items["supply-chain"] == ("Provisional", everybody)
    official = _sheet(load("haip-1.0"))
    assert {item.mark for section in official.sections for item in section.items} == {""}


def test_official_wording_stands_above_ours():
    asked = "What is asked <officially> & word for word?"
    framework = replace(_part(load("haip-2.0"), official=asked), official_source="A body, of a day")
    text = _tight(_text(render_pdf(_sheet(framework))))
    ours = _tight(framework.questions[0].prompt)
    assert _tight(f"Official wording: {asked} Our wording:") + ours in text
    assert _tight("Source: A body, of a day") in text
    without = _tight(_text(render_pdf(_sheet(_part(load("haip-2.0"))))))
    assert ours in without
    assert "Ourwording:" not in without
    assert "Officialwording" not in without


def test_the_structure_is_tagged_and_says_its_language(edition):
    framework, content = edition
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == framework.locale
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        heads = [each for each in elements if each.S == "/TH"]
        assert {str(each.A.Scope) for each in heads} == {"/Column"}
        tables = sum(bool(q.options) + bool(q.practices) for q in framework.questions)
        assert len(heads) >= 2 * tables > 0
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"{framework.title}: {_sheet(framework).words['subtitle']}"


def test_the_outline_leads_to_sections_and_questions(edition):
    framework, content = edition
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = {each.title: [child.title for child in each.children] for each in outline.root}
    expected = {part.heading: [item.heading for item in part.items] for part in _sheet(framework).sections}
    assert {title: found for title, found in titles.items() if found} == expected


def test_all_fonts_are_embedded_noto_subsets(edition):
    fonts = set()
    with pikepdf.open(io.BytesIO(edition[1])) as pdf:
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                fonts.add(str(font.BaseFont))
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+Noto", name) for name in fonts)


def test_the_same_questionnaire_gives_the_same_bytes():
    framework = _part(load("haip-1.0", "fr"))
    assert render_pdf(_sheet(framework)) == render_pdf(_sheet(framework))
