"""The outline beside a report follows the reader: by scrolling, by a link, by the keyboard, by an address.

The script is tried on a page of its own, which is long where answers are long and short where they are short.
"""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, expect

SITE = "http://outline.test/"
HEIGHTS = {"1a": 1500, "1b": 60, "1c": 60, "2a": 1200, "2b": 60, "2c": 60}
"""Of each answer, in pixels; the window is 600 high, and below the last one there is nothing."""
STYLE = (
    "body { margin: 0 } nav { position: fixed; top: 0; right: 0; height: 60px; overflow: auto }"
    "nav a { display: block; height: 30px } h2 { margin: 0; height: 40px }"
)


def _html() -> str:
    body, nav = '<header style="height: 500px">Head</header>', ""
    for code, height in HEIGHTS.items():
        if code.endswith("a"):
            body += f'<h2 id="section-{code[0]}" data-outline>Section {code[0]}</h2>'
            nav += f'<a href="#section-{code[0]}">Section {code[0]}</a>'
        body += f'<article id="{code}" data-outline style="height: {height}px">{code}</article>'
        nav += f'<a href="#{code}">{code}</a>'
    script = (
        'import { followScroll } from "./outline.js";'
        'followScroll(document.querySelectorAll("[data-outline]"), document.querySelectorAll("nav"));'
    )
    return (
        f'<!doctype html><style>{STYLE}</style><nav class="outline-frame">{nav}</nav>{body}'
        f'<script type="module">{script}</script>'
    )


@pytest.fixture
def page(browser: Browser, request) -> Page:
    """The page in a window of 600 pixels, and the project's own script."""
    context = browser.new_context(viewport={"width": 800, "height": 600})
    request.addfinalizer(context.close)
    page = context.new_page()
    script = (settings.BASE_DIR / "static" / "js" / "outline.js").read_text()

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body=_html(), content_type="text/html")

    page.route(f"{SITE}**", answer)
    return page


def _marked(page: Page, *links: str) -> None:
    expect(page.locator("nav [aria-current=true]")).to_have_text(list(links))


def test_what_is_read_is_marked(page: Page) -> None:
    page.goto(SITE)
    _marked(page, "Section 1")
    page.evaluate("scrollTo(0, 1300)")
    _marked(page, "Section 1", "1a")
    page.evaluate("scrollTo(0, 2700)")
    _marked(page, "Section 2", "2a")
    seen = page.locator("nav a", has_text="2a")
    inside = (
        "link => { const f = link.closest('nav').getBoundingClientRect(), r = link.getBoundingClientRect();"
    )
    assert seen.evaluate(f"{inside} return r.top >= f.top && r.bottom <= f.bottom }}"), "it stays in view"
    page.evaluate("scrollTo(0, 0)")
    _marked(page, "Section 1")


@pytest.mark.parametrize("code", HEIGHTS)
def test_an_answer_that_is_jumped_to_is_marked_however_short_it_is(page: Page, code: str) -> None:
    section = f"Section {code[0]}"
    page.goto(f"{SITE}#{code}")
    _marked(page, section, code)
    page.goto(f"{SITE}?again")
    page.locator("nav a", has_text=code).focus()
    page.keyboard.press("Enter")
    _marked(page, section, code)
    page.evaluate("scrollTo(0, 900)")
    _marked(page, "Section 1", "1a")


def test_an_address_that_is_none_breaks_nothing(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{SITE}#%ff")
    _marked(page, "Section 1")
    assert errors == []
