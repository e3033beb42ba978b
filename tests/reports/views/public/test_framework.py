"""The questionnaire itself: whole, filtered, side by side, with the Code of Conduct and the glossary."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.enums import AIRole
from reports.frameworks import code_of_conduct, configure, framework_ids, glossary, load
from tests.reports.views.pages import breaches, links, parse, text_of

IDS = framework_ids()
OLD, NEW = "haip-1.0", "haip-2.0"
PAGES = {
    "frameworks": ("public:frameworks", ()),
    "compare": ("public:framework-compare", ()),
    "code": ("public:code-of-conduct", ()),
    "glossary": ("public:glossary", ()),
    **{framework_id: ("public:framework", (framework_id,)) for framework_id in IDS},
}
LANGUAGES = {"en": "", "ja": "/ja", "fr": "/fr"}


def _path(page: str) -> str:
    name, args = PAGES[page]
    return reverse(name, args=args)


def _get(page: str, prefix: str = "", **query: str):
    return Client().get(prefix + _path(page), query)


def _shown(response) -> list[str]:
    """Return the codes of the questions on the page of a version, in order."""
    return [row.question.code for _section, rows in response.context["sections"] for row in rows]


def _single(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_no_page_asks_the_database(page, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = _get(page, q="risk", role="deployer", action="1")
    assert response.status_code == 200


@pytest.mark.parametrize("prefix", LANGUAGES.values())
@pytest.mark.django_db
def test_links_between_these_pages_lead_to_places_that_are_there(prefix, client):
    ids, targets = {}, set()
    for page in PAGES:
        path, content = prefix + _path(page), _get(page, prefix).content
        assert breaches(content) == []
        ids[path] = parse(content).xpath("//main//@id")
        assert len(ids[path]) == len(set(ids[path]))
        hrefs = [link for _, name, link, _ in parse(content).iterlinks() if name == "href"]
        targets |= {path + link if link.startswith("#") else link for link in hrefs}
    own = [target for target in targets if target.startswith(f"{prefix}/framework/")]
    assert len(own) > 200
    for target in own:
        path, _, anchor = target.partition("#")
        if path not in ids:
            # A filtered page, or a file, which may still be in the making.
            assert (target, client.get(path).status_code in {200, 503}) == (target, True)
        else:
            assert (target, anchor in {"", "main", *ids[path]}) == (target, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("framework_id", IDS)
def test_a_version_is_whole(framework_id, language):
    framework = load(framework_id, language)
    response = _get(framework_id, LANGUAGES[language])
    said = text_of(response.content)
    assert _shown(response) == [question.code for question in framework.questions]
    texts = [section.title for section in framework.sections]
    for question in framework.questions:
        texts += [question.label, question.prompt, *question.parts]
        if question.answerable:
            texts += [question.why, *question.help, *question.outline]
        for item in (*question.options, *question.practices):
            texts += [item.label, item.definition]
    assert [text for text in texts if _single(text) not in said] == []
    (title,) = parse(response.content).xpath("//main//h1")
    assert title.get("lang") == framework.locale


@pytest.mark.parametrize("framework_id", IDS)
def test_a_heading_is_number_and_label_and_never_a_code(framework_id):
    framework = load(framework_id)
    page = parse(_get(framework_id).content)
    for question in framework.questions:
        (heading,) = page.xpath(f"//article[@id='{question.anchor}']/h3")
        assert _single(heading.text_content()) == f"{question.number} {question.label}".strip()


MARKS = {
    ("official", ""): "",
    ("own", ""): "",
    ("reported", "both"): "Reported, unconfirmed",
    ("reported", "part"): "Reported, unconfirmed",
    ("reported", "number"): "Number reported, subject provisional",
    ("reported", "gist"): "Subject reported, number not known",
    ("provisional", ""): "Provisional",
}


@pytest.mark.parametrize("framework_id", IDS)
def test_every_question_says_how_far_it_is_known(framework_id):
    page = parse(_get(framework_id).content)
    for question in load(framework_id).questions:
        marks = page.xpath(f"//article[@id='{question.anchor}']/ul[1]//span[contains(@class, 'tag')]/text()")
        assert (question.code, "".join(marks)) == (question.code, MARKS[question.status, question.known])


def test_only_a_provisional_version_says_that_it_is():
    for framework_id in IDS:
        said = text_of(_get(framework_id).content)
        framework = load(framework_id)
        assert (f"Version {framework.version} is provisional." in said) == framework.is_provisional


@pytest.mark.parametrize("page", PAGES)
def test_the_way_to_a_version_names_its_mark(page):
    (nav,) = parse(_get(page).content).xpath("//nav[@class='framework-nav']")
    said = [link.text_content() for link in nav.iter("a")]
    assert [words for words in said if words.startswith("Version ")] == [
        "Version 1.0",
        "Version 2.0 (provisional)",
    ]


def test_roles_are_recommended_in_words():
    page = parse(_get(NEW).content)
    for question in load(NEW).questions:
        facts = _single(page.xpath(f"//article[@id='{question.anchor}']/ul[1]")[0].text_content())
        roles = [str(AIRole(role).label) for role in question.recommended_for]
        expected = f"Recommended for: {', '.join(roles)}" if roles else ""
        if len(roles) == len(AIRole):
            expected = "Recommended for all roles"
        assert (expected in facts) if expected else ("Recommended" not in facts)
    assert "Recommended" not in text_of(_get(OLD).content).replace("Recommended for All roles", "")


def test_crosswalks_and_outlines_are_labelled_as_what_they_are():
    page = parse(_get(OLD).content)
    helps = page.xpath("//details[contains(@class, 'question-help')][.//ul[@class='crosswalk']]")
    assert len(helps) > 30
    for help_ in helps:
        said = _single(help_.text_content())
        assert "This project’s indicative reading" in said
        assert "An outline, not a text to copy" in said


def test_an_action_of_a_section_is_reported_or_our_reading():
    page = parse(_get(NEW).content)
    for section in load(NEW).sections:
        if section.actions:
            (said,) = page.xpath(f"//section[h2[@id='section-{section.code}']]/div[1]")
            reported = section.actions_status == "reported"
            words = "(as reported, unconfirmed)" if reported else "(this project’s own reading)"
            assert words in said.text_content()
            assert [int(link.get("href").rpartition("-")[2]) for link in said.iter("a")] == list(
                section.actions
            )


@pytest.fixture
def worded(tmp_path):
    """Official wording for one question of version 1.0, as an operator provides it."""
    (tmp_path / "haip-1.0.en.toml").write_text(
        'locale = "en"\nsource = "OECD <2025>"\n\n[questions]\n'
        '1a = "How do you <b>define</b> risk & classify it?"\n'
    )
    configure(wordings=tmp_path)
    yield tmp_path
    configure()


def test_official_wording_stands_above_ours(worded):
    framework = load(OLD)
    assert framework.question("1a").official
    page = parse(_get(OLD).content)
    said = _single(page.xpath("//article[@id='1a']")[0].text_content())
    official = "Official wording (OECD <2025>) How do you <b>define</b> risk & classify it?"
    assert said.index(official) < said.index("Our wording") < said.index(framework.question("1a").prompt)
    assert len(page.xpath("//div[@class='official-wording']")) == 1


# --- Filters -----------------------------------------------------------------------------------------


def _count(response) -> str:
    (count,) = parse(response.content).xpath("//p[contains(@class, 'framework-count')]/strong")
    return _single(count.text_content())


def test_words_roles_and_actions_narrow_the_page():
    whole = load(NEW)
    response = _get(NEW, q="agent", role="deployer", action="2")
    expected = {"multi-agent-risk", "agent-emergency-control", "agent-controls", "agent-controls.text"}
    assert expected <= set(_shown(response))
    for code in _shown(response):
        question = whole.question(code)
        assert "deployer" in question.recommended_for
        assert 2 in question.actions
    assert _count(response) == f"{len(_shown(response))} of {len(whole.answerable)} questions fit"
    page = parse(response.content)
    assert page.xpath("//input[@name='q']/@value") == ["agent"]
    assert page.xpath("//select[@name='role']/option[@selected]/@value") == ["deployer"]
    assert page.xpath("//select[@name='action']/option[@selected]/@value") == ["2"]
    assert page.xpath("//details[contains(@class, 'outline-narrow')]//a[@href='#agent-controls']")
    assert not page.xpath("//a[@href='#risk-classification']")


def test_without_filters_all_questions_are_counted():
    response = _get(OLD, q="  ", role="", action="")
    assert _count(response) == f"{len(load(OLD).answerable)} questions"
    assert response.context["filters"].notes == ()


def test_a_heading_stands_where_a_sub_item_does():
    response = _get(OLD, q="2g.iii")
    assert _shown(response) == ["2g", "2g.iii"]
    assert _count(response).startswith("1 of ")


def test_what_cannot_be_read_filters_nothing_and_says_so():
    response = _get(NEW, role="king", action="12", q="x" * 300)
    said = text_of(response.content)
    assert "That role is not known here" in said
    assert "The Code of Conduct has actions 1 to 11" in said
    assert "Only the first 200 characters" in said
    assert parse(response.content).xpath("//input[@name='q']/@value") == ["x" * 200]
    assert _shown(_get(NEW, role="king", action="12")) == [question.code for question in load(NEW).questions]


def test_a_role_that_a_version_does_not_know_narrows_nothing():
    response = _get(OLD, role="deployer")
    assert len(_shown(response)) == len(load(OLD).questions)
    assert "This version asks every role the same" in text_of(response.content)


@pytest.mark.parametrize("page", [OLD, NEW, "frameworks"])
def test_nothing_found_says_so_and_leads_back(page):
    response = _get(page, q="<script>alert(1)</script>&nothing")
    content = response.content.decode()
    assert "<script>alert" not in content
    assert "Clear the" in content
    assert _path(page) in links(response.content)
    assert parse(response.content).xpath("//input[@name='q']/@value") == ["<script>alert(1)</script>&nothing"]


def test_the_search_over_all_versions():
    response = _get("frameworks", q="red-team")
    found = {
        version.id: [question.code for question in found] for version, found in response.context["found"]
    }
    assert "1c" in found[OLD]
    assert "fitness-testing.text" in found[NEW]
    total = sum(len(load(framework_id).answerable) for framework_id in IDS)
    count = sum(map(len, found.values()))
    assert f"{count} of {total} questions say this" in text_of(response.content)
    targets = parse(response.content).xpath("//section[@class='found']//li//a/@href")
    assert f"{_path(OLD)}#1c" in targets
    assert f"{_path(NEW)}#fitness-testing-text" in targets


# --- Side by side, the Code, the glossary --------------------------------------------------------------


def test_the_versions_say_how_far_they_are_known():
    said = text_of(_get("frameworks").content)
    for mark in {mark for mark in MARKS.values() if mark}:
        assert mark in said
    assert "whoever runs this site then replaces the file" in said
    assert {_path(page) for page in PAGES} <= links(_get("frameworks").content)


def test_every_topic_has_one_line_and_only_the_known_are_like_with_like():
    page = parse(_get("compare").content)
    rows = {
        _single(row.xpath("th")[0].text_content()): [_single(cell.text_content()) for cell in row.xpath("td")]
        for row in page.xpath("//tbody/tr[td]")
    }
    topics = {topic.label: topic for framework_id in IDS for topic in load(framework_id).topics}
    assert set(rows) == set(topics)
    assert rows["Risk definition and classification"] == ["1a", "Like with like", "Q1 Reported, unconfirmed"]
    assert rows["Risks from interacting agents"][:2] == ["Not asked", "New"]
    assert rows["Capability and risk thresholds"][:2] == [
        "Not asked; touched on in 1a Risk definition and classification",
        "New",
    ]
    new = load(NEW)
    for label, (_old, relation, _new) in rows.items():
        known = {question.known for question in new.questions_on(topics[label].id)}
        if relation == "Like with like":
            assert "both" in known
            assert topics[label].relation(OLD) == topics[label].relation(NEW) == "same"
    assert {th.get("scope") for th in page.xpath("//table//th")} == {"col", "row", "rowgroup"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_conduct_leads_to_what_reports_on_it(language):
    code = code_of_conduct(language)
    page = parse(_get("code", LANGUAGES[language]).content)
    assert code.url in page.xpath("//main//a/@href")
    for action in code.actions:
        (item,) = page.xpath(f"//li[@id='action-{action.number}']")
        assert action.text in item.text_content()
        for framework_id in IDS:
            questions = [q for q in load(framework_id).answerable if action.number in q.actions]
            anchors = {
                target.partition("#")[2] for target in item.xpath(".//dd//a/@href") if framework_id in target
            }
            assert {q.anchor for q in questions if q.number} <= anchors
            sections = [s.code for s in load(framework_id).sections if action.number in s.actions]
            assert {f"section-{section}" for section in sections} <= anchors
    for principle in code.principles:
        (item,) = page.xpath(f"//li[@id='principle-{principle.number}']")
        assert principle.text in item.text_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_has_every_term_with_its_source(language):
    terms = glossary(language)
    page = parse(_get("glossary", LANGUAGES[language]).content)
    shown = page.xpath("//article/@id")
    assert sorted(shown) == sorted(term.id for term in terms)
    for term in terms:
        (article,) = page.xpath(f"//article[@id='{term.id}']")
        said = _single(article.text_content())
        assert _single(term.definition) in said
        assert term.source in said
        assert f"#{term.id}" not in {link.partition("#")[1:][0] for link in article.xpath(".//p//a/@href")}
        assert not term.url or term.url in article.xpath(".//a/@href")
    if language == "ja":
        assert shown == [term.id for term in terms]
        assert not page.xpath("//nav[@class='initials']")
    else:
        initials = page.xpath("//h2[@class='glossary-initial']/text()")
        assert initials == sorted(initials)
        assert len(initials) > 10


def test_a_term_leads_to_the_questions_that_use_it():
    page = parse(_get("glossary").content)
    targets = page.xpath("//article[@id='red-teaming']//details//a/@href")
    assert f"{_path(OLD)}#1c" in targets
    assert f"{_path(NEW)}#fitness-testing-text" in targets
