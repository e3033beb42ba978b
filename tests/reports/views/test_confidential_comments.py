"""Comments of the secretariat are read by the team and the desk alone: planted words stand nowhere else.

`site.py` plants them on every report; `public/test_leaks.py` crawls all that is public for them.
"""

import json

from django.urls import reverse

from reports.documents.source import draft_source
from reports.models import Event, PublishedAnswer
from tests import builders
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import squeezed, words_sent
from tests.reports.views.site import COMMENTS, REPLY, ROLES, SECRETS, UNSENT

SENT = ("Burdockcomment", "Burdockscript", "Burdockreply")
WAITING = "Burdockunsent"
TEAM = ("viewer", "editor", "owner")


def test_the_planted_words_stand_in_the_comments_and_the_crawl_looks_for_them():
    assert all(word in " ".join([*COMMENTS, REPLY, UNSENT]) for word in (*SENT, WAITING))
    assert {*SENT, WAITING} <= set(SECRETS)


def test_of_all_addresses_only_those_of_the_team_and_the_desk_show_them(site):
    found: dict[str, set[tuple[str, str]]] = {word: set() for word in (*SENT, WAITING)}
    for role in ROLES:
        for address in ADDRESSES:
            if address.name.startswith("public:") and role != "owner":
                continue
            with builders.rolled_back():
                response = site.client(role).get(reverse(address.name, args=address.args_on(site)))
            said = words_sent(response) if response.content[:5] != b"%PDF-" else ""
            for word, pages in found.items():
                if word in said:
                    pages.add((role, address.name))
    team = {(role, f"workspace:{name}") for role in TEAM for name in ("comments", "section", "report")}
    desk = {("secretariat", f"secretariat:{name}") for name in ("comments", "report")}
    check = {(role, "workspace:check") for role in TEAM}
    # The report of the table waits: nobody has begun its review, so that nobody comments on it.
    own = {("secretariat", f"secretariat:{name}") for name in ("comments", "comment")}
    assert found["Burdockcomment"] == team | desk
    assert found["Burdockreply"] == {pair for pair in team | desk if pair[1] != "workspace:report"}
    assert found["Burdockscript"] == team | desk | check
    assert found[WAITING] == own


def test_nothing_that_is_frozen_or_written_down_holds_them(site):
    said = [version.source for version in site.versions]
    said += [f"{row.html} {row.plain}" for row in PublishedAnswer.objects.all()]
    said += [json.dumps(event.data) for event in Event.objects.all()]
    said.append(json.dumps(draft_source(site.draft)))
    everything = squeezed(" ".join(said))
    assert squeezed("What sakura-works in 2026 says about") in everything, "or nothing could be found"
    assert [word for word in (*SENT, WAITING) if word in everything] == []
