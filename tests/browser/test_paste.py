"""Pasting from Word into an answer: clean Markdown, one step back, and plain text where all else fails."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.person import SAVED, Person
from tests.builders import PASSWORD, make_organisation, make_report, make_user

CLIPBOARD = Path(__file__).parents[1] / "reports" / "text" / "clipboard"
PASTE = """(area, [html, plain]) => {
    const clipboardData = new DataTransfer();
    if (html) clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    return area.dispatchEvent(event);
}"""


def test_what_is_pasted_is_markdown_undone_at_once_and_never_lost(
    browser: Browser, live_server, transactional_db, axe: Callable[[Page], None], request
) -> None:
    owner = make_user("olga")
    report = make_report(make_organisation("quayside", owner=owner))
    context = browser.new_context()
    request.addfinalizer(context.close)
    person = Person(context, live_server.url, axe, scripts=True)
    person.sign_in(owner.email, PASSWORD)
    page = person.open("/workspace/quayside/2026/section/1/")
    area = page.locator('[name="1a-text"]')
    html = (CLIPBOARD / "word-bullets.html").read_text()
    markdown = (CLIPBOARD / "word-bullets.md").read_text().rstrip("\n")

    # In the middle of a text, undone by one key.
    before = "First.\n\nLast."
    area.fill(before)
    area.evaluate("area => area.setSelectionRange(6, 6)")
    assert area.evaluate(PASTE, [html, "plain words"]) is False
    expect(area).to_have_value(f"First.\n\n{markdown}\n\nLast.")
    area.press("Control+z")
    expect(area).to_have_value(before)
    area.press("Control+Shift+z")
    expect(area).to_have_value(f"First.\n\n{markdown}\n\nLast.")
    area.blur()
    expect(page.locator('[data-answer="1a"] [data-save-state]')).to_have_text(SAVED, timeout=15_000)
    assert report.answers.get(code="1a").current.text == f"First.\n\n{markdown}\n\nLast."

    # What tells no more than its plain text is the browser's own to paste.
    assert area.evaluate(PASTE, ["<meta charset='utf-8'><span>words</span>", "words"]) is True
    code = "<div style='font-family: Consolas, monospace'><span style='font-style: italic'>a = 1</span></div>"
    assert area.evaluate(PASTE, [code, "a = 1"]) is True
    area.focus()
    page.keyboard.down("Control")
    page.keyboard.down("Shift")
    page.evaluate("document.activeElement.dispatchEvent("
                  "new KeyboardEvent('keydown', {key: 'V', ctrlKey: true, shiftKey: true}))")  # fmt: skip
    assert area.evaluate(PASTE, [html, "plain words"]) is True
    page.keyboard.up("Shift")
    page.keyboard.up("Control")

    # Typed on, before and behind, while the server thinks; then it cannot be reached at all.
    waiting: list[Route] = []
    page.route("**/workspace/paste/", lambda route: waiting.append(route))  # noqa: PLW0108
    area.fill("Start end")
    area.evaluate("area => area.setSelectionRange(6, 6)")
    area.evaluate(PASTE, ["<b>bold</b>", "bold"])
    page.keyboard.type("typed ")
    area.evaluate("area => area.setSelectionRange(0, 0)")
    page.keyboard.type("Re")
    _first(page, waiting).continue_()
    expect(area).to_have_value("ReStart **bold**typed end")
    page.keyboard.type("-")
    expect(area).to_have_value("Re-Start **bold**typed end")
    area.fill("")
    area.evaluate(PASTE, [html, "plain words"])
    _first(page, waiting).abort()
    expect(area).to_have_value("plain words")
    person.looks_right()


def _first(page: Page, waiting: list[Route]) -> Route:
    """Return the request that is held back, once the browser has handed it over."""
    while not waiting:
        page.wait_for_timeout(20)
    return waiting.pop()
