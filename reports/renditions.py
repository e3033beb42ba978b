"""What is derived from a frozen version or a draft and stored: answers as HTML and text, logo, files.

Belongs here: building from `Version.source` and writing the rows. Not here: how a document looks
(`documents`), or when it is built (`workflow`, `jobs`, the command `rebuild_renditions`).
"""

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from reports import search
from reports.documents import Document, build
from reports.documents.build import references_of
from reports.documents.canonical import canonical, sha256
from reports.documents.faces import WRITERS
from reports.documents.picture import RENDERER_VERSION as PICTURE_RENDERER
from reports.documents.picture import Words, draw_picture
from reports.documents.redacting import Cut, redact
from reports.documents.source import draft_source, freeze
from reports.enums import NOT_REPORTED, Face
from reports.last_cycle import last_cycle
from reports.models import (
    CitedStandard,
    DraftFile,
    PublishedAnswer,
    RegisterState,
    Rendition,
    Report,
    StatedPractice,
    Version,
)
from reports.standards import cited_standards
from reports.text import RENDERER_VERSION, count_plain_words, render_and_plain


def source_of(version: Version) -> dict[str, Any]:
    """Return the frozen source as parsed JSON, with marks in place of what was redacted. One query.

    Everything that shows, counts or copies a version reads it here; only `verification` reads what is frozen.
    """
    return redact(json.loads(version.source), cuts_of(version), sha256=version.sha256)


def cuts_of(version: Version) -> list[Cut]:
    """Return what was redacted in the version, oldest first.

    One query, unless it was prefetched or `knowing_redactions` found none.
    """
    if not getattr(version, "is_redacted", True):
        return []
    places = version.redacted_places.all()
    if "redacted_places" not in getattr(version, "_prefetched_objects_cache", {}):
        places = places.select_related("redaction")
    rows = sorted(places, key=lambda row: (row.redaction.made_at, row.pk))
    return [
        Cut(row.code, row.part, row.start, row.length, row.redaction.reason, row.redaction.made_at)
        for row in rows
    ]


def data_of(version: Version, source: Mapping[str, Any]) -> bytes:
    """Return the JSON file of a version whose source was read: the frozen bytes unless words are redacted."""
    return canonical(source) if "redactions" in source else version.source.encode()


def document_of(version: Version, answers: Iterable[PublishedAnswer] | None = None) -> Document:
    """Return the version's document with the HTML that was derived at publication.

    `answers` are its rows where they were read before; else this is one query.
    """
    rows = version.answers.only("version", "code", "html") if answers is None else answers
    html = {answer.code: answer.html for answer in rows}
    source = source_of(version)
    return build(source, data=data_of(version, source), sha256=version.sha256, html=html)


def typed_document_of(version: Version) -> Document:
    """Return the version's document without HTML, for comparing what was typed. One query."""
    source = source_of(version)
    codes = [question["code"] for section in source["sections"] for question in section["questions"]]
    return build(source, data=data_of(version, source), sha256=version.sha256, html=dict.fromkeys(codes, ""))


@transaction.atomic
def derive_answers(version: Version) -> None:
    """Write the answers of the version as sanitised HTML and plain text, in place of older ones.

    A version that is listed has to be taken off the register first (`unlist_report`): the index of the search
    stands on its answers.
    """
    version.stated_practices.all().delete()
    version.cited_standards.all().delete()
    version.answers.all().delete()
    derive_first_answers([version])


@transaction.atomic
def derive_first_answers(versions: Sequence[Version]) -> None:
    """Write the answers of versions that have none yet, and what is counted of them, all at once."""
    prefetch_related_objects(versions, "redacted_places__redaction")
    rows = [row for version in versions for row in answers_of(version)]
    PublishedAnswer.objects.bulk_create(rows)
    _derive_counts(rows)


def answers_of(version: Version) -> list[PublishedAnswer]:
    """Return the answers of a version in the order of its questions, not stored yet. One query."""
    rows: list[PublishedAnswer] = []
    source = source_of(version)
    references = references_of(source)
    for section in source["sections"]:
        for question in section["questions"]:
            if question["answer"] is not None:
                text = question["answer"]["text"]
                html, words = render_and_plain(text, anchor=question["anchor"], references=references)
                rows.append(
                    PublishedAnswer(
                        version=version,
                        code=question["code"],
                        position=len(rows),
                        choices=question["answer"]["choices"],
                        practices=_stated(question["practices"]),
                        summary=question["answer"].get("summary", ""),
                        evidence=question["answer"].get("evidence", []),
                        html=html,
                        plain=words,
                        words=count_plain_words(words),
                        renderer=RENDERER_VERSION,
                    )
                )
    return rows


def _derive_counts(answers: Sequence[PublishedAnswer]) -> None:
    """Write what readers filter and count by: practices with their states, and standards cited."""
    StatedPractice.objects.bulk_create(row for answer in answers for row in practices_of(answer))
    CitedStandard.objects.bulk_create(row for answer in answers for row in standards_of(answer))


def practices_of(answer: PublishedAnswer) -> list[StatedPractice]:
    """Return what the answer says of practices, not stored yet. No query."""
    return [
        StatedPractice(answer=answer, version=answer.version, practice=practice, state=state)
        for practice, state in answer.practices.items()
    ]


