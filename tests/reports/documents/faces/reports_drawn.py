"""Reports to write and read back: drawn ones, one with everything, one that is very long.

Belongs here: sources as they are frozen. Not here: what a face must say of them (`said`).
"""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from reports.documents import Document, build
from reports.documents.canonical import canonical, sha256
from reports.enums import AIRole, PracticeState
from reports.frameworks import Question, framework_ids, load
from reports.text import count_words
from reports.text.markdown import MAX_LENGTH
from tests.reports.documents.samples import make_source

LATIN, JAPANESE, ARABIC = "abcdefgh 0123", "安全評価のもの、。あ", "مرحبا سلامة"

words = st.one_of(
    *(st.text(st.sampled_from(signs), min_size=1, max_size=12) for signs in (LATIN, JAPANESE, ARABIC))
)
names = words.filter(str.strip).map(str.strip)
signs = st.sampled_from(["*", "_", "<b>", "|", "[x]", "#", "1. ", "- ", "~", "&amp;", "\\", "=", "`", "!"])
hostile_names = st.builds(lambda first, sign, last: f"{first} {sign}{last}", names, signs, names)
labels = st.one_of(names, hostile_names)
addresses = st.sampled_from(
    [
        "https://a.example/",
        "https://a.example/b_c~d?e=1&copy=2",
        "http://b.example/x(y)",
        "https://安全.example/語",
    ]
)
pieces = st.one_of(
    names,
    names.map("# {}".format),
    names.map("### {}".format),
    names.map("{}\n===".format),
    st.lists(names, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(names, min_size=1, max_size=3).map(lambda items: "\n".join(f"2. {item}" for item in items)),
    st.lists(names, min_size=1, max_size=3).map(lambda items: "\n".join(f"・{item}" for item in items)),
    st.lists(names, min_size=3, max_size=3).map("> {0[0]}\n> - {0[1]}\n>   {0[2]}".format),
    st.lists(names, min_size=5, max_size=5).map(
        "| {0[0]} | {0[1]} |\n|---|--:|\n| **{0[2]}** | {0[3]} |\n| {0[4]} |".format
    ),
    st.builds(
        "{}[^n] {}[^m] {}[^n]\n\n[^n]: {}\n\n[^m]: {} [{}]({})".format,
        *[names] * 6,
        addresses.filter(str.isascii),
    ),
    st.builds("[{}]({}) {}".format, names, addresses.filter(lambda each: "(" not in each), names),
    st.builds("{} {} {}".format, names, addresses.filter(str.isascii), names),
    st.builds("**{}** *{}* `{}`".format, names, names, names),
    st.builds("{}  \n{}\\\n{}".format, names, names, names),
    names.map("```\n{}\n\n[^1] <b>\n```".format),
    names.map("~~~ {}".format),
    names.map("<!-- {} <b>".format),
    names.map("---\n\n{}".format),
    names.map("![{}](https://a.example/p.png) ~~x~~ 5~10".format),
    st.sampled_from(["[[scope]]", "see [[statement]] and [[nope]]", "Yes", "Yes.", "No", "はい"]),
)
texts = st.one_of(
    st.just(""), st.sampled_from(["Yes", "n/a"]), st.lists(pieces, min_size=1, max_size=4).map("\n\n".join)
)
tools = st.fixed_dictionaries(
    {
        "name": labels,
        "address": st.one_of(st.just(""), st.just("in-house"), addresses),
        "purpose": st.one_of(st.just(""), labels),
    }
)
evidence = st.fixed_dictionaries(
    {"title": labels, "address": addresses, "accessed_on": st.sampled_from(["", "2026-03-01", "2025-12-31"])}
)


class Source(dict):
    """A source that shows itself by its answers, since all of it is too long to be shown."""

    def __repr__(self) -> str:
        questions = [question for section in self["sections"] for question in section["questions"]]
        return repr({each["code"]: each["answer"] for each in questions if each["answer"]})[:5_000]


@st.composite
def reports(draw: st.DrawFn) -> Source:
    """Draw a report and hand it through the file that is frozen."""
    framework = load(draw(st.sampled_from(framework_ids())))
    answers = {}
    for question in framework.answerable:
        # Most are left empty, so that there is time for many reports.
        if draw(st.integers(0, 5)) == 0:
            said = draw(_answer(question))
            if any(said.values()):
                answers[question.code] = said
    roles = draw(st.lists(st.sampled_from(AIRole.values), unique=True))
    language = draw(st.sampled_from(["en", "ja"]))
    return frozen(
        make_source(answers, framework_id=framework.id, language=language, ai_roles=roles, name=draw(labels))
    )


@st.composite
def _answer(draw: st.DrawFn, question: Question) -> dict[str, Any]:
    practices = [practice.id for practice in question.practices]
    options = [option.id for option in question.options]
    most = len(options) if question.kind == "checklist" else min(len(options), 1)
    states, chosen = st.just({}), st.just([])
    if practices:
        states = st.dictionaries(st.sampled_from(practices), st.sampled_from(PracticeState.values))
    if options:
        chosen = st.lists(st.sampled_from(options), unique=True, max_size=most)
    return {
        "choices": sorted(draw(chosen), key=options.index),
        "text": draw(texts),
        "practices": draw(states),
        "tools": draw(st.lists(tools, max_size=3)) if question.takes_tools else [],
        "summary": draw(st.one_of(st.just(""), labels)),
        "evidence": draw(st.lists(evidence, max_size=2)),
    }


def frozen(source: Mapping[str, Any]) -> Source:
    """Return the source as it is read from its file."""
    return Source(json.loads(canonical(source)))


def document_of(source: Mapping[str, Any]) -> Document:
    """Return the document of a source, with its data file."""
    data = canonical(source)
    return build(source, data=data, sha256=sha256(data))


def everything() -> Source:
    """Return a report with each thing that a face could lose, small enough to be written many times."""
    practices = [practice.id for practice in load("haip-2.0").question("risk-classification").practices]
    answers = {
        "scope": {"choices": ["group"], "summary": "Short scope."},
        "statement": "See [[1d]], [[scope]] and [[3a.iii]].[^x] Again.[^x] Other.[^y]\n\n[^x]: Note *one* https://n.example/."
        "\n\n[^y]: Note two.\n\n## A heading\n\n- item\n  - inner\n\n1. first\n\n| H1 | H2 |\n|---|---|\n"
        "| **c1** and | [c2](https://c.example/) d |\n\n"
        "[words](https://l.example/a) **bold *both* more** `code`\n\n"
        "> quoted\n\n```\nfenced\n```\n\n---\n\nline  \n"
        "break",
        "1d": {"choices": ["yes"], "text": "Yes"},
        "3a.iii": {"choices": ["tests-safety-rights"], "text": ""},
    }
    source = make_source(answers, ai_roles=["deployer"])
    checklist = next(q for s in source["sections"] for q in s["questions"] if q["code"] == "3a.iii")
    checklist["answer"]["choices"] = [checklist["options"][1]["id"]]
    newer = make_source(
        {
            "risk-classification": {"practices": dict(zip(practices, PracticeState.values, strict=False))},
            "tools-and-metrics.text": {
                "text": "Words.",
                "summary": "Short | *words*.",
                "tools": [
                    {"name": "Tool A", "address": "https://t.example/scale", "purpose": "For b"},
                    {"name": "Tool C", "address": "in-house", "purpose": ""},
                    {"name": "Tool D", "address": "", "purpose": "For e"},
                ],
                "evidence": [
                    {"title": "Title D", "address": "https://e.example/x(y)", "accessed_on": "2026-03-01"},
                    {"title": "Title E", "address": "https://e.example/z", "accessed_on": ""},
                ],
            },
        },
        framework_id="haip-2.0",
        ai_roles=["deployer"],
    )
    sections = {section["code"]: section for section in source["sections"]}
    first, third = sections["1"]["questions"], sections["3"]["questions"]
    sections["1"]["questions"] = [question for question in first if question["code"] in {"1a", "1d"}]
    sections["3"]["questions"] = [question for question in third if question["code"] in {"3a", "3a.iii"}]
    group = [question for question in sections["2"]["questions"] if question["kind"] == "group"]
    sections["2"]["questions"] = group
    modern = newer["sections"][1]["questions"]
    codes = {"risk-classification", "tools-and-metrics.text", "risk-standards.text", "risk-metrics"}
    sections["1"]["questions"] += [question for question in modern if question["code"] in codes]
    sections["1"]["questions"][0] |= {"official": "Official\nwords.", "parts": ["Part one.", "Part two."]}
    statuses = [("reported", "number"), ("reported", "gist"), ("reported", ""), ("provisional", "")]
    for question, (status, known) in zip(sections["1"]["questions"][1:], statuses, strict=False):
        question |= {"status": status, "known": known, "recommended_for": ["deployer", "model_developer"]}
    # Its heading has the slug of the title of its section, and other words.
    sections["0"]["questions"][0] |= {"label": "About: this report"}
    by_code = {question["code"]: question for question in sections["1"]["questions"]}
    by_code["risk-standards.text"] |= {"asked": True, "required": False, "answered": False}
    by_code["risk-metrics"] |= {"recommended_for": []}
    answer = {"choices": [], "text": "", "summary": "Only this.", "tools": [], "evidence": []}
    sections["3"]["questions"][0] |= {"answer": answer}
    source["wording"]["official_source"] = "Source of the words"
    source["sections"] = [sections[code] for code in ("0", "1", "2", "3")]
    return frozen(source)


def very_long() -> Source:
    """Return a report with one answer of 20,000 words, which is as long as answers are read as Markdown."""
    words = "The **model** is [tested](https://a.example/t) by people who did not make it, 試験する、 before"
    paragraphs = [f"{words} release and once more, says paragraph {number}." for number in range(1_000)]
    paragraphs[::10] = [f"{paragraph}[^{number}]" for number, paragraph in enumerate(paragraphs[::10])]
    notes = [f"[^{number}]: Note {number}." for number in range(100)]
    text = "\n\n".join([*paragraphs, *notes])
    assert count_words(text) > 20_000 and len(text) < MAX_LENGTH
    return frozen(make_source({"1a": text}))
