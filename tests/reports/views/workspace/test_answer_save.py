"""Saving one answer while its writer goes on typing: what the page's script is told, case by case."""

import re

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.frameworks import load
from tests import builders
from tests.reports.views.pages import parse
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, PUBLISHED, SUBMITTED

FRAMEWORK = load()
CLOCK = re.compile(r"\d\d:\d\d")


def _address(code: str, *, org: str = ORG, cycle: str = DRAFT) -> str:
    return reverse("workspace:answer", args=[org, cycle, code])


@pytest.fixture
def writer(site):
    return site.client("editor")


@pytest.fixture
def empty(site):
    """A report without a single answer."""
    return builders.make_report(site.organisation, cycle=builders.make_cycle("2030"))


def test_saved(site, writer):
    response = writer.post(_address("1a"), {"1a-text": "New words", "1a-base": "1"})
    assert response.status_code == 200
    said = response.json()
    assert CLOCK.fullmatch(said.pop("saved"))
    assert said == {
        "base": 2,
        "answered": True,
        "carried": False,
        "typed_notes": False,
        "section": {"asked": 8, "answered": 8, "todo": 0},
    }
    saved = site.draft.answers.by_code()["1a"]
    assert (saved.text, saved.number, saved.saved_by) == ("New words", 2, site.people["editor"])


def test_the_first_words_of_an_answer(writer, empty):
    said = writer.post(_address("1a", cycle="2030"), {"1a-text": "First", "1a-base": ""}).json()
    assert (said["base"], said["section"]) == (1, {"asked": 8, "answered": 1, "todo": 7})


def test_nothing_saved_as_nothing(writer, empty):
    said = writer.post(_address("1a", cycle="2030"), {"1a-text": "", "1a-base": ""}).json()
    assert (said["base"], said["answered"], said["section"]["answered"]) == (None, False, 0)
    assert not empty.answers.exists()


def test_an_answer_taken_away_counts_no_more(writer):
    said = writer.post(_address("1a"), {"1a-text": "  \n ", "1a-base": "1"}).json()
    assert (said["answered"], said["section"]) == (False, {"asked": 8, "answered": 7, "todo": 1})


def test_the_same_again_is_the_same_revision(site, writer):
    for _ in range(3):
        said = writer.post(_address("1a"), {"1a-text": "Once", "1a-base": "1"}).json()
    assert said["base"] == 2


@pytest.mark.parametrize(
    "question", [q for q in FRAMEWORK.questions if q.answerable], ids=lambda question: question.code
)
def test_every_question_can_be_answered(site, writer, question):
    data = {f"{question.code}-text": "Words", f"{question.code}-base": "1"}
    if question.options:
        data[f"{question.code}-choices"] = question.options[0].id
    said = writer.post(_address(question.code), data).json()
    assert (said["base"], said["answered"]) == (2, True)


def test_the_clock_is_the_writers(site, writer):
    site.people["editor"].time_zone = "Asia/Tokyo"
    site.people["editor"].save()
    said = writer.post(_address("1a"), {"1a-text": "New", "1a-base": "1"}).json()
    moment = site.draft.answers.by_code()["1a"].saved_at
    assert said["saved"] == moment.astimezone(site.people["editor"].zone).strftime("%H:%M")


@pytest.mark.parametrize(
    "code,data",
    [
        ("1a", {"1a-text": "x" * 200_001}),
        ("1a", {"1a-text": "\ufffd"}),
        ("1a", {"1a-text": "Words", "1a-base": "abc"}),
        ("1a", {"1a-text": "Words", "1a-base": "0"}),
        ("1a", {"1a-text": "Words", "1a-base": "9" * 30}),
        ("1d", {"1d-text": "", "1d-choices": "maybe"}),
        ("3a.iii", {"3a.iii-text": "", "3a.iii-choices": ["nothing", "of these"]}),
        ("scope", {"scope-text": "", "scope-choices": "galaxy"}),
    ],
    ids=["long", "unreadable", "base abc", "base 0", "base huge", "yes or no", "checklist", "choice"],
)
def test_refused(site, writer, code, data):
    before = site.draft.answers.by_code()[code].pk
    response = writer.post(_address(code), {f"{code}-base": "1"} | data)
    assert response.status_code == 422
    said = response.json()
    assert list(said) == ["errors"]
    assert [isinstance(error, str) and len(error) > 10 for error in said["errors"]] == [True]
    assert site.draft.answers.by_code()[code].pk == before


