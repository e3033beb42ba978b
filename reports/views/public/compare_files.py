"""A comparison as files, for machines: a table (CSV) and JSON, with the parameters of the page.

Belongs here: columns, keys and rows. Not here: what is compared (`comparing.lines`), or how a table is
written (`documents.register_csv`, with its guard against formulas).

The table has one row for each topic and report (`part` is "answer"), and after it one for each practice of
the topic (`part` is "practice", `item` its id). `state` of an answer is "answered", "not_answered",
"not_asked" (of the roles that the organisation holds), "in_passing" (a question that is first of all about
another topic touches on it) or "not_in_framework"; of a practice it is "in_place", "planned", "not_in_place",
"not_applicable", "not_reported", "not_asked" or "not_in_framework". `differs` says whether the reports say
different things, or somebody did not answer or was not asked. Several answers of one report to one topic
stand in one cell, parted by an empty line.

The JSON has `format`, `address`, `section` (a code or "all"), `only` ("differences" or ""), `reports` (in the
order of the address; each with `id`, the facts of the table's columns, and `roles`), `left_out` (`id` and
`why`: unknown, withdrawn, repeated, too_many) and `topics`: `id` (null where a question is about no topic),
`label`, `section`, `differs`, `practices` (`id`, `label`, `differs`, `states` by report id) and `answers`
(`report`, `state`, `items` with `code`, `number`, `prompt`, `state`, `choices`, `summary`, `text` as plain
words, `words`, `evidence`, `address`, and `in_passing`). Keys and columns are never renamed; new ones come.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from reports.comparing.address import ALL, CompareAddress, read
from reports.comparing.cells import Cell, Item, Line
from reports.comparing.chosen import LeftOut, chosen, name_of
from reports.comparing.lines import lines, plan, sections_of, settled
from reports.documents.register_csv import render_table
from reports.models import Version
from reports.views.access import public

FORMAT = "haip-comparison-1"
COLUMNS = (
    *("section", "topic", "label", "differs"),
    *("organisation", "slug", "country", "cycle", "framework", "framework_version", "framework_status"),
    *("version", "published_at", "language"),
    *(
        "part",
        "item",
        "item_label",
        "state",
        "code",
        "number",
        "choices",
        "summary",
        "text",
        "words",
        "address",
    ),
)


@public
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The comparison of this address as a table. Two queries."""
    _address, found, _left_out, _versions = _compared(dict(request.GET.lists()))
    response = HttpResponse(render_table(COLUMNS, _rows(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comparison.csv"'
    return response


@public
def compare_json(request: HttpRequest) -> HttpResponse:
    """The comparison of this address as JSON. Two queries."""
    address, found, left_out, versions = _compared(dict(request.GET.lists()))
    data = {
        "format": FORMAT,
        "address": settings.SITE_URL + address.url(),
        "section": address.section,
        "only": address.only,
        "reports": [
            {"id": name_of(each)} | _report(each) | {"roles": [role.value for role in each.ai_roles]}
            for each in versions
        ],
        "left_out": [{"id": each.name, "why": each.why} for each in left_out],
        "topics": [_topic(line) for line in found],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _compared(
    parameters: Mapping[str, list[str]],
) -> tuple[CompareAddress, list[Line], list[LeftOut], list[Version]]:
    """Return the address with its section named, the lines, who is left out, and the versions."""
    wished = read(parameters)
    versions, left_out = chosen(wished.names)
    planned = plan(versions)
    address = settled(wished.changed(names=tuple(name_of(each) for each in versions)), planned)
    found = lines(planned, sections_of(address, planned), with_html=False) if versions else []
    section = address.section if address.section == ALL else sections_of(address, planned)[0]
    shown = [line for line in found if line.differs or not address.only]
    return address.changed(section=section), shown, left_out, versions


def _report(version: Version) -> dict[str, str]:
    return {
        "organisation": version.organisation_name,
        "slug": version.organisation_slug,
        "country": version.country.code,
        "cycle": version.cycle_label,
        "framework": version.framework_id,
        "framework_version": version.framework_version,
        "framework_status": version.framework_status,
        "version": str(version.number),
        "published_at": version.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "language": version.language,
    }


def _rows(found: list[Line]) -> Iterator[dict[str, str]]:
    for line in found:
        topic = {"section": line.section, "topic": line.topic.id if line.topic else "", "label": line.label}
        for place, cell in enumerate(line.cells):
            about = topic | _report(cell.version)
            yield about | {"part": "answer", "differs": _word(line.differs)} | _answer_cells(cell)
            for row in line.practices:
                yield about | {
                    "part": "practice",
                    "item": row.practice.id,
                    "item_label": row.practice.label,
                    "state": row.states[place],
                    "differs": _word(row.differs),
                }


def _answer_cells(cell: Cell) -> dict[str, str]:
    items = cell.items or cell.passing
    said = [item.answer for item in cell.items if item.answer]
    address = next((item.url for item in items if item.answer), cell.version.url)
    return {
        "state": cell.state,
        "code": " ".join(item.question.code for item in items),
        "number": " ".join(item.question.number for item in items if item.question.number),
        "choices": "; ".join(label for item in cell.items for label in item.choices),
        "summary": "\n\n".join(answer.summary for answer in said if answer.summary),
        "text": "\n\n".join(answer.plain for answer in said if answer.plain),
        "words": str(sum(answer.words for answer in said)) if said else "",
        "address": settings.SITE_URL + address,
    }


def _topic(line: Line) -> dict[str, Any]:
    names = [name_of(cell.version) for cell in line.cells]
    return {
        "id": line.topic.id if line.topic else None,
        "label": line.label,
        "section": line.section,
        "differs": line.differs,
        "practices": [
            {
                "id": row.practice.id,
                "label": row.practice.label,
                "differs": row.differs,
                "states": dict(zip(names, row.states, strict=True)),
            }
            for row in line.practices
        ],
        "answers": [
            {
                "report": name,
                "state": cell.state,
                "items": [_item(item, in_passing=False) for item in cell.items]
                + [_item(item, in_passing=True) for item in cell.passing],
            }
            for name, cell in zip(names, line.cells, strict=True)
        ],
    }


def _item(item: Item, *, in_passing: bool) -> dict[str, Any]:
    answer = None if in_passing else item.answer
    return {
        "code": item.question.code,
        "number": item.question.number,
        "prompt": item.question.official or item.question.prompt,
        "state": item.state,
        "in_passing": in_passing,
        "choices": item.choices if answer else [],
        "summary": answer.summary if answer else "",
        "text": answer.plain if answer else "",
        "words": answer.words if answer else 0,
        "evidence": [asdict(link) for link in item.evidence] if answer else [],
        "address": settings.SITE_URL + item.url,
    }


def _word(said: bool) -> str:
    return "yes" if said else "no"
