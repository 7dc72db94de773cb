"""The page suits its reader: language, colours, keyboard, screen reader."""

import pytest
from playwright.sync_api import expect
from tests.browser.obstacles import violations

MESSAGES = {
    "en-US": "@lukas you forgot to update the changelog again. Fix LIN-204 by 15:00, "
    "I'm not asking twice.",
    "ja-JP": "@tanaka 何度言えばわかるんだ。15時までに議事録を共有しろ。",
}


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


class TestTheLanguage:
    @pytest.mark.parametrize(
        ("locale", "lang", "button"),
        [("en-US", "en", "Soften"), ("ja-JP", "ja", "やわらげる"), ("fr-FR", "en", "Soften")],
    )
    def test_is_the_browsers_where_the_page_speaks_it(self, visit, locale, lang, button):
        page = visit(locale=locale)

        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.get_by_role("button", name=button)).to_be_visible()

    def test_can_be_switched_and_is_remembered(self, visit):
        page = visit(locale="en-US")

        page.get_by_role("button", name="日本語").click()
        expect(page.get_by_role("button", name="やわらげる")).to_be_visible()
        page.reload()

        expect(page.locator("html")).to_have_attribute("lang", "ja")
        expect(page.get_by_role("button", name="日本語")).to_have_attribute("aria-pressed", "true")

    def test_switch_puts_reasons_into_the_other_words(self, visit):
        page = visit(locale="en-US")
        page.get_by_label("Your message").fill(MESSAGES["en-US"])
        page.keyboard.press("Control+Enter")
        page.locator(".mark").first.click()
        english = page.locator("[data-reason]").inner_text()

        page.get_by_role("button", name="日本語").click()

        expect(page.locator("[data-reason]")).not_to_have_text(english)


class TestTheColours:
    def test_follow_the_system(self, visit):
        assert ground(visit(colours="light")) == "rgb(245, 244, 239)"
        assert ground(visit(colours="dark")) == "rgb(20, 24, 27)"

    def test_can_be_switched_and_are_remembered(self, visit):
        page = visit(colours="light")
        light = ground(page)

        page.get_by_role("button", name="Colours: as the system").click()
        page.get_by_role("button", name="Colours: light").click()
        page.reload()

        expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
        assert ground(page) != light


class TestTheKeyboard:
    def test_is_enough_for_everything(self, visit):
        page = visit()
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the message")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Your message")).to_be_focused()
        page.keyboard.type(MESSAGES["en-US"])
        page.keyboard.press("Control+Enter")
        marks = page.locator(".mark")
        expect(marks.first).to_be_visible()

        page.get_by_role("button", name="Copy").focus()
        page.keyboard.press("Tab")
        expect(marks.nth(0)).to_be_focused()
        expect(marks.nth(0)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowRight")
        expect(marks.nth(1)).to_be_focused()
        expect(marks.nth(1)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("u")
        expect(marks.nth(1)).to_have_text(page.locator(".swap .was").inner_text())
        expect(marks.nth(1)).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        expect(marks.last).to_be_focused()

    def test_focus_can_be_seen(self, visit):
        page = visit()

        page.get_by_label("Written for").focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")

        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


class TestAScreenReader:
    def test_hears_that_the_result_came_and_what_it_did(self, visit):
        page = visit()

        page.get_by_label("Your message").fill(MESSAGES["en-US"])
        page.keyboard.press("Control+Enter")

        expect(page.locator("#announcer")).to_contain_text("Politeness from")
        expect(page.locator("#announcer")).to_have_attribute("role", "status")

    @pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
    @pytest.mark.parametrize("colours", ["light", "dark"])
    def test_finds_no_obstacle(self, visit, axe, locale, colours):
        page = visit(locale=locale, colours=colours)
        expect(page.locator("header button").last).to_be_visible()
        assert violations(page, axe) == []

        page = visit(locale=locale, colours=colours, signed_in=True)
        page.locator("#message").fill(MESSAGES[locale])
        page.keyboard.press("Control+Enter")
        page.locator(".mark").nth(1).click()
        page.locator(".chosen-change button").click()
        expect(page.locator("[data-gauge=urgency]")).to_be_visible()
        expect(page.locator(".entry").first).to_be_visible()

        assert violations(page, axe) == []

    @pytest.mark.parametrize("colours", ["light", "dark"])
    def test_finds_no_obstacle_when_something_went_wrong(self, visit, axe, colours):
        page = visit(colours=colours)
        page.get_by_role("button", name="Soften").click()
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("dialog")).to_be_visible()

        assert violations(page, axe) == []

    @pytest.mark.parametrize("width", [320, 800])
    def test_never_has_to_scroll_sideways(self, visit, width):
        page = visit()
        page.set_viewport_size({"width": width, "height": 800})
        page.get_by_label("Your message").fill(MESSAGES["en-US"] + "x" * 300)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".mark").first).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth") == width
