"""The PDF holds every word, its own fonts, its structure, and reaches nothing."""

import io
import re
import socket
import subprocess
import unicodedata

import pikepdf
import pytest

from reports.documents import build
from reports.documents.canonical import canonical
from reports.documents.pdf import render_pdf
from reports.frameworks import load
from reports.text import plain
from tests.reports.documents.printouts import BODY
from tests.reports.documents.samples import NAME, make_logo, make_source

ANSWERS = {
    "scope": (["group"], "The group as a whole."),
    "1a": "# Scheme\n\n**Lead.** See [policy](https://aoba.example/p)[^1] and 「指針」.\n\n[^1]: A note.",
    "1b": "- one\n  - two\n    - three\n\n| Model | 件数 |\n|---|--:|\n" + "| tested model | 12345 |\n" * 60,
    "1c": "\n\n".join(f"Paragraph {number} " + "of a long answer " * 25 for number in range(40)),
    "1d": (["yes"], ""),
    "1e": "Done [1].\n\n[1] Paper\n\n* Only for some models",
    "2g.v": (["no"], "None."),
    "3a.iii": (["safety-evaluation-results", "capability-limits"], "More."),
}
JAPANESE = {
    "1a": "**「強調」**です。\n次の行。\n\n・安全\n　・品質\n\n" + "長い回答を書きます。" * 120,
    "1d": (["no"], "ありません。"),
}


def _document(answers=None, *, draft=False, html=None, **source):
    return build(make_source(answers, **source), sha256="" if draft else "ab" * 32, draft=draft, html=html)


@pytest.fixture(scope="module")
def english():
    document = _document(ANSWERS, logo=make_logo())
    return render_pdf(
        document, site_name="HAIP Reports", address="https://r.example/v2/", operator="Example Body"
    )


@pytest.fixture(scope="module")
def japanese_draft():
    return render_pdf(_document(JAPANESE, language="ja", draft=True), site_name="HAIP Reports")


