"""A message goes in, a kinder one comes out, and every change can be questioned."""

import re

import pytest
from playwright.sync_api import expect

# The emoji and the rare kanji lie beyond 16 bits: spans counted in UTF-16 would cut wrongly.
ENGLISH = (
    "😡😡 @lukas you forgot to update the changelog again. "
    "Fix LIN-204 by 15:00, this is embarrassing."
)
JAPANESE = "😡𠮷 @tanaka 何度言えばわかるんだ。15時までに議事録を共有しろ。"


def transform(page, text):
    page.get_by_label(re.compile("^(Your message|メッセージ)$")).fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".marked")).to_be_visible()
    expect(page.locator("[data-gauge=politeness]")).to_be_visible()


def applied(text, changes):
    for change in reversed(changes):
        text = text[: change["start"]] + change["after"] + text[change["end"] :]
    return text


def copied(page):
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def reading(page, gauge):
    said = page.locator(f"[data-gauge={gauge}] .unseen").inner_text()
    return [int(number) for number in re.findall(r"\d+", said)]


class TestAnEnglishMessage:
    def test_comes_back_in_other_words_with_its_facts_kept(self, visit):
        page = visit()

        transform(page, ENGLISH)

        result = page.locator(".marked").inner_text()
        assert result != ENGLISH
        assert "this is embarrassing" not in result
        facts = page.locator(".fact span").all_inner_texts()
        assert {"@lukas", "LIN-204", "15:00"} <= set(facts)
        assert all(fact in result for fact in facts)
        expect(page.locator(".fact.lost")).to_have_count(0)

    def test_sounds_more_polite_on_the_gauges(self, visit):
        page = visit()

        transform(page, ENGLISH)

        was, now = reading(page, "politeness")
        assert was < now
        for gauge in ("tone", "clarity", "urgency"):
            expect(page.locator(f"[data-gauge={gauge}]")).to_be_visible()

    def test_is_tinted_where_it_was_changed(self, visit):
        page = visit()

        transform(page, ENGLISH)

        tinted = page.locator(".underlay .was").all_inner_texts()
        assert tinted
        assert all(stretch in ENGLISH for stretch in tinted)

    def test_shows_its_findings_in_the_message_at_the_right_characters(self, visit):
        page = visit()
        transform(page, ENGLISH)

        quote = page.locator("button.quote").first
        quote.click()

        chosen = page.evaluate("getSelection().toString()")
        assert chosen.strip() == quote.inner_text().strip()
        assert chosen in ENGLISH


class TestAJapaneseMessage:
    def test_comes_back_in_other_words_with_its_facts_kept(self, visit):
        page = visit(locale="ja-JP")

        transform(page, JAPANESE)

        result = page.locator(".marked").inner_text()
        assert "共有しろ" not in result
        assert {"@tanaka", "15時"} <= set(page.locator(".fact span").all_inner_texts())
        assert "@tanaka" in result
        assert result.startswith("😡𠮷")

    def test_names_its_keigo_level(self, visit):
        page = visit(locale="ja-JP")

        transform(page, JAPANESE)

        expect(page.locator("[data-gauge=tone]")).to_contain_text("敬語レベル")


class TestAChange:
    def test_says_why_and_how_in_words_when_it_is_chosen(self, visit):
        page = visit()
        transform(page, ENGLISH)

        page.locator(".mark").first.click()

        reason = page.locator("[data-reason]")
        code = reason.get_attribute("data-reason")
        expect(reason).not_to_be_empty()
        expect(reason).not_to_have_text(code)
        expect(page.locator(".grounds")).to_contain_text("How")

    def test_says_it_in_japanese_to_a_japanese_reader(self, visit):
        page = visit(locale="ja-JP")
        transform(page, JAPANESE)

        page.locator(".mark").first.click()

        expect(page.locator("[data-reason]")).to_have_text(re.compile("[ぁ-ん]"))

    @pytest.mark.parametrize("undone", [0, -1])
    def test_can_be_undone_alone_and_made_again(self, visit, undone):
        page = visit()
        with page.expect_response("**/preview/transform") as answered:
            transform(page, ENGLISH)
        answer = answered.value.json()
        others = [one for one in answer["changes"] if one != answer["changes"][undone]]
        page.locator(".mark").nth(undone).click()

        page.get_by_role("button", name="Undo this change").click()

        assert copied(page) == applied(ENGLISH, others)
        page.get_by_role("button", name="Change it again").click()
        assert copied(page) == answer["text"]

    def test_lowers_the_gauge_of_politeness_when_all_are_undone(self, visit):
        page = visit()
        transform(page, ENGLISH)
        was, _ = reading(page, "politeness")

        page.get_by_role("button", name="Undo all").click()

        expect(page.locator("[data-gauge=politeness] .unseen")).to_have_text(f"{was}, unchanged")
        assert copied(page) == ENGLISH

    def test_is_chosen_by_a_click_into_the_message(self, visit):
        page = visit()
        transform(page, ENGLISH)
        middle_of_its_first_line = """(stretch) => {
            const line = stretch.getClientRects()[0];
            return [line.x + line.width / 2, line.y + line.height / 2];
        }"""

        page.mouse.click(*page.locator(".underlay .was").first.evaluate(middle_of_its_first_line))

        expect(page.locator(".mark").first).to_have_attribute("aria-expanded", "true")


