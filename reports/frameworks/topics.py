"""The catalogue of topics and practices, in one language: the same for every version of the questionnaire.

Belongs here: reading `topics.toml`, its wording and help, and the names of the crosswalks. Not here:
which question asks about which topic (`structure`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from dataclasses import dataclass

from .files import TOPICS, Files
from .schema import Crosswalk, Practice, Topic
from .tables import Table

KEBAB = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
MAX_ID = 40
FEWEST, MOST = 3, 10
"""How many practices a topic has that has any."""
ACTIONS = range(1, 12)
PRINCIPLES = range(1, 13)
RELATIONS = ("same", "narrower", "wider", "new", "dropped")
SCHEMES = ("nist-ai-rmf", "iso-42001", "japan-aigb")


@dataclass(frozen=True)
class TopicShape:
    """A topic without its words; `crosswalks` maps scheme to ids."""

    id: str
    section: str
    essential: bool
    practices: tuple[str, ...]
    actions: tuple[int, ...]
    principles: tuple[int, ...]
    relations: tuple[tuple[str, str], ...]
    crosswalks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Scheme:
    """Another framework that topics are compared with, and the labels of its items."""

    name: str
    url: str
    items: dict[str, str]

    def label(self, item: str) -> str:
        """The label of an item, or of the group that its id starts with ("MAP 1.5": that of MAP)."""
        return self.items.get(item) or self.items.get(item.split(" ", maxsplit=1)[0], "")


def read_topics(files: Files, locale: str) -> dict[str, Topic]:
    """Return id -> topic, in the order of the file; FrameworkError on the first fault."""
    shapes = read_topic_shapes(files.read(f"{TOPICS}.toml"))
    words = files.read(f"{TOPICS}.{locale}.toml")
    wording = read_topic_wording(words, locale)
    guidance = read_topic_guidance(files, locale, shapes)
    schemes = read_schemes(files, locale)
    for topic_id in wording:
        if topic_id not in shapes:
            words.fail(f"unknown topic {topic_id!r}", key=topic_id)
    topics = {}
    for shape in shapes.values():
        if shape.id not in wording:
            words.fail(f"topic {shape.id} has no label")
        label, practices = wording[shape.id]
        _refuse_other_practices(words.at({}, question=shape.id), shape, practices)
        why, help_, outline = guidance.get(shape.id, ("", (), ()))
        topics[shape.id] = Topic(
            id=shape.id,
            label=label,
            section=shape.section,
            essential=shape.essential,
            practices=tuple(practices[practice] for practice in shape.practices),
            actions=shape.actions,
            principles=shape.principles,
            relations=shape.relations,
            crosswalks=tuple(_crosswalk(scheme, ids, schemes, words) for scheme, ids in shape.crosswalks),
            why=why,
            help=help_,
            outline=outline,
        )
    return topics


def _refuse_other_practices(place: Table, shape: TopicShape, practices: Collection[str]) -> None:
    for practice in practices:
        if practice not in shape.practices:
            place.fail(f"unknown practice {practice!r}", key=practice)
    for practice in shape.practices:
        if practice not in practices:
            place.fail(f"practice {practice} has no label")


def read_topic_shapes(table: Table) -> dict[str, TopicShape]:
    """Check `topics.toml` and return id -> shape; FrameworkError on the first fault."""
    shapes: dict[str, TopicShape] = {}
    practices: dict[str, str] = {}
    for entry in table.tables("topics"):
        topic = _id(entry, entry.text("id", pattern=KEBAB))
        entry.question = topic
        if topic in shapes:
            entry.fail("the topic stands twice")
        shape = _shape(entry, topic)
        for practice in shape.practices:
            if practice in practices:
                entry.fail(
                    f"practice {practice} stands under topic {practices[practice]} already", key=practice
                )
            practices[practice] = topic
        shapes[topic] = shape
    table.finish()
    return shapes


def _shape(entry: Table, topic: str) -> TopicShape:
    practices = entry.texts("practices")
    for practice in practices:
        if not re.fullmatch(KEBAB, practice) or len(practice) > MAX_ID:
            entry.fail(f"practice id {practice!r} is not well formed", key=practice)
    if practices and not FEWEST <= len(practices) <= MOST:
        entry.fail(f"a topic has {FEWEST} to {MOST} practices, not {len(practices)}", key="practices")
    relations = entry.table("relations")
    pairs = tuple((framework_id, relations.text(framework_id)) for framework_id in relations)
    for _, relation in pairs:
        if relation not in RELATIONS:
            entry.fail(f"unknown relation {relation!r}", key="relations")
    shape = TopicShape(
        id=topic,
        section=entry.text("section"),
        essential=entry.flag("essential", default=False),
        practices=practices,
        actions=entry.numbers("actions", within=ACTIONS),
        principles=entry.numbers("principles", within=PRINCIPLES),
        relations=pairs,
        crosswalks=tuple((scheme, ids) for scheme in SCHEMES if (ids := entry.texts(scheme))),
    )
    entry.finish()
    return shape


def _id(entry: Table, topic: str) -> str:
    if len(topic) > MAX_ID:
        entry.fail(f"topic id {topic!r} is longer than {MAX_ID} characters", key="id")
    return topic


def read_topic_wording(table: Table, locale: str) -> dict[str, tuple[str, dict[str, Practice]]]:
    """Check one file of topic words: id -> label and practices; FrameworkError on the first fault."""
    table.expect_locale(locale)
    entries = table.table("topics")
    found = {}
    for topic in entries:
        entry = entries.table(topic, question=topic)
        label = entry.text("label")
        words = entry.table("practices")
        practices = {}
        for practice in words:
            definition = words.table(practice, question=topic)
            practices[practice] = Practice(practice, definition.text("label"), definition.text("definition"))
            definition.finish()
        entry.finish()
        found[topic] = (label, practices)
    table.finish()
    return found


def read_topic_guidance(
    files: Files, locale: str, shapes: Container[str]
) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Read why, help and outline in the language of the wording; none rather than another language's."""
    name = f"{TOPICS}.guidance.{locale}.toml"
    if not files.has(name):
        return {}
    table = files.read(name)
    table.expect_locale(locale)
    entries = table.table("topics")
    found = {}
    for topic in entries:
        if topic not in shapes:
            entries.fail(f"unknown topic {topic!r}", key=topic)
        entry = entries.table(topic, question=topic)
        found[topic] = (entry.text("why", optional=True), entry.texts("help"), entry.texts("outline"))
        entry.finish()
    table.finish()
    return found


def read_schemes(files: Files, locale: str) -> dict[str, Scheme]:
    """Return the crosswalks of a language; none if it has no file of them."""
    name = f"crosswalks.{locale}.toml"
    if not files.has(name):
        return {}
    table = files.read(name)
    table.expect_locale(locale)
    schemes = {}
    for scheme in SCHEMES:
        entry = table.table(scheme)
        items = entry.table("items")
        schemes[scheme] = Scheme(
            entry.text("name"), entry.text("url"), {item: items.text(item) for item in items}
        )
        entry.finish()
    table.finish()
    return schemes


def _crosswalk(scheme: str, ids: tuple[str, ...], schemes: dict[str, Scheme], table: Table) -> Crosswalk:
    if scheme not in schemes:
        table.fail(f"the crosswalk {scheme} has no name: there is no file of crosswalks in this language")
    found = schemes[scheme]
    return Crosswalk(scheme, found.name, found.url, tuple((item, found.label(item)) for item in ids))
