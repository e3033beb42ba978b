"""A face that loses a line no longer says what the JSON says, and the readers notice.

Every line and tag of the templates, every statement of the writers is taken out, one at a time. What may be
missing without notice is listed in `allowed`, with the reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.template import Engine

from reports.documents.document import Transcribed
from reports.documents.parts import Redacted

from .allowed import CODE, TEMPLATES
from .csv_file import read_csv, rows_of, whole
from .markdown_file import head, read_markdown
from .page import meanings, meanings_in_json, page, read_page
from .printed import printed_html, read_printed
from .removing import (
    Piece,
    code_pieces,
    code_without,
    engine_without,
    modules_without,
    source_of,
    template_pieces,
    template_text,
)
from .reports_drawn import document_of, everything
from .said import said_in_json
from .word_file import read_word

SOURCE = everything()
QUESTIONS = [question for section in SOURCE["sections"] for question in section["questions"]]
DOCUMENT = document_of(SOURCE)
DRAFT = replace(
    DOCUMENT, draft=True, published_at=None, attestation=None, sha256="", reason="", wording_note=""
)
REDACTED = replace(
    DOCUMENT, redactions=(Redacted("1a", "1a", "1a", datetime(2026, 11, 26, tzinfo=UTC), "Names a person."),)
)
TRANSCRIBED = replace(
    DOCUMENT, attestation=None, transcribed=Transcribed("https://elsewhere.example/7", date(2025, 4, 22))
)
NAMES = {"site_name": "HAIP Reports", "address": "https://r.example/1/", "operator": "Operator"}
Say = Callable[[Any], Any]
"""What a face says, by the engine or the module that writes it."""


def said_on_page(engine: Engine | None) -> Any:
    written = page(DOCUMENT, engine)
    return read_page(written), meanings(written)


def said_in_print(engine: Engine | None) -> Any:
    return read_printed(printed_html(DOCUMENT, engine))


def said_in_markdown_file(writer: Any) -> Any:
    written = writer.render_markdown(DOCUMENT, **NAMES)
    return (
        read_markdown(written),
        head(written),
        head(writer.render_markdown(DRAFT, site_name="HAIP Reports")),
        head(writer.render_markdown(REDACTED, site_name="HAIP Reports")),
        head(writer.render_markdown(TRANSCRIBED, site_name="HAIP Reports")),
    )


def said_in_csv(writer: Any) -> Any:
    kinds = (DOCUMENT, DRAFT, TRANSCRIBED)
    written, *others = (writer.render_csv(each, site_name="HAIP Reports") for each in kinds)
    return written[:3], read_csv(written), rows_of(written), *map(rows_of, others)


def said_in_word(writer: Any) -> Any:
    return read_word(writer.render_word(DOCUMENT, site_name="HAIP Reports"))


WORD = [f"reports.documents.word.{name}" for name in ("cells", "leads", "answer", "entry", "report")]
MARKDOWN = ["reports.documents.markdown_entry", "reports.documents.markdown"]
PAGES = ["components/document.html", "components/entry.html", "components/stated_practices.html"]
WRITERS: list[tuple[str, list[str], Say]] = [
    ("reports.documents.csv_rows", ["reports.documents.csv_rows"], said_in_csv),
    *((name, MARKDOWN, said_in_markdown_file) for name in MARKDOWN),
    *((name, WORD, said_in_word) for name in WORD[2:4]),
]

# Templates and modules are the same on both engines: each engine takes half of the pieces.
HALF = {"sqlite": 0, "postgresql": 1}[connection.vendor]


def is_allowed(text: str, piece: Piece, allowed: Sequence[str]) -> bool:
    """Whether a piece lies within one of the texts that may be missing."""
    for each in allowed:
        place = text.find(each)
        while place >= 0:
            if place <= piece.start and piece.end <= place + len(each):
                return True
            place = text.find(each, place + 1)
    return False


def survivors(
    text: str, pieces: Sequence[Piece], allowed: Sequence[str], says: Callable[[Piece], Any]
) -> list[str]:
    """Return the pieces that nobody misses: what is said without them is what is said with them."""
    found = []
    for piece in pieces[HALF::2]:
        if not is_allowed(text, piece, allowed) and says(piece):
            found.append(f"line {text.count(chr(10), 0, piece.start) + 1}: {piece.shown}")
    return found


def is_unnoticed(say: Callable[[], Any], expected: Any) -> bool:
    try:
        return say() == expected
    except Exception:  # whatever is raised, somebody notices
        return False


def test_whole_writers_say_what_the_json_says():
    expected = said_in_json(SOURCE)
    table = [whole(said, each) for said, each in zip(expected, QUESTIONS, strict=True)]
    assert said_on_page(None) == (expected, meanings_in_json(expected, QUESTIONS))
    assert said_in_print(None) == expected
    for name, chain, say in WRITERS:
        with modules_without(chain, "", None) as writer:
            said = say(writer)
            found = {said_in_csv: said[1], said_in_markdown_file: said[0]}.get(say, said)
        assert found == (table if say is said_in_csv else expected), name


@pytest.mark.parametrize("name", [*PAGES, "documents/_entry.html"])
def test_no_line_of_a_template_can_go_missing(name):
    say = said_on_page if name in PAGES else said_in_print
    text, expected = template_text(name), say(None)
    unnoticed = survivors(
        text,
        template_pieces(text),
        list(TEMPLATES[name]),
        lambda piece: is_unnoticed(lambda: say(engine_without(name, piece)), expected),
    )
    assert unnoticed == []


@pytest.mark.parametrize(("name", "chain", "say"), WRITERS, ids=[name for name, _chain, _say in WRITERS])
def test_no_statement_of_a_writer_can_go_missing(name, chain, say):
    source = source_of(name)
    with modules_without(chain, "", None) as writer:
        expected = say(writer)

    def goes_unnoticed(piece: Piece) -> bool:
        with modules_without(chain, name, code_without(source, piece)) as writer:
            return say(writer) == expected

    unnoticed = survivors(
        source,
        code_pieces(source),
        list(CODE[name]),
        lambda piece: is_unnoticed(lambda: goes_unnoticed(piece), True),
    )
    assert unnoticed == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_may_lose_is_still_there(name):
    text = template_text(name)
    assert [each for each in TEMPLATES[name] if each not in text] == []


@pytest.mark.parametrize("name", CODE)
def test_what_a_writer_may_lose_is_still_there(name):
    source = source_of(name)
    assert [each for each in CODE[name] if each not in source] == []