def _text(pdf, *options):
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def _tight(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _missing(answers, pdf):
    # The bullets of a page and the letters over a draft come last, between the halves of a paragraph.
    text = _tight(re.sub(r"(?m)^\f?.\n", "", _text(pdf, *BODY)))
    texts = [answer if isinstance(answer, str) else answer[1] for answer in answers.values()]
    pieces = [piece for answer in texts for piece in re.split(r"[\n\t]", plain(answer))]
    assert len(pieces) >= len(texts)
    return [piece for piece in pieces if _tight(piece) not in text]


def test_every_answer_is_there_in_full(english):
    assert _missing(ANSWERS, english) == []


def test_every_japanese_answer_is_there_in_full(japanese_draft):
    assert _missing(JAPANESE, japanese_draft) == []


def test_every_question_is_there_with_prompt_value_and_gaps(english):
    text = _tight(_text(english, *BODY))
    document = _document(ANSWERS)
    for entry in document.entries:
        for part in (entry.label, entry.prompt, *entry.parts):
            assert _tight(part) in text
    assert text.count("Notanswered") == document.asked - document.answered
    assert _tight("Left empty; this one is optional.") in text
    ticked = document.entry("3a.iii")
    assert [_tight(f"☑{label}") in text for label in ticked.choices] == [True, True]
    assert [_tight(f"☐{label}") in text for label in ticked.unticked] == [True, True, True]
    heading = _tight(document.entry("1d").label + document.entry("1d").prompt)
    assert f"{heading}Yes" in text


def test_the_cover_says_what_this_is(english):
    cover = _tight(_text(english, "-l", "1"))
    for part in (
        *(NAME, "Report 2026", "Framework version 1.0", "Japan", "Version2. Corrected a figure in 1c."),
        *("22 November 2026, 14:02 UTC", "ab" * 32, "https://r.example/v2/", "Group", "8 of 47 questions"),
        *("neither endorsed nor certified", "the substance was not assessed", "is not a site of the OECD"),
        *(
            "HAIP Reports is run by Example Body",
            "Ren Aoki, Chief executive",
            "Our own plain-language reading.",
        ),
    ):
        assert _tight(part) in cover


def test_the_structure_is_tagged_and_says_its_languages(japanese_draft):
    with pikepdf.open(io.BytesIO(japanese_draft)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en"
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        articles = [each for each in elements if each.S == "/Art"]
        assert articles
        assert {str(each.Lang) for each in articles} == {"ja"}
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(f"{NAME}: report 2026")


def test_table_headings_are_those_of_columns(english):
    with pikepdf.open(io.BytesIO(english)) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        heads = [each for each in elements if each.get("/S") == "/TH"]
    assert len(heads) >= 2 * 2  # two columns, repeated on a second page
    assert {str(each.A.Scope) for each in heads} == {"/Column"}


def test_the_outline_leads_to_sections_and_questions(english):
    with pikepdf.open(io.BytesIO(english)) as pdf, pdf.open_outline() as outline:
        titles = {each.title: [child.title for child in each.children] for each in outline.root}
    sections = [title for title in titles if title[0].isdigit()]
    assert [title[0] for title in sections] == list("1234567")
    assert titles[sections[0]][0] == "1a Risk definition and classification"
    assert sum(map(len, titles.values())) == 2 + 47


@pytest.mark.parametrize("language", ["english", "japanese_draft"])
def test_all_fonts_are_embedded_noto_subsets(language, request):
    fonts = set()
    with pikepdf.open(io.BytesIO(request.getfixturevalue(language))) as pdf:
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                fonts.add(str(font.BaseFont))
    assert all(re.match(r"/[A-Z]{6}\+Noto", name) for name in fonts)
    assert any("CJK-JP" in name for name in fonts)


def test_a_draft_says_so_on_every_page(japanese_draft, english):
    pages = _text(japanese_draft).split("\f")[:-1]
    assert all("Draft, not published" in page for page in pages)
    assert "SHA-256" not in pages[0]
    assert "Draft" not in _text(english)


def test_nothing_is_fetched(caplog):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        # What the sanitiser lets through is tested elsewhere; here it is gone round on purpose.
        html = {"1a": f'<img src="{address}" alt="x"><img src="file:///etc/hostname" alt="y"><p>After</p>'}
        pdf = render_pdf(_document({"1a": f"![x]({address})"}, html=html), site_name="HAIP Reports")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "After" in _text(pdf)
    (record,) = caplog.records
    assert record.name == "reports.documents.pdf"
    assert record.getMessage().startswith("left out of the PDF of aoba 2026 version 2: ")
    assert record.getMessage().count("disallowed protocol") == 2


def test_a_broken_logo_is_logged_and_the_pdf_comes(caplog):
    pdf = render_pdf(_document({"1a": "Here."}, logo=make_logo(b"no picture")), site_name="HAIP Reports")
    assert "Here." in _text(pdf)
    assert [record.name for record in caplog.records] == ["reports.documents.printing"]
    assert "logo of aoba" in caplog.text


def test_words_without_the_asked_value_are_shown_and_called_incomplete():
    text = _tight(
        _text(render_pdf(_document({"1d": "Words only."}, draft=True), site_name="HAIP Reports"), *BODY)
    )
    assert "Wordsonly.Notyetacompleteanswer" in text


def test_the_same_document_gives_the_same_bytes():
    document = _document({"1a": "Yes"})
    assert render_pdf(document, site_name="A") == render_pdf(document, site_name="A")


def test_a_provisional_framework_is_named_so_on_every_page():
    document = _document(
        {"risk-classification": {"practices": {"risk-register": "planned"}}}, framework_id="haip-2.0"
    )
    pages = _text(render_pdf(document, site_name="HAIP Reports")).split("\f")[:-1]
    assert all("Framework version 2.0 (provisional)" in page for page in pages)
    assert "provisional" not in _text(render_pdf(_document({"1a": "Here."}), site_name="HAIP Reports"))


def test_marks_numbers_and_official_wording_stand_beside_the_question():
    source = make_source(framework_id="haip-2.0")
    source["sections"] = source["sections"][1:2]
    source["sections"][0]["questions"][0]["official"] = "Word by word."
    source["wording"]["official_source"] = "The operator’s copy"
    text = _tight(_text(render_pdf(build(source), site_name="HAIP Reports"), *BODY))
    first, second = source["sections"][0]["questions"][:2]
    assert (
        _tight(
            f"Q1{first['label']}Reported, unconfirmed Official wording: Word by word. (The operator’s copy) "
            f"Our wording: {first['prompt']} "
            "Recommended for: Model developer, Application developer, Deployer"
        )
        in text
    )
    assert _tight(f"{second['label']}Reported, unconfirmed{second['prompt']}") in text
    assert "capability-thresholds" not in text


def test_paper_is_a4_or_letter():
    document = _document({"1a": "Here."})
    for paper, width, height in (("a4", 595.28, 841.89), ("letter", 612, 792)):
        with pikepdf.open(io.BytesIO(render_pdf(document, site_name="A", paper=paper))) as pdf:
            box = [float(value) for value in pdf.pages[0].MediaBox]
            assert box == pytest.approx([0, 0, width, height], abs=0.01)
    with pytest.raises(KeyError):
        render_pdf(document, site_name="A", paper="a5")


def test_pages_are_counted_aloud_and_printed():
    counted = []
    pdf = render_pdf(_document({"1a": "Here."}), site_name="A", on_page=counted.append)
    pages = _text(pdf).split("\f")[:-1]
    assert counted == list(range(1, len(pages) + 1))
    assert f"2 / {len(pages)}" in pages[1]


def test_a_long_report_is_a_small_file_with_its_data():
    words = "The office reviews each model before release and writes down what it found. " * 25
    answers = {
        question.code: "\n\n".join(f"{words} {number}.{part}" for part in range(2))
        for number, question in enumerate(load("haip-1.0", "en").answerable)
    }
    source = make_source(answers, logo=make_logo())
    pdf = render_pdf(build(source, data=canonical(source)), site_name="A", address="https://r.example/")
    assert len(answers) >= 39
    assert len(_text(pdf).split("\f")) - 1 >= 40
    assert len(pdf) < 1_000_000


def test_only_what_has_an_address_has_a_code_for_cameras(english, japanese_draft):
    for pdf, wanted in (
        (english, ["QR code of the permanent address https://r.example/v2/"]),
        (japanese_draft, []),
    ):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            words = [
                str(each.Alt)
                for each in file.objects
                if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            ]
        assert [each for each in words if each.startswith("QR")] == wanted


def test_practices_are_a_table_with_a_heading():
    source = make_source(
        {"risk-classification": {"practices": {"risk-register": "planned"}}}, framework_id="haip-2.0"
    )
    source["sections"] = source["sections"][1:2]
    label = next(
        p["label"] for p in source["sections"][0]["questions"][0]["practices"] if p["state"] == "planned"
    )
    text = _tight(_text(render_pdf(build(source), site_name="HAIP Reports"), *BODY))
    assert _tight(f"Practice State {label} Planned Not reported: ") in text
