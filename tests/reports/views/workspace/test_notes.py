"""Private notes on their page and on the drafting page: who reads, who writes, and what is kept."""

import pytest
from django.urls import reverse

from reports.actions.notes import write_note
from reports.models import Note
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, NOTES, ORG, PUBLISHED, SUBMITTED, TAKEN_DOWN

PAGE = reverse("workspace:notes", args=[ORG, DRAFT, "1a"])
SECTION = reverse("workspace:section", args=[ORG, DRAFT, "1"])
PROMISE = "Never published, not in any file or link."


def _take_down(site, role, note, cycle=DRAFT):
    path = reverse("workspace:note-take-down", args=[ORG, cycle, note.pk])
    return site.client(role).post(path, follow=True)


def _notes_of(content, anchor="1a"):
    """Return the private notes beside one answer of the drafting page."""
    [found] = parse(content).xpath(f"//article[@id='{anchor}']//details[contains(@class, 'notes')]")
    return found


def _typed(element):
    return [each.text_content() for each in element.xpath(".//*[@class='note-text']")]


@pytest.mark.parametrize(("role", "forms"), [("viewer", 0), ("editor", 4), ("owner", 4)])
def test_everybody_of_the_team_reads_and_writers_write(site, role, forms):
    response = site.client(role).get(PAGE)
    said = text_of(response.content)
    assert PROMISE in said and "Ophelia" in said
    assert [note.text for note in response.context["notes"]] == list(NOTES)
    assert [note.text for note in response.context["taken_down"]] == [TAKEN_DOWN]
    assert _typed(parse(response.content)) == [*NOTES, TAKEN_DOWN]
    assert len(parse(response.content).xpath("//main//form")) == forms


@pytest.mark.parametrize(
    ("role", "link"),
    [("viewer", "The page of these notes"), ("editor", "Write a note"), ("owner", "Write a note")],
)
def test_the_drafting_page_shows_them_beside_the_answer(site, role, link):
    notes = _notes_of(site.client(role).get(SECTION).content)
    said = " ".join(notes.text_content().split())
    assert said.startswith("Private notes (3): ")
    assert PROMISE in said and "Ophelia" in said
    assert _typed(notes) == list(NOTES), "a note that was taken down is folded away on the notes' own page"
    assert [(a.get("href"), a.text) for a in notes.iter("a")] == [(PAGE, link)]
    assert not list(notes.iter("form")), "the page is a form already"


@pytest.mark.parametrize(("role", "links"), [("viewer", 0), ("editor", 1)])
def test_an_answer_without_notes_says_so(site, role, links):
    notes = _notes_of(site.client(role).get(SECTION).content, "1b")
    assert "Private notes (0)" in notes.text_content()
    assert len(list(notes.iter("a"))) == links


@pytest.mark.parametrize("cycle", [SUBMITTED, PUBLISHED])
def test_notes_go_on_where_answers_no_longer_change(site, cycle):
    section = site.client("editor").get(reverse("workspace:section", args=[ORG, cycle, "1"]))
    assert not section.context["can_edit"]
    assert "Write a note" in _notes_of(section.content).text_content()
    page = reverse("workspace:notes", args=[ORG, cycle, "1a"])
    response = site.client("editor").post(page, {"text": "For the next time."}, follow=True)
    assert response.context["notes"][-1].text == "For the next time."


def test_a_note_is_written_once(site):
    for _click in range(2):
        response = site.client("editor").post(PAGE, {"text": "Ask <b>them</b>.\r\n"}, follow=True)
        assert response.redirect_chain == [(PAGE, 302)]
    assert "The note stands beside the answer." in text_of(response.content)
    note = Note.objects.last()
    assert [each.text for each in response.context["notes"]] == [*NOTES, "Ask <b>them</b>."]
    assert (note.report, note.code, note.written_by.name) == (site.draft, "1a", "Edgar")


def test_a_note_is_taken_down_once_and_folded_with_who_and_when(site):
    for role in ("editor", "owner"):
        response = _take_down(site, role, site.note)
        assert response.redirect_chain == [(PAGE, 302)]
    assert "Taken down. It is kept on this page, folded." in text_of(response.content)
    assert "by Edgar" in text_of(response.content)
    assert [note.text for note in response.context["notes"]] == list(NOTES[1:])
    assert [note.text for note in response.context["taken_down"]] == [TAKEN_DOWN, NOTES[0]]
    assert NOTES[0] not in _notes_of(site.client("owner").get(SECTION).content).text_content()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a note can’t be empty"),
        (" \ufeff\u3000 ", "a note can’t be empty"),
        ("<b>" + "x" * 4_998, "This text has 5,001 characters; at most 5,000 can be saved."),
        ("Half a \ufffd word", "Some characters could not be read"),
    ],
    ids=["nothing", "nothing to see", "too long", "unreadable"],
)
def test_what_is_refused_stays_in_the_form(site, text, reason):
    count = Note.objects.count()
    response = site.client("editor").post(PAGE, {"text": text})
    assert (response.status_code, Note.objects.count()) == (422, count)
    assert reason in text_of(response.content)
    [field] = parse(response.content).xpath("//textarea[@name='text']")
    assert field.text_content().strip() == text.strip()
    assert (field.get("aria-invalid"), field.get("data-keep")) == ("true", "note:1a")


def test_a_nul_is_dropped(site):
    assert site.client("editor").post(PAGE, {"text": "a\x00b"}).status_code == 302
    assert Note.objects.last().text == "ab"


@pytest.mark.parametrize("path", [PAGE, SECTION], ids=["notes", "section"])
def test_markup_in_a_note_is_words(site, path):
    content = site.client("owner").get(path).content
    assert b"<script>alert(" not in content and b"&lt;script&gt;alert(" in content
    assert breaches(content) == []


def test_a_note_of_another_report_is_not_there(site):
    assert _take_down(site, "owner", site.note, cycle=SUBMITTED).status_code == 404
    theirs = Note.objects.standing().filter(report__organisation__slug=ELSEWHERE).first()
    assert _take_down(site, "owner", theirs).status_code == 404
    assert {note.taken_down_at for note in (Note.objects.get(pk=theirs.pk), site.note)} == {None}


@pytest.mark.parametrize("code", ["2g", "9z", "risk-classification"])
def test_there_is_no_page_for_what_takes_no_answer(site, code):
    path = reverse("workspace:notes", args=[ORG, DRAFT, code])
    assert site.client("owner").get(path).status_code == 404
    assert site.client("owner").post(path, {"text": "Ask."}).status_code == 404


def test_other_answers_and_other_reports_have_their_own(site):
    write_note(report=site.draft, code="1b", text="Of 1b.", by=site.people["owner"])
    response = site.client("owner").get(reverse("workspace:notes", args=[ORG, DRAFT, "1b"]))
    assert [note.text for note in response.context["notes"]] == ["Of 1b."]
    assert response.context["taken_down"] == []
