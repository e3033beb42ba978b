"""Every language has what English has: files, codes, options, topics; and what was issued never changes."""

import hashlib
import re
import tomllib

import pytest

from reports.frameworks import framework_ids, load
from reports.frameworks.loader import DATA, LOCALE

STEMS = ("haip-1.0", "haip-1.0.guidance", "preface", "preface.guidance")
# One line per wording; English is pinned beside the structure, in test_haip_1_0.
PINS = {
    "haip-1.0.fr.toml": "ef1abe1bba6028f1cdbb88775c8c761eb6e0a24ace4e3963a976607291fffadc",
    "haip-1.0.ja.toml": "c3bf5a9d09c7d2ce111172477e58dc2a949c0f5503247349aa494859c2866966",
}


def found_locales():
    """Return every language but English of which at least one file is there."""
    middles = {path.name.split(".")[-2] for path in DATA.glob("*.*.toml")}
    return sorted(name for name in middles if LOCALE.fullmatch(name) and name != "en")


LOCALES = found_locales()


def shape(stem, locale):
    """Return the keys of a file at all depths, in order, and the length of every list: all but the words."""

    def bones(value):
        if isinstance(value, dict):
            return [(key, bones(inner)) for key, inner in value.items()]
        return len(value) if isinstance(value, list) else type(value).__name__

    return bones(tomllib.loads((DATA / f"{stem}.{locale}.toml").read_text(encoding="utf-8")))


def sentences(locale):
    """Return prompts, parts and definitions by the place where they stand."""
    words = {}
    for question in load("haip-1.0", locale).questions:
        words |= {(question.code, n): text for n, text in enumerate((question.prompt, *question.parts))}
        words |= {(question.code, o.id): o.definition for o in question.options if o.definition}
    return words


def test_japanese_is_among_the_languages_found():
    assert "ja" in LOCALES


def test_every_framework_has_its_stems_here():
    assert {stem for stem in STEMS if "guidance" not in stem} == {*framework_ids(), "preface"}


@pytest.mark.parametrize("locale", LOCALES)
def test_load_uses_the_language(locale):
    assert load("haip-1.0", locale).locale == locale


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("locale", LOCALES)
def test_covers_exactly_the_codes_options_and_topics_of_english(locale, stem):
    assert shape(stem, locale) == shape(stem, "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_left_in_english_or_stands_twice(locale):
    ours, english = sentences(locale), sentences("en")
    assert [place for place, text in ours.items() if text == english[place]] == []
    assert len(set(ours.values())) == len(ours) == 49 + 6 + 8


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_closed(locale):
    assert [text for text in sentences(locale).values() if not re.search(r"[.?。]$", text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_and_titles_differ_from_one_another(locale):
    framework = load("haip-1.0", locale)
    assert len({topic.label for topic in framework.topics}) == 52
    assert len({section.title for section in framework.sections}) == 8


@pytest.mark.parametrize("locale", LOCALES)
def test_an_issued_wording_never_changes(locale):
    name = f"haip-1.0.{locale}.toml"
    assert name in PINS, f"{name} has no pin"
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == PINS[name]


def test_no_pin_outlives_its_file():
    assert [name for name in PINS if not (DATA / name).exists()] == []


def test_japanese_sections_have_their_official_titles():
    assert [section.title for section in load("haip-1.0", "ja").sections] == [
        "この報告書について",
        "リスクの特定及び評価",
        "リスクの管理及び情報セキュリティ",
        "高度なAIシステムに関する透明性報告",
        "組織のガバナンス、インシデント管理及び透明性",
        "コンテンツの認証及び来歴確認の仕組み",
        "AIの安全性向上や社会リスクの軽減に向けた研究及び投資",
        "人類と世界の利益の促進",
    ]


def test_japanese_says_yes_and_no_in_japanese():
    assert [option.label for option in load("haip-1.0", "ja").question("1d").options] == ["はい", "いいえ"]
