"""The outbox: what became of each message, never its words, and trying again what was given up."""

import pytest
from django.core.mail import send_mail
from django.urls import reverse

from reports.jobs.mail_faults import Found
from reports.jobs.outbox import dropped, failed, sent
from reports.models import Message
from reports.models.mail_kinds import MailFault, MailState
from tests import builders
from tests.reports.views.pages import parse, text_of

OUTBOX = reverse("secretariat:outbox")


@pytest.fixture
def desk(site):
    return site.client("secretariat")


@pytest.fixture
def messages(site):
    """One message in each state; the one that was given up stands there already."""
    made = {"given_up": site.message}
    for state in ("waiting", "failed", "sent", "dropped"):
        send_mail("Your code", "It is ABC-123.", "s@people.example", [f"{state}@people.example"])
        made[state] = Message.objects.get(address=f"{state}@people.example")
    failed(made["failed"], Found(MailFault.TOO_SLOW, "timed out"), is_last=False)
    sent(made["sent"], address="sent@people.example")
    dropped(made["dropped"], MailFault.LEFT)
    return made


def listed(response):
    return [message.state for message in response.context["page_obj"]]


def test_it_says_to_whom_what_and_what_became_of_it(messages, desk):
    response = desk.get(OUTBOX)
    assert sorted(listed(response)) == sorted(MailState.values)
    said = text_of(response.content)
    for words in (
        "somebody@invited.example",
        "invites you to work on its report",
        "Invitation to an organisation",
        "The mail server can’t be reached.",
        "The mail server did not answer in time. timed out",
        "This person has left, or is not concerned any more.",
        "Sign-in mail",
    ):
        assert words in said


def test_it_never_shows_words_codes_or_links(site, messages, desk):
    content = desk.get(OUTBOX).content.decode()
    token = site.message.content["body"].partition("/workspace/invitations/")[2].split("/")[0]
    assert len(token) > 40, "there is something to leak"
    assert "ABC-123" in str(Message.objects.get(pk=messages["waiting"].pk).content)
    for secret in ("ABC-123", "Your code", token, "/workspace/invitations/"):
        assert secret not in content


@pytest.mark.parametrize("state", MailState.values)
def test_one_state_alone(messages, desk, state):
    response = desk.get(OUTBOX, {"state": state})
    assert listed(response) == [state]
    (here,) = parse(response.content).xpath("//nav[@class='states-nav']/a[@aria-current]")
    assert here.get("href") == f"?state={state}"
    assert here.text_content().split()[-1] == "1"


@pytest.mark.parametrize(
    "query", ["state=lost", "state=", "page=0", "page=x", "state=sent&page=99", "state=%00"]
)
def test_an_odd_address_does_no_harm(messages, desk, query):
    response = desk.get(f"{OUTBOX}?{query}")
    assert response.status_code == 200
    assert listed(response) == ["sent"] if "sent" in query else len(listed(response)) == 5


def test_many_messages_have_pages_which_keep_the_state(site, desk):
    with builders.mail_is_queued():
        for number in range(51):
            send_mail("Your code", "It is ABC-123.", "s@people.example", [f"{number}@people.example"])
    response = desk.get(OUTBOX, {"state": "waiting"})
    assert len(listed(response)) == 50
    (following,) = parse(response.content).xpath("//a[@rel='next']/@href")
    assert following == "?state=waiting&page=2"
    assert listed(desk.get(OUTBOX + following)) == ["waiting"]


def test_the_desk_leads_there(desk):
    assert OUTBOX in parse(desk.get(reverse("secretariat:queue")).content).xpath("//a/@href")


def test_what_was_given_up_can_be_tried_again(messages, desk, mailoutbox):
    (form,) = parse(desk.get(OUTBOX).content).xpath("//main//form")
    assert form.get("action") == reverse("secretariat:outbox-again", args=[messages["given_up"].pk])
    response = desk.post(form.get("action"), follow=True)
    assert "Queued again." in text_of(response.content)
    again = desk.post(form.get("action"), follow=True)
    assert "not given up; nothing was done" in text_of(again.content)
    builders.run_jobs(only="deliver")
    assert [mail.to for mail in mailoutbox].count(["somebody@invited.example"]) == 1


def test_a_message_that_is_not_there(desk):
    assert desk.post(reverse("secretariat:outbox-again", args=[10**6])).status_code == 404


def test_an_empty_outbox_says_what_will_be_there(site, desk):
    Message.objects.all().delete()
    assert "No message yet" in text_of(desk.get(OUTBOX).content)
