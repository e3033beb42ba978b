"""Page, PDF and JSON carry the same practices, tools, summaries, evidence and gaps.

What must stand on the other faces is read from the JSON alone, and not from the `Document`.
"""

import json
import re
import subprocess
import unicodedata
from typing import Any

import pytest
from django.template import Context, Engine, engines
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from reports.documents import build
from reports.documents.canonical import canonical
from reports.documents.pdf import render_pdf
from reports.enums import AIRole, PracticeState
from reports.frameworks import framework_ids, load
from tests.reports.documents.samples import make_source

BODY = ["-r", "72", "-x", "0", "-y", "74", "-W", "595", "-H", "697"]
NOT_ASKED = "Not asked of this role."
STATES = [(state.value, str(state.label)) for state in PracticeState]

words = st.text(st.sampled_from("abcdefgh0123あ安"), min_size=1, max_size=12)
tools = st.builds(
    lambda name, path, purpose: {
        "name": name,
        "address": path and f"https://t.example/{path}",
        "purpose": purpose,
    },
    words,
    st.sampled_from(["", "scale", "a/b?c=1"]),
    st.one_of(st.just(""), words),
)
evidence = st.builds(
    lambda title, path, day: {"title": title, "address": f"https://e.example/{path}", "accessed_on": day},
    words,
    st.sampled_from(["card", "a/b?c=1"]),
    st.sampled_from(["", "2026-03-01"]),
)


@st.composite
def sources(draw: st.DrawFn, *, whole: bool) -> dict[str, Any]:
    """Draw a report, in one of its sections or in all, and hand it through the file that is frozen."""
    framework = load(draw(st.sampled_from(framework_ids())))
    section = draw(st.sampled_from(framework.sections[1:]))
    answers = {}
    for question in section.questions:
        if not question.answerable or draw(st.booleans()):
            continue
        said = {
            "text": draw(st.one_of(st.just(""), words)),
            "practices": draw(
                st.dictionaries(
                    st.sampled_from([practice.id for practice in question.practices]),
                    st.sampled_from(PracticeState.values),
                )
                if question.practices
                else st.just({})
            ),
            "tools": draw(st.lists(tools, max_size=3)) if question.takes_tools else [],
            "summary": draw(st.one_of(st.just(""), words)),
            "evidence": draw(st.lists(evidence, max_size=2)),
        }
        if any(said.values()):
            answers[question.code] = said
    roles = draw(st.lists(st.sampled_from(AIRole.values), unique=True))
    source = make_source(answers, framework_id=framework.id, ai_roles=roles)
    if not whole:
        source["sections"] = [each for each in source["sections"] if each["code"] == section.code]
    return json.loads(canonical(source))


def _everything() -> dict[str, Any]:
    """Return a section with each thing that a face could lose: states, unreported, tools, not asked."""
    practices = load("haip-2.0").question("risk-classification").practices
    states = zip((practice.id for practice in practices), PracticeState.values, strict=False)
    source = make_source(
        {
            "risk-classification": {"practices": dict(states)},
            "tools-and-metrics.text": {
                "tools": [{"name": "Aa", "address": "https://t.example/scale", "purpose": "Bb"}],
                "summary": "Cc",
                "evidence": [{"title": "Dd", "address": "https://e.example/x", "accessed_on": "2026-03-01"}],
            },
        },
        framework_id="haip-2.0",
        ai_roles=["deployer"],
    )
    source["sections"] = [section for section in source["sections"] if section["code"] == "1"]
    return source


EVERYTHING = _everything()


def said_in(question: dict[str, Any]) -> dict[str, Any]:
    """Return what the JSON says of a question, as it must stand on the other faces."""
    practices, answer = question["practices"], question["answer"]
    labels = {
        state: [practice["label"] for practice in practices if practice["state"] == state]
        for state in (*PracticeState.values, "not_reported")
    }
    unreported = labels.pop("not_reported")
    is_group_of_options = question["parent"] is not None and question["asked"]
    is_asked_by_them = question["kind"] == "options" and (answer is not None or is_group_of_options)
    shown = any(labels.values()) or is_asked_by_them
    return {
        "stated": [(word, labels[state]) for state, word in STATES if labels[state]],
        "unreported": unreported if shown else [],
        "tools": [
            (tool["name"], tool["address"], tool["purpose"]) for tool in (answer["tools"] if answer else [])
        ],
        "summary": answer["summary"] if answer else "",
        "evidence": [
            (link["title"], link["address"], link["accessed_on"] and "accessed 1 March 2026")
            for link in (answer["evidence"] if answer else [])
        ],
        "not_asked": not question["asked"] and answer is None and question["kind"] != "group",
    }


def questions_of(source: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for section in source["sections"] for question in section["questions"]]


