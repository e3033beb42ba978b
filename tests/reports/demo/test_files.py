"""The demo files are read as the actions take them."""

import io
import re
import tomllib

import pytest
from PIL import Image

from reports.actions.organisations import PROFILE_FIELDS
from reports.demo import files, scale_organisations
from reports.demo.seed import REPORTS
from reports.eligibility.starting import starting_rows
from reports.enums import ContentLanguage
from reports.forms.answers import AnswerForm
from reports.forms.organisations import LOGO_EDGE, RESERVED_SLUGS
from reports.frameworks import load
from reports.text import clean

ORGANISATIONS = sorted({demo.organisation for demo in REPORTS})
NAMES = sorted((demo.organisation, demo.cycle) for demo in REPORTS)


def test_every_file_is_used():
    used = {f"{slug}.toml" for slug in ORGANISATIONS} | {f"{slug}-{cycle}.toml" for slug, cycle in NAMES}
    assert {path.name for path in files.DATA.glob("*.toml")} == used
    assert {path.stem for path in files.DATA.glob("*.png")} <= set(ORGANISATIONS)


@pytest.mark.parametrize("slug", ORGANISATIONS)
def test_an_organisation_has_exactly_the_facts_of_a_profile(slug):
    facts = files.organisation(slug)
    assert set(facts) == set(PROFILE_FIELDS)
    assert facts["slug"] == slug
    assert slug not in RESERVED_SLUGS
    roles = set(tomllib.loads((files.DATA / f"{slug}.toml").read_text(encoding="utf-8"))["ai_roles"])
    assert {name.removeprefix("is_") for name, value in facts.items() if value is True} == roles


def test_every_organisation_is_where_reports_can_be_published():
    countries = {files.organisation(slug)["country"] for slug in ORGANISATIONS}
    scale = {country for group in scale_organisations._COUNTRIES.values() for country in group}
    assert countries | scale <= {row["country"] for row in starting_rows()} - {"EU"}


@pytest.mark.parametrize("slug", ORGANISATIONS)
def test_a_logo_is_what_the_form_would_have_made(slug):
    with Image.open(io.BytesIO(files.logo(slug))) as picture:
        assert picture.format == "PNG"
        assert max(picture.size) <= LOGO_EDGE


def test_an_organisation_without_a_logo_has_none():
    assert files.logo("nobody") is None


@pytest.mark.parametrize(("slug", "cycle"), NAMES)
def test_every_answer_is_one_that_the_form_takes_unchanged(slug, cycle):
    facts = files.report(slug, cycle)
    assert facts["language"] in ContentLanguage.values
    framework = load(facts["framework"], "en")
    assert set(facts["answers"]) <= {question.code for question in framework.answerable}
    for code, answer in facts["answers"].items():
        question = framework.question(code)
        choices = answer["choices"] if question.kind == "checklist" else "".join(answer["choices"])
        data = {f"{code}-choices": choices, f"{code}-text": answer["text"]}
        data |= {f"{code}-practice-{practice}": state for practice, state in answer["practices"].items()}
        data |= {
            f"{code}-tool-{row}-{part}": said
            for row, tool in enumerate(answer["tools"])
            for part, said in tool.items()
        }
        data[f"{code}-summary"] = answer["summary"]
        data |= {
            f"{code}-evidence-{row}-{part}": said
            for row, link in enumerate(answer["evidence"])
            for part, said in link.items()
        }
        form = AnswerForm(question, data=data)
        assert form.is_valid(), (code, form.errors)
        words = form.words()
        # What was not on the page at all is None.
        words |= {part: words[part] or type(answer[part])() for part in ("practices", "tools", "evidence")}
        assert words == {**answer, "base": None}, code
        assert answer["text"] == clean(answer["text"]), code


@pytest.mark.parametrize(("slug", "cycle"), NAMES)
def test_an_attestation_stands_where_a_report_was_submitted(slug, cycle):
    demo = next(demo for demo in REPORTS if (demo.organisation, demo.cycle) == (slug, cycle))
    attestation = files.report(slug, cycle)["attestation"]
    if demo.submitted:
        assert set(attestation) == {"name", "title"}
        assert all(attestation.values())


REPORT = """language = "en"
[answers.scope]
choices = ["group"]
"""


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('[answers."9z"]\ntext = "x"', "x-2026.toml, 9z: haip-1.0 has no such question"),
        ('[answers."1a".practices]\nrisk-tears = "in_place"', "1a: no such practice: risk-tears"),
        (
            '[answers."1a".practices]\nrisk-tiers = "not_reported"',
            "such state of risk-tiers: not_reported",
        ),
        ('[answers."2g.iv".practices]\naccess-control = "planned"', "not reported here but at 2g.i"),
        ('[answers."1a"]\ntools = [{ name = "x" }]', "1a: this question takes no tools"),
    ],
)
def test_what_does_not_exist_is_named(monkeypatch, tmp_path, table, complaint):
    (tmp_path / "x-2026.toml").write_text(REPORT + table, encoding="utf-8")
    monkeypatch.setattr(files, "DATA", tmp_path)
    with pytest.raises(files.DemoFileError, match=re.escape(complaint)):
        files.report("x", "2026")


def test_evidence_without_its_parts_is_refused(monkeypatch, tmp_path):
    link = '[answers."1a"]\nevidence = [{ title = "x", address = "" }]'
    (tmp_path / "x-2026.toml").write_text(REPORT + link, encoding="utf-8")
    monkeypatch.setattr(files, "DATA", tmp_path)
    with pytest.raises(files.DemoFileError, match="evidence has a title"):
        files.report("x", "2026")


@pytest.mark.parametrize("tool", ['{ name = "x" }', '{ name = "", address = "", purpose = "y" }'])
def test_a_tool_without_its_parts_is_refused(monkeypatch, tmp_path, tool):
    tools = f'[answers."tools-and-metrics.text"]\ntools = [{tool}]'
    (tmp_path / "x-2026.toml").write_text(f'framework = "haip-2.0"\n{REPORT}{tools}', encoding="utf-8")
    monkeypatch.setattr(files, "DATA", tmp_path)
    with pytest.raises(files.DemoFileError, match="a tool has a name"):
        files.report("x", "2026")
