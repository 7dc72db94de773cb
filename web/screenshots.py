"""Take the pictures of the pages: `python web/screenshots.py <sign-in link>`.

Any running ToneBridge will do; its sign-in link shows the history too.
"""

import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs/images"
HEIGHT = 960


def opened(browser: Browser, address: str, *, locale: str, colours: str) -> Page:
    """Open a page as one reader."""
    context = browser.new_context(
        locale=locale,
        color_scheme=colours,
        reduced_motion="reduce",
        timezone_id="Asia/Tokyo",
        viewport={"width": 1280, "height": HEIGHT},
    )
    page = context.new_page()
    page.goto(address)
    return page


def transformed(page: Page) -> None:
    """Transform the page's own first example and choose its first change."""
    page.locator(".examples button").first.click()
    page.keyboard.press("Control+Enter")
    page.locator(".mark").first.click()
    page.locator("[data-gauge=politeness]").wait_for()


def main(address: str) -> None:
    """Take the light English and the dark Japanese picture, and one of the documentation."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    here = urlsplit(address)
    home = f"{here.scheme}://{here.netloc}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)

        page = opened(browser, address, locale="en-US", colours="light")
        transformed(page)
        page.locator(".entry").first.wait_for()
        page.screenshot(path=IMAGES / "page-en.png", full_page=True)

        page = opened(browser, home, locale="ja-JP", colours="dark")
        transformed(page)
        page.screenshot(path=IMAGES / "page-ja-dark.png", full_page=True)

        page = opened(browser, f"{home}docs", locale="en-US", colours="light")
        page.locator("input[type=search]").fill("preview/transform")
        page.locator(".call summary").first.click()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=IMAGES / "docs.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
