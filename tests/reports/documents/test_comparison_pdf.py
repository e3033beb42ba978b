"""A printed comparison: every answer whole and in its own language, signs with words, readable by ear."""

import re
from datetime import UTC, date, datetime

import pytest

from reports.documents import comparison_pdf
from reports.documents.comparison import (
    AskedQuestion,
    ComparedAnswer,
    ComparedCell,
    ComparedPractice,
    ComparedReport,
    ComparedSection,
    ComparedTopic,
    Comparison,
)
from reports.documents.comparison_pdf import render_pdf
from reports.documents.parts import Evidence
from reports.frameworks import load
from tests.reports.documents.printouts import elements, languages_over, opened, text_of, tight

FRAMEWORK = load("haip-2.0", "en")
QUESTION = FRAMEWORK.answerable[2]
LONG = "".join(f"<p>Sentence {number} of a long answer.</p>" for number in range(300))
TABLE = "<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>"
SAID = {"en": f"{LONG}{TABLE}", "ja": "<p>四段階で評価します。</p>", "fr": "<p>Nous évaluons.</p>"}
STATES = ("in_place", "planned", "not_in_place", "not_applicable", "not_reported", "not_asked")


def _report(letter, language, **fields):
    return ComparedReport(
        letter=letter,
        name={"en": "Alder", "ja": "青葉", "fr": "Bouleau"}[language],
        language=language,
        country="Canada",
        cycle="2026",
        edition="2.0 (provisional)",
        roles=("Deployer",),
        version=1,
        published_at=datetime(2026, 3, 4, tzinfo=UTC),
        address=f"https://r.example/{letter}/v1/",
        sha256=letter * 64,
        **fields,
    )


REPORTS = tuple(_report(letter, language) for letter, language in zip("ABC", SAID, strict=True))


def _cell(report, **fields):
    answer = {
        "state": "answered",
        "html": SAID[report.language],
        "summary": f"Short {report.letter}.",
    } | fields
    return ComparedCell(report, answer["state"], (ComparedAnswer(QUESTION, "en", **answer),))


def _comparison(cells=None, **fields):
    topic = ComparedTopic(
        anchor="topic-risk",
        label="Risk <definition>",
        locale="en",
        asked=(AskedQuestion("2.0 (provisional)", "en", QUESTION),),
        practices=tuple(
            ComparedPractice(f"Practice {state}", state == "planned", (state, "in_place", "not_in_framework"))
            for state in STATES
        ),
        cells=tuple(cells or (_cell(report) for report in REPORTS)),
    )
    given = {
        "locale": "en",
        "reports": REPORTS,
        "frameworks": (FRAMEWORK,),
        "scope": (("1", "Risks", "en"),),
        "sections": (ComparedSection("1", "Risks", "en", (topic,)),),
        "is_all": False,
        "only_differences": False,
        "total": 1,
        "differing": 1,
        "compared_on": date(2026, 11, 26),
        "address": "https://r.example/compare/?r=a/2026,b/2026",
        "site_name": "HAIP Reports",
        "operator": "A body",
    }
    return Comparison(**given | fields)


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(_comparison())


@pytest.fixture(scope="module")
def text(pdf):
    return re.sub(r"\s+", " ", text_of(pdf))


def test_the_head_says_what_is_compared_and_when(text):
    assert "As compared on 26 November 2026" in text
    assert "https://r.example/compare/?r=a/2026,b/2026" in text
    for report in REPORTS:
        assert report.address in text
    assert "1, published 4 March 2026" in text
    assert "Version 2.0 is provisional." in text
    assert "neither endorsed nor certified" in text
    assert "not assessed, neither by the OECD nor by A body" in text


def test_answers_are_whole_and_their_summaries_stand_before_them(text):
    assert [number for number in range(300) if f"Sentence {number} of a long answer." not in text] == []
    assert tight("四段階で評価します。") in tight(text)
    for letter in "ABC":
        assert f"Short {letter}." in text


def test_a_state_is_a_sign_and_words(text):
    for said in ("● In place", "◐ Planned", "○ Not in place", "– Not reported", "Not asked of this role"):
        assert said in text
    assert "Not asked in this edition" in text
    assert text.count("differs") == 1


