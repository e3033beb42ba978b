"""A private note never leaves the workspace: planted words are looked for on every face of a report.

`site.py` plants notes beside 1a on every report, and `public/test_leaks.py` crawls all that is public for
them. Here: what members, the secretariat and strangers get, and every row, file and message that a report
becomes. Each face is first shown to carry the words that belong on it, or no leak could be seen there.
"""

import json

import pytest
from django.core import mail
from django.urls import reverse

from reports import renditions_blank, workflow
from reports.actions.answers import save_answer
from reports.actions.draft_files import request_draft_file
from reports.actions.notes import write_note
from reports.actions.reports import start_report
from reports.documents.source import draft_source
from reports.enums import EventName
from reports.frameworks import load
from reports.models import DraftFile, Event, Note, PublishedAnswer, Report
from tests import builders
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import squeezed, words_of_pdf, words_sent
from tests.reports.views.site import DRAFT, FREE, NOTES, ORG, ROLES, SECRETS, SUBMITTED
from tests.reports.views.site import TAKEN_DOWN as TAKEN_DOWN_NOTE

STANDING = ("Quillfeather", "Quillscript", "社外秘の覚え書き")
TAKEN_DOWN = ("Quilldown",)
PLANTED = (*STANDING, *TAKEN_DOWN)
JAPANESE = "公開される言葉"
"""Words of an answer that show that a face can say Japanese."""
MARK_OF_THE_PUBLISHED = "What sakura-old in 2025 says about"


def _leaks(words: str, *, known: str) -> list[str]:
    """Return the planted words that the face says; it must say the known ones."""
    said = squeezed(words)
    assert squeezed(known) in said, "what belongs here must be found, or nothing can be"
    return [word for word in PLANTED if word in said]


def _mark(cycle: str) -> str:
    return f"What sakura-works in {cycle} says about"


@pytest.fixture
def japanese(site):
    """The draft, with an answer in Japanese beside the note in Japanese."""
    save_answer(report=site.draft, code="1a", choices=[], text=JAPANESE, base=1, by=site.people["owner"])
    return site.draft


def test_the_planted_words_stand_in_the_notes_and_the_crawl_looks_for_them():
    assert [word for word in STANDING if word in " ".join(NOTES)] == list(STANDING)
    assert [word for word in TAKEN_DOWN if word in TAKEN_DOWN_NOTE] == list(TAKEN_DOWN)
    assert set(PLANTED) <= set(SECRETS), "what the crawl of the public pages looks for"


def test_of_all_addresses_two_show_notes_and_to_the_team_only(site):
    """Every address of the site, by everybody, headers included; the public ones, which are crawled
    elsewhere, by the person who may see the most."""
    found: dict[str, set[tuple[str, str]]] = {word: set() for word in PLANTED}
    for role in ROLES:
        for address in ADDRESSES:
            if address.name.startswith("public:") and role != "owner":
                continue
            response = site.client(role).get(reverse(address.name, args=address.args_on(site)))
            said = words_sent(response) if response.content[:5] != b"%PDF-" else ""
            for word in PLANTED:
                if word in said:
                    found[word].add((role, address.name))
    team = ("viewer", "editor", "owner")
    own_page = {(role, "workspace:notes") for role in team}
    drafting = {(role, "workspace:section") for role in team}
    assert found == dict.fromkeys(STANDING, own_page | drafting) | dict.fromkeys(TAKEN_DOWN, own_page)


@pytest.mark.parametrize("role", ["anonymous", "stranger", "secretariat"])
@pytest.mark.parametrize("name", ["notes", "note-take-down"])
def test_to_others_the_pages_are_not_there(site, role, name):
    """Also where they have an organisation, notes and a report of their own for that cycle."""
    last = "1a" if name == "notes" else site.note.pk
    path = reverse(f"workspace:{name}", args=[ORG, DRAFT, last])
    count = Note.objects.standing().count()
    for response in (site.client(role).get(path), site.client(role).post(path, {"text": "Mine."})):
        assert response.status_code == (302 if role == "anonymous" else 404)
        assert [word for word in PLANTED if word in words_sent(response)] == []
    assert Note.objects.standing().count() == count


