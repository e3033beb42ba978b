"""What goes wrong while people type: no word that was typed is gone, and the page says what happened."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from reports.actions.answers import save_answer
from reports.models import AnswerRevision, Report, User
from tests.browser.person import SAVED
from tests.builders import PASSWORD, make_member, make_organisation, make_report, make_user, submitted_report

SECTION = "/workspace/quayside/2026/section/1/"
SOON = 20_000


@dataclass
class Desk:
    """One person at one browser, with the drafting page open in one or more tabs."""

    context: BrowserContext
    server: str
    axe: Callable[[Page], None]

    def tab(self, path: str = SECTION) -> Page:
        """Open the drafting page in a new tab and wait until its script is at work."""
        page = self.context.new_page()
        page.goto(self.server + path)
        expect(page.locator("[data-bar-state]")).to_have_text("Everything is saved", timeout=SOON)
        return page


def area(page: Page, code: str = "1a") -> Locator:
    return page.locator(f'[name="{code}-text"]')


def state(page: Page, code: str = "1a") -> Locator:
    return page.locator(f'[data-answer="{code}"] [data-save-state]')


def texts(report: Report, code: str = "1a") -> list[str]:
    """Return every state of an answer, oldest first."""
    rows = AnswerRevision.objects.filter(answer__report=report, answer__code=code).order_by("number")
    return list(rows.values_list("text", flat=True))


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('haip-kept/'))")


def close_unsent(page: Page, words: str) -> None:
    """Type and close the tab, on a machine whose network never comes back while the tab is there.

    A browser may still send what a closing page hands it once the emulated network is back, hence
    the requests of the page itself fail.
    """
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('There is no network')); }")
    area(page).fill(words)
    page.close()


@pytest.fixture
def report(transactional_db) -> Report:
    return make_report(make_organisation("quayside", owner=make_user("olga")))


@pytest.fixture
def sit_down(browser: Browser, live_server, axe) -> Iterator[Callable[[User], Desk]]:
    """Return a function that seats somebody, signed in, at a browser of their own."""
    contexts = []

    def seat(user: User) -> Desk:
        client = Client()
        client.force_login(user)
        context = browser.new_context()
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        contexts.append(context)
        return Desk(context, live_server.url, axe)

    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def olga(report: Report, sit_down) -> Desk:
    return sit_down(report.created_by)


def test_the_network_is_cut_and_comes_back(report: Report, olga: Desk):
    page = olga.tab()
    olga.context.set_offline(True)
    area(page).fill("Typed on a train.")
    expect(state(page)).to_have_text("Offline: kept on this device", timeout=SOON)
    olga.axe(page)
    assert len(kept(page)) == 1
    olga.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    assert texts(report) == ["Typed on a train."]
    assert kept(page) == []


def test_the_session_ends_while_somebody_types(report: Report, olga: Desk):
    page = olga.tab()
    Session.objects.all().delete()
    area(page).fill("Typed after the session had ended.")
    dialog = page.get_by_role("dialog", name="You are signed out")
    expect(dialog).to_be_visible(timeout=SOON)
    expect(state(page)).to_contain_text("you are signed out. Your words are kept on this device")
    olga.axe(page)
    dialog.get_by_label("Password").fill("not the password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("That did not work", timeout=SOON)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_label("Password").press("Enter")
    expect(dialog).to_be_hidden(timeout=SOON)
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    expect(area(page)).to_have_value("Typed after the session had ended.")
    assert texts(report) == ["Typed after the session had ended."]


def test_a_tab_is_closed_before_anything_was_sent(report: Report, olga: Desk):
    typed = "Typed, and gone."
    page, elsewhere = olga.tab(), olga.context.new_page()
    close_unsent(page, typed)
    elsewhere.wait_for_timeout(2000)
    assert texts(report) == []
    elsewhere.goto(olga.server + SECTION.replace("/1/", "/2/"))
    expect(elsewhere.locator("[data-kept-elsewhere]")).to_contain_text("Risk identification", timeout=SOON)
    again = olga.context.new_page()
    again.goto(olga.server + SECTION)
    recovered = again.locator('[data-answer="1a"] [data-recovered]')
    expect(recovered).to_contain_text("Put back from this device", timeout=SOON)
    expect(area(again)).to_have_value(typed)
    expect(state(again)).to_have_text(SAVED, timeout=SOON)
    assert texts(report) == [typed]
    assert kept(again) == []


def test_a_tab_is_closed_in_the_middle_of_a_word(report: Report, olga: Desk):
    """The closing page sends its words; if that fails too, they lie in the browser."""
    page = olga.tab()
    area(page).fill("The last wor")
    page.close()
    again = olga.context.new_page()
    again.goto(olga.server + SECTION)
    expect(area(again)).to_have_value("The last wor", timeout=SOON)
    saved = re.compile("Everything is saved|Saved")
    expect(again.locator("[data-bar-state]")).to_have_text(saved, timeout=SOON)
    assert texts(report) == ["The last wor"]


def test_two_browsers_write_one_answer(report: Report, olga: Desk, sit_down):
    edgar = make_member(report.organisation).user
    save_answer(report=report, code="1a", choices=[], text="One.\n\nTwo.", base=None, by=report.created_by)
    hers, his = olga.tab(), sit_down(edgar).tab()
    expect(hers.locator("[data-others-names]")).to_contain_text(str(edgar), timeout=SOON)
    # Both have the words of state 1 before them; hers are saved first.
    olga.context.route("**/presence/", lambda route: route.abort())
    area(his).press("Control+End")
    his.keyboard.type(" And his.")
    area(hers).fill("One, hers.\n\nTwo.")
    area(hers).blur()
    outcome = re.compile("^Saved|saved elsewhere")
    expect(state(hers)).to_have_text(outcome, timeout=SOON)
    expect(state(his)).to_have_text(outcome, timeout=SOON)
    second = his if "elsewhere" in state(his).inner_text() else hers
    box = second.locator("[data-conflict]")
    expect(box).to_be_visible(timeout=SOON)
    expect(box.locator("ins, del").first).to_be_visible()
    olga.axe(second)
    box.get_by_role("button", name="Put both into the field").click()
    expect(area(second)).to_have_value("One, hers.\n\nTwo. And his.")
    second.keyboard.press("Control+s")
    expect(state(second)).to_have_text(SAVED, timeout=SOON)
    first, mine = texts(report)[1], {"One.\n\nTwo. And his.", "One, hers.\n\nTwo."}
    assert first in mine, "whoever was first is in the history as they wrote it"
    assert texts(report)[-1] == "One, hers.\n\nTwo. And his."


def test_the_back_button(report: Report, olga: Desk):
    page = olga.tab()
    area(page).fill("Typed before leaving.")
    page.get_by_role("link", name="Overview").click()
    page.wait_for_url("**/workspace/quayside/2026/")
    page.go_back()
    expect(area(page)).to_have_value("Typed before leaving.", timeout=SOON)
    area(page).fill("Typed before leaving. And after coming back.")
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    assert texts(report)[-1] == "Typed before leaving. And after coming back."
    assert page.locator("[data-conflict]").count() == 0


def test_a_slow_network(report: Report, olga: Desk):
    page = olga.tab()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    olga.context.route("**/answers/1a/", hold)
    area(page).fill("First.")
    expect(state(page)).to_have_text("Saving", timeout=SOON)
    area(page).fill("First. Second.")
    page.wait_for_timeout(1500)
    assert len(held) == 1, "a save waits for the one before it"
    held.pop().continue_()
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    held.pop().continue_()
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    expect(area(page)).to_have_value("First. Second.")
    assert texts(report) == ["First.", "First. Second."]


def test_a_reply_that_is_lost_on_its_way_is_no_conflict(report: Report, olga: Desk):
    """The server has the words, the page does not know it, and its writer goes on."""
    page = olga.tab()

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    olga.context.route("**/answers/1a/", lose_the_reply, times=1)
    area(page).fill("First.")
    expect(state(page)).to_have_text("Offline: kept on this device", timeout=SOON)
    assert texts(report) == ["First."]
    area(page).fill("First. Second.")
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    assert page.locator("[data-conflict]").count() == 0
    assert texts(report) == ["First.", "First. Second."]


def test_two_tabs_of_one_person(report: Report, olga: Desk):
    one, other = olga.tab(), olga.tab()
    area(one).fill("Typed in the first tab.")
    expect(state(one)).to_have_text(SAVED, timeout=SOON)
    expect(area(other)).to_have_value("Typed in the first tab.", timeout=SOON)
    expect(state(other)).to_contain_text("Updated: Olga")
    # Both at once: the second is shown both texts.
    olga.context.route("**/answers/1a/", lambda route: route.abort())
    area(one).fill("Typed in the first tab, more.")
    area(other).fill("Typed in the second tab.")
    expect(state(other)).to_have_text("Offline: kept on this device", timeout=SOON)
    olga.context.unroute("**/answers/1a/")
    one.bring_to_front()
    one.keyboard.press("Control+s")
    expect(state(one)).to_have_text(SAVED, timeout=SOON)
    other.bring_to_front()
    other.keyboard.press("Control+s")
    box = other.locator("[data-conflict]")
    expect(box).to_be_visible(timeout=SOON)
    expect(box).to_contain_text("in another window")
    box.get_by_role("button", name="Keep mine").click()
    expect(state(other)).to_have_text(SAVED, timeout=SOON)
    assert texts(report) == [
        "Typed in the first tab.",
        "Typed in the first tab, more.",
        "Typed in the second tab.",
    ]


def test_a_note_that_was_not_sent_is_put_back(report: Report, olga: Desk):
    address = f"{olga.server}/workspace/quayside/2026/answers/1a/notes/"
    page = olga.context.new_page()
    page.goto(address)
    page.get_by_label("Your note").fill("Ask Ada.")
    page.close()
    again = olga.context.new_page()
    again.goto(address)
    expect(again.get_by_label("Your note")).to_have_value("Ask Ada.", timeout=SOON)
    expect(again.locator("[data-recovered]")).to_contain_text("Put back from this device")
    again.get_by_role("button", name="Write the note").click()
    expect(again.locator(".note-text")).to_have_text("Ask Ada.")
    again.reload()
    expect(again.get_by_label("Your note")).to_have_value("")
    assert [note.text for note in report.notes.all()] == ["Ask Ada."]


def test_words_for_a_report_that_was_sent_meanwhile_can_be_copied(report: Report, olga: Desk):
    page, again = olga.tab(), olga.context.new_page()
    close_unsent(page, "Too late.")
    submitted_report(report)
    again.goto(olga.server + SECTION)
    kept_words = again.get_by_role("region", name="Words that were never saved")
    expect(kept_words).to_contain_text("Too late.", timeout=SOON)
    olga.axe(again)
    kept_words.get_by_role("button").click()
    expect(kept_words).to_be_hidden()
    assert kept(again) == []


def test_a_shared_computer_keeps_nothing_and_signing_out_takes_all_away(report: Report, browser, live_server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(live_server.url + "/account/login/?next=" + SECTION)
    page.fill("[name=login]", report.created_by.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_label("This is a shared computer").check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**" + SECTION)
    context.set_offline(True)
    area(page).fill("On a shared computer.")
    expect(state(page)).to_have_text("Offline: keep this page open", timeout=SOON)
    assert kept(page) == []
    context.set_offline(False)
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    page.evaluate("localStorage.setItem('haip-kept/1/1/1a/x', '{}')")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(live_server.url + "/")
    assert kept(page) == []
    context.close()
