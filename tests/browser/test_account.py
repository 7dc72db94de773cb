"""Those who are signed in have a history, presets of their own and a say."""

import itertools

import pytest
from playwright.sync_api import expect
from tests.browser.platform import PASSWORD

FIRST = "Fix the header colour, nobody can read it."
_numbers = itertools.count(1)


@pytest.fixture
def unique():
    """A message that no other test sends."""
    return f"Fix item {next(_numbers)}, this is embarrassing."


@pytest.fixture
def member(site):
    """The address of somebody with an account, who uses it in one test alone."""
    email = f"member{next(_numbers)}@example.com"
    site.register(email)
    return email


def enter(page, email, password):
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def run(page, text):
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Control+Enter")


def listed(page, text):
    return page.locator(".entry", has_text=text)


class TestTheOneTimeLink:
    def test_leads_to_the_page_and_signs_in(self, visit, site):
        page = visit(signed_in=True)

        assert page.url == f"{site.url}/"
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert page.evaluate("document.cookie") == ""

    @pytest.mark.parametrize(
        ("locale", "told"),
        [("en-US", "was used or has expired"), ("ja-JP", "使用済みか、期限切れ")],
    )
    def test_says_that_it_is_spent_when_it_comes_again(self, visit, site, locale, told):
        path = site.invite().removeprefix(site.url)
        visit(path, locale=locale)
        page = visit(path, locale=locale)

        expect(page.get_by_role("alert")).to_contain_text(told)
        assert page.url == f"{site.url}/"


class TestSigningIn:
    def test_works_with_e_mail_and_password_and_ends_with_signing_out(self, visit, member):
        page = visit()
        enter(page, member, PASSWORD)

        expect(page.get_by_text(member)).to_be_visible()
        expect(page.get_by_role("heading", name="History")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        expect(page.get_by_role("heading", name="History")).to_have_count(0)

    def test_says_what_to_do_when_the_password_is_wrong(self, visit, member):
        page = visit(refusals=(401,))
        enter(page, member, "not this one")

        expect(page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_can_begin_with_an_account_of_one_s_own(self, visit):
        page = visit()
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="No account yet? Create one").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("E-mail").fill("founder@example.com")
        dialog.get_by_label("Password", exact=True).fill(PASSWORD)
        dialog.get_by_role("button", name="Create an account").click()

        expect(page.get_by_text("founder@example.com")).to_be_visible()
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    def test_says_why_an_account_cannot_be_made(self, visit, member):
        page = visit(refusals=(409,))
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="No account yet? Create one").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("E-mail").fill(member)
        dialog.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")

        expect(dialog.get_by_role("alert")).not_to_be_empty()

    def test_that_ran_out_is_said_and_can_be_renewed(self, visit, unique):
        page = visit(signed_in=True, refusals=(401,))
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        page.context.clear_cookies()

        run(page, unique)

        expect(page.get_by_text("You were signed out.")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()


class TestTheHistory:
    def test_is_for_those_who_are_signed_in(self, visit):
        expect(visit().get_by_role("heading", name="History")).to_have_count(0)

    def test_grows_with_each_run(self, visit, unique):
        page = visit(signed_in=True)

        run(page, unique)

        expect(listed(page, unique)).to_have_count(1)
        expect(listed(page, unique).locator(".entry-is")).not_to_be_empty()

    def test_can_be_searched(self, visit, unique):
        page = visit(signed_in=True)
        run(page, FIRST)
        expect(listed(page, FIRST).first).to_be_visible()
        run(page, unique)
        expect(listed(page, unique)).to_have_count(1)

        page.get_by_role("searchbox", name="Search the history").fill("header colour")
        page.keyboard.press("Enter")

        expect(listed(page, unique)).to_have_count(0)
        expect(listed(page, FIRST).first).to_be_visible()
        page.get_by_role("searchbox", name="Search the history").fill("no such words")
        page.get_by_role("button", name="Search", exact=True).click()
        expect(page.get_by_text("Nothing matches.")).to_be_visible()

    def test_forgets_an_entry_only_after_a_second_thought(self, visit, unique):
        page = visit(signed_in=True)
        run(page, unique)
        entry = listed(page, unique)

        entry.get_by_role("button", name="Delete").click()
        entry.get_by_role("button", name="Keep").click()
        expect(entry).to_have_count(1)
        entry.get_by_role("button", name="Delete").click()
        entry.get_by_role("button", name="Yes, delete").click()

        expect(entry).to_have_count(0)
        page.reload()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        expect(entry).to_have_count(0)

    def test_brings_a_message_back(self, visit, unique):
        page = visit(signed_in=True)
        run(page, unique)

        listed(page, unique).get_by_role("button", name="Use again").click()

        expect(page.get_by_label("Your message")).to_be_focused()
        expect(page.get_by_label("Your message")).to_have_value(unique)

    def test_comes_in_pages(self, visit, site):
        for number in range(22):
            site.post("transform", {"kind": "soften", "text": f"Fix page {number}."})
        page = visit(signed_in=True)
        expect(page.locator(".entry")).to_have_count(20)

        page.get_by_role("button", name="Show more").click()

        expect(listed(page, "Fix page 0.")).to_have_count(1)


class TestAVerdict:
    def test_names_the_answer(self, visit, unique):
        page = visit(signed_in=True)
        run(page, unique)

        with page.expect_request("**/api/v1/feedback") as sent:
            page.get_by_role("button", name="No", exact=True).click()

        assert set(sent.value.post_data_json) == {"transform_id", "verdict"}
        assert sent.value.post_data_json["verdict"] == "reject"
        expect(page.get_by_text("Thank you, noted.")).to_be_visible()

    def test_carries_the_text_as_edited_when_changes_were_undone(self, visit, unique):
        page = visit(signed_in=True)
        run(page, unique)
        page.get_by_role("button", name="Undo all").click()

        with page.expect_request("**/api/v1/feedback") as sent:
            page.get_by_role("button", name="Yes", exact=True).click()

        assert sent.value.post_data_json["verdict"] == "edit"
        assert sent.value.post_data_json["text"] == unique


class TestTheProfile:
    def test_learns_the_language_that_was_chosen(self, visit):
        page = visit(signed_in=True)
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()

        with page.expect_response("**/api/v1/profile") as answered:
            page.get_by_role("button", name="日本語").click()

        assert answered.value.request.method == "PATCH"
        assert answered.value.request.post_data_json == {"language": "ja"}
        assert answered.value.ok
        with page.expect_response("**/api/v1/profile") as answered:
            page.get_by_role("button", name="English").click()
        assert answered.value.ok
