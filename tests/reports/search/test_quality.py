"""What readers of the demo register type, and the answer that must come first: written before the search was.

`quality/*.json` hold the expectations. `withdrawn.json` holds what must not be found: words of a withdrawn
report.
"""

import json
from pathlib import Path

import pytest

from reports import search
from reports.demo.seed import seed
from reports.enums import ReportStatus
from reports.models import PublishedAnswer, Report, Version

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "quality"
EXPECTED = [
    entry
    for path in sorted(FOLDER.glob("*.json"))
    if path.stem != "withdrawn"
    for entry in json.loads(path.read_text(encoding="utf-8"))
]
WITHDRAWN = FOLDER / "withdrawn.json"
HIDDEN = json.loads(WITHDRAWN.read_text(encoding="utf-8")) if WITHDRAWN.exists() else []


@pytest.fixture(scope="module")
def register(module_database):
    """The demo register."""
    seed()


def _answers(query):
    """Return "organisation/cycle code" of the answers found, best first."""
    ids = search.answers(query).ids
    rows = PublishedAnswer.objects.select_related("version__report__organisation", "version__report__cycle")
    found = rows.in_bulk(ids)
    return [f"{_report(found[each].version)} {found[each].code}" for each in ids]


def _reports(query):
    ids = search.reports(query).ranked
    found = Version.objects.select_related("report__organisation", "report__cycle").in_bulk(ids)
    return [_report(found[each]) for each in ids]


def _report(version):
    return f"{version.report.organisation.slug}/{version.report.cycle.slug}"


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["query"])
def test_what_is_expected_comes_first(register, entry):
    query = search.parse(entry["query"])
    if "typo_of" in entry:
        suggested = search.suggestion(query)
        typed, mended = entry["query"].split(), suggested.split()
        assert [new for old, new in zip(typed, mended, strict=True) if old != new] == [entry["typo_of"]]
        query = search.parse(suggested)
    assert _answers(query)[:1] == [f"{entry['first']} {entry['code']}"]
    assert _reports(query)[:1] == [entry["first"]]


@pytest.mark.parametrize("entry", HIDDEN, ids=lambda entry: entry["query"])
def test_a_withdrawn_report_is_not_found(register, entry):
    if not Report.objects.filter(status=ReportStatus.WITHDRAWN).exists():
        pytest.skip("the demo register has no withdrawn report")
    query = search.parse(entry["query"])
    assert (search.answers(query).ids, search.reports(query).ids) == ([], [])
