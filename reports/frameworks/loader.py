"""From files to one Framework: finds them, reads them, joins words to codes, checks both ways.

Belongs here: which files make up a framework, the fall-back of languages, and rules that need
both structure and wording. Not here: the rules of one file (`structure`, `wording`, `tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from reports.enums import QuestionKind

from .schema import Framework, FrameworkError, Option, Question, Section, Topic
from .structure import QuestionShape, Structure, read_structure
from .tables import read_table
from .wording import Guidance, Wording, read_guidance, read_wording

DATA = Path(__file__).parent / "data"
DEFAULT_LOCALE = "en"
PREFACE = "preface"
FRAMEWORK_FILE = re.compile(r"([a-z]+-\d+\.\d+)\.toml")
LOCALE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def framework_ids() -> tuple[str, ...]:
    """Return the ids of all frameworks that have a file, sorted."""
    return _framework_ids(DATA)


@lru_cache(maxsize=64)
def load(framework_id: str = "haip-1.0", locale: str = DEFAULT_LOCALE) -> Framework:
    """Return one framework, read once; English wording where the locale has no files.

    `Framework.locale` says which wording was used. FrameworkError for an unknown framework or
    a faulty file.
    """
    return read_framework(DATA, framework_id, locale)


def read_framework(directory: Path, framework_id: str, locale: str = DEFAULT_LOCALE) -> Framework:
    """Read one framework, with the preface before it, from the files of a directory."""
    known = _framework_ids(directory)
    if framework_id not in known:
        listed = ", ".join(known) or "none"
        raise FrameworkError(f"unknown framework, known are: {listed}", file=f"{framework_id}.toml")
    used = _used_locale(directory, framework_id, locale)
    preface = read_structure(read_table(directory / f"{PREFACE}.toml"))
    structure = read_structure(read_table(directory / f"{framework_id}.toml"))
    if structure.id != framework_id:
        raise FrameworkError(f"the id {structure.id!r} is not the file's name", file=structure.file)
    wording = read_wording(read_table(directory / f"{framework_id}.{used}.toml"))
    if not wording.title:
        raise FrameworkError("title is missing", file=wording.file)
    preface_wording = read_wording(read_table(directory / f"{PREFACE}.{used}.toml"))
    _refuse_shared_codes(preface, structure)
    return Framework(
        id=structure.id,
        title=wording.title,
        version=structure.version,
        locale=used,
        status=structure.status,
        sections=(
            *_sections(preface, preface_wording, _guidance(directory, PREFACE, used, preface)),
            *_sections(structure, wording, _guidance(directory, framework_id, used, structure)),
        ),
        topics=_topics(structure, wording),
    )


def _framework_ids(directory: Path) -> tuple[str, ...]:
    names = (FRAMEWORK_FILE.fullmatch(path.name) for path in directory.iterdir())
    return tuple(sorted(match[1] for match in names if match))


def _used_locale(directory: Path, framework_id: str, locale: str) -> str:
    """Choose the locale, else its base language, else English; never a mixture of two."""
    wanted = locale.lower().replace("_", "-")
    if LOCALE.fullmatch(wanted):
        for candidate in (wanted, wanted.split("-")[0]):
            names = (f"{framework_id}.{candidate}.toml", f"{PREFACE}.{candidate}.toml")
            if all((directory / name).exists() for name in names):
                return candidate
    return DEFAULT_LOCALE


def _guidance(directory: Path, stem: str, locale: str, structure: Structure) -> Guidance:
    """Read the help in the language of the wording; none rather than help in another language."""
    path = directory / f"{stem}.guidance.{locale}.toml"
    if not path.exists():
        return Guidance(path.name)
    guidance = read_guidance(read_table(path))
    _refuse_strangers(guidance.file, "topic", guidance.topics, (topic for topic, _ in structure.topics))
    _refuse_unknown_questions(guidance.file, "help", guidance.questions, structure)
    return guidance


def _sections(structure: Structure, wording: Wording, guidance: Guidance) -> tuple[Section, ...]:
    _refuse_unknown_questions(wording.file, "prompt", wording.questions, structure)
    _refuse_strangers(wording.file, "section", wording.sections, (s.code for s in structure.sections))
    sections = []
    for shape in structure.sections:
        if shape.code not in wording.sections:
            raise FrameworkError("the title is missing", file=wording.file, section=shape.code)
        questions = tuple(_question(question, wording, guidance) for question in shape.questions)
        sections.append(Section(shape.code, wording.sections[shape.code], shape.actions, questions))
    return tuple(sections)


def _topics(structure: Structure, wording: Wording) -> tuple[Topic, ...]:
    _refuse_strangers(wording.file, "topic", wording.topics, (topic for topic, _ in structure.topics))
    joined = {topic for question in structure.questions for topic in question.topics}
    topics = []
    for topic, section in structure.topics:
        if topic not in wording.topics:
            raise FrameworkError(f"topic {topic} has no label", file=wording.file, section=section)
        if topic not in joined:
            raise FrameworkError(f"topic {topic} has no question", file=structure.file, section=section)
        topics.append(Topic(topic, wording.topics[topic], section))
    return tuple(topics)


def _question(shape: QuestionShape, wording: Wording, guidance: Guidance) -> Question:
    def refuse(problem: str) -> FrameworkError:
        return FrameworkError(problem, file=wording.file, section=shape.section, question=shape.code)

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
            raise refuse(f"unknown option {option!r}")
    primary = shape.topics[0] if shape.topics else ""
    if primary and words.label:
        raise refuse("a question with a topic gets its label from the topic")
    label = wording.topics.get(primary, "") or words.label
    if not label:
        raise refuse("no label: neither a labelled topic nor a label of its own")
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
        help=guidance.questions.get(shape.code, guidance.topics.get(primary, ())),
        actions=shape.actions,
        label=label,
    )


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
            raise FrameworkError(f"{noun} for an unknown code", file=file, question=code)


def _refuse_strangers(file: str, noun: str, given: Iterable[str], known: Iterable[str]) -> None:
    allowed = set(known)
    for key in given:
        if key not in allowed:
            raise FrameworkError(f"unknown {noun} {key!r}", file=file)