def test_somebody_else_was_faster(site, writer):
    site.people["owner"].time_zone = "America/Toronto"
    save_answer(report=site.draft, code="1d", choices=["no"], text="Theirs", base=1, by=site.people["owner"])
    response = writer.post(_address("1d"), {"1d-text": "Mine", "1d-choices": "yes", "1d-base": "1"})
    assert response.status_code == 409
    said = response.json()["current"]
    assert re.search(r"\d\d:\d\d", said.pop("saved"))
    assert said == {
        "base": 2,
        "text": "Theirs",
        "labels": ["No"],
        "fields": {"1d-text": ["Theirs"], "1d-summary": [""], "1d-choices": ["no"]},
        "by": "Ophelia",
    }
    knowingly = writer.post(_address("1d"), {"1d-text": "Mine", "1d-choices": "yes", "1d-base": "2"})
    assert knowingly.json()["base"] == 3


@pytest.mark.parametrize("base", ["", "99"], ids=["none", "one to come"])
def test_a_revision_that_the_writer_never_saw(site, writer, base):
    response = writer.post(_address("1a"), {"1a-text": "Blind", "1a-base": base})
    assert (response.status_code, response.json()["current"]["base"]) == (409, 1)


@pytest.mark.parametrize("cycle", [SUBMITTED, PUBLISHED])
def test_no_longer_open(site, writer, cycle):
    response = writer.post(_address("1a", cycle=cycle), {"1a-text": "Late", "1a-base": "1"})
    assert response.status_code == 403
    assert list(response.json()) == ["errors"]
    assert "Copy your text" in response.json()["errors"][0]


def test_a_viewer_is_refused_with_a_page(site):
    response = site.client("viewer").post(_address("1a"), {"1a-text": "Viewer's", "1a-base": "1"})
    assert (response.status_code, response.headers["Content-Type"]) == (403, "text/html; charset=utf-8")


def test_somebody_signed_out_is_sent_to_sign_in(site):
    response = site.client("anonymous").post(_address("1a"), {"1a-text": "Typed for hours", "1a-base": "1"})
    assert response.headers["Location"] == f"/account/login/?next={_address('1a')}"


@pytest.mark.parametrize("code", ["2g", "1z", "1A", "1a-text", "%00", "<b>"])
def test_no_such_answer(writer, code):
    """A heading has none either."""
    address = _address("1a").replace("/1a/", f"/{code}/")
    assert writer.post(address, {"2g-text": "Words"}).status_code == 404


def test_another_organisations_answer_is_not_there(site, writer):
    assert writer.post(_address("1a", org=ELSEWHERE), {"1a-text": "Mine"}).status_code == 404


def test_reading_what_stands_saves_nothing(site, writer):
    said = writer.get(_address("1a"), {"1a-text": "By address", "1a-base": "1"}).json()["current"]
    assert (said["base"], said["text"]) == (1, "What sakura-works in 2026 says about `1a`.")
    assert site.draft.answers.by_code()["1a"].number == 1


def test_an_answer_that_never_was_reads_as_nothing(writer, empty):
    assert writer.get(_address("1a", cycle="2030")).json() == {"current": None}


def test_the_box_marks_what_differs_and_offers_both(site, writer):
    base = "First line.\n\nSecond line."
    save_answer(report=site.draft, code="1a", choices=[], text=base, base=1, by=site.people["editor"])
    theirs = "First line, theirs.\n\nSecond line."
    save_answer(report=site.draft, code="1a", choices=[], text=theirs, base=2, by=site.people["owner"])
    mine = {"1a-text": "First line.\n\nSecond line, mine <b>.", "1a-base": "2"}
    said = writer.post(_address("1a"), mine).json()
    assert said["both"]["1a-text"] == ["First line, theirs.\n\nSecond line, mine <b>."]
    assert said["known"] is False
    box = parse(said["box"].encode())
    assert [each.text_content() for each in box.iter("ins")] == ["added: , theirs"]
    assert [each.text_content() for each in box.iter("del")] == ["removed: , mine <b>"]
    assert _hidden_value(box, "1a-seen") == "2"


def _hidden_value(page, name):
    return page.xpath(f"//input[@name='{name}']")[0].get("value")


