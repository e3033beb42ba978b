"""The Markdown file of a report: its frame. That the answers are all there is shown in `faces`."""

import re
from datetime import UTC, datetime

from reports.documents import build
from reports.documents.markdown import render_markdown
from tests.reports.documents.samples import make_source

ADDRESS = "https://reports.example/aoba/2026/v2/"


def written(source: dict, **facts) -> str:
    document = build(source, **facts)
    where = "" if document.draft else ADDRESS
    return render_markdown(document, site_name="HAIP_Reports", address=where, operator="Op *Ltd*").decode()


def head(text: str) -> str:
    return text[: text.index("\n## About this report")]


def test_the_head_says_what_the_cover_of_the_pdf_says():
    source = make_source({"scope": (["group"], "")}, name="Aoba <b>*Robotics*</b>")
    assert head(written(source, sha256="ab" * 32)) == (
        "# Aoba \\<b>\\*Robotics\\*\\</b>: Report 2026\n\n"
        "Hiroshima AI Process reporting framework. Framework version 1.0\n\n"
        "- **Organisation:** Aoba \\<b>\\*Robotics\\*\\</b>, Japan, "
        "[https://aoba.example](https://aoba.example)\n"
        "- **Field and size:** Manufacturing and electronics; 50 to 249 employees\n"
        "- **Roles in AI:** Model developer, Deployer\n"
        "- **What it covers:** Group\n"
        "- **Reporting cycle:** 2026\n"
        "- **Language of answers:** English\n"
        "- **Answered:** 1 of 47 questions\n"
        "- **Version:** 2. Corrected a figure in 1c.\n"
        "- **Published:** 22 November 2026, 14:02 UTC\n"
        "- **Attested:** Ren Aoki, Chief executive, 20 November 2026, 09:30 UTC\n"
        f"- **Permanent address:** [{ADDRESS}]({ADDRESS})\n"
        f"- **SHA-256:** `{'ab' * 32}`\n\n"
        "A report that is listed here is neither endorsed nor certified. The organisation answers for what "
        "it says; the substance was not assessed, neither by the OECD nor by Op \\*Ltd\\*. HAIP_Reports is "
        "run by Op \\*Ltd\\*. It is not a site of the OECD.\n\n"
        "Our own plain-language reading.\n\n"
        "The SHA-256 above is that of the data file (JSON) of this version at its permanent address. Who has "
        "the file can check that nothing was changed.\n\n"
        "## Attestation\n\n"
        "I attest that this report is accurate.\n\n"
        "Ren Aoki, Chief executive, Aoba \\<b>\\*Robotics\\*\\</b>, 20 November 2026, 09:30 UTC\n"
    )


def test_a_draft_says_so_and_claims_nothing():
    source = make_source()
    source["attestation"] = source["report"]["published_at"] = None
    text = head(written(source, draft=True))
    assert "> **Draft, not published.** Answers may still change. Nothing here has been attested." in text
    assert "- **Published:** Not published\n" in text
    assert not re.search("Attest|SHA-256|Permanent", text.replace("has been attested", ""))


def test_without_an_operator_nobody_is_named():
    text = render_markdown(build(make_source()), site_name="HAIP Reports").decode()
    assert "the substance was not assessed. HAIP Reports is not a site of the OECD.\n" in text


def test_the_file_is_in_the_language_of_the_questions():
    source = make_source({"tools-and-metrics.text": "安全です。"}, language="ja", framework_id="haip-2.0")
    text = written(source)
    assert "- **回答の言語:** 日本語" in text
    assert text.endswith("\n") and not text.endswith("\n\n") and "\r" not in text


def test_a_question_says_whose_words_it_is_in_and_for_whom_it_is():
    source = make_source()
    question = source["sections"][1]["questions"][0]
    question |= {
        "official": "Said *officially*.\nTwice.",
        "recommended_for": ["deployer"],
        "parts": ["1. Part"],
    }
    question |= {"status": "reported", "known": "gist", "prompt": "- Ours"}
    source["wording"]["official_source"] = "OECD"
    start = "### 1a Risk definition and classification\n\n"
    text = written(source)
    assert text[text.index(start) :].startswith(
        start + "> *Subject reported, number not known*\n>\n"
        "> **Official wording:** Said \\*officially\\*.\\\n> Twice. (OECD)\n>\n"
        "> **Our wording:** \\- Ours\n>\n"
        "> - 1\\. Part\n>\n"
        "> *Recommended for: Deployer*\n\n"
        "*Not answered*\n\n"
    )


def test_references_lead_to_headings_as_github_names_them():
    source = make_source({"1b": "See [[1a]], [[2g.i]], [[scope]] and [[nope]]."})
    for question in source["sections"][1]["questions"][2:4]:
        question |= {"number": "", "label": "The same"}
    source["sections"][1]["questions"][4]["answer"] = {
        "choices": [],
        "text": "See [[1c]] and [[1d]].",
        "tools": [],
    }
    text = written(source)
    assert (
        "See [1a](#1a-risk-definition-and-classification), [2g.i](#2gi-cyber-risk-and-ai-security), "
        "[Scope of the report](#scope-of-the-report) and [[nope]].\n" in text
    )
    assert "See [The same](#the-same) and [The same](#the-same-1).\n" in text


def test_notes_of_two_answers_do_not_meet():
    text = written(make_source({"1a": "One.[^1]\n\n[^1]: First.", "1b": "Two.[^1]\n\n[^1]: Second."}))
    assert re.findall(r"\[\^.*", text) == ["[^1a-1]", "[^1a-1]: First.", "[^1b-1]", "[^1b-1]: Second."]


def test_the_same_document_gives_the_same_bytes():
    document = build(make_source({"1a": "Words"}))
    first, second = (render_markdown(document, site_name="HAIP Reports") for _ in range(2))
    assert first == second
    assert document.published_at == datetime(2026, 11, 22, 14, 2, 31, tzinfo=UTC)
