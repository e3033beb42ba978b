"""The JSON of a draft: what publication would freeze, headed by what it is."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from reports.documents.draft import draft_data
from reports.documents.source import draft_source
from tests import builders

MADE_AT = datetime(2026, 11, 26, 21, 0, 0, 500, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.django_db
def test_it_is_the_source_of_the_draft_and_says_so_first(report):
    builders.fill_report(report)
    source = draft_source(report)
    data = json.loads(draft_data(source, made_at=MADE_AT))
    head = data.pop("draft")
    assert data == json.loads(json.dumps(source))
    assert head["made_at"] == "2026-11-26T12:00:00Z"
    for words in ("Draft, not published.", "2026-11-26 at 12:00:00 UTC", "nobody attests"):
        assert words in head["note"]


def test_it_can_be_read_by_people():
    text = draft_data({"schema": "x", "name": "さくら"}, made_at=MADE_AT)
    assert text.startswith('{\n  "draft": {\n    "note": "Draft')
    assert text.endswith('},\n  "schema": "x",\n  "name": "さくら"\n}\n')
