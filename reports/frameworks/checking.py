"""Every fault of the files of the questionnaire at once: one for each file, with its line.

Belongs here: which files there ought to be, and rules between files. Not here: rules of one file (each
has its reader), or what the application does with a faulty file (`store`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .errors import FrameworkError
from .files import DEFAULT_LOCALE, FRAMEWORK_FILE, LOCALE, PREFACE, TOPICS, Files
from .loader import read_framework, read_help, read_sections
from .overlay import check_name, overlay_names, read_overlay, shown
from .reference import read_code_of_conduct, read_glossary
from .structure import Structure, read_structure
from .tables import Table
from .topics import (
    TopicShape,
    read_schemes,
    read_topic_guidance,
    read_topic_shapes,
    read_topic_wording,
    read_topics,
)
from .wording import read_guidance, read_wording

GLOSSARY, CODE_OF_CONDUCT, CROSSWALKS = "glossary", "code-of-conduct", "crosswalks"
SHAPES = {f"{stem}.toml" for stem in (PREFACE, TOPICS, CODE_OF_CONDUCT)}
_WORDS = re.compile(r"([a-z][a-z0-9.-]*?)(\.guidance)?\.([A-Za-z0-9-]+)\.toml")

T = TypeVar("T")


def problems(files: Files, wordings: Path | None = None) -> list[FrameworkError]:
    """Return the first fault of every faulty file, located, sorted by file; [] if all is well.

    `wordings` is the directory of official wording. Rules between files are only applied to files that
    are sound in themselves, so that one mistake is told once.
    """
    found = _Found(files, wordings)
    found.check_names()
    found.check_shapes()
    for locale in languages(found.files):
        found.check_words(locale)
    found.check_terms()
    found.check_catalogue()
    found.check_wordings()
    return [found.errors[file] for file in sorted(found.errors)]


def languages(files: Files) -> list[str]:
    """Return English and every language that has at least one file, sorted."""
    known = {place[1] for name in files.names() if (place := _words(name, files))}
    return sorted(known | {DEFAULT_LOCALE})


def _words(name: str, files: Files) -> tuple[str, str] | None:
    """Return stem ("topics", "topics.guidance") and locale of a file of words; None for other names."""
    match = _WORDS.fullmatch(name)
    if not match or not LOCALE.fullmatch(match[3]):
        return None
    with_help = (*files.framework_ids(), PREFACE, TOPICS)
    stems = with_help if match[2] else (*with_help, GLOSSARY, CODE_OF_CONDUCT, CROSSWALKS)
    return (match[1] + (match[2] or ""), match[3]) if match[1] in stems else None


class _Remembered(Files):
    """Files of which each is read once: they are looked at again and again."""

    def __init__(self, *directories: Path) -> None:
        super().__init__(*directories)
        self._tables: dict[str, Table] = {}

    def read(self, name: str) -> Table:
        """Return the table of a file as if it was read anew."""
        if name not in self._tables:
            self._tables[name] = super().read(name)
        return self._tables[name].copy()


class _Anything:
    """What is known to hold everything, where what there is can't be read."""

    def __contains__(self, _item: object) -> bool:
        return True


