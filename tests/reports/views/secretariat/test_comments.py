"""Comments at the desk: written beside the answers, and seen again beside what the team made of them."""

import pytest
from django.urls import reverse

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.review_comments import deal_with_comment, write_comment
from reports.enums import MemberRole
from reports.models import Report, ReviewComment
from tests import builders
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.site import REPLY, UNSENT


@pytest.fixture
def desk(site):
    workflow.apply("start_review", report=site.submitted, actor=site.people["secretariat"])
    return site.client("secretariat")


def _page(site, name="comments"):
    return reverse(f"secretariat:{name}", args=[site.submitted.pk])


def _beside(content, anchor="1a"):
    (found,) = parse(content).xpath(f"//article[@id='{anchor}']/div[contains(@class, 'desk-beside')]")
    return " ".join(found.text_content().split())


def test_a_comment_is_written_beside_the_answer_and_leads_back_there(site, desk):
    response = desk.post(_page(site), {"code": "1b", "text": "Which <b>ones</b>?"}, follow=True)
    assert response.redirect_chain == [(f"{_page(site, 'report')}#1b", 302)]
    assert "Comment, not sent yet Sibyl" in _beside(response.content, "1b")
    assert "Which <b>ones</b>?" in _beside(response.content, "1b")
    assert breaches(response.content) == []
    assert "2 comments on single questions go with it." in text_of(response.content)
    found = ReviewComment.objects.get(code="1b")
    path = reverse("secretariat:comment", args=[found.pk])
    assert "Which <b>ones</b>?" in text_of(desk.get(path).content)
    desk.post(path, {"text": "Which two?"})
    found.refresh_from_db()
    assert found.text == "Which two?"
    desk.post(reverse("secretariat:comment-take-down", args=[found.pk]))
    assert "Which two?" not in desk.get(_page(site, "report")).content.decode()


def test_a_comment_that_comes_after_the_return_is_shown_to_be_copied(site, desk):
    workflow.apply(
        "send_back", report=site.submitted, actor=site.people["secretariat"], reason="Say more in 1b."
    )
    count = ReviewComment.objects.count()
    response = desk.post(_page(site), {"code": "1b", "text": "Which <b>ones</b>?"}, follow=True)
    assert response.redirect_chain == [(reverse("secretariat:queue"), 302)]
    assert "Your comment was not kept: Which <b>ones</b>?" in text_of(response.content)
    assert ReviewComment.objects.count() == count


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"code": "1a", "text": ""}, "text"),
        ({"code": "1a", "text": "x" * 5001}, "text"),
        ({"code": "1a", "text": "\ud800".encode("utf-8", "replace").decode() + "\ufffd"}, "text"),
        ({"code": "2g", "text": "On a heading."}, "code"),
        ({"code": "9z\x00", "text": "Nowhere."}, "code"),
        ({}, "code"),
    ],
)
def test_what_is_refused_stays_in_the_form(site, desk, data, field):
    count = ReviewComment.objects.count()
    response = desk.post(_page(site), data)
    assert (response.status_code, ReviewComment.objects.count()) == (422, count)
    assert list(response.context["form"].errors) == [field]
    (area,) = parse(response.content).xpath("//textarea[@name='text']")
    assert area.text_content().strip() == data.get("text", "").strip()


def test_what_was_written_on_a_report_that_left_the_review_is_shown_to_copy(site, desk):
    workflow.apply("publish", report=site.submitted, actor=site.people["secretariat"])
    response = desk.post(_page(site), {"code": "1a", "text": "Too late?"})
    assert response.status_code == 422
    assert "Too late?" in text_of(response.content) and "not in review" in text_of(response.content)


def test_a_colleagues_comment_and_that_of_another_round_are_no_pages_of_mine(site, desk):
    colleague = builders.make_user(is_secretariat=True)
    theirs = write_comment(report=site.submitted, code="1a", text="Mine.", by=colleague)
    for pk in (theirs.pk, site.comment.pk):
        assert desk.get(reverse("secretariat:comment", args=[pk])).status_code == 404
        assert desk.post(reverse("secretariat:comment-take-down", args=[pk])).status_code == 404
    assert "Mine." in _beside(desk.get(_page(site, "report")).content)


def test_who_belongs_to_the_organisation_does_not_read_what_waits(site, desk):
    assert UNSENT in desk.get(_page(site)).content.decode()
    assert UNSENT in desk.get(_page(site, "report")).content.decode()
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    for name in ("comments", "report"):
        assert UNSENT not in desk.get(_page(site, name)).content.decode()


def test_after_the_return_the_desk_sees_replies_and_what_changed(site, desk):
    owner, sibyl = site.people["owner"], site.people["secretariat"]
    workflow.apply("send_back", report=site.submitted, actor=sibyl, reason="Mend.")
    report = Report.objects.get(pk=site.submitted.pk)
    (sent,) = ReviewComment.objects.last_round(report)
    assert sent.text == UNSENT
    deal_with_comment(comment=sent, reply="Said in 1a now.", by=owner)
    save_answer(report=report, code="1a", choices=[], text="What we say anew.", base=1, by=owner)
    save_answer(report=report, code="1b", choices=[], text="", base=1, by=owner)
    save_answer(report=report, code="1b", choices=["no"], text="Said again.", base=2, by=owner)
    workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    content = desk.get(_page(site, "report")).content
    said = _beside(content)
    assert "Edited since the last submission" in said and "Said in 1a now." in said
    assert "Dealt with" in said and UNSENT in said and REPLY not in said
    inserted = parse(content).xpath("//article[@id='1a']//ins")
    assert "anew" in " ".join(each.text_content() for each in inserted)
    assert "Unchanged since the last submission" in _beside(content, "1c")
    summary = text_of(content)
    assert "Answers edited: 2. New: 0. Emptied: 0." in summary
    assert "The team marked all of them as dealt with." in summary
    assert "Comment on this" not in summary, "the review has not begun"


def test_words_typed_when_signed_out_come_back(site, desk):
    client = site.client("anonymous")
    client.post(_page(site), {"code": "1b", "text": "Typed too late."})
    client.force_login(site.people["secretariat"])
    response = client.get(_page(site))
    (area,) = parse(response.content).xpath("//textarea[@name='text']")
    assert area.text_content().strip() == "Typed too late."
    assert response.context["form"]["code"].value() == "1b"
