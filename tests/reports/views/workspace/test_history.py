"""The pages about saved states: listing, reading, comparing, and going back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.actions.answers import restore_revision, save_answer
from reports.models import AnswerRevision
from tests import builders
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.site import DRAFT, ORG, SUBMITTED

FIRST = "What sakura-works in 2026 says about `1a`."


def address(name, *more, code="1a", cycle=DRAFT):
    return reverse(f"workspace:{name}", args=[ORG, cycle, code, *more])


def save(site, *texts, by="owner", base=1, code="1a", minutes=1, **said):
    """Save one state after another over `base`, so many minutes apart, from tomorrow on."""
    start = timezone.now() + timedelta(days=base)
    for number, text in enumerate(texts):
        save_answer(
            report=site.draft,
            code=code,
            choices=[],
            text=text,
            base=base + number,
            by=site.people[by],
            at=start + timedelta(minutes=number * minutes),
            **said,
        )


def listed(response):
    return [[line.number for line in row["lines"]] for row in response.context["bursts"]]


def test_the_list_folds_what_one_person_saved_in_one_go(site):
    save(site, "Second", "Third", "Fourth")
    save(site, "Fifth", by="editor", base=4)
    response = site.client("viewer").get(address("history"))
    assert listed(response) == [[5], [4, 3, 2], [1]]
    said = text_of(response.content)
    assert "3 states between" in said
    assert "by Ophelia" in said
    assert "State 5 now" in said
    assert "Fourth" not in said, "the words stand on pages of their own"
    page = parse(response.content)
    assert [each.get("value") for each in page.xpath("//input[@name='to']")] == list("54321")
    chosen = {each.get("name"): each.get("value") for each in page.xpath("//input[@type='radio'][@checked]")}
    assert chosen == {"from": "4", "to": "5"}


def test_the_list_says_what_changed_in_a_few_words(site):
    save(
        site, FIRST + " More.", evidence=[{"title": "T", "address": "https://a.example/", "accessed_on": ""}]
    )
    restore_revision(report=site.draft, code="1a", number=1, base=2, by=site.people["editor"])
    lines = [row["lines"][0] for row in site.client("owner").get(address("history")).context["bursts"]]
    assert [(line.number, line.changed, line.grown, line.restored) for line in lines] == [
        (3, ("Text", "Evidence"), -6, 1),
        (2, ("Text", "Evidence"), 6, None),
        (1, (), None, None),
    ]
    assert lines[0].length == len(FIRST)


def test_the_list_never_loads_the_words(site, django_assert_max_num_queries):
    """There can be thousands of states of a long answer."""
    save(site, *(f"Text {number}" for number in range(60)))
    client = site.client("viewer")
    with django_assert_max_num_queries(20) as asked:
        response = client.get(address("history"))
    heavy = [
        query["sql"].split(" FROM ")[0]
        for query in asked.captured_queries
        if '"reports_answerrevision"' in query["sql"].split(" FROM ")[0]
    ]
    assert heavy
    for name in ("text", "practices"):
        assert not any(f', "reports_answerrevision"."{name}",' in columns for columns in heavy)
    assert sum(map(len, listed(response))) == 50
    assert response.context["latest"] == 61
    second = client.get(address("history"), {"page": "2"})
    assert [number for burst in listed(second) for number in burst] == list(range(11, 0, -1))


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "9" * 5000, ""])
def test_a_page_that_there_is_not(site, page):
    assert site.client("viewer").get(address("history"), {"page": page}).status_code == 200


def test_an_answer_that_was_never_saved(site):
    builders.make_report(site.organisation, cycle=builders.make_cycle("2030"))
    response = site.client("viewer").get(address("history", cycle="2030"))
    assert "Nothing saved yet" in text_of(response.content)
    assert site.client("viewer").get(address("compare", cycle="2030")).status_code == 404
    assert site.client("viewer").get(address("revision", 1, cycle="2030")).status_code == 404


WHOLE = {
    "summary": "In short.",
    "practices": {},
    "tools": [{"name": "Meter", "address": "https://t.example/", "purpose": "measures"}],
    "evidence": [{"title": "Proof", "address": "https://e.example/", "accessed_on": "2026-01-02"}],
}


def test_one_state_is_shown_whole(site):
    save(site, "Some **bold** words, see [[1b]].", **WHOLE)
    save(site, "Third", base=2, summary="", tools=[], evidence=[])
    response = site.client("viewer").get(address("revision", 2))
    page = parse(response.content)
    assert page.xpath("string(//div[contains(@class, 'prose')]//strong)") == "bold"
    (reference,) = page.xpath("//div[contains(@class, 'prose')]//a")
    assert reference.get("href") == reverse("workspace:preview", args=[ORG, DRAFT]) + "#1b"
    assert "Some **bold** words, see [[1b]]." in page.xpath("string(//div[contains(@class, 'as-typed')])")
    said = text_of(response.content)
    for words in ("In short.", "Meter · https://t.example/ · measures", "Proof · https://e.example/"):
        assert words in said
    assert page.xpath("//a[@rel='prev']/@href") == [address("revision", 1)]
    assert page.xpath("//a[@rel='next']/@href") == [address("revision", 3)]
    assert "Third" not in said


def test_markup_in_a_state_stays_text(site):
    markup = "<script>alert(1)</script><b>"
    save(site, markup, summary=markup, evidence=[{"title": markup, "address": markup, "accessed_on": ""}])
    save(site, "", base=2, summary="", evidence=[])
    client = site.client("viewer")
    for path in (address("revision", 2), address("compare"), address("compare") + "?from=2&to=3&whole=1"):
        response = client.get(path)
        assert response.status_code == 200
        assert breaches(response.content) == []
        assert b"<b>" not in response.content


def forms(response):
    return parse(response.content).xpath("//main//form[@method='post']")


def test_who_can_go_back(site):
    save(site, "Second")
    assert len(forms(site.client("editor").get(address("revision", 1)))) == 1
    assert forms(site.client("viewer").get(address("revision", 1))) == []
    assert forms(site.client("editor").get(address("revision", 2))) == [], "it stands already"
    assert forms(site.client("owner").get(address("revision", 1, cycle=SUBMITTED))) == []
    before = AnswerRevision.objects.count()
    assert site.client("viewer").post(address("revision-restore", 1), {"base": "2"}).status_code == 403
    assert site.client("stranger").post(address("revision-restore", 1), {"base": "2"}).status_code == 404
    assert AnswerRevision.objects.count() == before


def test_going_back(site):
    save(site, "Second")
    client = site.client("editor")
    (form,) = forms(client.get(address("revision", 1)))
    data = {"base": form.xpath(".//input[@name='base']/@value")[0]}
    response = client.post(form.get("action"), data, follow=True)
    assert response.redirect_chain == [(address("history"), 302)]
    assert "State 1 was restored; it stands as state 3." in text_of(response.content)
    now = site.draft.answers.by_code()["1a"]
    assert (now.number, now.text, now.restores.number) == (3, FIRST, 1)
    again = client.post(form.get("action"), data, follow=True)
    assert "State 1 was restored; it stands as state 3." in text_of(again.content)
    assert site.draft.answers.by_code()["1a"] == now


@pytest.mark.parametrize("base", ["1", "3", "", "x", "-1", "9" * 30, "9" * 5000])
def test_what_somebody_saved_since_is_not_written_over(site, base):
    save(site, "Second", by="editor")
    client = site.client("owner")
    response = client.post(address("revision-restore", 1), {"base": base})
    assert response.status_code == 409
    said = text_of(response.content)
    assert "Edgar saved this answer" in said
    assert "Nothing was restored." in said
    assert site.draft.answers.by_code()["1a"].text == "Second"
    (form,) = forms(response)
    data = {"base": form.xpath(".//input[@name='base']/@value")[0]}
    assert client.post(form.get("action"), data).status_code == 302
    assert site.draft.answers.by_code()["1a"].text == FIRST


def test_what_stands_already_is_told(site):
    response = site.client("owner").post(address("revision-restore", 1), {"base": "1"}, follow=True)
    assert "nothing was changed" in text_of(response.content)
    assert site.draft.answers.by_code()["1a"].number == 1


def test_a_report_that_left_the_team_is_not_gone_back_in(site):
    save(site, "Second")
    workflow.apply("submit", report=site.draft, actor=site.people["owner"], **builders.ATTESTATION)
    response = site.client("owner").post(address("revision-restore", 1), {"base": "2"}, follow=True)
    assert "can no longer be edited" in text_of(response.content)
    assert site.draft.answers.by_code()["1a"].text == "Second"


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_no_such_state_can_be_restored(site, number):
    save(site, "Second")
    assert site.client("owner").post(address("revision-restore", number), {"base": "2"}).status_code == 404


def test_two_states_compared(site):
    save(site, FIRST.replace("says", "writes"), **WHOLE)
    save(site, FIRST.replace("says", "writes") + "\n\nMore.", base=2, tools=[])
    response = site.client("viewer").get(address("compare"), {"from": "1", "to": "3"})
    page = parse(response.content)
    for hidden in page.xpath("//*[@class='visually-hidden']"):
        hidden.text = ""
    (box,) = page.xpath("//section[@aria-labelledby='text-head']//div[contains(@class, 'as-typed')]")
    assert [(each.tag, each.text_content().strip()) for each in box.xpath("./ins | ./del")] == [
        ("del", "says"),
        ("ins", "writes"),
        ("ins", ".\n\nMore"),
    ]
    assert box.get("lang") == "en"
    assert page.xpath("//section[@aria-labelledby='summary-head']//ins")[0].text_content() == "In short."
    listed = page.xpath("//ul[@class='state-list']//ins")
    assert [each.text_content() for each in listed] == ["Proof · https://e.example/ · 2026-01-02"]


def test_the_order_of_the_two_does_not_matter(site):
    save(site, "Second", "Third")
    client = site.client("viewer")
    for numbers in ({"from": "1", "to": "3"}, {"from": "3", "to": "1"}):
        context = client.get(address("compare"), numbers).context
        assert (context["old"].number, context["new"].number) == (1, 3)
    context = client.get(address("compare")).context
    assert (context["old"].number, context["new"].number) == (2, 3), "the last change, unless asked otherwise"


@pytest.mark.parametrize("numbers,said", [((1, 3), "Both states say the same."), ((2, 2), "choose two")])
def test_what_is_the_same_is_said(site, numbers, said):
    save(site, "Second", FIRST)
    asked = dict(zip(("from", "to"), numbers, strict=True))
    assert said in text_of(site.client("viewer").get(address("compare"), asked).content)


@pytest.mark.parametrize("number", ["0", "-1", "3", "", "x", "1.5", "9" * 30, "9" * 5000, "\x00"])
def test_a_number_that_is_none_is_told_at_the_field(site, number):
    save(site, "Second")
    for numbers in ({"from": number, "to": "1"}, {"from": "1", "to": number}, {"to": number}):
        response = site.client("viewer").get(address("compare"), numbers)
        assert response.status_code == 422
        assert response.context["form"].errors
        kept = parse(response.content).xpath("//input[@name='to']/@value")
        assert kept == [numbers["to"]] or numbers["to"] in {"", "\x00"}


@pytest.mark.parametrize(
    "texts,is_coarse", [(("One two.", "One three."), False), (("あ" * 150_000, "い" * 150_000), True)]
)
def test_a_comparison_that_is_coarse_says_so(site, texts, is_coarse):
    save(site, *texts)
    response = site.client("viewer").get(address("compare"), {"from": "2", "to": "3"})
    assert ("whole passages are marked" in text_of(response.content)) == is_coarse


def test_times_stand_in_the_readers_zone(site):
    viewer = site.people["viewer"]
    viewer.time_zone = "Asia/Tokyo"
    viewer.save()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        save_answer(report=site.draft, code="1a", choices=[], text="Second", base=1, by=site.people["owner"])
        assert "19:00" in text_of(site.client("viewer").get(address("revision", 2)).content)
