"""Every language has what English has: files, codes, options, topics."""

import re
import tomllib

import pytest

from reports.frameworks import code_of_conduct, framework_ids, glossary, load
from reports.frameworks.files import DATA, LOCALE

STEMS = (
    "haip-1.0",
    "haip-1.0.guidance",
    "haip-2.0",
    "preface",
    "preface.guidance",
    "topics",
    "topics.guidance",
    "crosswalks",
    "glossary",
    "code-of-conduct",
)


def found_locales():
    """Return every language but English of which at least one file is there."""
    middles = {path.name.split(".")[-2] for path in DATA.glob("*.*.toml")}
    return sorted(name for name in middles if LOCALE.fullmatch(name) and name != "en")


LOCALES = found_locales()


def shape(stem, locale):
    """Return the keys of a file at all depths, in order, and the length of every list: all but the words.

    A language has as many spellings of a term as it has.
    """

    def bones(value):
        if isinstance(value, dict):
            return [(key, None if key == "forms" else bones(inner)) for key, inner in value.items()]
        return len(value) if isinstance(value, list) else type(value).__name__

    return bones(tomllib.loads((DATA / f"{stem}.{locale}.toml").read_text(encoding="utf-8")))


def sentences(framework_id, locale):
    """Return prompts, parts and definitions by the place where they stand."""
    words = {}
    for question in load(framework_id, locale).questions:
        words |= {(question.code, n): text for n, text in enumerate((question.prompt, *question.parts))}
        words |= {(question.code, o.id): o.definition for o in question.options if o.definition}
    return words


def test_japanese_is_among_the_languages_found():
    assert "ja" in LOCALES


def test_every_framework_has_its_stems_here():
    others = {"preface", "topics", "crosswalks", "glossary", "code-of-conduct"}
    assert {stem for stem in STEMS if "guidance" not in stem} == {*framework_ids(), *others}


@pytest.mark.parametrize("framework_id", framework_ids())
@pytest.mark.parametrize("locale", LOCALES)
def test_load_uses_the_language(locale, framework_id):
    assert load(framework_id, locale).locale == locale


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("locale", LOCALES)
def test_covers_exactly_the_codes_options_and_topics_of_english(locale, stem):
    assert shape(stem, locale) == shape(stem, "en")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("framework_id", "count"), [("haip-1.0", 49 + 6 + 8), ("haip-2.0", 66 + 1 + 3)])
def test_no_sentence_is_left_in_english_or_stands_twice(locale, framework_id, count):
    ours, english = sentences(framework_id, locale), sentences(framework_id, "en")
    assert [place for place, text in ours.items() if text == english[place]] == []
    assert len(set(ours.values())) == len(ours) == count


def advice(locale):
    """Return the sentences of topics, practices, terms and actions by the place where they stand."""
    words = {}
    for topic in load("haip-2.0", locale).topics:
        words |= {(topic.id, practice.id): practice.definition for practice in topic.practices}
        words |= {(topic.id, n): text for n, text in enumerate((topic.why, *topic.help))}
    words |= {("glossary", term.id): term.definition for term in glossary(locale)}
    code = code_of_conduct(locale)
    return words | {("code", action.number): action.text for action in (*code.actions, *code.principles)}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_advice_is_left_in_english(locale):
    ours, english = advice(locale), advice("en")
    assert list(ours) == list(english)
    assert [place for place, text in ours.items() if text == english[place]] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_practices_of_a_topic_have_labels_of_their_own(locale):
    for topic in load("haip-2.0", locale).topics:
        labels = [practice.label for practice in topic.practices]
        assert len(set(labels)) == len(labels), topic.id


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_sentence_is_closed(locale, framework_id):
    assert [
        text for text in sentences(framework_id, locale).values() if not re.search(r"[.?。]$", text)
    ] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("framework_id", "count"), [("haip-1.0", 52), ("haip-2.0", 58)])
def test_labels_and_titles_differ_from_one_another(locale, framework_id, count):
    framework = load(framework_id, locale)
    assert len({topic.label for topic in framework.topics}) == count
    assert len({section.title for section in framework.sections}) == 8


@pytest.mark.parametrize("framework_id", framework_ids())
def test_japanese_sections_have_their_official_titles(framework_id):
    assert [section.title for section in load(framework_id, "ja").sections] == [
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
