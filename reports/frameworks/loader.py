"""From files to one Framework: reads them, joins words to codes, checks both ways.

Belongs here: which files make up a framework, and rules that need both structure and wording. Not
here: the rules of one file (`structure`, `topics`, `wording`, `overlay`), or caching (`store`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports.enums import QuestionKind

from .errors import FrameworkError
from .files import DEFAULT_LOCALE, PREFACE, TOPICS, Files
from .overlay import Overlay, read_overlay
from .schema import Framework, Option, Question, Section, Topic
from .structure import QuestionShape, Structure, read_structure
from .topics import read_topics
from .wording import Guidance, Wording, read_guidance, read_wording


def read_framework(
    files: Files, framework_id: str, locale: str = DEFAULT_LOCALE, *, wordings: Path | None = None
) -> Framework:
    """Read one framework, with the preface before it; FrameworkError on the first fault.

    English wording where the locale has no files. `wordings` is the directory of official wording.
    """
    known = files.framework_ids()
    if framework_id not in known:
        listed = ", ".join(known) or "none"
        raise FrameworkError(f"unknown framework, known are: {listed}", file=f"{framework_id}.toml")
    used = files.locale_for((framework_id, PREFACE, TOPICS), locale)
    topics = read_topics(files, used)
    preface = read_structure(files.read(f"{PREFACE}.toml"))
    structure = read_structure(files.read(f"{framework_id}.toml"), topics)
    if structure.id != framework_id:
        raise FrameworkError(f"the id {structure.id!r} is not the file's name", file=structure.file, key="id")
    wording = read_wording(files.read(f"{framework_id}.{used}.toml"))
    if not wording.title:
        raise FrameworkError("title is missing", file=wording.file)
    _refuse_shared_codes(preface, structure)
    overlay = read_overlay(wordings, framework_id, used)
    overlay.refuse_unknown({question.code for question in structure.questions})
    joined = _topics(structure, topics)
    _refuse_empty_options(structure, topics)
    return Framework(
        id=structure.id,
        title=wording.title,
        version=structure.version,
        locale=used,
        status=structure.status,
        sections=(
            *read_sections(files, PREFACE, used, preface, topics={}),
            *read_sections(files, framework_id, used, structure, topics=topics, overlay=overlay),
        ),
        topics=joined,
        official_source=overlay.source,
    )


def read_sections(
    files: Files,
    stem: str,
    locale: str,
    structure: Structure,
    *,
    topics: dict[str, Topic],
    overlay: Overlay | None = None,
) -> tuple[Section, ...]:
    """Join the words of `<stem>.<locale>.toml` and the help to a structure; FrameworkError on a fault."""
    wording = read_wording(files.read(f"{stem}.{locale}.toml"))
    guidance = read_help(files, stem, locale, structure)
    return _sections(structure, wording, guidance, topics, overlay or Overlay())


def read_help(files: Files, stem: str, locale: str, structure: Structure) -> Guidance:
    """Read the help in the language of the wording; none rather than help in another language."""
    name = f"{stem}.guidance.{locale}.toml"
    if not files.has(name):
        return Guidance(name)
    guidance = read_guidance(files.read(name))
    _refuse_unknown_questions(guidance.file, "help", guidance.questions, structure)
    return guidance


def _sections(
    structure: Structure, wording: Wording, guidance: Guidance, topics: dict[str, Topic], overlay: Overlay
) -> tuple[Section, ...]:
    _refuse_unknown_questions(wording.file, "prompt", wording.questions, structure)
    known = {section.code for section in structure.sections}
    for code in wording.sections:
        if code not in known:
            raise FrameworkError(f"unknown section {code!r}", file=wording.file, key=code)
    homes = _homes(structure)
    sections = []
    for shape in structure.sections:
        if shape.code not in wording.sections:
            raise FrameworkError("the title is missing", file=wording.file, section=shape.code)
        questions = tuple(
            _question(question, wording, guidance, topics, overlay, homes=homes)
            for question in shape.questions
        )
        title = wording.sections[shape.code]
        sections.append(Section(shape.code, title, shape.actions, questions, shape.actions_status))
    return tuple(sections)


def _homes(structure: Structure) -> dict[str, str]:
    """Return topic -> the code under which its practices are reported: its first item with an answer."""
    homes: dict[str, str] = {}
    for question in structure.questions:
        if question.topics and question.kind is not QuestionKind.GROUP:
            homes.setdefault(question.topics[0], question.code)
    return homes


def _topics(structure: Structure, topics: dict[str, Topic]) -> tuple[Topic, ...]:
    """Return the topics that the questions name, in the order of the catalogue."""
    joined = {topic for question in structure.questions for topic in question.topics}
    sections = {section.code for section in structure.sections}
    for topic in joined:
        if topics[topic].section not in sections:
            raise FrameworkError(
                f"unknown section {topics[topic].section!r}",
                file=f"{TOPICS}.toml",
                question=topic,
                key="section",
            )
    return tuple(topic for topic in topics.values() if topic.id in joined)


def _question(
    shape: QuestionShape,
    wording: Wording,
    guidance: Guidance,
    topics: dict[str, Topic],
    overlay: Overlay,
    *,
    homes: dict[str, str],
) -> Question:
    def refuse(problem: str, key: str = "") -> FrameworkError:
        place: dict[str, Any] = {"section": shape.section, "question": shape.code, "key": key}
        return FrameworkError(problem, file=wording.file, **place)

    words = wording.questions.get(shape.code)
    if words is None:
        raise refuse("the prompt is missing")
    labels = wording.yes_no if shape.kind is QuestionKind.YES_NO else words.options
    if shape.kind is QuestionKind.YES_NO and words.options:
        raise refuse("yes and no get their labels from [yes_no]")
    options: list[Option] = []
    for option in shape.options:
        if option not in labels:
            raise refuse(f"option {option} has no label")
        options.append(labels[option])
    for option in labels:
        if option not in shape.options:
            raise refuse(f"unknown option {option!r}", key=option)
    topic = topics[shape.topics[0]] if shape.topics else None
    if topic and words.label:
        raise refuse("a question with a topic gets its label from the topic", key="label")
    label = topic.label if topic else words.label
    if not label:
        raise refuse("no label: neither a topic nor a label of its own")
    home = homes.get(topic.id, "") if topic else ""
    # A heading asks nothing: what helps to answer stands with its sub-items.
    advised = None if shape.kind is QuestionKind.GROUP else topic
    return Question(
        code=shape.code,
        anchor=shape.code.replace(".", "-"),
        section=shape.section,
        kind=shape.kind,
        topics=shape.topics,
        parent=shape.parent,
        required=shape.required,
        prompt=words.prompt,
        parts=words.parts,
        options=tuple(options),
        help=guidance.questions.get(shape.code, advised.help if advised else ()),
        actions=shape.actions,
        label=label,
        number=shape.number,
        status=shape.status,
        known=shape.known,
        recommended_for=shape.recommended_for,
        essential=bool(topic and topic.essential),
        takes_tools=shape.takes_tools,
        practices=topic.practices if topic and home == shape.code else (),
        practices_at=home if topic and topic.practices else "",
        crosswalks=topic.crosswalks if topic else (),
        why=advised.why if advised else "",
        outline=advised.outline if advised else (),
        official=overlay.texts.get(shape.code, ""),
    )


def _refuse_empty_options(structure: Structure, topics: dict[str, Topic]) -> None:
    homes = _homes(structure)
    for question in structure.questions:
        if question.kind is not QuestionKind.OPTIONS:
            continue
        topic = topics[question.topics[0]]
        place: dict[str, Any] = {"section": question.section, "question": question.code, "key": "topics"}
        if not topic.practices:
            raise FrameworkError(f"topic {topic.id} has no practices", file=structure.file, **place)
        if homes[topic.id] != question.code:
            problem = f"the practices of topic {topic.id} stand under question {homes[topic.id]}"
            raise FrameworkError(problem, file=structure.file, **place)


def _refuse_shared_codes(preface: Structure, structure: Structure) -> None:
    for section in structure.sections:
        if section.code in {other.code for other in preface.sections}:
            raise FrameworkError(
                f"the section stands in {preface.file} too", file=structure.file, section=section.code
            )
    taken = {question.code for question in preface.questions}
    for question in structure.questions:
        if question.code in taken:
            raise FrameworkError(
                f"the code stands in {preface.file} too",
                file=structure.file,
                section=question.section,
                question=question.code,
            )


def _refuse_unknown_questions(file: str, noun: str, given: Iterable[str], structure: Structure) -> None:
    known = {question.code for question in structure.questions}
    for code in given:
        if code not in known:
            raise FrameworkError(f"{noun} for an unknown code", file=file, question=code, key=code)
