"""A forgotten password is replaced through a link in a mail."""

import itertools
import re

import pytest
from playwright.sync_api import expect
from tests.browser.obstacles import violations
from tests.browser.platform import PASSWORD

NEW = "quite another battery staple"
LINK = re.compile(r"http://\S+/#reset=(\S+)")
_numbers = itertools.count(1)


@pytest.fixture
def forgetful(site):
    """The address of somebody with an account."""
    email = f"forgetful{next(_numbers)}@example.com"
    site.register(email)
    return email


@pytest.fixture
def link(site, forgetful):
    """The link in the mail that this somebody got."""
    site.post("auth/reset", {"email": forgetful})
    return LINK.search(site.mail_to(forgetful))


def ask(page, email):
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Forgot your password?").click()
    page.get_by_role("button", name="Mail me a link").click()


def sign_in(page, email, password):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


class TestAskingForALink:
    def test_answers_a_stranger_as_it_answers_a_member(self, visit, forgetful):
        page = visit()
        ask(page, forgetful)
        told = page.get_by_role("dialog").get_by_role("status")
        expect(told).to_contain_text("a link is on its way")
        to_a_member = told.inner_text()
        page.keyboard.press("Escape")

        ask(page, "stranger@example.com")

        expect(told).to_have_text(to_a_member)

    def test_mails_one_that_leads_to_this_page(self, visit, site, forgetful):
        ask(visit(), forgetful)

        assert LINK.search(site.mail_to(forgetful))[0].startswith(f"{site.url}/#reset=")

    def test_says_what_is_wrong_with_an_address(self, visit, forgetful):
        page = visit(refusals=(400, 422))
        ask(page, "nobody@" + ".".join(["x" * 60] * 5))

        expect(page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()
        expect(page.get_by_role("dialog").get_by_role("status")).to_be_empty()


class TestTheLink:
    def test_lets_its_reader_choose_a_password_and_sign_in_with_it(self, visit, link, forgetful):
        page = visit(f"/#reset={link[1]}")
        page.get_by_label("New password", exact=True).fill(NEW)
        page.keyboard.press("Enter")

        expect(page.get_by_role("status").get_by_text("Your new password is set.")).to_be_visible()
        page.get_by_role("dialog").get_by_role("button", name="Sign in").click()
        sign_in(page, forgetful, NEW)
        expect(page.get_by_text(forgetful)).to_be_visible()

    def test_leaves_the_token_neither_in_the_address_nor_in_the_history(self, visit, site, link):
        page = visit(f"/#reset={link[1]}")
        expect(page.get_by_label("New password", exact=True)).to_be_focused()

        assert page.url == f"{site.url}/"
        page.goto(f"{site.url}/docs")
        page.go_back()
        assert page.url == f"{site.url}/"
        expect(page.get_by_role("button", name="Soften")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_is_taken_by_a_page_that_is_open_already(self, visit, site, link):
        page = visit()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()

        page.goto(link[0])

        expect(page.get_by_label("New password", exact=True)).to_be_focused()
        assert page.url == f"{site.url}/"

    def test_works_once_and_then_offers_another(self, visit, site, link):
        site.post("auth/reset/confirm", {"token": link[1], "password": NEW})
        page = visit(f"/#reset={link[1]}", refusals=(400, 422))
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()

        page.get_by_role("button", name="Ask for a new link").click()

        expect(page.get_by_role("button", name="Mail me a link")).to_be_visible()
        expect(page.get_by_label("E-mail")).to_be_focused()

    def test_signs_a_reader_out_who_was_signed_in_with_the_old_password(
        self, visit, link, forgetful
    ):
        page = visit(refusals=(401,))
        page.get_by_role("button", name="Sign in").click()
        sign_in(page, forgetful, PASSWORD)
        expect(page.get_by_text(forgetful)).to_be_visible()

        page.goto(link[0])
        page.get_by_label("New password", exact=True).fill(NEW)
        page.keyboard.press("Enter")

        expect(page.get_by_text("You were signed out.")).to_be_visible()
        expect(page.get_by_text(forgetful)).to_have_count(0)


class TestTheNewPassword:
    def test_must_not_be_short(self, visit, link):
        page = visit(f"/#reset={link[1]}")
        field = page.get_by_label("New password", exact=True)
        expect(field).to_have_accessible_description("At least 10 characters.")
        field.press_sequentially("short")
        asked = []
        page.on("request", lambda request: asked.append(request.url))

        page.get_by_role("button", name="Set the password").click()

        assert field.evaluate("(field) => field.validity.tooShort")
        assert asked == []

    def test_can_be_read_while_it_is_typed(self, visit, link):
        page = visit(f"/#reset={link[1]}")
        field = page.get_by_label("New password", exact=True)
        field.fill(NEW)
        expect(field).to_have_attribute("type", "password")

        page.get_by_label("Show the password").check()

        expect(field).to_have_attribute("type", "text")
        expect(field).to_have_value(NEW)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
def test_no_step_holds_an_obstacle(visit, axe, link, colours, locale):
    page = visit(f"/#reset={link[1]}", colours=colours, locale=locale)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, axe, within="dialog[open]") == []

    page.locator("dialog[open] input[name=password]").fill(NEW)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] [role=status]")).not_to_be_empty()
    assert violations(page, axe, within="dialog[open]") == []

    page.locator("dialog[open] button.primary").click()
    page.locator("dialog[open] .dialog-ways button").first.click()
    page.locator("dialog[open] input[name=email]").fill("stranger@example.com")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] [role=status]")).not_to_be_empty()
    assert violations(page, axe, within="dialog[open]") == []
