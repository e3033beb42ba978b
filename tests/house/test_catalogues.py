"""Every string of the interface is translated into every language that the site offers.

To bring a catalogue up to date: `python manage.py makemessages --locale <name> --ignore .venv --ignore var
--ignore tests --no-location`, then translate what is new and delete what is fuzzy or struck out (`#~`).
"""

import re
import subprocess

import pytest
from django.conf import settings
from django.utils.translation import to_locale

from tests.house.catalogues import Message, catalogues, extract, read_messages

CATALOGUES = catalogues()
_NAMED = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|https?://[^\s\"'<>]+")
# Those in order can't be repeated or left out, and tags come in pairs.
_COUNTED = re.compile(r"%{1,2}[sd]|\{\}|</?[a-z][^>]*>")

locales = pytest.mark.parametrize("locale", CATALOGUES)


def _faults(message: Message) -> list[str]:
    """Return what is wrong with a translation, as far as it can be seen without knowing the language."""
    if message.fuzzy:
        return ["fuzzy"]
    if not message.translations or not all(message.translations):
        return ["not translated"]
    original = message.plural or message.msgid
    faults = set()
    for text in message.translations:
        if set(_NAMED.findall(text)) != set(_NAMED.findall(original)):
            faults.add("other placeholders")
        if sorted(_COUNTED.findall(text)) != sorted(_COUNTED.findall(original)):
            faults.add("other tags or unnamed placeholders")
        if _margins(text) != _margins(original):
            faults.add("other space before or after")
    return sorted(faults)


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    return {message.key for message in extract(tmp_path_factory.mktemp("extracted"))}


def test_each_language_has_a_catalogue():
    """English is what the source is written in."""
    assert {to_locale(code) for code, _ in settings.LANGUAGES} - {"en"} == set(CATALOGUES)


@locales
def test_every_message_is_translated(locale):
    messages = read_messages(CATALOGUES[locale].read_text(encoding="utf-8"))
    assert {message.key: faults for message in messages if (faults := _faults(message))} == {}


@locales
def test_nothing_is_missing_or_left_over(locale, extracted):
    keys = {message.key for message in read_messages(CATALOGUES[locale].read_text(encoding="utf-8"))}
    assert sorted(extracted - keys) == [], "not in the catalogue"
    assert sorted(keys - extracted) == [], "no longer in the source"


@locales
def test_nothing_is_fuzzy_or_struck_out(locale):
    lines = CATALOGUES[locale].read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#~") or re.match(r"#,.*\bfuzzy\b", line)] == []


@locales
def test_gettext_accepts_the_catalogue(locale, tmp_path):
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file", tmp_path / "django.mo", CATALOGUES[locale]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)


def test_extraction_reads_templates_and_python(extracted):
    assert ("", "Attest and send to the secretariat", "") in extracted
    assert ("report status", "Waiting for the secretariat", "") in extracted
    assert ("", "%(number)s member", "%(number)s members") in extracted


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message(msgid="Save", translations=[""]), "not translated"),
        (Message(msgid="Save"), "not translated"),
        (Message(msgid="a", plural="as", translations=["x", ""]), "not translated"),
        (Message(msgid="Save", fuzzy=True, translations=["Sichern"]), "fuzzy"),
        (Message(msgid="To %(name)s", translations=["An %(nom)s"]), "other placeholders"),
        (Message(msgid="To %(name)s", translations=["An"]), "other placeholders"),
        (Message(msgid="To {name}", translations=["An {nom}"]), "other placeholders"),
        (
            Message(msgid="See https://a.example/x", translations=["https://a.example/y"]),
            "other placeholders",
        ),
        (Message(msgid="a", plural="%(n)s as", translations=["%(n)s x", "x"]), "other placeholders"),
        (Message(msgid="%%s of %%s", translations=["%%s"]), "other tags or unnamed placeholders"),
        (Message(msgid="<b>a</b>", translations=["<b>x<b>"]), "other tags or unnamed placeholders"),
        (
            Message(msgid='<a href="/a">', translations=['<a href="/b">']),
            "other tags or unnamed placeholders",
        ),
        (Message(msgid="Saved ", translations=["Gesichert"]), "other space before or after"),
        (Message(msgid="Saved", translations=["\nGesichert"]), "other space before or after"),
    ],
)
def test_faults_are_seen(message, fault):
    assert _faults(message) == [fault]


def test_what_is_allowed_is_not_taken_for_a_fault():
    """Another order, a name said twice, a number in the singular, quotation marks and a percentage."""
    text = '<a href="%(url)s">%(who)s</a>'
    assert _faults(Message(msgid=f"{text}: %(n)s", translations=[f"%(n)s « %(n)s » {text}, 5 % < 6"])) == []
    assert _faults(Message(msgid="one", plural="%(n)s", translations=["%(n)s x", "%(n)s xs"])) == []


CATALOGUE = r"""
msgid ""
msgstr ""
"Language: xx\n"

#. A note, and a place
#: templates/home.html
#, fuzzy, python-format
msgctxt "where"
msgid ""
"a \"b\" "
"c"
msgid_plural "ds"
msgstr[0] "x"
msgstr[1] ""
"y\n"
"z"

#~ msgid "gone"
#~ msgstr "weg"
"""


def test_entries_are_read_as_gettext_writes_them():
    expected = Message(context="where", msgid='a "b" c', plural="ds", fuzzy=True, translations=["x", "y\nz"])
    assert read_messages(CATALOGUE) == [expected]
