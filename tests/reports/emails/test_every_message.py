"""Every message in every language: text and HTML say the same, lead to one place, and load nothing."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import resolve
from lxml import html

from reports.models import Message
from reports.models.mail_kinds import MailKind
from tests.reports.emails.samples import MESSAGES, build_world, html_of, links_of, sent, words_of

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
REPORT = {"org": "sakura-works", "cycle": "2026"}
LEADS_TO = {
    "invitation": ("workspace:invitation", None),
    "ownership": ("workspace:members", {"org": "sakura-works"}),
    "action_assigned": ("workspace:action", None),
    "submitted": ("secretariat:report", None),
    "taken_back": ("secretariat:queue", {}),
    "review_started": ("workspace:report", REPORT),
    "returned": ("workspace:report", REPORT),
    "published": ("public:report", REPORT),
    "withdrawn": ("public:report", REPORT),
    "delisted": ("workspace:report", REPORT),
    "relisted": ("public:report", REPORT),
    "redacted": ("public:report", REPORT),
    "renewal_due": ("workspace:organisation", {"org": "sakura-works"}),
    "renewal_overdue": ("secretariat:report", None),
    "links_gone": ("workspace:report", REPORT),
    "support_asked": ("workspace:supporting", REPORT),
    "support_given": ("secretariat:supporting", None),
}
TO = {"invitation": "guest@invited.example"} | dict.fromkeys(
    ("submitted", "taken_back", "renewal_overdue", "support_given"), "sibyl@people.example"
)

each = pytest.mark.parametrize("name", MESSAGES)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def world(module_database):
    return build_world()


def test_every_kind_is_here():
    assert (
        {name.partition(" ")[0] for name in MESSAGES} == set(MailKind.values) - {"sign_in"} == set(LEADS_TO)
    )


@in_each_language
@each
def test_text_and_html_say_the_same(world, name, language):
    message = sent(world, name, language)
    page = html.document_fromstring(html_of(message))
    assert page.get("lang") == message.language == language
    in_html, in_text = words_of(message)
    assert in_html == in_text
    assert len(in_text) > 10 if language != "ja" else len(message.content["body"]) > 80
    assert page.findtext("body/main/h1").split() == message.subject.split()
    assert message.content["subject"] == message.subject
    (only,) = {*re.findall(r"https?://\S+", message.content["body"])} - set(links_of(message)) or {""}
    assert only == ""


@in_each_language
@each
def test_one_place_is_led_to_in_the_language_of_the_reader(world, name, language):
    message = sent(world, name, language)
    kind = name.partition(" ")[0]
    *others, button, address = links_of(message)
    assert button == address
    assert message.content["body"].splitlines().count(address) == 1, "an address of its own line, to copy"
    path = urlsplit(address).path
    assert address == f"http://testserver{path}"
    assert path.startswith(f"/{language}/") == (language != "en")
    match = resolve(path if language == "en" else path.removeprefix(f"/{language}"))
    view, kwargs = LEADS_TO[kind]
    assert match.view_name == view
    assert kwargs is None or match.kwargs == kwargs
    assert (len(others) > 0) == (name == "returned with comments")
    assert (message.kind, message.address) == (kind, TO.get(kind, "ophelia@people.example"))
    assert message.organisation == world.organisation
    assert message.report == (None if kind in {"invitation", "ownership"} else world.report)


@in_each_language
def test_each_comment_leads_to_its_question(world, language):
    message = sent(world, "returned with comments", language)
    prefix = "" if language == "en" else f"/{language}"
    base = f"http://testserver{prefix}/workspace/sakura-works/2026/"
    places = ["section/1/#1a", "section/2/#2b", "section/0/#scope", ""]
    assert links_of(message)[:4] == [f"{base}{place}" for place in places]
    assert "Which one?" in message.content["body"]


def test_a_question_without_a_number_is_called_by_its_name(world):
    body = sent(world, "returned with comments", "en").content["body"]
    assert "\n- Question 2b\n" in body
    assert "\n- Scope of the report\n" in body
    assert "\n- 報告の対象範囲\n" in sent(world, "returned with comments", "ja").content["body"]


def test_a_correction_says_its_number_and_its_reason(world):
    first, second = (sent(world, name, "en") for name in ("published", "published with a correction"))
    assert first.subject == "Published: the report of Sakura Works for Cycle 2026"
    assert second.subject == (
        "Published with a correction: version 2 of the report of Sakura Works for Cycle 2026"
    )
    assert "\n> ".join(["", *world.reason.splitlines()]) in second.content["body"]
    assert world.reason.splitlines()[0] not in first.content["body"]


def test_days_and_numbers_are_said_as_one_says_them(world):
    kinds = ("renewal_due", "renewal_due in one day", "renewal_due today")
    subjects = [sent(world, name, "en").subject for name in kinds]
    assert [subject.split(":")[0] for subject in subjects] == [
        "To be renewed within 30 days",
        "To be renewed within 1 day",
        "To be renewed today",
    ]
    many, one = (sent(world, name, "en").content["body"] for name in ("links_gone", "links_gone one"))
    assert many.startswith("3 web addresses in the published report of Sakura Works")
    assert one.startswith("1 web address in the published report of Sakura Works")


def test_other_transitions_are_silent(world):
    from reports import emails

    before = Message.objects.count()
    for name in ("discard", "correct", "drop_correction"):
        emails.about_transition(name, world.report, {})
    assert Message.objects.count() == before


@each
def test_nothing_is_loaded_and_nothing_is_counted(world, name):
    message = sent(world, name, "en")
    page = html.document_fromstring(html_of(message))
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "h1",
            "p",
            "a",
            "br",
            "ul",
            "li",
            "blockquote",
        )
    }
    assert page.xpath("//@src | //@srcset | //@background | //@style") == []
    assert "url(" not in html_of(message) and "@import" not in html_of(message)
    assert {urlsplit(link).netloc for link in links_of(message)} == {"testserver"}
    assert all("?" not in link for link in links_of(message))
