"""What the page makes of answers that are rare: degraded, repaired, unaligned, refused."""

import re

from playwright.sync_api import expect
from tests.browser.canned import answer, answering, change, holding

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def run(page, text="Fix it."):
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Soften").click()


class TestAnAnswer:
    def test_from_a_cache_says_so(self, visit):
        page = visit(before=answering("preview/transform", answer(), headers={"X-Cache": "l2"}))

        run(page)

        expect(page.locator("[data-cache=l2]")).to_contain_text("from the cache")

    def test_that_is_degraded_says_what_happened(self, visit):
        page = visit(before=answering("preview/transform", answer(degraded=True)))

        run(page)

        expect(page.locator(".provenance .warn")).to_contain_text("The language model is away")

    def test_that_the_guard_replaced_names_the_violation(self, visit):
        guard = {"verdict": "replaced", "violations": ["lost_fact"]}
        page = visit(before=answering("preview/transform", answer(guard=guard)))

        run(page)

        expect(page.locator("[data-guard=replaced]")).to_contain_text("lost fact")

    def test_whose_changes_do_not_explain_it_is_shown_whole_and_unmarked(self, visit):
        told = answer(text="Could you fix it?", changes=[change(0, 3, "Fix", "Please fix")])
        page = visit(before=answering("preview/transform", told))

        run(page)

        expect(page.locator(".marked")).to_have_text("Could you fix it?")
        expect(page.locator(".mark")).to_have_count(0)
        page.get_by_role("button", name="Next change").click()
        expect(page.locator(".swap .is")).to_have_text("Please fix")
        expect(page.get_by_role("button", name="Undo this change")).to_have_count(0)

    def test_shows_a_removed_stretch_as_a_gap_that_can_be_put_back(self, visit):
        told = answer(text="It is late.", changes=[change(10, 17, ", idiot", "")])
        page = visit(before=answering("preview/transform", told))
        run(page, "It is late, idiot.")

        page.get_by_role("button", name="Removed: , idiot").click()
        page.get_by_role("button", name="Undo this change").click()

        expect(page.locator(".marked")).to_have_text("It is late, idiot.")

    def test_that_lost_a_fact_is_not_passed_off_as_kept(self, visit):
        page = visit(before=answering("preview/transform", answer(facts=["15:00"])))

        run(page)

        expect(page.locator(".fact.lost")).to_have_text("15:00missing")

    def test_full_of_markup_is_shown_as_text(self, visit):
        told = answer(text=f"Please {SCRIPT}", facts=[SCRIPT])
        page = visit(before=answering("preview/transform", told))

        run(page, SCRIPT)

        expect(page.locator(".marked")).to_have_text(f"Please {SCRIPT}")
        assert page.title().startswith("ToneBridge")
        assert page.locator("main img").count() == 0


class TestDetails:
    def test_show_what_the_kind_found_beside_the_text(self, visit):
        details = {
            "questions": ["Since when?"],
            "terms": [{"term": "pod", "plain": "running unit"}],
            "points": ["The shop is down."],
            "sections": [{"heading": "Impact", "items": ["60 customers"]}],
            "quadrants": {"must": ["CSV"], "should": [], "could": ["Dark mode"], "wont": []},
        }
        page = visit(before=answering("preview/transform", answer(details=details)))

        run(page)

        shown = {
            panel.get_attribute("data-details"): panel.inner_text()
            for panel in page.locator("[data-details]").all()
        }
        assert shown == {
            "questions": "Questions that are open\nSince when?",
            "terms": "Terms in plain words\npod\nrunning unit",
            "points": "What matters\nThe shop is down.",
            "sections": "Sections\nImpact\n60 customers",
            "quadrants": "Requirements by weight\nMust\nCSV\nShould\n\nNothing.\n\nCould\n"
            "Dark mode\nWon't\n\nNothing.",
        }

    def test_that_are_markup_are_shown_as_text(self, visit):
        told = answer(
            details={"questions": [SCRIPT], "terms": [{"term": SCRIPT, "plain": SCRIPT}]}
        )
        page = visit(before=answering("preview/transform", told))

        run(page)

        expect(page.locator("[data-details=questions] li")).to_have_text(SCRIPT)
        assert page.title().startswith("ToneBridge")

    def test_say_why_a_text_stays_as_it_is(self, visit):
        told = answer(text="Fix it.", details={"unchanged": "nothing_to_clarify"})
        page = visit(before=answering("preview/transform", told))

        run(page)

        expect(page.locator(".note.calm")).to_have_text("It is clear as it is.")


