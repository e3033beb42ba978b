"""A server that is killed between two saves: what said "Saved" is there, what did not is not lost either."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from reports.models import AnswerRevision, Report
from tests.browser.person import SAVED, Person
from tests.browser.server import Server
from tests.builders import PASSWORD, make_organisation, make_report, make_user


@pytest.fixture
def server(transactional_db) -> Iterator[Server]:
    made = Server()
    yield made
    made.kill()


def test_what_said_saved_survives_a_killed_server(
    server: Server, browser: Browser, axe: Callable[[Page], None], request: pytest.FixtureRequest
) -> None:
    owner = make_user("olga")
    report: Report = make_report(make_organisation("quayside", owner=owner))
    server.start()
    context = browser.new_context()
    request.addfinalizer(context.close)
    person = Person(context, server.url, axe, scripts=True)
    person.sign_in(owner.email, PASSWORD)
    page = person.open("/workspace/quayside/2026/section/1/")
    state = page.locator('[data-answer="1a"] [data-save-state]')
    area = page.locator('[name="1a-text"]')

    area.fill("The first words, which said Saved.")
    area.blur()
    expect(state).to_have_text(SAVED, timeout=20_000)
    server.kill()
    assert _text(report) == "The first words, which said Saved."

    # In the middle of typing: nobody leaves the field.
    area.fill("The second words, typed while the server was down.")
    expect(state).to_have_text("Offline: kept on this device", timeout=20_000)
    expect(area).to_have_value("The second words, typed while the server was down.")

    server.start()
    expect(state).to_have_text(SAVED, timeout=60_000)
    assert _text(report) == "The second words, typed while the server was down."
    kept = AnswerRevision.objects.filter(answer__report=report).values_list("text", flat=True)
    assert "The first words, which said Saved." in kept


def _text(report: Report) -> str:
    return report.answers.get(code="1a").current.text
