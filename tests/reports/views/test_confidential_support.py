"""Supporting information is read on its two pages alone: planted words are looked for at every address."""

import json

from django.urls import reverse

from reports.documents.source import draft_source
from reports.models import Event, PublishedAnswer, SupportingAccess
from tests import builders
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import squeezed, words_sent
from tests.reports.views.site import ROLES, SECRETS

PLANTED = ("Cloverasked", "Clovergiven", "Cloverfile")
TEAM = ("viewer", "editor", "owner")


def test_of_all_addresses_only_the_teams_and_the_desks_pages_show_it(site):
    """The address of the desk's table leads to another report, of which nothing was given."""
    found: dict[str, set[tuple[str, str]]] = {word: set() for word in PLANTED}
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
    pages = {(role, "workspace:supporting") for role in TEAM}
    files = {(role, "workspace:supporting-file") for role in TEAM}
    files.add(("secretariat", "secretariat:supporting-file"))
    assert found == {"Cloverasked": pages, "Clovergiven": pages, "Cloverfile": pages | files}
    desk = site.client("secretariat").get(reverse("secretariat:supporting", args=[site.draft.pk]))
    assert all(word in words_sent(desk) for word in PLANTED)
    assert SupportingAccess.objects.count() == 1


def test_nothing_that_is_frozen_or_written_down_holds_it(site):
    assert set(PLANTED) <= set(SECRETS), "what the crawl of the public pages looks for"
    said = [version.source for version in site.versions]
    said += [f"{row.html} {row.plain}" for row in PublishedAnswer.objects.all()]
    said += [json.dumps(event.data) for event in Event.objects.all()]
    said.append(json.dumps(draft_source(site.draft)))
    everything = squeezed(" ".join(said))
    assert squeezed("What sakura-works in 2026 says about") in everything, "or nothing could be found"
    assert [word for word in PLANTED if word in everything] == []
