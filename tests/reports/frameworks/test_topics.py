"""The catalogue of topics and practices: what was issued stays, and every fault names its topic."""

from pathlib import Path

import pytest

from reports.frameworks import FrameworkError, Practice, framework_ids, load
from reports.frameworks.files import DATA, Files
from reports.frameworks.loader import read_framework
from reports.frameworks.topics import FEWEST, MOST, read_topic_shapes, read_topics

ISSUED = Path(__file__).parent / "issued"
SHAPE, WORDS, HELP = "topics.toml", "topics.en.toml", "topics.guidance.en.toml"

FAULTS = {
    "duplicate topic": (SHAPE, 'id = "limits"', 'id = "risk"', ", question risk: the topic stands twice"),
    "badly formed topic": (SHAPE, 'id = "limits"', 'id = "Limits!"', ": id 'Limits!' is not well formed"),
    "topic id too long": (
        SHAPE,
        'id = "limits"',
        f'id = "{"l" * 41}"',
        f": topic id '{'l' * 41}' is longer than 40 characters",
    ),
    "topic under an unknown section": (
        SHAPE,
        'id = "limits"\nsection = "1"',
        'id = "limits"\nsection = "8"',
        ", question limits: unknown section '8'",
    ),
    "unknown key": (SHAPE, "principles = [12]", "princes = [12]", ", question risk: unknown key 'princes'"),
    "unknown principle": (
        SHAPE,
        "principles = [12]",
        "principles = [13]",
        ", question risk: principles holds 13, which there is not",
    ),
    "two practices": (
        SHAPE,
        '["list-risks", "rank-risks", "drop-risks"]',
        '["list-risks", "rank-risks"]',
        ", question risk: a topic has 3 to 10 practices, not 2",
    ),
    "eleven practices": (
        SHAPE,
        '["list-risks", "rank-risks", "drop-risks"]',
        str([f"p-{letter}" for letter in "abcdefghijk"]),
        ", question risk: a topic has 3 to 10 practices, not 11",
    ),
    "badly formed practice": (
        SHAPE,
        '"rank-risks"',
        '"Rank!"',
        ", question risk: practice id 'Rank!' is not well formed",
    ),
    "practice of another topic": (
        SHAPE,
        '"draw-limits"',
        '"list-risks"',
        ", question limits: practice list-risks stands under topic risk already",
    ),
    "practice twice": (
        SHAPE,
        '"rank-risks"',
        '"list-risks"',
        ", question risk: practice list-risks stands under topic risk already",
    ),
    "unknown relation": (SHAPE, '"wider"', '"older"', ", question risk: unknown relation 'older'"),
    "no label": (WORDS, 'label = "Limits"\n', "", ", question limits: label is missing"),
    "practice without words": (
        WORDS,
        'drop-risks = { label = "Drop", definition = "Risks are left." }\n',
        "",
        ", question risk: practice drop-risks has no label",
    ),
    "words for an unknown practice": (
        WORDS,
        "drop-risks =",
        "keep-risks =",
        ", question risk: unknown practice 'keep-risks'",
    ),
    "practice without definition": (
        WORDS,
        'label = "Drop", definition = "Risks are left."',
        'label = "Drop"',
        ", question risk: definition is missing",
    ),
    "locale of another file": (
        WORDS,
        'locale = "en"',
        'locale = "fr"',
        ": locale 'fr' does not match the name of the file",
    ),
    "help for an unknown topic": (HELP, "[topics.risk]", "[topics.luck]", ": unknown topic 'luck'"),
    "help is a string": (
        HELP,
        '["Risk help."]',
        '"Risk help."',
        ", question risk: help must be a list of strings",
    ),
    "unknown key of help": (HELP, "outline =", "lines =", ", question risk: unknown key 'lines'"),
    "crosswalk without a name": (
        "crosswalks.en.toml",
        'name = "Two"\n',
        "",
        ": name is missing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_refuses_a_faulty_catalogue(directory, replace, fault):
    name, old, new, message = FAULTS[fault]
    replace(name, old, new)
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == name + message


def test_refuses_a_topic_without_words(directory):
    text = (directory / WORDS).read_text(encoding="utf-8")
    (directory / WORDS).write_text(text[: text.index("[topics.limits]")], encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_topics(Files(directory), "en")
    assert str(caught.value) == f"{WORDS}: topic limits has no label"


def test_refuses_crosswalks_that_have_no_names_in_a_language(directory):
    (directory / "crosswalks.en.toml").unlink()
    with pytest.raises(FrameworkError, match="the crosswalk nist-ai-rmf has no name"):
        read_topics(Files(directory), "en")


def test_joins_shape_words_help_and_crosswalks(directory):
    topics = read_topics(Files(directory), "en")
    assert list(topics) == ["risk", "limits"]
    risk, limits = topics.values()
    assert risk.practices[0] == Practice("list-risks", "List", "Risks stand in a list.")
    assert [practice.id for practice in risk.practices] == ["list-risks", "rank-risks", "drop-risks"]
    assert (risk.essential, risk.actions, risk.principles) == (True, (1,), (12,))
    assert (limits.essential, limits.actions, limits.principles) == (False, (), ())
    assert (risk.why, risk.help, risk.outline) == ("Risk comes first.", ("Risk help.",), ("What", "Who"))
    assert risk.crosswalks[0].items == (("MAP 1.5", "Context"),)
    assert [crosswalk.scheme for crosswalk in limits.crosswalks] == ["iso-42001", "japan-aigb"]


@pytest.fixture(scope="module")
def shapes():
    return read_topic_shapes(Files(DATA).read("topics.toml"))


@pytest.mark.parametrize("noun", ["topics", "practices"])
def test_what_was_issued_is_never_removed_or_renamed(shapes, noun):
    """Answers are stored under these ids. New ones may be added, here too, once they are issued."""
    issued = (ISSUED / f"{noun}.txt").read_text(encoding="utf-8").split()
    now = set(shapes)
    if noun == "practices":
        now = {f"{topic.id}/{practice}" for topic in shapes.values() for practice in topic.practices}
    assert issued == sorted(set(issued))
    assert len(issued) >= {"topics": 58, "practices": 490}[noun]
    assert [name for name in issued if name not in now] == []


def test_every_topic_has_between_three_and_ten_practices(shapes):
    assert [t.id for t in shapes.values() if not FEWEST <= len(t.practices) <= MOST] == []


def test_every_topic_is_asked_about_in_some_framework(shapes):
    asked = {q.topics[0] for name in framework_ids() for q in load(name).questions if q.topics}
    assert asked == set(shapes)


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_question_leads_to_the_practices_of_its_topic(framework_id):
    framework = load(framework_id)
    asked = [question for question in framework.answerable if question.section != "0"]
    assert len(asked) >= 46
    for question in asked:
        practices = framework.question(question.practices_at).practices
        assert FEWEST <= len(practices) <= MOST, question.code
        assert practices == framework.topic(question.topics[0]).practices


@pytest.mark.parametrize("framework_id", framework_ids())
def test_practices_stand_at_one_item_of_each_topic(framework_id):
    framework = load(framework_id)
    holders = [q.topics[0] for q in framework.questions if q.practices]
    assert len(set(holders)) == len(holders)
    assert set(holders) == {q.topics[0] for q in framework.answerable if q.topics}


def test_relations_name_frameworks_that_there_are(shapes):
    named = {framework_id for topic in shapes.values() for framework_id, _ in topic.relations}
    assert named <= set(framework_ids())


def test_a_topic_that_is_new_has_no_question_of_its_own(shapes):
    for framework_id in framework_ids():
        own = {q.topics[0] for q in load(framework_id).answerable if q.topics}
        new = {t.id for t in shapes.values() if dict(t.relations).get(framework_id) in {"new", "dropped"}}
        assert new & own == set()
