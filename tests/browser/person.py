"""What one person does in a browser, in the words of the trade. Works with and without JavaScript."""

import re
from collections.abc import Callable, Iterable

from django.core import mail
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.shapes import SECTIONS, Typed
from tests.builders import run_jobs

SAVED = re.compile(r"^Saved \d\d:\d\d$")


class Person:
    """One person at one browser. With JavaScript every page that is opened is given to axe."""

    def __init__(
        self, context: BrowserContext, server: str, axe: Callable[[Page], None], *, scripts: bool
    ) -> None:
        self.page = context.new_page()
        self.server = server
        self.axe = axe
        self.scripts = scripts
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda line: self.errors.append(line.text) if "Content Security Policy" in line.text else None,
        )

    def open(self, address: str, *, status: int = 200) -> Page:
        """Open an address of this site."""
        response = self.page.goto(address if address.startswith("http") else self.server + address)
        assert response is not None
        assert response.status == status, f"{address}: {response.status}"
        self.looks_right()
        return self.page

    def looks_right(self) -> None:
        """No violation on the page, nothing refused by the content security policy, no broken script.

        axe needs JavaScript itself; the pages are the same without it.
        """
        if self.scripts:
            self.axe(self.page)
        assert self.errors == []

    def press(self, name: str) -> None:
        """Press a button of the page's content and look at what follows."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()
        self.looks_right()

    def sign_up(self, name: str, email: str, password: str) -> None:
        """Open an account from the sign-up page on which the person stands."""
        self.page.fill("[name=name]", name)
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password1]", password)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.looks_right()
        self.page.fill("[name=code]", code_sent_to(email))
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.looks_right()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in."""
        self.open("/account/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.looks_right()

    def answer_section(self, report: str, section: str, answers: dict[str, Typed]) -> None:
        """Fill one section and see it saved: by leaving each field, or by the one button."""
        self.open(f"{report}section/{section}/")
        for code in SECTIONS[section]:
            self.type_answer(code, answers[code])
        if not self.scripts:
            self._save_by_keyboard()
            expect(self.page.locator("main")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
        self.looks_right()

    def _save_by_keyboard(self) -> None:
        """Press Save with the Enter key, and again if no page comes: the same words twice are saved once.

        A click of the mouse is lost now and then when a loaded machine moves the page under it.
        """
        button = self.page.get_by_role("main").get_by_role("button", name="Save", exact=True)
        for wait in (10_000, 20_000, 30_000):
            try:
                with self.page.expect_navigation(timeout=wait):
                    button.press("Enter", no_wait_after=True)
                return
            except PlaywrightTimeout:
                continue
        raise AssertionError("no page came after Save")

    def type_answer(self, code: str, typed: Typed) -> None:
        """Fill one answer; with JavaScript leave the field and wait for the word that it is saved."""
        for choice in typed.choices:
            self.page.check(f'[name="{code}-choices"][value="{choice}"]')
        area = self.page.locator(f'[name="{code}-text"]')
        if typed.text:
            area.fill(typed.text)
        if self.scripts:
            area.blur()
            state = self.page.locator(f'[data-answer="{code}"] [data-save-state]')
            expect(state).to_have_text(SAVED, timeout=15_000)

    def mails_to(self, email: str) -> list[str]:
        """Run the job queue and return the bodies of the mails to this address, newest last."""
        return mails_to(email)


def mails_to(email: str) -> list[str]:
    """Run the job queue and return the bodies of all mails sent to this address."""
    run_jobs()
    return [str(message.body) for message in mail.outbox if email in message.to]


def code_sent_to(email: str) -> str:
    """Return the confirmation code that was mailed."""
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mails_to(email)[-1], re.MULTILINE)
    assert found, mails_to(email)[-1]
    return found.group(1)


def stands_in(text: str, pieces: Iterable[str]) -> list[str]:
    """Return the pieces that are missing from the text, compared without spaces and hyphens."""
    squeezed = _squeeze(text)
    return [piece for piece in pieces if _squeeze(piece) not in squeezed]


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-‐­]+", "", text)