def standards_of(answer: PublishedAnswer) -> list[CitedStandard]:
    """Return the standards that the answer cites, not stored yet. No query."""
    return [
        CitedStandard(
            answer=answer,
            version=answer.version,
            standard=cited.standard,
            mentions=cited.mentions,
            passage=cited.passage,
        )
        for cited in cited_standards(answer.plain)
    ]


def list_version(version: Version) -> None:
    """Let the register show this version, in place of an earlier one of its report, from the commit on."""
    list_versions([version])


@transaction.atomic
def list_versions(versions: Sequence[Version]) -> None:
    """Let the register show these versions of as many reports, as `list_version` does with one."""
    # The one row of the state is taken first: two publications count their words one after the other.
    RegisterState.objects.advance()
    search.list_versions(versions)


def unlist_report(report: Report) -> None:
    """Let the register show nothing of this report from the commit on."""
    RegisterState.objects.advance()
    search.unlist_report(report)


def _stated(practices: list[dict[str, str]]) -> dict[str, str]:
    """Return practice id -> state, without those of which nothing was said."""
    return {each["id"]: each["state"] for each in practices if each["state"] != NOT_REPORTED}


def derive_logo(version: Version) -> None:
    """Write the frozen logo as a file of its own, if there is one."""
    content = logo_of(source_of(version))
    if content is not None:
        facts = _bytes(content) | {"renderer": RENDERER_VERSION}
        Rendition.objects.update_or_create(version=version, face=Face.LOGO, defaults=facts)


def logo_of(source: dict[str, Any]) -> bytes | None:
    """Return the logo that stands in a frozen source, or None."""
    logo = source["organisation"]["logo"]
    return base64.b64decode(logo["data"]) if logo else None


def derive_picture(version: Version) -> Rendition:
    """Draw the picture that other sites show beside a link, in the language of the report, and store it."""
    logo = version.renditions.filter(face=Face.LOGO).first()
    with translation.override(version.language):
        words = Words(
            name=version.organisation_name,
            address=version.organisation_slug,
            title=gettext("Report for %(cycle)s") % {"cycle": version.cycle_label},
            footer=gettext("HAIP reporting framework %(number)s · %(day)s")
            % {"number": version.framework_edition, "day": date_format(version.published_at, "DATE_FORMAT")},
            site_name=settings.SITE_NAME,
        )
    content = draw_picture(words, logo=bytes(logo.content or b"") if logo else None)
    facts = _bytes(content) | {"renderer": PICTURE_RENDERER}
    return Rendition.objects.update_or_create(version=version, face=Face.PICTURE, defaults=facts)[0]


def derive_file(rendition: Rendition, *, on_page: Callable[[int], None] | None = None) -> None:
    """Write the file of a published version and store it, unless another job has taken its place since."""
    content = written(rendition, on_page=on_page)
    facts = _bytes(content) | {"renderer": WRITERS[rendition.face].renderer}
    Rendition.objects.filter(pk=rendition.pk, job=rendition.job).update(**facts)


def written(rendition: Rendition, *, on_page: Callable[[int], None] | None = None) -> bytes:
    """Return the file of a published version as it is written today."""
    address = settings.SITE_URL + rendition.version.permanent_url
    return _written(document_of(rendition.version), rendition.face, address=address, on_page=on_page)


def derive_draft_file(file: DraftFile, *, on_page: Callable[[int], None] | None = None) -> None:
    """Write the file of a draft and store it with the fingerprint of the words that are in it.

    They may differ from those that stood when it was requested: the queue takes its time.
    """
    if file.face == Face.BOARD_PAPER:
        _derive_board_paper(file, on_page)
        return
    source = draft_source(file.report)
    data = canonical(source)
    document = build(source, data=data, draft=True)
    compared = _compared(file.report) if file.face == Face.DIFFERENCES else {}
    content = _written(document, file.face, address="", on_page=on_page, **compared)
    facts = _bytes(content) | {"renderer": WRITERS[file.face].renderer, "source_sha256": sha256(data)}
    DraftFile.objects.filter(pk=file.pk, job=file.job).update(**facts)


def _derive_board_paper(file: DraftFile, on_page: Callable[[int], None] | None) -> None:
    """Write a board paper of what stood in it when it was asked for: its words are those of that moment."""
    content = _written(file.contents, file.face, address="", on_page=on_page)
    facts = _bytes(content) | {"renderer": WRITERS[file.face].renderer}
    DraftFile.objects.filter(pk=file.pk, job=file.job).update(**facts)


def _compared(report: Report) -> dict[str, Any]:
    """Return what the draft is compared with: the words of the last cycle under today's questions."""
    last = last_cycle(report)
    return {"before": build(freeze(report, words=last.words, number=0), draft=True), "since": last.label}


def _written(
    document: Document | Mapping[str, Any],
    face: str,
    *,
    address: str,
    on_page: Callable[[int], None] | None,
    **more: Any,
) -> bytes:
    writer = WRITERS[face]
    told = {"on_page": on_page} if writer.takes_pages else {}
    return writer.write(
        document,
        site_name=settings.SITE_NAME,
        operator=settings.SITE_OPERATOR,
        address=address,
        **told,
        **more,
    )


def _bytes(content: bytes) -> dict[str, Any]:
    """Return the columns of a file that is there."""
    return {
        "content": content,
        "size": len(content),
        "sha256": sha256(content),
        "built_at": timezone.now(),
    }
