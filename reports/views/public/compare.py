"""Two to six reports side by side, topic by topic, or the page on which they are chosen.

Belongs here: HTTP and what the templates are given. Not here: lining answers up (`comparing.lines`), or the
same comparison as a file (`compare_files`).
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.comparing.address import ALL, DIFFERENCES, FEWEST, MOST, CompareAddress, read
from reports.comparing.chosen import TOO_MANY, chosen, name_of
from reports.comparing.lines import Plan, lines, plan, sections_of, settled
from reports.enums import PracticeState
from reports.views.access import public_page
from reports.views.public.compare_choice import choice


@public_page
def compare(request: HttpRequest) -> HttpResponse:
    """The reports that `r` names, section by section; without two of them, how to choose. Two queries."""
    parameters = dict(request.GET.lists())
    wished = read(parameters)
    versions, left_out = chosen(wished.names)
    names = tuple(name_of(version) for version in versions)
    context: dict[str, Any] = {
        "left_out": left_out,
        "too_many": [each for each in left_out if each.why == TOO_MANY],
        "most": MOST,
    }
    if len(versions) < FEWEST or not {"choose", "page"}.isdisjoint(parameters):
        context |= {
            "chosen": versions,
            "canonical": CompareAddress(names).url(),
            "is_asked": bool(wished.names),
        }
        return render(request, "public/compare_choose.html", context | choice(parameters, names))
    planned = plan(versions)
    address = settled(wished.changed(names=names), planned)
    return render(request, "public/compare.html", context | _compared(address, planned))


def _compared(address: CompareAddress, planned: Plan) -> dict[str, Any]:
    shown = sections_of(address, planned)
    all_lines = lines(planned, shown, with_html=address.section != ALL)
    differing = [line for line in all_lines if line.differs]
    in_use = differing if address.only else all_lines
    here = address.section or planned.first_section
    everything = address.changed(section=ALL, only="")
    return {
        "address": address,
        "canonical": address.url(),
        "columns": [(version, address.without(name_of(version)).url()) for version in planned.versions],
        "width": len(planned.versions) + 1,
        "sections": [
            (code, title, locale, address.changed(section=_in_address(code, planned)).url(), code == here)
            for code, (title, locale) in planned.sections.items()
        ],
        "whole": (address.changed(section=ALL).url(), here == ALL),
        "is_all": here == ALL,
        "shown": [
            (code, *planned.sections[code], found)
            for code in shown
            if (found := [line for line in in_use if line.section == code])
        ],
        "total": len(all_lines),
        "differing": len(differing),
        "every": address.changed(only="").url(),
        "differences": address.changed(only=DIFFERENCES).url(),
        "is_mixed": len(planned.frameworks) > 1,
        "provisional": [each for each in planned.frameworks.values() if each.is_provisional],
        "states": _states(),
        "paper": address.url("public:compare-pdf"),
        "whole_paper": everything.url("public:compare-pdf"),
        "table": address.url("public:compare-csv"),
        "data": address.url("public:compare-json"),
        "whole_table": everything.url("public:compare-csv"),
        "whole_data": everything.url("public:compare-json"),
    }


def _in_address(code: str, planned: Plan) -> str:
    return "" if code == planned.first_section else code


def _states() -> Mapping[str, str]:
    """Return what each state of a practice is called; of those that are none the template speaks."""
    return {state.value: str(state.label) for state in PracticeState}