class TestAProblem:
    def test_with_the_text_is_told_beside_the_message(self, visit):
        problem = {
            "title": f"Bad text {SCRIPT}",
            "status": 422,
            "code": "invalid_field",
            "detail": f"It holds {SCRIPT}",
            "field": "text",
            "remedy": "Take the NUL out.",
        }
        page = visit(before=answering("preview/transform", problem, status=422), refusals=(422,))

        run(page)

        message = page.get_by_label("Your message")
        expect(message).to_have_attribute("aria-invalid", "true")
        expect(message).to_have_accessible_description(re.compile("Take the NUL out"))
        told = page.locator("#message-problem")
        expect(told).to_contain_text(f"Bad text {SCRIPT}")
        expect(told).to_contain_text(f"It holds {SCRIPT}")
        assert page.title().startswith("ToneBridge")

    def test_with_the_preset_is_told_beside_the_controls(self, visit):
        problem = {"title": "No such preset", "status": 422, "field": "preset"}
        page = visit(before=answering("preview/transform", problem, status=422), refusals=(422,))

        run(page)

        expect(page.locator(".controls").get_by_role("alert")).to_have_text("No such preset")

    def test_without_a_field_is_told_beside_the_result(self, visit):
        problem = {"title": "Too many requests", "status": 429, "remedy": "Wait 7 s."}
        page = visit(before=answering("preview/transform", problem, status=429), refusals=(429,))

        run(page)

        expect(page.locator(".result").get_by_role("alert")).to_contain_text("Wait 7 s.")

    def test_is_made_of_the_status_when_the_body_is_no_problem(self, visit):
        page = visit(before=answering("preview/transform", "oops", status=502), refusals=(502,))

        run(page)

        expect(page.get_by_role("alert")).to_have_text("HTTP 502")

    def test_with_the_measurement_leaves_the_result_standing(self, visit):
        problem = {"title": "Too many requests", "status": 429}
        page = visit(before=answering("preview/analyze", problem, status=429), refusals=(429,))
        run(page, "you forgot to update the changelog again. Fix it, this is embarrassing.")
        page.locator(".mark").first.click()

        page.get_by_role("button", name="Undo this change").click()

        expect(page.locator(".marked")).to_be_visible()
        expect(page.get_by_text("Could not be measured just now.")).to_be_visible()

    def test_with_deleting_leaves_the_entry_in_the_history(self, visit, site):
        text = "Fix the failing deletion."
        site.post("transform", {"kind": "soften", "text": text})
        problem = {"title": "A store is away", "status": 503, "remedy": "Try again in 5 s."}
        page = visit(
            signed_in=True, before=answering("history/*", problem, status=503), refusals=(503,)
        )
        entry = page.locator(".entry", has_text=text)

        entry.get_by_role("button", name="Delete").click()
        entry.get_by_role("button", name="Yes, delete").click()

        expect(page.locator(".history").get_by_role("alert")).to_contain_text("Try again in 5 s.")
        expect(entry).to_have_count(1)


class TestASlowAnswer:
    def test_is_asked_for_once_and_shown_to_be_under_way(self, visit):
        held = []
        page = visit(before=holding("preview/transform", held))
        run(page)

        working = page.get_by_role("button", name="Working…")
        expect(working).to_be_visible()
        working.click(force=True)
        page.keyboard.press("Control+Enter")
        assert len(held) == 1
        held[0].continue_()
        expect(page.locator(".marked")).to_be_visible()


class TestALostServer:
    def test_is_named_with_what_to_do(self, visit):
        page = visit(refusals=(0,))
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        page.context.set_offline(True)

        run(page)

        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("ToneBridge cannot be reached.")
        expect(alert).to_contain_text("Check that it is running")


class TestTheMessage:
    def test_may_hold_8000_characters_and_not_one_more(self, visit):
        page = visit()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        box = page.get_by_label("Your message")

        box.fill("😡" * 8_001)
        asked.clear()
        page.get_by_role("button", name="Soften").click()

        problem = page.locator("#message-problem")
        expect(problem).to_contain_text("8,001 characters")
        expect(problem).to_contain_text("Shorten it by 1.")
        expect(box).to_have_attribute("aria-invalid", "true")
        assert asked == []
        box.fill("😡" * 8_000)
        expect(page.locator("#counter")).to_contain_text("8,000 / 8,000")
        page.get_by_role("button", name="Soften").click()
        expect(page.locator(".marked")).to_be_visible()

    def test_must_not_be_empty(self, visit):
        page = visit()

        run(page, "   \n")

        expect(page.locator("#message-problem")).to_have_text("Write or paste a message first.")