def test_words_that_a_closing_page_had_saved_are_known(site, writer):
    by = site.people["editor"]
    save_answer(report=site.draft, code="1a", choices=[], text="Last words", base=1, by=by)
    newer = site.people["owner"]
    save_answer(report=site.draft, code="1a", choices=[], text="Newer", base=2, by=newer)
    said = writer.post(_address("1a"), {"1a-text": "Last words", "1a-base": "1"})
    assert (said.status_code, said.json()["known"]) == (409, True)
    said = writer.post(_address("1a"), {"1a-text": "Never saved", "1a-base": "1"})
    assert (said.status_code, said.json()["known"]) == (409, False)


EVIDENCE = {
    "1a-evidence-0-title": "Card",
    "1a-evidence-0-address": "https://card.example/x",
    "1a-evidence-0-accessed_on": "2026-03-01",
    "1a-evidence-1-title": "",
    "1a-evidence-1-address": "https://no-title.example/",
    "1a-evidence-1-accessed_on": "",
}


def test_summary_and_evidence_are_saved_beside_the_words(site, writer):
    data = {"1a-text": "Words", "1a-summary": " In \n short. ", "1a-base": "1"} | EVIDENCE
    assert writer.post(_address("1a"), data).json()["base"] == 2
    saved = site.draft.answers.by_code()["1a"]
    assert saved.summary == "In short."
    assert saved.evidence == [
        {"title": "Card", "address": "https://card.example/x", "accessed_on": "2026-03-01"},
        {
            "title": "https://no-title.example/",
            "address": "https://no-title.example/",
            "accessed_on": "",
        },
    ]


@pytest.mark.parametrize(
    "wrong,message",
    [
        ({"1a-evidence-0-address": "card.example"}, "whole address"),
        ({"1a-evidence-0-address": "javascript:alert(1)"}, "whole address"),
        ({"1a-evidence-0-address": ""}, "Give the address"),
        ({"1a-evidence-0-accessed_on": "1 March"}, "year, month and day"),
        ({"1a-evidence-0-title": "x" * 301}, "at most 300"),
        ({"1a-summary": "x" * 2001}, "at most 2,000"),
    ],
    ids=["no scheme", "script", "no address", "day", "long title", "long summary"],
)
def test_what_is_refused_beside_the_words_keeps_no_word_from_being_saved(site, writer, wrong, message):
    data = {"1a-text": "Kept words", "1a-base": "1"} | EVIDENCE | wrong
    response = writer.post(_address("1a"), data)
    said = response.json()
    assert (response.status_code, said["base"]) == (422, 2)
    assert message in " ".join(said["errors"])
    saved = site.draft.answers.by_code()["1a"]
    assert (saved.text, saved.summary) == ("Kept words", "")
    assert bool(saved.evidence) == ("1a-summary" in wrong)


def test_typed_footnotes_are_offered_and_turned_into_real_ones(writer):
    typed = "As shown[1].\n\n[1] The source."
    assert writer.post(_address("1a"), {"1a-text": typed, "1a-base": "1"}).json()["typed_notes"] is True
    turned = writer.post(reverse("workspace:footnotes"), {"text": typed})
    assert turned.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert turned.content.decode() == "As shown[^1].\n\n[^1]: The source."
    assert writer.post(reverse("workspace:footnotes"), {"text": "x" * 250_001}).status_code == 422


def test_a_preview_follows_references(writer):
    data = {"text": "See [[1b]] and [[9z]].", "framework": "haip-1.0"}
    html = writer.post(reverse("workspace:markdown"), data).content.decode()
    assert html.strip() == '<p>See <a href="#1b" class="answer-ref">1b</a> and [[9z]].</p>'
    data = {"text": "See [[1b]].", "framework": "../../etc"}
    assert "[[1b]]" in writer.post(reverse("workspace:markdown"), data).content.decode()


def test_a_preview_is_what_would_be_published(writer):
    response = writer.post(reverse("workspace:markdown"), {"text": "*So* <script>alert(1)</script>"})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert response.content.decode().strip() == "<p><em>So</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_preview_has_an_end(writer):
    response = writer.post(reverse("workspace:markdown"), {"text": "x" * 250_001})
    assert (response.status_code, response.headers["Content-Type"]) == (422, "text/plain")


@pytest.fixture
def newer(site):
    """A draft on version 2.0, of an organisation that is all three."""
    return builders.make_report(site.organisation, cycle=builders.make_cycle("2031"), framework_id="haip-2.0")


