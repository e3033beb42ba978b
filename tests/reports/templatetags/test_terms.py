"""Terms of the glossary in running text: found by their forms, linked once, and never a way in for markup."""

from typing import NamedTuple

import pytest
from django.template import Context, Template
from lxml import html

from reports.frameworks import load
from reports.templatetags.terms import find_terms, link_terms, terms_in, terms_used


class Term(NamedTuple):
    id: str
    forms: tuple[str, ...]


GLOSSARY = (
    Term("agent", ("agent", "agents")),
    Term("ai-agent", ("AI agent", "AI agents")),
    Term("ai", ("AI",)),
    Term("red-teaming", ("red-teaming", "red team")),
    Term("risque", ("évaluation des risques",)),
    Term("risk", ("リスク",)),
    Term("risk-management", ("リスクマネジメント",)),
    Term("generative", ("生成AI",)),
)


def _link(text: str) -> str:
    return link_terms(text, GLOSSARY, "/g/")


def _found(text: str) -> list[tuple[str, str]]:
    return [(found.term_id, text[found.start : found.end]) for found in find_terms(text, GLOSSARY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An agent acts.", [("agent", "agent")]),
        ("Agents act, agents err.", [("agent", "Agents"), ("agent", "agents")]),
        ("An AI agent acts.", [("ai-agent", "AI agent")]),
        ("An AI\n  agent acts.", [("ai-agent", "AI\n  agent")]),
        ("The AI, the agent.", [("ai", "AI"), ("agent", "agent")]),
        ("J’ai dit agentif, reagent, agent9, ágent.", []),
        ("A multi-agent system, an agent-based one", []),
        ("agent- and model-wise", [("agent", "agent")]),
        ("Red-Teaming by a RED TEAM.", [("red-teaming", "Red-Teaming"), ("red-teaming", "RED TEAM")]),
        ("L’Évaluation des risques, dévaluation des risques", [("risque", "Évaluation des risques")]),
        (
            "高リスクのリスクマネジメント",
            [("risk", "リスク"), ("risk-management", "リスクマネジメント")],
        ),
        ("汎用AIと生成AIを使う", [("ai", "AI"), ("generative", "生成AI")]),
        ("İİ, İAI, an agent of İ: AI", [("agent", "agent"), ("ai", "AI")]),
        ("", []),
    ],
)
def test_what_is_found(text, found):
    assert _found(text) == found


def test_the_first_place_is_linked_and_no_other():
    assert _link("An agent and an agent.") == ('An <a class="term" href="/g/#agent">agent</a> and an agent.')


def test_no_link_stands_in_another():
    """The second "AI agents" is not linked, and neither is the "AI" in it nor the "agents"."""
    assert _link("AI agents ask AI agents, agents and AI.") == (
        '<a class="term" href="/g/#ai-agent">AI agents</a> ask AI agents, '
        '<a class="term" href="/g/#agent">agents</a> and <a class="term" href="/g/#ai">AI</a>.'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('agent')</script> & \"AI\"",
        '<a href="javascript:agent">red-teaming</a>',
        "&lt;b&gt; AI &amp; agent &#60;",
        'AI agent" onmouseover="x\' AI <agent> &agent; 生成AI<',
        "<<agent>><AI agents/>\x00&",
        "no term at all <b>",
    ],
)
def test_markup_in_a_text_stays_text(text):
    linked = _link(text)
    page = html.fragment_fromstring(linked.replace("\x00", ""), create_parent="div")
    assert page.text_content() == text.replace("\x00", "")
    assert {element.tag for element in page.iterdescendants()} <= {"a"}
    for link in page.iter("a"):
        assert sorted(link.attrib) == ["class", "href"]
        assert link.get("href").startswith("/g/#")


def test_markup_in_a_glossary_stays_text():
    hostile = (Term('x"><script>', ("<b>agent</b> & co",)),)
    linked = link_terms("An <b>Agent</b> & co.", hostile, '/g/"')
    page = html.fragment_fromstring(linked, create_parent="div")
    (link,) = page.iterdescendants()
    assert (link.tag, link.get("href"), link.text) == ("a", '/g/"#x"><script>', "<b>Agent</b> & co")


@pytest.mark.parametrize("form", ["a+b", "(x)", "c++", "[a-z]", "a|b", ".", "\\"])
def test_a_form_is_no_pattern(form):
    glossary = (Term("odd", (form,)),)
    assert terms_in([f"so {form} it is"], glossary) == list(glossary)
    assert terms_in(["so it is, q"], glossary) == []


def test_a_form_of_two_terms_belongs_to_the_first():
    glossary = (Term("one", ("same",)), Term("two", ("Same", "other")))
    assert terms_in(["The same."], glossary) == [glossary[0]]


@pytest.mark.parametrize("glossary", [(), (Term("empty", ()),), (Term("blank", ("",)),)])
def test_without_forms_a_text_is_only_escaped(glossary):
    assert link_terms("<AI & agent>", glossary, "/g/") == "&lt;AI &amp; agent&gt;"


def test_the_tag_leads_to_the_glossary_and_leaves_one_term_alone():
    page = Template("{% load terms %}{% terms text glossary leave='agent' %}|{% terms text %}")
    said = page.render(Context({"text": "An agent & AI", "glossary": GLOSSARY}))
    assert said == ('An agent &amp; <a class="term" href="/framework/glossary/#ai">AI</a>|An agent &amp; AI')


def test_the_terms_that_a_question_uses():
    question = load().question("1c")
    assert "red-teaming" in [term.id for term in terms_used(question, GLOSSARY)]
    assert terms_used(question, ()) == []