def test_each_answer_and_name_is_marked_with_its_language(pdf):
    with opened(pdf) as file:
        articles = [str(each.Lang) for each in elements(file, "/Art")]
        assert {*articles} == {"en", "ja", "fr"}
        assert (articles[-2:], {*articles[:-2]}) == (["ja", "fr"], {"en"})
        spans = [each for each in elements(file, "/Span") if "/Lang" in each]
        assert {str(each.Lang) for each in spans} == {"en", "ja", "fr"}
        assert languages_over(elements(file, "/Art")[-1], file) == ["fr", "en"]
        assert b"<rdf:li>ja</rdf:li>" in bytes(file.Root.Metadata.read_bytes())


def test_it_is_tagged_with_an_outline_and_heads_on_every_page(pdf):
    with opened(pdf) as file:
        assert bool(file.Root.MarkInfo.Marked)
        assert {str(each.A.Scope) for each in elements(file, "/TH")} == {"/Column"}
        with file.open_outline() as outline:
            (part,) = outline.root
            (topic,) = part.children
            assert (part.title, topic.title) == ("1 Risks", "Risk <definition>")
            assert [each.title for each in topic.children] == [
                "A Alder, 2026",
                "B 青葉, 2026",
                "C Bouleau, 2026",
            ]
        assert len(file.pages) > 5
        metadata = bytes(file.Root.Metadata.read_bytes())
        assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert b"<pdfaid:part>3</pdfaid:part>" in metadata or b'pdfaid:part="3"' in metadata
    pages = text_of(pdf, "-f", "3", "-l", "3")
    assert "Reports side by side" in pages
    assert "As compared on 26 November 2026" in pages
    assert re.search(r"3 / \d+", pages)


def test_the_same_comparison_is_the_same_file(pdf):
    assert render_pdf(_comparison()) == pdf


def test_what_was_not_said_is_said_to_be_so():
    cells = [
        ComparedCell(REPORTS[0], "not_in_framework", ()),
        ComparedCell(REPORTS[1], "in_passing", (), ((QUESTION, "https://r.example/b/#q", "en"),)),
        _cell(REPORTS[2], state="not_asked", html="", summary=""),
    ]
    text = re.sub(r"\s+", " ", text_of(render_pdf(_comparison(cells))))
    assert "Framework 2.0 (provisional) does not ask this." in text
    assert "does not ask this by itself. It is touched on in: " in text
    assert "Not asked of this role: Deployer" in text


def test_evidence_and_hidden_addresses_are_printed():
    link = Evidence(title="Card", address="https://a.example/card", accessed_on="2026-02-03")
    cells = [
        _cell(REPORTS[0], html="<p>So.</p>", evidence=(link,), links=(("words", "https://hidden.example/"),)),
        _cell(REPORTS[1], html="", summary="", says_practices=True),
        _cell(REPORTS[2], html="", summary="", choices=("First", "Second")),
    ]
    text = re.sub(r"\s+", " ", text_of(render_pdf(_comparison(cells))))
    assert "Card, accessed 3 February 2026" in text
    assert "https://a.example/card" in text
    assert "https://hidden.example/" in text
    assert "Answered by practices, without words of its own." in text
    assert "First and Second" in text or "First, Second" in text


def test_without_differences_it_says_so():
    text = text_of(render_pdf(_comparison(sections=(), only_differences=True)))
    assert "No differences in this section" in text


def test_answers_that_cannot_be_set_are_plain_paragraphs_and_no_word_is_lost(monkeypatch, caplog):
    def broken(_html):
        raise ValueError("no such thing")

    monkeypatch.setattr(comparison_pdf, "for_paper", broken)
    text = re.sub(r"\s+", " ", text_of(render_pdf(_comparison())))
    assert "Sentence 299 of a long answer." in text
    assert "Head" in text
    assert "set as plain paragraphs" in caplog.text


def test_letters_that_no_font_has_are_spelt_out(caplog):
    cells = [_cell(REPORTS[0], html="<p>\ue000</p>")]
    text = text_of(render_pdf(_comparison(cells)))
    assert "[u+e000]" in text
    assert "no font" in caplog.text
