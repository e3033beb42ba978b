"""Redacting at the desk: what was typed is shown with what it would take out, and only then done."""

import pytest
from django.contrib import admin
from django.urls import reverse

from reports.models import Redaction, Version
from tests.reports.views.pages import text_of

pytestmark = pytest.mark.django_db

PASSAGE, REASON = "sakura-works in 2025 says about", "Personal data of a third person."


def _path(site):
    return reverse("secretariat:redact", args=[site.published.pk])


def _send(site, **data):
    given = {"question": "", "extent": "passage", "passage": PASSAGE, "reason": REASON}
    return site.client("secretariat").post(_path(site), given | data)


def _words(site):
    version = Version.objects.current().get(report=site.published)
    answer = version.answers.exclude(plain="").first()
    return answer.code, " ".join(answer.plain.split()[:3])


def test_the_report_page_leads_here_and_the_form_asks(site):
    desk = site.client("secretariat")
    page = desk.get(reverse("secretariat:report", args=[site.published.pk]))
    assert _path(site) in page.content.decode()
    assert "A redaction can’t be taken back" in text_of(desk.get(_path(site)).content)
    waiting = desk.get(reverse("secretariat:report", args=[site.submitted.pk]))
    assert "/redact/" not in waiting.content.decode()
    assert desk.get(reverse("secretariat:redact", args=[site.submitted.pk])).status_code == 404


def test_it_is_shown_first_and_done_when_confirmed(site):
    code, passage = _words(site)
    shown = _send(site, question=code, passage=passage)
    assert shown.status_code == 200
    plan = shown.context["plan"]
    assert plan.total == sum(plan.counts.values()) > 0
    said = text_of(shown.content)
    assert "would be redacted" in said
    assert all(f"Version {number}: " in said for number in plan.counts)
    assert passage in said
    assert not Redaction.objects.exists()
    done = _send(site, question=code, passage=passage, confirmed=plan.digest)
    assert (done.status_code, done["Location"]) == (
        302,
        reverse("secretariat:report", args=[site.published.pk]),
    )
    assert Redaction.objects.get().places.count() == plan.total
    again = _send(site, question=code, passage=passage, confirmed=plan.digest)
    assert "redacted already" in text_of(again.content)
    assert Redaction.objects.count() == 1


def test_what_was_changed_since_is_shown_anew(site):
    code, passage = _words(site)
    plan = _send(site, question=code, passage=passage).context["plan"]
    other = _send(site, question=code, passage=passage.split()[0], confirmed=plan.digest)
    assert other.status_code == 200
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"passage": "Nowhere to be found (*[.]*) 見つからない <b>"}, "passage"),
        ({"passage": " \n "}, "passage"),
        ({"passage": "x" * 20_001}, "passage"),
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"question": "99z"}, "question"),
        ({"extent": "answer"}, "question"),
        ({"extent": "all"}, "extent"),
        ({"question": "organisation.slug"}, "question"),
        ({"question": "attestation.name", "passage": "sakura-works"}, "passage"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_kept(site, data, field):
    response = _send(site, **data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"].data["passage"] == data.get("passage", PASSAGE)
    assert not Redaction.objects.exists()


def test_a_whole_answer(site):
    code, _passage = _words(site)
    plan = _send(site, question=code, extent="answer", passage="").context["plan"]
    _send(site, question=code, extent="answer", passage="", confirmed=plan.digest)
    page = site.client("anonymous").get(Version.objects.current().get(report=site.published).url)
    assert REASON in text_of(page.content)


def test_what_stands_beside_the_answers(site):
    given = {"question": "attestation.name", "extent": "answer", "passage": ""}
    shown = _send(site, **given)
    assert "Beside the answers: Name of who attested" in text_of(shown.content)
    _send(site, **given, confirmed=shown.context["plan"].digest)
    version = Version.objects.current().get(report=site.published)
    said = text_of(site.client("anonymous").get(version.url).content)
    assert "Name of who attested, " in said
    assert said.count(REASON) == 2


def test_a_passage_everywhere_says_when_a_name_would_go(site):
    version = Version.objects.current().get(report=site.published)
    shown = _send(site, passage=version.organisation_name)
    assert "Beside the answers: Name of the organisation" in text_of(shown.content)


def test_nothing_of_it_stands_in_the_admin(site):
    assert not any(model._meta.model_name.startswith("redact") for model in admin.site._registry)
