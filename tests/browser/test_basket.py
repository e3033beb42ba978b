"""The basket of reports to compare: one for all tabs, a few reports at most, no cookie, in nobody's way.

The project's own markup, script and style are tried on a page of their own: no server and no rows are needed.
"""

import json
import re
from types import SimpleNamespace

from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

SITE = "http://basket.test/"
STATIC = re.compile(r"/static/((?:js|css)/[a-z-]+\.(?:js|css))")
NAMES = [f"org-{number}/2026" for number in range(1, 8)]
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"


def _html() -> str:
    rows = ""
    for number in range(1, 8):
        version = SimpleNamespace(
            organisation_slug=f"org-{number}",
            cycle_slug="2026",
            cycle_label="2026",
            organisation_name=f"Organisation {number} <b>",
            language="en",
        )
        rows += f"<p>{render_to_string('components/basket_button.html', {'version': version})}</p>"
    rows += "".join(f'<p><a href="#{number}">Link {number}</a></p>' for number in range(60))
    styles = "".join(
        f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in ("tokens", "basket")
    )
    return (
        f'<!doctype html><html lang="en"><title>Basket</title>{styles}'
        f'<main id="main" tabindex="-1"><h1>Reports</h1>{rows}</main>'
        + render_to_string("components/basket.html")
    )


def _open(context: BrowserContext, errors: list[str], *, before: str = "") -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    if before:
        page.add_init_script(before)

    def answer(route: Route) -> None:
        found = STATIC.search(route.request.url)
        if found is None:
            route.fulfill(body=_html(), content_type="text/html")
        else:
            kind = "text/javascript" if found[1].endswith(".js") else "text/css"
            route.fulfill(body=(settings.BASE_DIR / "static" / found[1]).read_text(), content_type=kind)

    page.route(f"{SITE}**", answer)
    page.goto(SITE)
    return page


def _holds(page: Page, *names: str) -> None:
    """See that the bar names these reports, leads to their comparison, and is gone where there are none."""
    bar = page.locator("[data-basket-bar]")
    expect(bar.locator("[data-name]")).to_have_count(len(names))
    expect(bar).to_be_visible(visible=bool(names))
    link = bar.locator("[data-compare]")
    expect(link).to_be_visible(visible=len(names) > 1)
    if len(names) > 1:
        expect(link).to_have_attribute("href", f"/compare/?r={','.join(names)}")


def test_the_basket_is_one_for_all_tabs_and_stands_in_nobodys_way(browser: Browser, request, axe) -> None:
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 800, "height": 600})
    request.addfinalizer(context.close)
    page, other = _open(context, errors), _open(context, errors)
    buttons = page.locator("[data-basket]")
    expect(buttons.first).to_be_visible()
    _holds(page)

    # What one tab puts in stands in the other, which takes one out.
    buttons.nth(0).click()
    buttons.nth(1).click()
    expect(buttons.nth(0)).to_contain_text("Take out of comparison")
    expect(page.locator("[data-count]")).to_have_text("To compare: 2 of 6")
    expect(page.locator("[data-name]").first).to_have_text("Organisation 1 <b>, 2026")
    _holds(page, *NAMES[:2])
    _holds(other, *NAMES[:2])
    axe(page)
    other.get_by_role("button", name="Take out: Organisation 1").click()
    _holds(page, NAMES[1])
    expect(buttons.nth(0)).to_contain_text("Add to comparison")

    # Six are enough.
    for number in (2, 3, 4, 5, 6):
        buttons.nth(number).click()
    _holds(page, *NAMES[1:])
    buttons.nth(0).click()
    expect(page.locator("[data-basket-said]")).to_contain_text("No more reports can be compared at once.")
    _holds(page, *NAMES[1:])

    # What has the focus is never under the bar.
    buttons.last.focus()
    bar = page.locator("[data-basket-bar]")
    for _ in range(30):
        page.keyboard.press("Tab")
        place = page.locator(":focus").bounding_box()
        top = bar.bounding_box()
        assert place is not None
        assert top is not None
        assert place["y"] + place["height"] <= top["y"]
    page.emulate_media(media="print")
    expect(bar).to_be_hidden()
    page.emulate_media(media="screen")

    page.locator("[data-clear]").click()
    _holds(page)
    _holds(other)
    expect(page.locator("#main")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0
    assert context.cookies() == []

    # What is kept may be anything, and nothing may be kept at all.
    for kept in ("{", "7", "null", json.dumps([None, {"id": "../x"}, {"id": NAMES[0], "name": 7}])):
        _holds(_open(context, errors, before=f"localStorage.setItem('haip-basket', {json.dumps(kept)})"))
    refused = _open(context, errors, before=REFUSED)
    expect(refused.locator("[data-basket]").first).to_be_hidden()
    assert errors == []
