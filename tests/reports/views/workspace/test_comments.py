"""The secretariat's comments in the workspace: at their questions, listed, remembered, dealt with."""

import pytest
from django.urls import reverse

from reports.models import ReviewComment
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.site import COMMENTS, DRAFT, ELSEWHERE, ORG, PUBLISHED, REPLY, UNSENT

AT = [ORG, DRAFT]
PAGE = reverse("workspace:comments", args=AT)
SECTION = reverse("workspace:section", args=[*AT, "1"])


def _deal(site, role, data, pk=None):
    path = reverse("workspace:comment-deal", args=[*AT, pk or site.comment.pk])
    return site.client(role).post(path, data, follow=True)


@pytest.mark.parametrize(("role", "forms"), [("viewer", 0), ("editor", 2), ("owner", 2)])
def test_the_team_reads_and_writers_deal_with_them(site, role, forms):
    content = site.client(role).get(PAGE).content
    texts = [each.text_content() for each in parse(content).xpath("//*[@class='note-text']")]
    assert texts == [COMMENTS[0], REPLY, COMMENTS[1]]
    assert len(parse(content).xpath("//main//form")) == forms
    assert UNSENT not in content.decode() and breaches(content) == []


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_they_stand_at_their_question_marked_as_the_secretariats(site, role):
    content = site.client(role).get(SECTION).content
    beside = parse(content).xpath("//article[@id='1a']//*[contains(@class, 'review-comment')]")
    said = [" ".join(each.text_content().split()) for each in beside]
    assert len(said) == 2 and all(each.startswith("From the secretariat") for each in said)
    assert REPLY in said[0] and "Not marked as dealt with" in said[1]
    assert not parse(content).xpath("//form//form")
    assert not parse(content).xpath("//article[@id='1b']//*[contains(@class, 'review-comment')]")
    assert UNSENT not in content.decode() and breaches(content) == []


def test_the_report_lists_them_and_the_check_reminds_of_the_open_one(site):
    overview = site.client("viewer").get(reverse("workspace:report", args=AT)).content
    links = parse(overview).xpath("//section[@aria-labelledby='comments-head']//a/@href")
    assert links == [f"{SECTION}#1a", f"{SECTION}#1a", PAGE]
    check = reverse("workspace:check", args=AT)
    reminders = parse(site.client("editor").get(check).content).xpath(
        "//section[@aria-labelledby='comments-head']//li"
    )
    assert len(reminders) == 1 and "Burdockscript" in reminders[0].text_content()
    _deal(site, "editor", {})
    assert "comments-head" not in site.client("editor").get(check).content.decode()


def test_a_comment_is_dealt_with_once_and_opened_again(site):
    for _click in range(2):
        response = _deal(site, "editor", {"reply": "Said <b>now</b>.\r\n"})
        assert response.redirect_chain == [(f"{PAGE}#comment-{site.comment.pk}", 302)]
    said = text_of(response.content)
    assert "Said <b>now</b>." in said and "by Edgar" in said
    said = text_of(_deal(site, "owner", {"reopen": "on"}).content)
    assert "The comment is open again." in said and "Said <b>now</b>." not in said


def test_a_reply_that_is_refused_stays_in_its_field(site):
    response = _deal(site, "editor", {"reply": "<i>" + "x" * 1000})
    assert response.status_code == 422
    assert "has 1,003 characters; at most 1,000" in text_of(response.content)
    (area,) = parse(response.content).xpath(f"//textarea[@id='reply-{site.comment.pk}']")
    assert area.text_content().strip() == "<i>" + "x" * 1000
    assert ReviewComment.objects.get(pk=site.comment.pk).dealt_with_at is None


def test_only_what_was_returned_with_this_report_is_dealt_with(site):
    unsent = site.draft.review_comments.unsent().get()
    (theirs,) = ReviewComment.objects.returned().waiting().filter(report__organisation__slug=ELSEWHERE)
    for pk in (unsent.pk, theirs.pk, 10**12):
        assert _deal(site, "owner", {}, pk).status_code == 404


def test_after_the_publication_they_stand_on_their_own_page_only(site):
    section = reverse("workspace:section", args=[ORG, PUBLISHED, "1"])
    assert "review-comment" not in site.client("owner").get(section).content.decode()
    page = site.client("owner").get(reverse("workspace:comments", args=[ORG, PUBLISHED]))
    assert COMMENTS[0] in text_of(page.content) and not parse(page.content).xpath("//main//form")
