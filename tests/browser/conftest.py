"""A real Chromium for every test below, and axe on each page that is looked at.

Debian's browser is driven. Where it is missing the tests fail: a skipped check would prove nothing.
"""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser and needs committed rows."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start Debian's Chromium, without the lines that a closed network would refuse."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: run `make test`, which installs it.")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Return a check that fails with axe's own words if the page has any violation.

    Contrast takes four fifths of its time. No colour depends on the language, so it is looked at in English.
    """
    tool = Axe()

    def check(page: Page) -> None:
        is_english = page.evaluate("document.documentElement.lang") == "en"
        rules = {"color-contrast": {"enabled": is_english}}
        found = tool.run(page, options={"resultTypes": ["violations"], "rules": rules})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
