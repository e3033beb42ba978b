"""No page in Japanese or French holds a word of English, seen or read aloud, that is not somebody's own.

What stands under a `lang` of its own is in that language; names, addresses and what people typed are as
they are. In Japanese every Latin word counts; in French those that English has and French has not.
"""

import re
import tomllib
import zoneinfo
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from django.urls import reverse
from django.utils import translation
from lxml import etree, html

from reports.enums import ContentLanguage
from reports.frameworks import framework_ids, glossary, load
from reports.models import (
    ActionRevision,
    Attestation,
    Cycle,
    Event,
    Jurisdiction,
    Note,
    Organisation,
    ReadingLink,
    ReviewComment,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
    User,
    Version,
)
from tests.house.catalogues import catalogues, read_messages
from tests.house.project import ROOT
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.site import ROLES, Site

SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "label", "summary")
"""Attributes that a reader sees or hears."""

PROPER = """
    HAIP Reports, HAIP, Test Operator, OECD, OCDE, G7, PDF, JSON, SHA-256, UTC, PNG, SVG, JPEG, WebP,
    Word, DOCX, URL, CSV, NIST AI RMF, NIST, GOVERN, MAP, MEASURE, MANAGE, ISO/IEC 42001, ISO/IEC, ISO,
    IEC, C2PA, EU, AI, IA, SDGs, PETs, AISI, CBRN, LLM, Hiroshima, Heard-et-MacDonald, Markdown, GitHub,
    APA, BibTeX, CSL-JSON, CSL, Atom, Zotero, Mendeley, pandoc, Ctrl+B, Ctrl+I, Ctrl+K, Ctrl, English,
    Français, RFC, API, HTML, IT, GPAI, MB
"""
"""Names and abbreviations that are the same in every language of the site; all that is allowed."""

CODES = re.compile(
    r"https?://\S+|\S+@\S+\.\S+|\b[0-9a-f]{12,}\b|\bhaip-[\w.-]+|(?<!\w)/[\w/.-]+|[A-Za-z]*\d[0-9A-Za-z]*(?:[.-][0-9A-Za-z]+)*"
)
"""Addresses, hashes and whatever holds a digit, such as the number of a question."""

LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]{2,}")


def spoken_texts(content: bytes) -> Iterator[str]:
    """Yield what the page says in the language that it claims, text by text."""
    page = html.document_fromstring(content.decode())
    language = page.get("lang")
    spoken: dict[html.HtmlElement | None, str] = {None: ""}
    for element in page.iter(etree.Element):
        around = spoken[element.getparent()]
        spoken[element] = element.get("lang") or around
        if element.tag not in {"script", "style"} and spoken[element] == language:
            if element.text:
                yield element.text
            yield from (element.get(name) for name in SPOKEN if element.get(name))
            if element.tag == "meta" and element.get("name") == "description":
                yield element.get("content", "")
            if element.tag == "input" and element.get("type") in {"submit", "button"}:
                yield element.get("value", "")
        if element.tail and around == language:
            yield element.tail