class TestTheControls:
    def test_offer_only_the_kinds_that_the_server_has(self, visit, page_url):
        page = visit()
        kinds = page.request.get(f"{page_url}/api/v1/preview/info").json()["kinds"]

        offered = page.locator("input[name=kind]")

        expect(offered).to_have_count(len(kinds))
        assert [radio.input_value() for radio in offered.all()] == kinds

    def test_send_the_strength_of_the_slider_and_the_reader(self, visit):
        page = visit()
        page.get_by_label("Your message").fill(ENGLISH)
        slider = page.get_by_role("slider", name="Strength")
        assert slider.get_attribute("aria-valuetext") == "Auto"

        slider.press("End")
        page.get_by_label("Written for").select_option("client")
        page.get_by_label("Message language").select_option("en")
        with page.expect_request("**/preview/transform") as sent:
            page.get_by_role("button", name="Soften").click()

        assert slider.get_attribute("aria-valuetext") == "Strong"
        assert sent.value.post_data_json == {
            "text": ENGLISH,
            "kind": "soften",
            "intensity": 3,
            "language": "en",
            "preset": "client",
            "include": ["analysis"],
        }

    def test_leave_the_message_alone_at_strength_none(self, visit):
        page = visit()
        page.get_by_role("slider", name="Strength").press("ArrowRight")

        transform(page, ENGLISH)

        assert page.locator(".marked").inner_text() == ENGLISH
        expect(page.get_by_text("Intensity 0 changes nothing.")).to_be_visible()

    def test_see_every_kind_named(self, visit):
        page = visit()

        kinds = [
            "Soften",
            "Clarify",
            "Structure",
            "Summarise",
            "Terms",
            "Requirements",
            "Background",
            "Prioritise",
        ]
        expect(page.locator(".kinds label")).to_have_text(kinds)

    def test_have_terms_explained_or_replaced(self, visit):
        page = visit()
        page.get_by_role("radio", name="Terms").check()
        page.get_by_label("Your message").fill("We deployed the hotfix.")
        page.get_by_role("button", name="Explain terms").click()
        expect(page.locator(".marked")).to_contain_text("hotfix (an urgent correction")
        expect(page.locator("[data-details=terms] dt")).to_have_text(["deploy", "hotfix"])

        page.get_by_label("Terms are").select_option("replaced")
        page.get_by_role("button", name="Explain terms").click()

        expect(page.locator(".marked")).to_have_text("We rolled out the urgent correction.")

    def test_be_asked_for_what_the_reader_would_ask(self, visit):
        page = visit()
        page.get_by_role("radio", name="Background").check()
        page.get_by_label("Your message").fill("The page is broken, please fix it.")
        page.get_by_role("button", name="Ask for background").click()

        expect(page.locator("[data-details=questions] li").first).to_contain_text("Which page")

    def test_measure_the_urgency_of_the_wording(self, visit):
        page = visit()
        page.get_by_role("radio", name="Prioritise").check()

        transform(page, "The whole shop is down since 14:30, customers cannot pay. Fix it now!")

        expect(page.locator(".priority-level")).to_contain_text("of 100")
        expect(page.locator(".priority li").first).not_to_be_empty()
        expect(page.get_by_role("slider")).to_have_count(0)


class TestTheReader:
    def test_is_told_discreetly_who_answered_and_that_facts_were_checked(self, visit):
        page = visit()

        transform(page, ENGLISH)

        expect(page.locator(".provenance")).to_contain_text("Facts checked")
        expect(page.locator(".provenance")).to_contain_text("Built-in rules")

    def test_sees_that_the_result_is_older_than_the_message(self, visit):
        page = visit()
        transform(page, ENGLISH)

        page.get_by_label("Your message").fill("Something else.")

        expect(page.get_by_text("The message has changed since.")).to_be_visible()
        expect(page.locator(".underlay .was")).to_have_count(0)

    def test_can_start_from_an_example(self, visit):
        page = visit()

        page.locator(".examples button").first.click()
        page.keyboard.press("Control+Enter")

        expect(page.locator(".mark").first).to_be_visible()
