"""The register: words, facets with their counts, chips that take them off, orders, pages, answers."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from reports.models import PublishedAnswer, Version
from reports.standards import standards
from tests.reports.views.pages import parse, text_of
from tests.reports.views.public.shelf import AOBA, BIRCH, CLINIC, GONE, SAKURA, publish

REGISTER = reverse("public:register")
ALL = {SAKURA, AOBA, BIRCH, CLINIC}


@pytest.fixture
def ask(shelf, db):
    """Return the response to a query."""

    def ask(query=None, prefix=""):
        # The page without a query is stored: only one that is rendered has a context.
        response = shelf.client("anonymous").get(prefix + REGISTER, query or {"page": "1"})
        assert response.status_code == 200
        return response

    return ask


@pytest.fixture
def shown(ask):
    """Return the organisations that a query finds, in their order."""

    def shown(query):
        response = ask(query)
        slugs = [result.version.organisation_slug for result in response.context["results"]]
        assert response.context["total"] == len(slugs)
        return slugs

    return shown


def _counts(response, facet):
    """Return label -> number of the values of a facet, and which of them are chosen."""
    (box,) = [box for box in response.context["boxes"] if box.name == facet]
    values = [*box.shown, *(value for _group, values in box.more for value in values)]
    return {value.label: value.count for value in values}, {value.label for value in values if value.chosen}


@pytest.mark.parametrize(
    "query,expected",
    [
        ({}, ALL),
        ({"country": "CA"}, {SAKURA, BIRCH}),
        ({"country": ["JP", "FR"]}, {AOBA, CLINIC}),
        ({"region": "north-america"}, {SAKURA, BIRCH}),
        ({"region": ["asia", "europe"]}, {AOBA, CLINIC}),
        ({"region": "asia", "country": "FR"}, set()),
        ({"sector": "finance"}, {BIRCH}),
        ({"sector": "energy"}, set()),
        ({"size": "250+"}, {BIRCH}),
        ({"role": "deployer"}, {SAKURA, BIRCH, CLINIC}),
        ({"role": ["model_developer", "application_developer"]}, {SAKURA, AOBA, CLINIC}),
        ({"framework": "haip-1.0"}, ALL),
        ({"framework": "haip-2.0"}, set()),
        ({"cycle": "2024"}, {AOBA, BIRCH}),
        ({"language": "ja"}, {AOBA}),
        ({"practice": "risk-tiers"}, {AOBA, BIRCH}),
        ({"practice": ["risk-taxonomy", "risk-register"], "country": "JP"}, {AOBA}),
        ({"standard": "iso-iec-42001"}, {CLINIC}),
        ({"standard": ["iso-iec-42001", "nist-ai-rmf"]}, {CLINIC, BIRCH}),
        ({"standard": "iso-iec-42001", "practice": "risk-tiers"}, set()),
        ({"org": "aoba"}, {AOBA}),
        ({"country": "CA", "role": "deployer", "q": "losses"}, {BIRCH}),
        ({"q": "", "country": "", "page": "1"}, ALL),
        ({"standing": "withdrawn"}, {GONE}),
        ({"standing": ["withdrawn", "listed"], "sector": "media"}, {GONE}),
        ({"standing": ["withdrawn", "listed"]}, {GONE, *ALL}),
    ],
    ids=str,
)
def test_facets_narrow_and_their_values_widen(shown, query, expected):
    found = shown(query)
    assert (set(found), len(found)) == (expected, len(expected))


@pytest.mark.parametrize(
    "words,expected",
    [
        ("birch bank", {BIRCH}),
        ("BIRCH", {BIRCH, CLINIC}),
        ("risque birch", {CLINIC}),
        ("bank risque", set()),
        ("危険", {AOBA}),
        ("危険 四段階", {AOBA}),
        ("険危", set()),
        ("Été", {CLINIC}),
        ("ete", {CLINIC}),
        ("birch -losses", {BIRCH, CLINIC}),
        ("birch -losses -measures", {CLINIC}),
        ('"losses of 100"', {BIRCH}),
        ("**四段階**", {AOBA}),
        ("'; DROP TABLE reports_version; --", set()),
        ("Forgotten", set()),
        ("no such word anywhere", set()),
    ],
)
def test_words_are_found_in_names_and_answers(ask, shown, words, expected):
    assert set(shown({"q": words})) == expected
    assert parse(ask({"q": words}).content).xpath("//input[@name='q']/@value") == [words]


def test_counts_leave_out_the_choices_of_their_own_facet(ask):
    response = ask({"country": "CA", "role": "deployer"})
    assert _counts(response, "country") == ({"Canada": 2, "France": 1}, {"Canada"})
    assert _counts(response, "role") == ({"Model developer": 1, "Deployer": 2}, {"Deployer"})
    assert _counts(response, "cycle") == ({"Cycle 2025": 1, "Cycle 2024": 1}, set())
    assert _counts(response, "practice")[0] == {"Tiered risk levels": 1}
    assert _counts(response, "standard")[0] == {"NIST AI RMF": 1}


def test_counts_follow_the_words(ask):
    response = ask({"q": "birch"})
    assert _counts(response, "country") == ({"Canada": 1, "France": 1}, set())
    assert _counts(response, "standard")[0] == {"ISO/IEC 42001": 1, "NIST AI RMF": 1}


def test_each_count_is_what_a_click_shows(ask):
    """For a value that is not chosen, of a facet of which nothing is chosen."""
    client_pages = 0
    for box in ask({"role": "deployer"}).context["boxes"]:
        for value in [*box.shown, *(value for _group, values in box.more for value in values)]:
            if box.name not in {"role", "standing"}:
                found = ask(parse_qs(urlsplit(value.url).query)).context
                assert (box.name, value.label, found["total"]) == (box.name, value.label, value.count)
                client_pages += 1
    assert client_pages > 12


def test_values_are_links_that_say_whether_they_are_chosen(ask):
    page = parse(ask({"country": "JP"}).content)
    (japan,) = page.xpath("//a[contains(@class, 'facet-value')][contains(., 'Japan')]")
    assert (japan.get("href"), japan.get("rel")) == (REGISTER, "nofollow")
    assert " ".join(japan.text_content().split()) == "Chosen: Japan 1"
    (canada,) = page.xpath("//a[contains(@class, 'facet-value')][contains(., 'Canada')]")
    assert canada.get("href") == f"{REGISTER}?country=CA&country=JP"
    assert " ".join(canada.text_content().split()) == "Canada 2"


def test_facets_in_use_stand_open(ask):
    page = parse(ask({"size": "250+"}).content)
    opened = [
        " ".join(s.text_content().split()) for s in page.xpath("//details[@class='facet'][@open]/summary")
    ]
    assert opened == ["Country", "Sector", "Size 1 in use", "Cycle"]


def test_each_chip_takes_off_one_value(ask):
    query = {"q": "losses", "country": ["CA", "JP"], "role": ["deployer"], "size": ["250+"]}
    chips = ask(query).context["chips"]
    assert [str(chip.value) for chip in chips] == [
        "losses",
        "Canada",
        "Japan",
        "250 employees or more",
        "Deployer",
    ]
    whole = {"q": ["losses"]} | {name: value for name, value in query.items() if name != "q"}
    left = [parse_qs(urlsplit(chip.url).query) for chip in chips]
    assert left == [
        {name: value for name, value in whole.items() if name != "q"},
        whole | {"country": ["JP"]},
        whole | {"country": ["CA"]},
        {name: value for name, value in whole.items() if name != "size"},
        {name: value for name, value in whole.items() if name != "role"},
    ]
    assert "Take all off" in text_of(ask(query).content)


def test_the_last_chip_leads_to_all_reports(ask):
    (chip,) = ask({"country": "JP"}).context["chips"]
    assert chip.url == REGISTER


@pytest.mark.parametrize(
    "query,expected,said",
    [
        ({"country": "XX"}, ALL, "Country “XX”"),
        ({"country": ["XX", "JP"]}, {AOBA}, "Country “XX”"),
        ({"country": "XX", "sector": "finance"}, {BIRCH}, "Country “XX”"),
        ({"cycle": "1999", "country": "JP"}, {AOBA}, "Cycle “1999”"),
        ({"role": "king", "q": "losses"}, {BIRCH}, "Role “king”"),
        ({"practice": "<b>", "standard": "iso-iec-42001"}, {CLINIC}, "Practice reported “<b>”"),
        ({"org": "no-such"}, ALL, "Organisation “no-such”"),
        ({"standing": "king"}, ALL, "Standing “king”"),
        ({"q": "losses", "view": "answers", "topic": "weather"}, {BIRCH}, "Topic “weather”"),
        ({"country": "\0", "sector": " "}, ALL, ""),
        ({"nonsense": "1", "country": ""}, ALL, ""),
    ],
    ids=str,
)
def test_a_value_that_means_nothing_is_named_and_the_others_count(ask, query, expected, said):
    response = ask(query)
    results = response.context["results"]
    found = {getattr(each, "version", None) or each.answer.version for each in results}
    assert {version.organisation_slug for version in found} == expected
    notices = parse(response.content).xpath("//*[@role='note']/p")
    named = [f"No report has this value: {said}. It is left out; everything else counts."] if said else []
    assert [" ".join(note.text_content().split()) for note in notices] == [
        " ".join(name.split()) for name in named
    ]
    assert "XX" not in response.context["canonical"]


@pytest.mark.parametrize(
    "query,said",
    [
        ({"q": "-losses"}, "There is no word to look for"),
        ({"q": "… !!"}, "There is no word to look for"),
        ({"q": "losses " + "x" * 200}, "Only the first 200 characters were looked for."),
    ],
)
def test_what_was_typed_stays_in_the_box_and_its_limits_are_said(ask, query, said):
    response = ask(query)
    assert said in text_of(response.content)
    (typed,) = parse(response.content).xpath("//input[@name='q']/@value")
    assert query["q"].startswith(typed)


@pytest.mark.parametrize(
    "query",
    [
        "country=%FF%FE&q=%00&page=%F0",
        "q=" + "%22" * 150,
        "q=" + "%E3%81" * 90,
        "page=1e9&sort[]=x&country[]=JP&=&&&",
        "practice=" + "&practice=".join(map(str, range(400))),
        "country=JP&" * 900,
        "q=a&view=answers&topic=%00&org=%27%3B--",
        "sort=longest&standing=withdrawn&practice=x&standard=y&role=z&page=99999",
    ],
)
def test_no_query_breaks_the_page(shelf, db, query):
    client = shelf.client("anonymous")
    for name in ("register", "results-csv", "search-feed"):
        assert client.get(f"{reverse(f'public:{name}')}?{query}").status_code == 200


@pytest.mark.parametrize(
    "query,canonical",
    [
        ("", ""),
        ("cycle=2024&country=JP&size=", "?country=JP&cycle=2024"),
        ("page=7&country=XX&country=JP", "?country=JP"),
        ("q=birch&view=answers&sort=longest", "?q=birch&view=answers"),
    ],
)
def test_the_page_names_its_one_address(ask, query, canonical):
    page = parse(ask(parse_qs(query, keep_blank_values=True)).content)
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{REGISTER}{canonical}"]


@pytest.mark.parametrize(
    "query,expected",
    [
        ({"sort": "organisation"}, [BIRCH, CLINIC, SAKURA, AOBA]),
        ({"sort": "country"}, [BIRCH, SAKURA, CLINIC, AOBA]),
        ({"sort": "longest"}, [SAKURA, BIRCH, AOBA, CLINIC]),
        ({"sort": "shortest"}, [CLINIC, AOBA, BIRCH, SAKURA]),
        ({}, [CLINIC, BIRCH, AOBA, SAKURA]),
        ({"q": "birch", "sort": "newest"}, [CLINIC, BIRCH]),
        ({"q": "birch"}, [BIRCH, CLINIC]),
    ],
    ids=str,
)
def test_reports_stand_in_the_order_that_is_asked_for(shown, query, expected):
    assert shown(query) == expected


def test_orders_are_links_and_the_present_one_is_marked(ask):
    page = parse(ask({"sort": "country"}).content)
    links = page.xpath("//details[contains(@class, 'sort')]//a")
    assert [(link.get("href"), link.get("aria-current")) for link in links] == [
        (REGISTER, None),
        (f"{REGISTER}?sort=organisation", None),
        (f"{REGISTER}?sort=country", "true"),
        (f"{REGISTER}?sort=longest", None),
        (f"{REGISTER}?sort=shortest", None),
    ]


def test_a_report_that_was_found_shows_where(ask):
    page = parse(ask({"q": "losses"}).content)
    (link,) = page.xpath("//ul[@class='found-answers']/li[1]/a")
    assert link.get("href") == f"{reverse('public:report', args=[BIRCH, '2024'])}#1a"
    (passage,) = page.xpath("//p[@class='passage']")
    assert passage.xpath("mark/text()") == ["Losses"]
    assert passage.get("lang") == "en"
    (count,) = page.xpath("//li[@class='found-count']/a")
    assert count.text_content() == "1 answer fits"
    assert count.get("href") == f"{REGISTER}?q=losses&view=answers&org={BIRCH}"


@pytest.mark.parametrize(
    "query,expected",
    [
        ({"q": "birch"}, {(BIRCH, "1a"), (BIRCH, "1b"), (CLINIC, "1a")}),
        ({"q": "birch", "country": "FR"}, {(CLINIC, "1a")}),
        ({"q": "birch", "org": BIRCH}, {(BIRCH, "1a"), (BIRCH, "1b")}),
        ({"q": "birch", "topic": "risk-classification"}, {(BIRCH, "1a"), (CLINIC, "1a")}),
        ({"q": "birch", "topic": "risk-classification", "org": BIRCH}, {(BIRCH, "1a")}),
        ({"q": "birch", "standing": "withdrawn"}, set()),
    ],
    ids=str,
)
def test_answers_stand_alone_where_that_is_asked_for(ask, query, expected):
    context = ask({**query, "view": "answers"}).context
    found = {(each.answer.version.organisation_slug, each.answer.code) for each in context["results"]}
    assert (found, context["total"]) == (expected, len(expected))


def test_an_answer_says_its_question_in_the_language_of_the_page(ask):
    row = parse(ask({"q": "四段階", "view": "answers"}).content).xpath("//li[@class='answer-row']")[0]
    assert row.xpath(".//h3/a/@href") == [f"{reverse('public:report', args=[AOBA, '2024'])}#1a"]
    assert " ".join(row.xpath(".//h3")[0].text_content().split()) == "1a Risk definition and classification"
    assert row.xpath(".//p[@class='passage']/@lang") == ["ja"]
    assert row.xpath(".//mark/text()") == ["四段階"]
    japanese = parse(ask({"q": "四段階", "view": "answers"}, prefix="/ja").content)
    assert "リスク" in japanese.xpath("//li[@class='answer-row']//h3")[0].text_content()


def test_where_ranking_ends_is_said_and_no_report_is_lost(ask, shown, monkeypatch):
    """As if one answer were as many as are ranked; two more hold the word."""
    monkeypatch.setattr("reports.search.asking.MOST", 1)
    assert shown({"q": "birch"}) == [CLINIC, BIRCH]
    assert "are ranked. Reports without one of those follow, newest first." in text_of(
        ask({"q": "birch"}).content
    )
    answers = ask({"q": "birch", "view": "answers"})
    assert (answers.context["total"], len(answers.context["results"])) == (1, 1)
    assert "are ranked and shown." in text_of(answers.content)
    # What a filter leaves is ranked for itself.
    narrowed = ask({"q": "birch", "country": "FR"})
    assert (narrowed.context["total"], narrowed.context["found"].is_capped) == (1, False)
    assert "are ranked" not in text_of(narrowed.content)
    monkeypatch.undo()
    assert "are ranked" not in text_of(ask({"q": "birch"}).content)


def test_what_organisations_wrote_is_text(ask):
    page = parse(ask({"q": "script", "view": "answers"}).content)
    assert page.xpath("//main//script") == []
    assert "<script>" in page.xpath("//p[@class='passage']")[0].text_content()


def test_a_mistyped_word_gets_an_offer(ask):
    response = ask({"q": "lossse", "country": "CA"})
    assert "No answer holds all these words" in text_of(response.content)
    (link,) = parse(response.content).xpath("//p[@class='suggestion']/a")
    assert (link.text, link.get("href")) == ("losses", f"{REGISTER}?q=losses&country=CA")


def test_where_only_filters_stand_in_the_way_that_is_said(ask):
    said = text_of(ask({"q": "losses", "country": "JP"}).content)
    assert "No report fits all of this" in said
    assert "The words stand in 1 report" in said
    assert "Did you mean" not in said


def test_a_withdrawn_report_says_when_and_none_of_its_words(ask):
    content = ask({"standing": "withdrawn"}).content
    row = parse(content).xpath("//li[contains(@class, 'report-row')]")[0]
    said = " ".join(row.text_content().split())
    assert "Gone Ltd" in said
    assert "withdrawn on 5 March 2026" in said
    assert row.xpath(".//h3/a/@href") == [reverse("public:report", args=[GONE, "2024"])]
    assert "Forgotten" not in text_of(content)
    assert {box.name for box in ask({"standing": "withdrawn"}).context["boxes"]} & {
        "practice",
        "standard",
    } == set()
    assert ask({"standing": "withdrawn", "q": "Forgotten"}).context["total"] == 0


def test_only_what_is_there_is_offered(ask):
    assert set(_counts(ask(), "country")[0]) == {"Canada", "Japan", "France"}
    assert list(_counts(ask(), "cycle")[0]) == ["Cycle 2025", "Cycle 2024", "Cycle 2023"]
    assert _counts(ask(), "standing") == ({"Listed": 4, "Withdrawn": 1}, {"Listed"})


def test_a_row_says_who_where_and_when(ask):
    said = text_of(ask({"q": "危険"}).content)
    for fact in (
        "1 report",
        "株式会社あおば, Cycle 2024",
        "Japan",
        "Manufacturing",
        "10 to 49",
        "framework 1.0",
    ):
        assert fact in said


def test_the_newest_version_of_a_report_counts_once(ask):
    (result,) = ask({"org": SAKURA}).context["results"]
    assert (result.version.number, result.version.organisation_name) == (2, "Sakura Works K.K.")


def test_pages_keep_what_was_chosen(site):
    desk = site.people["secretariat"]
    for number in range(27):
        publish(f"page-{number}", "2024", {"1a": "Paged words."}, desk, sector="energy", roles="is_deployer")
    client = site.client("anonymous")
    first = client.get(REGISTER, {"q": "paged words", "sector": "energy"})
    assert (first.context["total"], len(first.context["results"])) == (27, 25)
    (following,) = parse(first.content).xpath("//a[@rel='next']/@href")
    assert following == "?q=paged+words&sector=energy&page=2"
    second = client.get(REGISTER + following)
    both = [result.version.pk for page in (first, second) for result in page.context["results"]]
    assert (len(both), len(set(both))) == (27, 27)
    assert second.context["canonical"] == REGISTER + following
    assert parse(second.content).xpath("//a[@rel='next']") == []
    beyond = client.get(REGISTER, {"q": "paged words", "sector": "energy", "page": "9"})
    assert beyond.context["canonical"] == REGISTER + following


def test_many_values_stand_behind_those_that_most_reports_have(site):
    desk = site.people["secretariat"]
    words = ", ".join(each.name for each in standards().values() if each.kind != "law")
    publish("many", "2024", {"1a": words}, desk, roles="")
    context = site.client("anonymous").get(REGISTER, {"standard": "seoul-frontier-commitments"}).context
    (box,) = [box for box in context["boxes"] if box.name == "standard"]
    shown = [value.label for value in box.shown]
    assert (len(shown), shown.count("Frontier AI Safety Commitments"), box.in_use) == (9, 1, 1)
    groups = [group for group, _values in box.more]
    assert groups == ["Commitments", "Frameworks and guidelines", "Standards"]
    more = [value.label for _group, values in box.more for value in values]
    assert (box.more_count, set(shown) & set(more)) == (len(more), set())
    assert len(more) > 20


def test_home_shows_the_latest(shelf, db):
    context = shelf.client("anonymous").get(reverse("public:home")).context
    figures = context["figures"]
    assert (figures["reports"], figures["organisations"], figures["countries"]) == (4, 4, 3)
    assert figures["languages"] == len(set(Version.objects.current().values_list("language", flat=True)))
    assert figures["answers"] == PublishedAnswer.objects.filter(version__current_of__isnull=False).count() > 0
    newest = Version.objects.current().order_by("-published_at", "-pk")[:3]
    assert [version.pk for version in context["latest"]] == [version.pk for version in newest]