@cache
def _vocabulary(locale: str) -> frozenset[str]:
    """Return the words, in lower case, that the project uses in a language."""
    texts: list[str] = []
    for name, path in catalogues().items():
        for message in read_messages(path.read_text(encoding="utf-8")):
            if locale == "en":
                texts += [message.msgid, message.plural]
            elif name == locale:
                texts += message.translations
    for path in (ROOT / "reports" / "frameworks" / "data").glob(f"*.{locale}.toml"):
        texts += _strings(tomllib.loads(path.read_text(encoding="utf-8")))
    bare = (re.sub(r"%\(\w+\)[sd]|<[^>]+>|&\w+;", " ", text) for text in texts)
    return frozenset(word.lower() for text in bare for word in LATIN.findall(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def english_in(text: str, language: str, own: frozenset[str] = frozenset()) -> list[str]:
    """Return the English words of a text; `own` are the names and texts of people that may stand in it."""
    words = LATIN.findall(CODES.sub(" ", _allowed(own).sub(" ", text)))
    if language == "ja":
        return words
    foreign = _vocabulary("en") - _vocabulary(language)
    return [word for word in words if word.lower() in foreign]


@cache
def _allowed(own: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the names, the longest first, but never as a part of a Latin word."""
    names = {" ".join(each.split()) for each in PROPER.split(",")} | own
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-zÀ-ÿ])(?:{longest_first})(?![A-Za-zÀ-ÿ])")


def _own(site: Site) -> frozenset[str]:
    """Return what people of the site are called and have typed, and titles of works, frameworks and zones."""
    typed = [value for user in User.objects.all() for value in (user.name, user.email)]
    typed += [value for row in Organisation.objects.all() for value in (row.name, row.slug)]
    typed += [value for row in Cycle.objects.all() for value in (row.label, row.slug)]
    typed += [value for row in Version.objects.all() for value in (row.organisation_name, row.reason)]
    typed += [value for row in Attestation.objects.all() for value in (row.name, row.title)]
    typed += [row.data.get("reason", "") for row in Event.objects.all()]
    typed += [row.reader for row in ReadingLink.objects.all()]
    typed += [row.text for row in Note.objects.all()]
    for row in ActionRevision.objects.all():
        typed += [row.title, row.plan, row.outcome_text]
    typed += [word for row in ReviewComment.objects.all() for word in (row.text, row.reply)]
    typed += [row.text for model in (SupportingRequest, SupportingAnswer) for row in model.objects.all()]
    typed += [row.name for row in SupportingFile.objects.all()]
    typed += [row.source for row in Jurisdiction.objects.all()]
    for locale, _name in ContentLanguage.choices:
        typed += [load(name, locale).title for name in framework_ids()]
        typed += [term.source for term in glossary(locale)]
    typed += [name.replace("_", " ") for name in zoneinfo.available_timezones()]
    typed += [" ".join(value.split()) for value in typed]
    return frozenset(value for value in typed if value)


def _pages(site: Site, role: str, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the HTML of every address that shows a page to the role.

    Public pages are the same for all (`public/test_caching`): they are read once, by anybody.
    """
    client = site.client(role)
    for address in ADDRESSES:
        if address.name.startswith("public:") and role != "anonymous":
            continue
        with translation.override(language):
            path = reverse(address.name, args=address.args_on(site))
        response = client.get(path)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and response.content:
            yield f"{address.name} {response.status_code}", response.content


@pytest.mark.parametrize("role", ["anonymous", "owner", "editor", "secretariat"])
@pytest.mark.parametrize("language", ["ja", "fr"])
def test_no_page_speaks_english(site, role, language):
    own, said_on, seen = _own(site), defaultdict(set), 0
    for name, content in _pages(site, role, language):
        seen += 1
        for text in spoken_texts(content):
            said_on[" ".join(text.split())].add(name)
    assert seen >= (10 if role == "anonymous" else 20)
    english = {said: sorted(names) for said, names in said_on.items() if english_in(said, language, own)}
    assert english == {}


def test_roles_are_those_of_the_site():
    assert {"anonymous", "owner", "editor", "secretariat"} <= set(ROLES)
    assert {"ja", "fr"} == set(ContentLanguage.values) - {"en"}


PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title>
<meta name="description" content="{description}"></head><body><script>let x = "Save it";</script>
<p>{text} <b lang="en">Said in English</b>{tail}</p><img alt="{alt}"><input placeholder="{placeholder}">
<input type="submit" value="{value}"><select><option>{option}</option></select>
<p lang="{language}">{nested}</p></body></html>"""
PLACES = ("title", "description", "text", "tail", "alt", "placeholder", "value", "option", "nested")
WORDS = {"ja": "保存", "fr": "Enregistrer"}


def _page(language: str, **planted: str) -> bytes:
    return PAGE.format(language=language, **(dict.fromkeys(PLACES, WORDS[language]) | planted)).encode()


def _found(content: bytes, language: str) -> list[str]:
    return [word for text in spoken_texts(content) for word in english_in(text, language)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["ja", "fr"])
def test_a_planted_word_is_found_wherever_it_stands(language, place):
    assert _found(_page(language), language) == []
    assert _found(_page(language, **{place: "Save the answers"}), language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "保存する Save"),
        ("ja", "Enregistrer"),
        ("ja", "AIs"),
        ("ja", "an answer"),
        ("fr", "Sign in"),
        ("fr", "Save"),
        ("fr", "Votre report est missing"),
        ("fr", "Nothing yet"),
    ],
)
def test_english_is_seen(language, text):
    assert english_in(text, language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "OECDのPDF、SHA-256、2g.i"),
        ("ja", "haip-1.0 https://a.example/b ada@people.example"),
        ("ja", "English"),
        ("fr", "Français, ISO/IEC 42001"),
        ("fr", "Version de l’organisation"),
        ("fr", "Déclarations attestées"),
    ],
)
def test_what_is_no_english_is_not_taken_for_it(language, text):
    assert english_in(text, language) == []


def test_names_of_people_are_their_own():
    assert english_in("Ada Lovelaceさんが保存", "ja", frozenset({"Ada Lovelace"})) == []
    assert english_in("Ada Lovelaceさんが保存", "ja") == ["Ada", "Lovelace"]