def test_no_page_of_a_waiting_report_shows_them_to_the_secretariat(site):
    desk = site.client("secretariat")
    page = desk.get(reverse("secretariat:report", args=[site.submitted.pk]))
    assert _leaks(page.content.decode(), known=_mark(SUBMITTED)) == []
    refused = desk.post(reverse("secretariat:send-back", args=[site.submitted.pk]), {"reason": ""})
    assert _leaks(refused.content.decode(), known=_mark(SUBMITTED)) == []


def test_the_whole_draft_does_not_show_them(site, japanese):
    page = site.client("viewer").get(reverse("workspace:preview", args=[ORG, DRAFT])).content.decode()
    assert _leaks(page, known=JAPANESE) == []
    assert _leaks(page, known=_mark(DRAFT)) == []


def test_what_a_draft_would_be_frozen_as_does_not_hold_them(site, japanese):
    source = json.dumps(draft_source(japanese), ensure_ascii=False)
    assert _leaks(source, known=JAPANESE) == []


def test_the_pdf_of_a_draft_does_not_hold_them(site, japanese):
    DraftFile.objects.all().delete()
    request_draft_file(report=japanese, face="pdf", by=site.people["editor"])
    builders.run_jobs(only="build_draft_file")
    assert _leaks(words_of_pdf(bytes(DraftFile.objects.get().content)), known=JAPANESE) == []


def test_what_is_frozen_and_derived_does_not_hold_them(site):
    """Both editions, of which the second was published with the notes long written."""
    for version in site.versions:
        assert _leaks(version.source, known=MARK_OF_THE_PUBLISHED) == []
        rows = PublishedAnswer.objects.filter(version=version)
        said = " ".join(f"{row.html} {row.plain} {row.choices} {row.practices}" for row in rows)
        assert _leaks(said.replace("<code>", ""), known=f"{MARK_OF_THE_PUBLISHED} 1a") == []


def test_a_note_changes_nothing_of_what_would_be_published(site):
    before = draft_source(site.draft)
    write_note(report=site.draft, code="1a", text="Quillfeather again.", by=site.people["owner"])
    assert draft_source(site.draft) == before


def test_no_mail_says_them(site):
    """Sent, returned, sent again and published, with the notes beside the answers."""
    owner, desk = site.people["owner"], site.people["secretariat"]
    report = Report.objects.get(pk=site.submitted.pk)
    report = builders.returned_report(report, by=desk, reason="Mend what is said in 1a.")
    write_note(report=report, code="1a", text="Quillfeather: mend what?", by=owner)
    workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    builders.published_version(report, by=desk)
    builders.run_jobs(only="deliver")
    said = " ".join(f"{sent.message().as_string()} {sent.subject} {sent.body}" for sent in mail.outbox)
    assert len(mail.outbox) >= 3
    assert _leaks(said, known="Mend what is said in 1a.") == []


def test_the_log_does_not_know_them(site):
    said = " ".join(
        f"{event.name} {json.dumps(event.data, ensure_ascii=False)}" for event in Event.objects.all()
    )
    assert _leaks(said, known="Hush, this reason") == []
    assert not [name for name in EventName.values if "note" in name]


def test_they_do_not_move_into_the_next_report(site):
    before = list(Note.objects.values())
    report = start_report(
        organisation=site.organisation,
        cycle=builders.make_cycle(FREE),
        framework_id="haip-2.0",
        language="en",
        source=site.published,
        by=site.people["owner"],
    )
    assert report.notes.count() == 0
    assert list(Note.objects.values()) == before
    said = [str(revision.parts) for revision in report.answers.by_code().values()]
    said += [text.text for text in report.unplaced_texts.all()]
    assert _leaks(" ".join(said).replace("`", ""), known=f"{MARK_OF_THE_PUBLISHED} 1a") == []
    for section in report.framework.sections:
        page = site.client("owner").get(reverse("workspace:section", args=[ORG, FREE, section.code]))
        assert [word for word in PLANTED if word in squeezed(page.content.decode())] == []
    assert "Private notes (0)" in page.content.decode()


def test_the_blank_questionnaire_does_not_know_them(site):
    sheet = renditions_blank.sheet_of(load("haip-1.0", "en"))
    assert _leaks(str(sheet), known=load("haip-1.0", "en").question("1a").prompt) == []
