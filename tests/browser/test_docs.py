"""The API documentation shows what /openapi.json says, and lets one try it."""

import pytest
from playwright.sync_api import expect
from tests.browser.obstacles import violations

ANALYZE = "/api/v1/preview/analyze"


def opened(page):
    call = page.locator(".call", has=page.get_by_text(ANALYZE, exact=True))
    call.locator("summary").first.click()
    return call


class TestTheDocumentation:
    def test_lists_every_operation_of_the_description(self, visit, page_url):
        page = visit("/docs")
        paths = page.request.get(f"{page_url}/openapi.json").json()["paths"]
        methods = {"get", "post", "put", "patch", "delete"}

        shown = page.locator(".call")

        expect(shown).to_have_count(sum(len(methods & set(item)) for item in paths.values()))

    def test_shows_body_responses_and_example(self, visit):
        page = visit("/docs")

        call = opened(page)

        expect(call.locator(".field-name", has_text="text").first).to_be_visible()
        expect(call.get_by_label("Example").first).to_contain_text('"text"')
        expect(call.locator(".response").first).to_be_visible()

    def test_can_be_filtered(self, visit):
        page = visit("/docs")

        page.get_by_label("Filter operations").fill("preview/analyze")

        expect(page.locator(".call")).to_have_count(1)

    def test_tries_an_operation_on_this_server(self, visit):
        page = visit("/docs")
        call = opened(page)

        call.get_by_label("Request body").fill('{"text": "Fix it now!"}')
        call.get_by_role("button", name="Send").click()

        expect(call.get_by_role("status")).to_contain_text("200")
        expect(call.get_by_role("status")).to_contain_text('"politeness"')

    def test_sends_the_key_that_was_given(self, visit):
        page = visit("/docs")
        page.get_by_label("API key or access token").fill("tb_example")
        call = opened(page)

        with page.expect_request(f"**{ANALYZE}") as sent:
            call.get_by_role("button", name="Send").click()

        assert sent.value.headers["authorization"] == "Bearer tb_example"

    @pytest.mark.parametrize("colours", ["light", "dark"])
    @pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
    def test_holds_no_obstacle(self, visit, axe, colours, locale):
        page = visit("/docs", colours=colours, locale=locale)
        opened(page)

        assert violations(page, axe) == []
