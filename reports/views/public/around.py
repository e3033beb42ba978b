"""What stands around the answers of a published report: at a glance, terms, peers, and the last cycle.

Belongs here: gathering it for the page of a version, each in one query whatever the report holds. Not here:
counting (`documents.reading`) and comparing (`documents.differences`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from reports import renditions
from reports.documents import Document
from reports.documents.differences import Changed, differences
from reports.documents.reading import glance, parts
from reports.frameworks import framework_ids, glossary, load
from reports.models import PublishedAnswer, Version

UNCHANGED, OTHER_LANGUAGE = "unchanged", "other_language"


@dataclass(frozen=True)
class Since:
    """How one answer stands against the last cycle; `changed` is what differs where words can be compared.

    `kind` is "edited", "new", "gone", "unchanged", or "other_language" where the earlier report is in one.
    """

    kind: str
    changed: Changed | None = None


def around(version: Version, document: Document, answers: Iterable[PublishedAnswer]) -> dict[str, Any]:
    """Return the context of the page beside the document; `answers` are the version's rows. Three queries."""
    words = {answer.code: answer.words for answer in answers}
    plain = {answer.code: answer.plain for answer in answers}
    cited = version.cited_standards.order_by("answer__position", "pk").values_list("standard", "answer__code")
    last = Version.objects.last_cycle_of(version).knowing_redactions().first()
    return {
        "glance": glance(document, words=words, cited=cited),
        "parts": parts(document, words=words, plain=plain, glossary=glossary(document.wording_locale)),
        "peers": PublishedAnswer.objects.reports_on(_codes_of_topics(document)),
        "last": last,
        "since": _since(document, last) if last else {},
    }


def _codes_of_topics(document: Document) -> dict[str, dict[str, list[str]]]:
    """Return each topic of the document's questions with the codes that ask about it in every framework."""
    frameworks = [load(framework_id, document.wording_locale) for framework_id in sorted(framework_ids())]
    topics = dict.fromkeys(entry.topic for entry in document.entries if entry.topic and not entry.is_group)
    return {
        topic: {
            framework.id: [each.code for each in framework.answerable if topic in each.topics]
            for framework in frameworks
        }
        for topic in topics
        if any(topic in each.topics for framework in frameworks for each in framework.answerable)
    }


def _since(document: Document, last: Version) -> dict[str, Since]:
    """Return question code -> how the answer stands; nothing of what neither cycle answers."""
    before = renditions.typed_document_of(last)
    said = {entry.code for entry in before.entries if not entry.is_empty}
    if last.language != document.language:
        return {code: Since(OTHER_LANGUAGE) for code in said}
    with translation.override(document.wording_locale):  # practices are named in it, so are their states
        sections = differences(before, document)
    changed = {each.entry.code: each for section in sections for each in section.changes}
    found = {code: Since(UNCHANGED) for code in said}
    return found | {code: Since(each.kind, each) for code, each in changed.items()}
