"""The board paper in the workspace: asked for, waited for, opened by members, for chosen peers."""

import json

import pytest
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from reports.actions.draft_files import contents_digest, request_board_paper
from reports.actions.errors import Refused
from reports.actions.planned_actions import change_action
from reports.models import DraftFile
from reports.views.workspace.board_paper_contents import contents_of
from tests import builders
from tests.reports.views.pages import squeezed, text_of, words_of_pdf, words_sent
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, ROLES, SECRETS, SUBMITTED

PAGE = reverse("workspace:board-paper", args=[ORG, DRAFT])


@pytest.fixture
def none_yet(site):
    DraftFile.objects.all().delete()
    DBTaskResult.objects.all().delete()


def _peers_publish():
    for _each in range(3):
        organisation = builders.make_organisation(country="JP")
        builders.published_version(builders.make_report(organisation))


def test_a_paper_is_asked_for_made_and_opened(site, none_yet):
    viewer = site.client("viewer")
    first = viewer.get(PAGE)
    assert ("Make it from what stands now" in text_of(first.content), DraftFile.objects.count()) == (True, 0)
    waiting = viewer.post(PAGE, follow=True)
    assert "Next in the queue." in text_of(waiting.content)
    assert waiting.headers["Refresh"] == f"3; url={PAGE}"
    builders.run_jobs(only="build_draft_file")
    sent = viewer.get(PAGE)
    assert sent.headers["Content-Type"] == "application/pdf"
    assert f'filename="draft-{ORG}-{DRAFT}-board-paper.pdf"' in sent.headers["Content-Disposition"]
    assert "no-store" in sent.headers["Cache-Control"]
    said = words_of_pdf(sent.content)
    for words in ("Tansyplan: name the tiers", "Sakura Works K.K.", "Confidential", "Ophelia"):
        assert squeezed(words) in squeezed(said)


def test_nobody_else_gets_it(site, none_yet):
    site.client("owner").post(PAGE)
    builders.run_jobs(only="build_draft_file")
    file = DraftFile.objects.get()
    own = reverse("workspace:draft-file", args=[ORG, DRAFT, file.pk])
    answers = {role: {site.client(role).get(path).status_code for path in (PAGE, own)} for role in ROLES}
    team = {role: {200} for role in ("viewer", "editor", "owner")}
    assert answers == {"anonymous": {302}, "stranger": {404}, "secretariat": {404}} | team
    with pytest.raises(Refused):
        request_board_paper(report=site.draft, contents={}, by=site.people["secretariat"])
    elsewhere = reverse("workspace:draft-file", args=[ELSEWHERE, DRAFT, file.pk])
    assert site.client("stranger").get(elsewhere).status_code == 404


def test_a_reading_link_never_leads_to_it(site, none_yet):
    site.client("owner").post(PAGE)
    builders.run_jobs(only="build_draft_file")
    token = builders.reading_token(site.reading_link)
    for name in ("report", "report-pdf", "report-json"):
        said = words_sent(site.client("anonymous").get(reverse(f"reading:{name}", args=[token])))
        assert [word for word in ("Tansyplan", "非公開の行動計画", "board-paper") if word in said] == []
    files = site.client("owner").get(reverse("workspace:draft-files", args=[ORG, DRAFT]))
    assert "board-paper" not in {row["face"] for row in files.context["rows"]}


def test_a_paper_says_nothing_of_other_reports_than_its_own(site):
    said = json.dumps(contents_of(site.draft, {}), ensure_ascii=False)
    own = {"Ophelia", "Tansyplan", "Tansyscript", "非公開の行動計画", "Tansyoutcome"}
    assert {word for word in SECRETS if word in said} <= own
    assert "Tansyplan" in said


def test_what_changes_makes_another_paper_and_the_older_one_stays_at_hand(site, none_yet):
    owner = site.client("owner")
    owner.post(PAGE)
    builders.run_jobs(only="build_draft_file")
    state = site.action.current
    change_action(
        action=site.action,
        report=site.draft,
        title="Named anew",
        plan="",
        owner=state.owner,
        due_on=state.due_on,
        phase="do",
        base=1,
        by=site.people["owner"],
    )
    page = owner.get(PAGE)
    assert "The paper that was made" in text_of(page.content)
    owner.post(PAGE)
    builders.run_jobs(only="build_draft_file")
    assert squeezed("Named anew") in squeezed(words_of_pdf(owner.get(PAGE).content))
    assert DraftFile.objects.count() == 1


def test_the_same_contents_are_not_made_twice(site, none_yet):
    site.client("owner").post(PAGE)
    before = builders.stored_rows()["reports_draftfile"]
    site.client("editor").post(PAGE)
    assert builders.stored_rows()["reports_draftfile"] == before


def test_the_peers_are_those_of_the_address(site, none_yet):
    _peers_publish()
    everybody, japanese = contents_of(site.draft, {}), contents_of(site.draft, {"country": ["JP"]})
    assert (japanese["group"]["size"], japanese["group"]["address"]) == (3, "country=JP")
    assert everybody["group"]["filters"] != japanese["group"]["filters"]
    assert contents_digest(everybody) != contents_digest(japanese)
    owner = site.client("owner")
    page = text_of(owner.get(PAGE + "?country=JP").content)
    assert "3 published reports of other organisations: Country: Japan" in page
    assert owner.post(PAGE + "?country=JP")["Location"] == PAGE + "?country=JP"
    assert DraftFile.objects.get().contents["group"]["address"] == "country=JP"


def test_it_asks_as_often_for_few_as_for_many(site, none_yet, django_assert_num_queries):
    # Session, person and report; twelve for the contents, of which nobody's standards save one; one for the
    # file that is there.
    for _round in range(2):
        _peers_publish()
        with django_assert_num_queries(14):
            site.client("owner").get(PAGE)


@pytest.mark.parametrize("query", ["country=%00", "cycle=9999&nothing=x", "q=" + "x" * 5000, "org=" + ORG])
def test_no_address_of_peers_is_an_error(site, none_yet, query):
    assert site.client("owner").get(f"{PAGE}?{query}").status_code == 200


def test_contents_are_in_the_language_of_the_page(site):
    with translation.override("ja"):
        contents = contents_of(site.draft, {})
    assert (contents["locale"], contents["stands"]["status"]) == ("ja", "下書き")


def test_what_came_of_earlier_actions_stands_in_the_next_paper(site):
    came = {each["title"]: each["came"] for each in contents_of(site.submitted, {})["outcomes"]}
    assert came["Tansyplan: name the tiers"] == "No outcome yet"
    assert came["非公開の行動計画"] == "Dropped, with a reason"
    assert (
        site.client("owner").get(reverse("workspace:board-paper", args=[ORG, SUBMITTED])).status_code == 200
    )
