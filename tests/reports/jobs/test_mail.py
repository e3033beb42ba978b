"""Mail that cannot leave is tried again and then given up; what has left never leaves twice."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.mail import send_mail
from django_tasks_db.models import DBTaskResult

from reports import emails
from reports.actions.members import change_role, invite_member, remove_member, revoke_invitation
from reports.jobs.mail import deliver, queue_again
from reports.jobs.outbox import KEPT, clear_old_messages, give_up_lost
from reports.jobs.overview import retry_failed
from reports.jobs.policy import MAIL_PAUSES, policy_of
from reports.jobs.worker import Worker
from reports.models import Membership, Message
from tests import builders
from tests.reports.jobs import mail_servers
from tests.reports.jobs.mail_servers import ERRORS, troubles

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "ABC-123"


@pytest.fixture(autouse=True)
def server(settings):
    settings.MAIL_DELIVERY_BACKEND = mail_servers.BACKEND
    troubles.clear()


def work():
    """Let a worker do what is ready."""
    worker = Worker(worker_id="mine", interval=0, batch=True)
    while (job := worker.claim()) is not None:
        worker.run_task(job)


def tell(report, *, name="start_review"):
    """Queue a message to the one owner of the report."""
    Message.objects.all().delete()
    DBTaskResult.objects.all().delete()
    emails.about_transition(name, report, {})
    return Message.objects.get()


def code():
    send_mail(f"Your code is {SECRET}", f"{SECRET}", "site@people.example", ["new@people.example"])
    return Message.objects.get(kind="sign_in")


def facts(message):
    message.refresh_from_db()
    return (message.state, message.fault, message.attempts, message.content is None)


def test_a_message_that_leaves_keeps_no_words(report, mailoutbox):
    message = tell(report)
    assert facts(message) == ("waiting", "", 0, False)
    with time_machine.travel(NOON, tick=False):
        Message.objects.update(queued_at=NOON)
        DBTaskResult.objects.update(enqueued_at=NOON)
        work()
    assert facts(message) == ("sent", "", 1, True)
    assert message.sent_at == NOON
    assert [mail.to for mail in mailoutbox] == [["owner@people.example"]]
    assert DBTaskResult.objects.get().args_kwargs == {"args": [message.pk], "kwargs": {}}


def test_it_is_tried_again_after_growing_pauses_and_then_given_up(report, mailoutbox):
    with time_machine.travel(NOON, tick=False) as clock:
        message = tell(report)
        troubles.extend([ERRORS["closed"]] * (len(MAIL_PAUSES) + 1))
        for attempt, pause in enumerate(MAIL_PAUSES, start=1):
            work()
            assert facts(message) == ("failed", "no_connection", attempt, False)
            clock.shift(pause - timedelta(seconds=1))
            work()
            assert facts(message)[2] == attempt, "before the pause is over"
            clock.shift(timedelta(seconds=1))
        work()
        assert facts(message) == ("given_up", "no_connection", 7, False)
        assert message.detail == "[Errno 111] Connection refused"
        clock.shift(timedelta(days=2))
        work()
    assert facts(message)[2] == policy_of(deliver.module_path).tries == 7
    assert mailoutbox == []
    assert sorted(MAIL_PAUSES) == list(MAIL_PAUSES)
    assert timedelta(hours=12) < sum(MAIL_PAUSES, timedelta()) < timedelta(days=1)


def test_after_a_failure_it_leaves_once_and_the_failure_is_forgotten(report, mailoutbox):
    with time_machine.travel(NOON, tick=False) as clock:
        message = tell(report)
        troubles.extend([ERRORS["away"], ERRORS["full"]])
        for pause in MAIL_PAUSES[:3]:
            work()
            clock.shift(pause)
        work()
    assert facts(message) == ("sent", "", 3, True)
    assert len(mailoutbox) == 1


def test_a_job_that_runs_twice_sends_nothing_twice(report, mailoutbox):
    message = tell(report)
    work()
    DBTaskResult.objects.update(status="READY", worker_ids=[])
    work()
    assert facts(message) == ("sent", "", 1, True)
    assert len(mailoutbox) == 1


def test_a_worker_that_died_before_it_wrote_so_sends_again_under_the_same_number(report, mailoutbox):
    """That is the gap that no queue can close; mail programs may notice that it is the same message."""
    message = tell(report)
    kept = message.content
    work()
    Message.objects.filter(pk=message.pk).update(state="waiting", sent_at=None, content=kept)
    DBTaskResult.objects.update(status="READY")
    work()
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_job_that_was_replaced_does_nothing(report, mailoutbox):
    message = tell(report)
    queue_again(message)
    assert DBTaskResult.objects.count() == 2
    work()
    assert facts(message) == ("sent", "", 1, True)
    assert len(mailoutbox) == 1


def test_an_address_that_does_not_exist_is_tried_once(report, mailoutbox):
    message = tell(report)
    troubles.append(ERRORS["reader"])
    work()
    assert facts(message) == ("given_up", "no_such_reader", 1, False)
    assert message.detail == "550 5.1.1 No such user here"
    assert DBTaskResult.objects.get().status == "FAILED"


def test_the_operator_may_try_again_what_was_given_up(report, mailoutbox):
    message = tell(report)
    troubles.append(ERRORS["reader"])
    work()
    assert retry_failed() == 1
    work()
    assert facts(message) == ("sent", "", 2, True)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("trouble", ["reader", "header"])
def test_a_code_that_came_to_nothing_is_kept_nowhere(mailoutbox, trouble):
    message = code()
    assert (message.subject, SECRET in str(message.content)) == ("", True)
    troubles.append(ERRORS[trouble])
    work()
    assert facts(message)[0::3] == ("given_up", True)
    kept = [*Message.objects.values_list(), *DBTaskResult.objects.values_list("args_kwargs", "return_value")]
    assert SECRET not in repr(kept)


def test_a_code_that_nobody_waits_for_any_more_is_not_sent(mailoutbox):
    with time_machine.travel(NOON, tick=False) as clock:
        message = code()
        troubles.extend([ERRORS["closed"]] * 5)
        for pause in MAIL_PAUSES[:5]:
            work()
            clock.shift(pause)
        work()
    assert facts(message) == ("dropped", "too_late", 5, True)
    assert mailoutbox == []


# Who has left, between queueing and sending


@pytest.mark.parametrize("how", ["leaves", "becomes viewer", "account is closed"])
def test_who_left_meanwhile_gets_nothing(report, owner, mailoutbox, how):
    second = builders.make_member(report.organisation, "owner").user
    emails.about_transition("start_review", report, {})
    message = Message.objects.get(user=owner)
    member = Membership.objects.get(user=owner, organisation=report.organisation)
    if how == "leaves":
        remove_member(membership=member, by=second)
    elif how == "becomes viewer":
        change_role(membership=member, role="viewer", by=second)
    else:
        owner.is_active = False
        owner.save()
    work()
    assert facts(message) == ("dropped", "left", 0, True)
    assert [mail.to for mail in mailoutbox] == [[second.email]]


def test_who_left_the_secretariat_gets_nothing(report, secretariat, mailoutbox):
    message = tell(report, name="take_back")
    secretariat.is_secretariat = False
    secretariat.save()
    work()
    assert facts(message) == ("dropped", "left", 0, True)
    assert mailoutbox == []


def test_an_invitation_that_was_withdrawn_is_not_sent(organisation, owner, mailoutbox):
    invited = invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=owner)
    revoke_invitation(invitation=invited, by=owner)
    work()
    assert facts(Message.objects.get()) == ("dropped", "closed", 0, True)
    assert mailoutbox == []


def test_who_has_a_new_address_gets_it_there(report, owner, mailoutbox):
    message = tell(report)
    owner.email = "moved@people.example"
    owner.save()
    work()
    assert [mail.to for mail in mailoutbox] == [["moved@people.example"]]
    message.refresh_from_db()
    assert message.address == "moved@people.example"


# What workers do between jobs


def test_a_message_whose_job_ended_without_a_word_is_given_up(report, mailoutbox):
    message = tell(report)
    assert give_up_lost() == 0
    DBTaskResult.objects.update(status="RUNNING")
    assert give_up_lost() == 0
    DBTaskResult.objects.update(status="FAILED")
    assert give_up_lost() == 1
    assert facts(message) == ("given_up", "lost", 0, False)
    assert give_up_lost() == 0


def test_old_messages_are_removed_and_those_that_wait_are_not(report):
    now = datetime.now(UTC)
    message = tell(report)
    Message.objects.update(queued_at=now - KEPT - timedelta(minutes=1))
    assert clear_old_messages(now=now) == 0
    work()
    Message.objects.update(queued_at=now - KEPT + timedelta(minutes=1))
    assert clear_old_messages(now=now) == 0
    Message.objects.update(queued_at=now - KEPT - timedelta(minutes=1))
    assert clear_old_messages(now=now) == 1
    assert not Message.objects.filter(pk=message.pk).exists()


def test_queueing_costs_one_query_for_each_reader_and_three_for_all(report, django_assert_num_queries):
    # The readers, the rows, the ids of their jobs.
    for number in (1, 2, 3):
        with django_assert_num_queries(3 + number):
            emails.about_transition("start_review", report, {})
        builders.make_member(report.organisation, "editor")