def test_practices_and_tools_are_saved_beside_the_words(site, writer, newer):
    data = {"risk-classification-text": "", "risk-classification-practice-risk-tiers": "planned"}
    said = writer.post(_address("risk-classification", cycle="2031"), data).json()
    assert (said["base"], said["answered"]) == (1, True)
    tools = {
        f"tools-and-metrics.text-tool-0-{part}": value
        for part, value in (("name", "A"), ("address", "https://a.example/"), ("purpose", ""))
    }
    said = writer.post(
        _address("tools-and-metrics.text", cycle="2031"), {"tools-and-metrics.text-text": "", **tools}
    ).json()
    assert (said["base"], said["answered"]) == (1, True)
    words = newer.answers.by_code()
    assert words["risk-classification"].practices == {"risk-tiers": "planned"}
    assert words["tools-and-metrics.text"].tools == [
        {"name": "A", "address": "https://a.example/", "purpose": ""}
    ]


def test_words_alone_leave_practices_and_tools_as_they_stand(site, writer, newer):
    data = {"risk-classification-text": "", "risk-classification-practice-risk-tiers": "planned"}
    writer.post(_address("risk-classification", cycle="2031"), data)
    data = {"risk-classification-text": "Words", "risk-classification-base": "1"}
    assert writer.post(_address("risk-classification", cycle="2031"), data).json()["base"] == 2
    assert newer.answers.by_code()["risk-classification"].practices == {"risk-tiers": "planned"}


def test_a_conflict_tells_their_practices_in_words_and_as_fields(site, writer, newer):
    theirs = {"risk-tiers": "in_place", "risk-register": "not_in_place"}
    save_answer(
        report=newer,
        code="risk-classification",
        choices=[],
        text="",
        practices=theirs,
        base=None,
        by=site.people["owner"],
    )
    said = writer.post(
        _address("risk-classification", cycle="2031"), {"risk-classification-text": "Mine"}
    ).json()["current"]
    assert said["labels"] == ["Tiered risk levels: In place", "AI risk register: Not in place"]
    assert said["fields"]["risk-classification-practice-risk-register"] == ["not_in_place"]


def test_what_is_not_asked_of_the_roles_can_be_answered_all_the_same(site, writer, newer):
    type(site.organisation).objects.filter(pk=site.organisation.pk).update(
        is_model_developer=False, is_application_developer=False, is_deployer=True
    )
    said = writer.post(
        _address("capability-thresholds.text", cycle="2031"), {"capability-thresholds.text-text": "Ours"}
    ).json()
    assert (said["base"], said["answered"], said["section"]["answered"]) == (1, True, 0)


@pytest.fixture
def carried(site, newer):
    """An answer that was carried over into the draft."""
    return save_answer(
        report=newer,
        code="risk-evaluation",
        choices=[],
        text="From last year.",
        base=None,
        by=site.people["owner"],
        carried={"cycle": "2025", "framework": "haip-1.0", "items": ["1b"]},
    )


def _keep(code: str, base: str = "1", cycle: str = "2031") -> tuple[str, dict[str, str]]:
    return reverse("workspace:answer-keep", args=[ORG, cycle, code]), {f"{code}-base": base}


def test_keeping_what_was_carried_over(site, writer, newer, carried):
    said = writer.post(*_keep("risk-evaluation")).json()
    assert (said["base"], said["carried"], said["answered"]) == (2, False, True)
    now = newer.answers.by_code()["risk-evaluation"]
    assert (now.text, now.carried, now.saved_by) == ("From last year.", {}, site.people["editor"])
    assert writer.post(*_keep("risk-evaluation", "2")).json()["base"] == 2


def test_nothing_is_kept_that_somebody_changed_meanwhile(site, writer, newer, carried):
    said = writer.post(*_keep("risk-evaluation", "7"))
    assert (said.status_code, said.json()["current"]["base"]) == (409, 1)
    assert newer.answers.by_code()["risk-evaluation"].carried


def test_keeping_what_does_not_exist_writes_nothing(writer, newer):
    assert writer.post(*_keep("risk-evaluation", "")).json()["base"] is None
    assert not newer.answers.exists()


def test_changing_carried_words_takes_the_mark_away(writer, newer, carried):
    data = {"risk-evaluation-text": "From this year.", "risk-evaluation-base": "1"}
    assert writer.post(_address("risk-evaluation", cycle="2031"), data).json()["carried"] is False
    assert newer.answers.by_code()["risk-evaluation"].carried == {}
