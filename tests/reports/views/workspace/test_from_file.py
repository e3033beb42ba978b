"""Starting a report from a file: what the page says of good and bad files; nobody is asked for one twice."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.documents.draft import draft_data
from reports.documents.source import draft_source
from reports.enums import EventName
from reports.imports import keeping
from reports.models import Cycle, Event, Report
from tests import builders
from tests.builders import stored_rows
from tests.reports.imports.files import GOOD, HOSTILE, make_pdf
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ELSEWHERE, FREE, ORG, PUBLISHED

PATH = reverse("workspace:report-from-file", args=[ORG])


def _file(content: bytes, name: str = "report.json", media_type: str = "application/json"):
    return SimpleUploadedFile(name, content, content_type=media_type)


def _frozen(site) -> bytes:
    return site.versions[-1].source.encode()


def _wish(**more: str) -> dict[str, str]:
    cycle = str(Cycle.objects.get(slug=FREE).pk)
    return {"cycle": cycle, "framework": "haip-1.0", "language": "en"} | more


def _kept(page) -> str:
    """Return what the page keeps of the file."""
    return next(
        field.get("value") for field in parse(page.content).iter("input") if field.get("name") == "kept"
    )


def test_the_page_where_a_report_is_started_takes_a_file(site):
    page = site.client("editor").get(reverse("workspace:report-new", args=[ORG]))
    forms = [form for form in parse(page.content).iter("form") if form.get("action") == PATH]
    assert [form.get("enctype") for form in forms] == ["multipart/form-data"]
    assert {field.get("name") for field in forms[0].iter("input")} == {"csrfmiddlewaretoken", "file"}


@pytest.mark.parametrize("face", ["json", "pdf"])
def test_a_file_is_shown_and_then_becomes_a_draft(site, face):
    editor, content = site.client("editor"), _frozen(site)
    before = stored_rows()
    page = editor.post(PATH, {"file": _file(make_pdf(content) if face == "pdf" else content, f"mine.{face}")})
    assert (page.status_code, stored_rows()) == (200, before)
    said = text_of(page.content)
    assert f"mine.{face}" in said
    assert "This is version 2 as published here on" in said
    assert "names another organisation" not in said
    response = editor.post(PATH, _wish(kept=_kept(page)), follow=True)
    report = Report.objects.get(organisation=site.organisation, cycle__slug=FREE)
    assert response.redirect_chain == [(report.get_absolute_url(), 302)]
    number = len(report.answers.by_code())
    assert f"{number} answers were taken from the file, marked for review." in text_of(response.content)
    assert f"Answers carried over from the file “mine.{face}”" in text_of(response.content)
    assert report.answers.by_code()["1a"].carried["items"] == ["1a"]
    event = Event.objects.get(report=report, name=EventName.CARRIED_OVER)
    assert (event.data["sha256"], event.actor.user) == (site.versions[-1].sha256, site.people["editor"])


def test_what_the_file_says_is_chosen_already(site):
    source = json.loads(_frozen(site))
    source["report"] |= {"language": "fr", "framework": "haip-2.0", "cycle": FREE}
    page = site.client("owner").post(PATH, {"file": _file(json.dumps(source).encode())})
    chosen = {name: page.context["form"][name].value() for name in ("language", "framework", "cycle")}
    assert chosen == {
        "language": "fr",
        "framework": "haip-2.0",
        "cycle": Cycle.objects.get(slug=FREE).pk,
    }
    assert "no version published here has just this content" in text_of(page.content)


def test_a_draft_is_called_one(site):
    content = draft_data(draft_source(site.draft), made_at=site.draft.created_at).encode()
    said = text_of(site.client("owner").post(PATH, {"file": _file(content)}).content)
    assert "A draft: nobody has attested or published these words." in said


def test_all_at_once_starts_at_once(site):
    response = site.client("owner").post(PATH, _wish() | {"file": _file(_frozen(site))})
    report = Report.objects.get(organisation=site.organisation, cycle__slug=FREE)
    assert (response.status_code, response.headers["Location"]) == (302, report.get_absolute_url())


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"cycle": ""}, "cycle"),
        ({"cycle": "0"}, "cycle"),
        ({"framework": ""}, "framework"),
        ({"framework": "haip-9"}, "framework"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_mistake_beside_the_file_does_not_ask_for_it_again(site, wish, field):
    owner = site.client("owner")
    before = stored_rows()
    page = owner.post(PATH, _wish(language="ja") | {"file": _file(_frozen(site))} | wish)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert stored_rows() == before
    if field != "language":
        assert page.context["form"]["language"].value() == "ja"
    assert owner.post(PATH, _wish(kept=_kept(page))).status_code == 302


def test_the_cycle_was_taken_meanwhile(site):
    owner = site.client("owner")
    page = owner.post(PATH, {"file": _file(_frozen(site))})
    wish = _wish(kept=_kept(page))
    builders.make_report(site.organisation, cycle=builders.make_cycle(FREE))
    page = owner.post(PATH, wish)
    assert (page.status_code, Report.objects.filter(cycle__slug=FREE).count()) == (422, 1)


WRONG = ["nothing", "a picture", "HTML", "half a file", "too large", "a PDF without data", "a long text"]


@pytest.mark.parametrize("what", WRONG)
def test_a_bad_file_is_explained_at_the_field(site, what):
    content, message = HOSTILE[what]
    before = stored_rows()
    upload = _file(content if isinstance(content, bytes) else content())
    page = site.client("owner").post(PATH, _wish(language="ja") | {"file": upload})
    assert (page.status_code, stored_rows()) == (422, before)
    assert message in str(page.context["upload"].errors["file"])
    field = next(each for each in parse(page.content).iter("input") if each.get("name") == "file")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby")
    typed = {each.get("name"): each.get("value") for each in parse(page.content).iter("input")}
    assert (typed["language"], typed["cycle"]) == ("ja", _wish()["cycle"])


@pytest.mark.parametrize("data", [{}, {"file": ""}, {"file": "report.json"}, {"kept": ""}])
def test_without_a_file_one_is_asked_for(site, data):
    page = site.client("owner").post(PATH, data)
    assert page.status_code == 422
    assert "Choose the PDF or the JSON file of a report." in str(page.context["upload"].errors["file"])


def test_what_nobody_signed_is_not_believed(site):
    page = site.client("owner").post(PATH, _wish(kept="eyJhIjoxfQ:1u:x"))
    assert page.status_code == 422
    assert "Choose it again." in str(page.context["upload"].errors["file"])


def test_a_new_file_stands_before_a_kept_one(site):
    owner = site.client("owner")
    page = owner.post(PATH, {"file": _file(_frozen(site))})
    source = json.loads(_frozen(site))
    source["report"]["cycle_label"] = "Another"
    page = owner.post(PATH, {"kept": _kept(page), "file": _file(json.dumps(source).encode())})
    assert page.context["file"].cycle_label == "Another"


@pytest.mark.parametrize("name", ["../../report.pdf", "r" * 300 + ".json", "<b>r</b>.json", "報告\x00.json"])
def test_any_name_is_shown_as_text(site, name):
    upload = _file(_frozen(site))
    upload._name = name
    page = site.client("owner").post(PATH, _wish() | {"file": upload}, follow=True)
    assert page.status_code == 200
    assert b"<b>r</b>" not in page.content


def test_the_file_of_another_organisation_needs_a_tick(site):
    owner = site.client("owner")
    page = owner.post(PATH, {"file": _file(GOOD)})
    said = text_of(page.content)
    assert "The file names another organisation: “Aoba Robotics (株式会社あおば)”." in said
    assert "the report of “Sakura Works K.K.”" in said
    before = stored_rows()
    page = owner.post(PATH, _wish(kept=_kept(page)))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["is_ours"])
    assert stored_rows() == before
    assert owner.post(PATH, _wish(kept=_kept(page), is_ours="on")).status_code == 302


def test_a_report_that_is_too_long_to_be_kept_is_chosen_once_more(site, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 10)
    owner = site.client("owner")
    page = owner.post(PATH, {"file": _file(_frozen(site))})
    names = [field.get("name") for field in parse(page.content).iter("input")]
    assert ("file" in names, "kept" in names) == (True, False)
    assert "choose the file once more" in text_of(page.content)
    assert owner.post(PATH, _wish() | {"file": _file(_frozen(site))}).status_code == 302


def test_without_a_free_cycle_no_file_is_asked_for(site):
    builders.make_report(site.organisation, cycle=builders.make_cycle(FREE))
    page = site.client("owner").get(PATH)
    assert "No cycle to report for" in text_of(page.content)
    assert "file" not in [field.get("name") for field in parse(page.content).iter("input")]


def test_a_stranger_starts_nothing_from_their_file(site):
    before = stored_rows()
    response = site.client("stranger").post(PATH, _wish() | {"file": _file(_frozen(site))})
    assert (response.status_code, stored_rows()) == (404, before)
    theirs = reverse("workspace:report-from-file", args=[ELSEWHERE])
    page = site.client("stranger").post(theirs, {"file": _file(_frozen(site))})
    assert "Sakura Works" in text_of(page.content), "what is published may be read by everybody"
    assert PUBLISHED in text_of(page.content)
