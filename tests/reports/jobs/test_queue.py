"""The queue is a table: what is queued in a transaction goes with it, and mail arrives as written."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.members import invite_member
from reports.documents.faces import PUBLISHED
from reports.models import Message
from tests import builders
from tests.builders import run_jobs


class Change(Exception):
    """Something that goes wrong after the work was done."""


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_task_and_no_mail(report, secretariat, owner, mailoutbox):
    builders.submitted_report(report)
    run_jobs(only="deliver")
    tasks, mails = DBTaskResult.objects.count(), len(mailoutbox)
    messages = Message.objects.count()
    with pytest.raises(Change), transaction.atomic():
        version = builders.published_version(report, by=secretariat)
        invite_member(organisation=report.organisation, email="guest@people.example", role="viewer", by=owner)
        assert version.number == 1
        # Files, and three messages: to the owner that it is reviewed and published, and the invitation.
        assert DBTaskResult.objects.count() == tasks + len(PUBLISHED) + 3
        assert Message.objects.count() == messages + 3
        raise Change
    assert DBTaskResult.objects.count() == tasks
    assert Message.objects.count() == messages
    assert run_jobs() == 0
    assert len(mailoutbox) == mails
    report.refresh_from_db()
    assert report.status == "submitted"


@pytest.mark.django_db(transaction=True)
def test_a_refused_transition_leaves_no_task(report, owner):
    tasks = DBTaskResult.objects.count()
    with pytest.raises(workflow.Incomplete):
        workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    assert DBTaskResult.objects.count() == tasks


@pytest.mark.django_db
def test_publishing_queues_each_file_once(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    rows = {row.face: row for row in version.renditions.all()}
    assert set(rows) == set(PUBLISHED)
    jobs = DBTaskResult.objects.filter(task_path="reports.jobs.files.build_rendition")
    assert {str(job.pk): job.args_kwargs["args"] for job in jobs} == {
        row.job: [row.pk] for row in rows.values()
    }
    assert not any(row.is_ready for row in rows.values())


@pytest.mark.django_db
def test_a_message_arrives_as_it_was_written(mailoutbox):
    mail = EmailMultiAlternatives(
        subject="Ünïcode 件名",
        body="Body\nwith lines 本文",
        from_email="Site <site@people.example>",
        to=["a@people.example", "b@people.example"],
        headers={"Reply-To": "desk@people.example", "X-Number": "1"},
    )
    mail.attach_alternative("<p>本文</p>", "text/html")
    assert mail.send() == 1
    assert mailoutbox == []
    assert run_jobs() == 1
    (arrived,) = mailoutbox
    assert (arrived.subject, arrived.body) == ("Ünïcode 件名", "Body\nwith lines 本文")
    assert (arrived.from_email, arrived.to) == ("Site <site@people.example>", mail.to)
    assert arrived.extra_headers.pop("Message-ID").endswith("@testserver>")
    assert arrived.extra_headers == {"Reply-To": "desk@people.example", "X-Number": "1"}
    assert [(part.content, part.mimetype) for part in arrived.alternatives] == [("<p>本文</p>", "text/html")]


@pytest.mark.django_db
def test_several_messages_are_several_jobs(mailoutbox):
    mails = [EmailMessage(f"Subject {n}", "Body", "s@people.example", [f"{n}@people.example"]) for n in "ab"]
    assert get_connection().send_messages(mails) == 2
    assert DBTaskResult.objects.count() == 2
    assert run_jobs() == 2
    assert [mail.to for mail in mailoutbox] == [["a@people.example"], ["b@people.example"]]


@pytest.mark.django_db
def test_a_message_that_could_break_the_headers_fails_visibly(mailoutbox):
    send_mail("One line\nBcc: x@people.example", "Body", "s@people.example", ["a@people.example"])
    assert run_jobs(may_fail=True) == 1
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == (
        "FAILED",
        "django.core.mail.message.BadHeaderError",
    )
    assert mailoutbox == []
