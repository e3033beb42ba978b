"""Trying a message again that was given up: by the secretariat, once, and logged."""

import pytest

from reports.actions.errors import Refused
from reports.actions.members import invite_member
from reports.actions.outbox import try_again
from reports.jobs.mail_faults import Found
from reports.jobs.outbox import failed
from reports.models import Event, Message
from reports.models.mail_kinds import MailFault, MailKind
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(organisation, owner):
    """An invitation that was given up."""
    invite_member(organisation=organisation, email="guest@people.example", role="viewer", by=owner)
    message = Message.objects.get()
    assert failed(message, Found(MailFault.REFUSED, "554 No"), is_last=True)
    return Message.objects.get()


def logged():
    return list(Event.objects.filter(name="mail_queued_again"))


def test_it_leaves_and_the_log_says_who_wished_it(message, secretariat, mailoutbox):
    try_again(message=message, by=secretariat)
    builders.run_jobs(only="deliver")
    message.refresh_from_db()
    assert (message.state, message.fault, message.detail) == ("sent", "", "")
    assert [mail.to for mail in mailoutbox] == [["guest@people.example"]]
    (event,) = logged()
    assert (event.organisation, event.report, event.recorded_by) == (message.organisation, None, secretariat)
    assert event.data == {"message": message.pk, "kind": "invitation"}


def test_two_clicks_send_it_once(message, secretariat, mailoutbox):
    try_again(message=message, by=secretariat)
    with pytest.raises(Refused, match="not given up"):
        try_again(message=message, by=secretariat)
    builders.run_jobs(only="deliver")
    assert len(mailoutbox) == len(logged()) == 1


@pytest.mark.parametrize("who", ["owner", "stranger", "former"])
def test_nobody_else_may(message, owner, stranger, who):
    former = builders.make_user(is_secretariat=True, is_active=False)
    with pytest.raises(Refused, match="Only the secretariat"):
        try_again(message=message, by={"owner": owner, "stranger": stranger, "former": former}[who])
    assert Message.objects.get().state == "given_up"
    assert logged() == []


def test_sign_in_mail_is_never_sent_anew(message, secretariat):
    Message.objects.update(kind=MailKind.SIGN_IN, subject="", content=None)
    with pytest.raises(Refused):
        try_again(message=message, by=secretariat)
    assert logged() == []
