"""The check page: what is missing, what is worth a look, and what became of the addresses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.actions.link_checks import request_link_check
from reports.enums import LinkState, RemarkKind
from reports.frameworks import load
from reports.link_checks import addresses_of
from reports.models import LinkCheck
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, FREE, ORG, SUBMITTED

EVIL = '"><script>alert("Brackwater")</script>'
PARAGRAPH = "Every model is examined by people outside the team before each release, and all of it is kept."
DEAD, ROBOTS, INNER = "https://gone.example/a", "https://robots.example/b", "https://inner.example/c"

CASES = {
    RemarkKind.OVER_LONG: (f"{EVIL} " + "word " * 2500, "<script>alert("),
    RemarkKind.MALFORMED_LINK: (f"{EVIL} see www.example.org/a", "www.example.org/a"),
    RemarkKind.DEAD_LINK: (f"{EVIL} see {DEAD}", DEAD),
    RemarkKind.UNDEFINED_FOOTNOTE: (f"{EVIL} said.[^nine]", "[^nine]"),
    RemarkKind.TYPED_FOOTNOTE: (f"{EVIL} said.[1]\n\n[1] A source.", "said.[1]"),
    RemarkKind.UNDEFINED_REFERENCE: (f"{EVIL} as in [[9z]].", "[[9z]]"),
    RemarkKind.TYPED_REFERENCE: (f"{EVIL} see question 1b.", "see question 1b"),
    RemarkKind.LEFTOVER: (f"{EVIL} owner: TBD", "owner: TBD"),
    RemarkKind.REPEATED_PARAGRAPH: (f"{PARAGRAPH}\n\n{EVIL}\n\n{PARAGRAPH}", "Every model is"),
    RemarkKind.UNJUDGED_LINK: (f"{EVIL} see {ROBOTS}", ROBOTS),
}


def _page(cycle=DRAFT, name="check", org=ORG):
    return reverse(f"workspace:{name}", args=[org, cycle])


def _write(site, text, code="1a", **parts):
    by = site.people["owner"]
    save_answer(report=site.draft, code=code, choices=[], text=text, base=1, by=by, **parts)


def _checked(site, states, *, total=None, **changes):
    """As the worker leaves it: address -> state."""
    request_link_check(report=site.draft, by=site.people["editor"])
    outcomes = [
        {"address": address, "state": state, "status": None, "final_address": address, "note": ""}
        for address, state in states.items()
    ]
    found = {"outcomes": outcomes, "total": total or len(outcomes), "finished_at": timezone.now()} | changes
    LinkCheck.objects.filter(report=site.draft).update(**found)


def _get(site, role="viewer", path=""):
    response = site.client(role).get(path or _page())
    assert response.status_code == 200
    return response


def _part(response, head):
    """What stands in one part of the page."""
    (part,) = parse(response.content).xpath(f"//section[@aria-labelledby='{head}']")
    return part


def _words(part):
    return " ".join(part.text_content().split())


def test_the_check_page_leads_to_each_missing_answer(site):
    builders.make_report(site.organisation, cycle=builders.make_cycle(FREE))
    client = site.client("editor")
    response = client.get(_page(FREE))
    asked = [question for question in load().answerable if question.required]
    assert [problem.question.code for problem in response.context["problems"]] == [q.code for q in asked]
    for question in asked:
        path = reverse("workspace:section", args=[ORG, FREE, question.section])
        assert path in links(response.content)
        assert parse(response.content).xpath(f"//a[@href='{path}#{question.anchor}']")
    anchors = {element.get("id") for element in parse(client.get(path).content).xpath("//article[@id]")}
    assert asked[-1].anchor in anchors


def test_a_good_report_is_told_so(site):
    response = _get(site)
    assert response.context["by_kind"] == []
    said = text_of(response.content)
    assert "Nothing is missing" in said
    assert "Nothing stood out in the answers." in said
    assert "Nobody has checked yet" in said
    assert "Against Cycle 2025: 0 unchanged, 48 edited, 0 new" in said


@pytest.mark.parametrize("kind", RemarkKind)
def test_a_remark_stands_under_its_kind_with_its_place_and_excerpt(site, kind):
    text, shown = CASES[kind]
    _write(site, text)
    _checked(site, {DEAD: LinkState.GONE, ROBOTS: LinkState.BLOCKED_TO_ROBOTS})
    response = _get(site)
    part = _part(response, "links-head" if kind == RemarkKind.UNJUDGED_LINK else "worth-head")
    assert [" ".join(head.text_content().split()) for head in part.iter("h3")] == [f"{kind.label} 1"]
    (place,) = part.xpath(".//li//a[contains(@href, '#')]")
    assert place.get("href") == reverse("workspace:section", args=[ORG, DRAFT, "1"]) + "#1a"
    (excerpt,) = part.xpath(".//li/p[@class='remark-excerpt']")
    assert shown in excerpt.text_content()
    assert b"<script>alert" not in response.content
    assert response.context["problems"] == []


def test_a_hostile_address_is_no_link_but_to_the_web(site):
    hostile = "https://gone.example/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&x='onmouseover='alert(2)"
    _write(site, f"See <{hostile}> and [x](javascript:alert(3)).")
    (address,) = addresses_of(site.draft)
    _checked(site, {address: LinkState.UNREACHABLE, "javascript:alert(3)": LinkState.UNREACHABLE})
    part = _part(_get(site), "worth-head")
    found = [a.get("href") for a in part.xpath(".//p[@class='remark-excerpt']/a")]
    assert found == [address]
    assert not part.xpath(".//@onmouseover")


def test_a_long_summary_is_missing_and_not_remarked_twice(site):
    _write(site, "Said.", summary="word " * 61)
    response = _get(site)
    assert "The short summary has 61 words; at most 60 fit." in _words(_part(response, "missing-head"))
    assert response.context["remarks"] == 0


def test_what_others_write_is_the_measure(site):
    response = _get(site)
    assert response.context["by_kind"] == []
    for number in range(3):
        other = builders.make_report(builders.make_organisation(f"peer-{number}"))
        builders.published_version(other)
    _write(site, "word " * 50)
    (group,) = _get(site).context["by_kind"]
    assert (group["kind"], group["count"]) == (RemarkKind.OVER_LONG, 1)


def test_links_are_told_apart(site):
    good = "https://good.example/"
    _write(site, f"See {DEAD}, {ROBOTS}, {INNER} and {good}")
    states = {
        DEAD: LinkState.GONE,
        ROBOTS: LinkState.BLOCKED_TO_ROBOTS,
        INNER: LinkState.REFUSED,
        good: LinkState.REACHED,
    }
    _checked(site, states)
    response = _get(site)
    worth, part = _part(response, "worth-head"), _part(response, "links-head")
    assert [a.get("href") for a in worth.xpath(".//p[@class='remark-excerpt']/a")] == [DEAD]
    assert [a.get("href") for a in part.xpath(".//p[@class='remark-excerpt']/a")] == [ROBOTS, INNER]
    said = _words(part)
    assert "4 of 4 checked · 1 can be opened" in said
    assert "by Edgar" in said
    assert "could not be judged from here; open them yourself" in said
    assert "Refresh" not in response.headers


def test_an_address_that_is_gone_from_the_answers_is_not_remarked(site):
    _write(site, "No address any more.")
    _checked(site, {DEAD: LinkState.GONE, ROBOTS: LinkState.BLOCKED_TO_ROBOTS})
    response = _get(site)
    assert (response.context["remarks"], response.context["unjudged"]["count"]) == (0, 0)


def test_a_check_that_runs_shows_how_far_it_is(site):
    running = {"total": 14, "finished_at": None}
    _checked(site, {f"https://a.example/{n}": LinkState.REACHED for n in range(7)}, **running)
    response = _get(site, "editor")
    assert response.headers["Refresh"] == f"5; url={_page()}"
    part = _part(response, "links-head")
    assert "7 of 14 checked" in _words(part)
    assert not part.xpath(".//form")
    still = _get(site, "editor", f"{_page()}?still")
    assert "Refresh" not in still.headers
    assert "Look again" in _words(_part(still, "links-head"))


def test_a_check_that_stopped_may_be_asked_for_again(site):
    _checked(
        site,
        {DEAD: LinkState.REACHED},
        total=14,
        finished_at=None,
        requested_at=timezone.now() - timedelta(minutes=16),
    )
    response = _get(site, "editor")
    part = _part(response, "links-head")
    assert "The check stopped before its end." in _words(part)
    assert len(part.xpath(".//form")) == 1
    assert "Refresh" not in response.headers


def test_what_was_left_out_is_told(site):
    _checked(site, {DEAD: LinkState.REACHED}, total=14)
    assert "13 were left out" in _words(_part(_get(site), "links-head"))


def test_a_writer_presses_the_button_and_a_viewer_has_none(site):
    _write(site, f"See {DEAD}")
    assert not _part(_get(site, "viewer"), "links-head").xpath(".//form")
    (form,) = _part(_get(site, "editor"), "links-head").xpath(".//form")
    assert form.get("action") == _page(name="check-links")
    assert site.client("viewer").post(_page(name="check-links")).status_code == 403
    assert not LinkCheck.objects.filter(report=site.draft).exists()
    response = site.client("editor").post(_page(name="check-links"))
    assert response.headers["Location"] == _page() + "#links-head"
    found = LinkCheck.objects.get(report=site.draft)
    assert found.requested_by == site.people["editor"]
    site.client("owner").post(_page(name="check-links"))
    assert LinkCheck.objects.get(report=site.draft).requested_by == site.people["editor"]


def test_without_addresses_the_button_says_so(site):
    response = site.client("editor").post(_page(name="check-links"), follow=True)
    assert "There are no web addresses in the answers." in text_of(response.content)
    assert "Refresh" not in response.headers


def test_a_report_that_was_sent_is_not_checked(site):
    assert not _part(_get(site, "owner", _page(SUBMITTED)), "links-head").xpath(".//form")
    response = site.client("owner").post(_page(SUBMITTED, "check-links"), follow=True)
    assert "can no longer be edited" in text_of(response.content)
    assert not LinkCheck.objects.filter(report=site.submitted).exists()


def test_another_organisation_is_not_there(site):
    assert site.client("owner").get(_page(org=ELSEWHERE)).status_code == 404
    assert site.client("owner").post(_page(name="check-links", org=ELSEWHERE)).status_code == 404
    assert not LinkCheck.objects.filter(finished_at=None).exists()


def test_of_very_many_remarks_the_first_are_shown(site):
    for code in ("1a", "1b", "1c", "1d", "2a", "2b"):
        choices = [option.id for option in load().question(code).options[:1]]
        words = {"code": code, "choices": choices, "text": "\n\n".join(["Owner: TBD"] * 30)}
        save_answer(report=site.draft, base=1, by=site.people["owner"], **words)
    part = _part(_get(site), "worth-head")
    assert len(part.xpath(".//li")) == 100
    assert "… and 20 more." in _words(part)