class _Found:
    """The errors by file, and what was read on the way to them."""

    def __init__(self, files: Files, wordings: Path | None) -> None:
        self.errors: dict[str, FrameworkError] = {}
        self.files = _Remembered(*filter(self._can_list, files.directories))
        self.wordings = wordings if wordings and self._can_list(wordings) else None
        self.topics: dict[str, TopicShape] | None = None
        self.structures: dict[str, Structure] = {}

    def attempt(self, read: Callable[..., T], *args: Any) -> T | None:
        """Return what `read` returns; None, and a noted error, if it finds a fault."""
        try:
            return read(*args)
        except FrameworkError as error:
            self.errors.setdefault(error.file, self.files.located(error))
            return None

    def table(self, read: Callable[..., T], name: str, *args: Any) -> T | None:
        """Do the same for what reads one table, that of the file with this name."""
        return self.attempt(lambda: read(self.files.read(name), *args))

    def note(self, problem: str, *, file: str, question: str = "", key: str = "", line: int = 0) -> None:
        """Note an error, unless its file has one already."""
        error = FrameworkError(problem, file=file, question=question, key=key, line=line)
        self.errors.setdefault(file, self.files.located(error))

    def _can_list(self, directory: Path) -> bool:
        try:
            next(directory.iterdir(), None)
        except OSError as error:
            file = str(directory)
            self.errors[file] = FrameworkError(f"the directory can't be read: {error.strerror}", file=file)
            return False
        return True

    def check_names(self) -> None:
        """Files that nobody would read are typing errors; a language that is begun must be complete."""
        names = self.files.names()
        stems = [*self.files.framework_ids(), PREFACE, TOPICS]
        for name in names:
            words = _words(name, self.files)
            if words and words[0] in {GLOSSARY, CODE_OF_CONDUCT, CROSSWALKS}:
                stems.append(words[0])
            meant = Path(name).suffix.lower() in {".toml", ".csv"} and not name.startswith(".")
            if meant and not (words or name in SHAPES or FRAMEWORK_FILE.fullmatch(name)):
                self.note("no file of the questionnaire has this name", file=name, line=1)
        self.stems = sorted(set(stems))
        for locale in languages(self.files):
            for stem in self.stems:
                if not self.files.has(f"{stem}.{locale}.toml"):
                    self.note(
                        f"the file is missing, while there are others in {locale}",
                        file=f"{stem}.{locale}.toml",
                    )

    def check_shapes(self) -> None:
        """The halves without words, each by itself."""
        self.topics = self.table(read_topic_shapes, f"{TOPICS}.toml")
        for stem in (PREFACE, *self.files.framework_ids()):
            joined = () if stem == PREFACE else self.known_topics
            structure = self.table(read_structure, f"{stem}.toml", joined)
            if structure:
                self.structures[stem] = structure

    @property
    def known_topics(self) -> Container[str]:
        """The ids that questions and help may name."""
        return _Anything() if self.topics is None else self.topics

    def check_words(self, locale: str) -> None:
        """The words of one language: each file by itself, then joined with the shapes."""
        files = self.files
        for stem in (*files.framework_ids(), PREFACE):
            name, help_name = f"{stem}.{locale}.toml", f"{stem}.guidance.{locale}.toml"
            if files.has(name):
                self.table(read_wording, name)
            if files.has(help_name):
                self.table(read_guidance, help_name)
        if files.has(f"{TOPICS}.{locale}.toml"):
            self.table(read_topic_wording, f"{TOPICS}.{locale}.toml", locale)
        self.attempt(read_topic_guidance, files, locale, self.known_topics)
        self.attempt(read_schemes, files, locale)
        topics = self.joined((TOPICS, CROSSWALKS), locale, lambda: read_topics(files, locale))
        for stem in (PREFACE, *files.framework_ids()):
            structure, known = self.structures.get(stem), {} if stem == PREFACE else topics
            if structure is None or known is None:
                continue
            self.attempt(read_help, files, stem, locale, structure)
            join = partial(read_sections, files, stem, locale, structure, topics=known)
            if self.joined((stem,), locale, join) and stem != PREFACE:
                self.joined((stem, PREFACE), locale, partial(read_framework, files, stem, locale))

    def joined(self, stems: tuple[str, ...], locale: str, join: Callable[[], T]) -> T | None:
        """Return what `join` makes of the files of these stems; None where one of them has a fault."""
        for stem in set(stems) & set(self.stems):
            names = (f"{stem}.toml", f"{stem}.{locale}.toml", f"{stem}.guidance.{locale}.toml")
            if any(name in self.errors for name in names):
                return None
        return self.attempt(join)

    def check_terms(self) -> None:
        """The glossary has the same terms in all languages; the Code of Conduct is whole in each."""
        expected: set[str] | None = None
        for locale in sorted(languages(self.files), key=lambda name: name != DEFAULT_LOCALE):
            name = f"{GLOSSARY}.{locale}.toml"
            if CODE_OF_CONDUCT in self.stems and self.files.has(f"{CODE_OF_CONDUCT}.{locale}.toml"):
                self.attempt(read_code_of_conduct, self.files, locale)
            if not self.files.has(name):
                continue
            terms = self.attempt(read_glossary, self.files, locale)
            if terms is None:
                continue
            ids = {term.id for term in terms}
            expected = ids if expected is None and locale == DEFAULT_LOCALE else expected
            if expected is not None and ids - expected:
                term = min(ids - expected)
                self.note(f"term {term} is not in {DEFAULT_LOCALE}", file=name, question=term)
            elif expected is not None and expected - ids:
                self.note(f"term {min(expected - ids)} is missing", file=name)

    def check_catalogue(self) -> None:
        """Every topic is asked about, and compared with frameworks that there are."""
        known = self.files.framework_ids()
        if self.topics is None or not set(known) <= set(self.structures):
            return
        asked = {topic for s in self.structures.values() for q in s.questions for topic in q.topics}
        for topic in self.topics.values():
            for framework_id, _relation in topic.relations:
                if framework_id not in known:
                    self.note(
                        f"relation to unknown framework {framework_id!r}",
                        file=f"{TOPICS}.toml",
                        question=topic.id,
                        key=framework_id,
                    )
            if topic.id not in asked:
                self.note(
                    "no question of any framework is about this topic",
                    file=f"{TOPICS}.toml",
                    question=topic.id,
                )

    def check_wordings(self) -> None:
        """Official wording: for a framework, a language and codes that there are, and once."""
        directory = self.wordings
        if directory is None:
            return
        for name in overlay_names(directory):
            place = self.attempt(check_name, directory, name, self.files.framework_ids())
            if not place:
                continue
            framework_id, locale = place
            if not self.files.has(f"{framework_id}.{locale}.toml"):
                self.note(f"{framework_id} has no wording in {locale}", file=shown(directory, name), line=1)
                continue
            overlay = self.attempt(read_overlay, directory, framework_id, locale)
            structure = self.structures.get(framework_id)
            if overlay and structure:
                self.attempt(overlay.refuse_unknown, {question.code for question in structure.questions})