def said_on_page(source: dict[str, Any], engine: Engine | None = None) -> dict[str, dict[str, Any]]:
    """Return what the page says of each question, by its anchor."""
    template = (engine or engines["django"].engine).get_template("components/document.html")
    page = template.render(Context({"document": build(source)}))
    found = {}
    for article in lxml_html.fromstring(f"<main>{page}</main>").iter("article"):
        groups = article.find_class("practice-group")
        unreported = article.find_class("practices-unreported")
        labels = [item.text for item in unreported[0].iter("li")] if unreported else []
        if labels:
            assert unreported[0].findtext("summary").strip() == f"Not reported: {len(labels)}"
        found[article.get("id")] = {
            "stated": [
                (group.findtext("p", ""), [item.text for item in group.iter("li")]) for group in groups
            ],
            "unreported": labels,
            "tools": [
                (
                    row[0].text_content(),
                    next((a.get("href") for a in row.iter("a")), ""),
                    row[1].text_content(),
                )
                for row in article.xpath(".//div[contains(@class,'tools')]//tbody/tr")
            ],
            "summary": next((p[1].text for p in article.find_class("summary")), ""),
            "evidence": [
                (row[0].text, row[0].get("href"), row[1].text if len(row) > 1 else "")
                for row in article.xpath("./div/div[@class='evidence']//li")
            ],
            "not_asked": NOT_ASKED in article.text_content(),
        }
    return found


def tight(text: str) -> str:
    """Without white space, and without the bullets of prompts, which have no fixed place in the text."""
    return re.sub(r"[\s•]+", "", unicodedata.normalize("NFKC", text))


def printed_between_prompts(source: dict[str, Any]) -> dict[str, str]:
    """Return what stands in the PDF between each question's prompt and the next one's, without spaces."""
    pdf = render_pdf(build(source), site_name="HAIP Reports")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *BODY, "-", "-"]
    text = tight(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode())
    starts, place = [], 0
    for question in questions_of(source):
        place = text.index(tight(question["prompt"]), place)
        starts.append(place)
    ends = [*starts[1:], len(text)]
    anchors = [question["anchor"] for question in questions_of(source)]
    return {anchor: text[start:end] for anchor, start, end in zip(anchors, starts, ends, strict=True)}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(source=sources(whole=True))
def test_the_page_says_what_the_json_says(source):
    assert said_on_page(source) == {each["anchor"]: said_in(each) for each in questions_of(source)}


# A PDF takes a second: what fails is shown as it was drawn, not made smaller.
@settings(
    max_examples=8, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(source=sources(whole=False))
@example(source=EVERYTHING)
def test_the_pdf_says_what_the_json_says(source):
    printed = printed_between_prompts(source)
    for question in questions_of(source):
        said, text = said_in(question), printed[question["anchor"]]
        # The heading of a table is printed again on each page.
        assert ("PracticeState" in text) == bool(said["stated"])
        text = text.replace("PracticeState", "")
        block = "".join(label + word for word, labels in said["stated"] for label in labels)
        if said["unreported"]:
            block += f"Not reported: {len(said['unreported'])} ({' · '.join(said['unreported'])})"
        assert tight(block) in text
        assert ("Notreported:" in text) == bool(said["unreported"])
        for tool in said["tools"]:
            assert tight("".join(tool)) in text
        assert (tight(f"In short: {said['summary']}") in text) if said["summary"] else "Inshort:" not in text
        for title, address, accessed in said["evidence"]:
            assert tight(f"{title}{', ' * bool(accessed)}{accessed}{address}") in text
        assert ("Toolormetric" in text) == bool(said["tools"])
        assert (tight(NOT_ASKED) in text) == said["not_asked"]


@pytest.mark.parametrize(
    ("template", "piece"),
    [
        ("stated_practices", '<p class="practice-state">{{ state }}</p>'),
        ("stated_practices", "{% for practice in practices %}<li>{{ practice.label }}</li>{% endfor %}"),
        (
            "stated_practices",
            "{% for practice in entry.unreported %}<li>{{ practice.label }}</li>{% endfor %}",
        ),
        ("entry", '{% include "components/stated_practices.html" %}'),
        ("entry", '<a href="{{ tool.link }}" rel="nofollow noopener">{{ tool.name }}</a>'),
        ("entry", "<td>{{ tool.purpose }}</td>"),
        ("entry", "{{ entry.summary }}"),
        ("entry", 'href="{{ link.address }}"'),
        ("entry", "accessed {{ day }}"),
        ("entry", '{% translate "Not asked of this role." %}'),
    ],
)
def test_a_template_that_loses_a_piece_is_seen(template, piece):
    whole = engines["django"].engine
    name = f"components/{template}.html"
    text = whole.get_template(name).source
    assert piece in text
    lacking = Engine(
        libraries=whole.libraries,
        dirs=whole.dirs,
        loaders=[
            (
                "django.template.loaders.locmem.Loader",
                {name: text.replace(piece, "<td></td>" * ("<td>" in piece))},
            ),
            "django.template.loaders.filesystem.Loader",
        ],
    )
    expected = {each["anchor"]: said_in(each) for each in questions_of(EVERYTHING)}
    assert said_on_page(EVERYTHING) == expected
    assert said_on_page(EVERYTHING, lacking) != expected
