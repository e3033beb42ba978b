"""A planned action never leaves the team: planted words are looked for on every face of a report.

`site.py` plants actions with every report, and `public/test_leaks.py` crawls all that is public for them.
Here: what members, the secretariat and strangers get, and every row, file and message that a report becomes.
"""

import json

from django.core import mail
from django.urls import reverse

from reports import workflow
from reports.actions.draft_files import request_draft_file
from reports.actions.planned_actions import change_action
from reports.documents.source import draft_source
from reports.models import AnswerRevision, DraftFile, Event, PublishedAnswer, Report
from tests import builders
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import squeezed, words_of_pdf, words_sent
from tests.reports.views.site import CAME_OF_IT, DRAFT, ORG, PLANS, ROLES, SECRETS

TITLES = ("Tansyplan", "Tansyscript", "非公開の行動計画")
WORDS = ("Tansyway", "Tansyoutcome")
PLANTED = (*TITLES, *WORDS)


def _leaks(words: str, *, known: str) -> list[str]:
    """Return the planted words that are said; the known ones must be."""
    said = squeezed(words)
    assert squeezed(known) in said, "what belongs here must be found, or nothing can be"
    return [word for word in PLANTED if word in said]


def test_the_planted_words_stand_in_the_actions_and_the_crawl_looks_for_them(site):
    planted = " ".join(word for pair in PLANS for word in pair) + CAME_OF_IT
    assert [word for word in PLANTED if word in planted] == list(PLANTED)
    assert set(PLANTED) <= set(SECRETS)
    titles = [action.current.title for action in site.draft.planned_actions.select_related("current")]
    assert titles == [title for title, _plan in PLANS]


def test_of_all_addresses_only_the_team_s_own_say_them(site):
    """Every address of the site, by everybody; the public ones by the person who may see the most."""
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
    team, writers = ("viewer", "editor", "owner"), ("editor", "owner")
    lists = {(role, "workspace:actions") for role in team}
    beside = {(role, "workspace:section") for role in team}
    own = {(role, "workspace:action") for role in team}
    own |= {(role, "workspace:action-outcome") for role in writers}
    assert found == {
        "Tansyplan": lists | beside | own,
        "Tansyscript": lists | beside,
        "非公開の行動計画": lists,
        "Tansyway": own,
        "Tansyoutcome": set(),
    }


def test_their_markup_is_words(site):
    for name in ("actions", "section"):
        args = [ORG, DRAFT] + (["1"] if name == "section" else [])
        page = site.client("owner").get(reverse(f"workspace:{name}", args=args)).content.decode()
        assert "&lt;script&gt;alert(&quot;Tansyscript" in page
        assert '<script>alert("Tansy' not in page


def test_what_a_draft_would_be_frozen_as_does_not_hold_them(site):
    source = json.dumps(draft_source(site.draft), ensure_ascii=False)
    assert _leaks(source, known="What sakura-works in 2026 says about") == []


def test_the_pdf_of_a_draft_does_not_hold_them(site):
    DraftFile.objects.all().delete()
    request_draft_file(report=site.draft, face="pdf", by=site.people["editor"])
    builders.run_jobs(only="build_draft_file")
    words = words_of_pdf(bytes(DraftFile.objects.get().content))
    assert _leaks(words, known="What sakura-works in 2026 says about") == []


def test_what_is_frozen_and_derived_does_not_hold_them(site):
    for version in site.versions:
        assert _leaks(version.source, known="What sakura-old in 2025 says about") == []
        rows = PublishedAnswer.objects.filter(version=version)
        said = " ".join(f"{row.html} {row.plain}" for row in rows)
        assert _leaks(said, known="What sakura-old in 2025 says about") == []


def test_an_action_changes_nothing_of_what_would_be_published(site):
    before = draft_source(site.draft)
    state = site.action.current
    change_action(
        action=site.action,
        report=site.draft,
        title="Tansyplan again",
        plan="",
        owner=state.owner,
        due_on=state.due_on,
        phase="do",
        base=1,
        by=site.people["editor"],
    )
    assert draft_source(site.draft) == before


def test_neither_mail_nor_log_nor_answers_say_them(site):
    owner, desk = site.people["owner"], site.people["secretariat"]
    report = Report.objects.get(pk=site.submitted.pk)
    report = builders.returned_report(report, by=desk, reason="Mend what is said in 1a.")
    workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    builders.published_version(report, by=desk)
    builders.run_jobs(only="deliver")
    said = " ".join(f"{sent.message().as_string()} {sent.subject} {sent.body}" for sent in mail.outbox)
    assert _leaks(said, known="Mend what is said in 1a.") == []
    said = " ".join(json.dumps(event.data, ensure_ascii=False) for event in Event.objects.all())
    assert _leaks(said, known="Hush, this reason") == []
    said = " ".join(str(revision.parts) for revision in AnswerRevision.objects.all())
    assert _leaks(said, known="What sakura-works in 2026 says about") == []
