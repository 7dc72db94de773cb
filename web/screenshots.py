"""Take the README's pictures of the page: `python web/screenshots.py <address of the page>`.

Any running ToneBridge will do; a sign-in link as address shows the history too.
"""

import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs/images"


def picture(browser: Browser, address: str, *, name: str, locale: str, colours: str) -> None:
    """Transform the page's own first example, choose its first change, take the picture."""
    context = browser.new_context(
        locale=locale,
        color_scheme=colours,
        reduced_motion="reduce",
        timezone_id="Asia/Tokyo",
        viewport={"width": 1280, "height": 960},
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".examples button").first.click()
    page.keyboard.press("Control+Enter")
    page.locator(".mark").first.click()
    page.locator("[data-gauge=politeness]").wait_for()
    page.screenshot(path=IMAGES / name, full_page=True)
    context.close()


def main(address: str) -> None:
    """Take the light English and the dark Japanese picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        picture(browser, address, name="page-en.png", locale="en-US", colours="light")
        here = urlsplit(address)
        home = f"{here.scheme}://{here.netloc}/"
        picture(browser, home, name="page-ja-dark.png", locale="ja-JP", colours="dark")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
