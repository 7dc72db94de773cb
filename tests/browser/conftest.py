"""A real Chromium in front of a real ToneBridge.

Where a test needs an answer that a sound installation does not give (`canned.py`), the
browser is given it in the server's place.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.browser.platform import site_in

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
REFUSED = re.compile(r"Failed to load resource: .*?(?:status of (\d+)|net::ERR_\w+)")
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    with site_in(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def page_url(site):
    return site.url


@pytest.fixture(scope="module")
def browser():
    found = next(filter(None, map(shutil.which, (*CHROMIUM, MACOS_CHROME))), None)
    if found is None:
        unavailable("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        unavailable("axe-core is not installed: run `make web`")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def visit(browser, site):
    """Open a page as one reader; afterwards nothing may have gone wrong in any of them.

    `refusals` names the HTTP statuses that the test provokes, 0 for no connection at all:
    browsers log them as errors.
    """
    contexts, faults = [], []

    def open_page(
        path="/", *, locale="en-US", colours="light", signed_in=False, refusals=(), before=None
    ):
        context = browser.new_context(
            locale=locale,
            color_scheme=colours,
            reduced_motion="reduce",
            timezone_id="Asia/Tokyo",
            viewport={"width": 1280, "height": 900},
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: note(message, refusals))
        if before:
            before(page)
        if signed_in:
            page.goto(site.invite())
        if not signed_in or path != "/":
            page.goto(site.url + path)
        return page

    def note(message, refusals):
        refused = REFUSED.match(message.text)
        if message.type == "error" and not (refused and int(refused[1] or 0) in refusals):
            faults.append(message.text)

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def unavailable(why):
    """Skip loudly; where CI promises to have everything, fail."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
