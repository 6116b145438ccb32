"""Coming in and leaving in a real browser: links, codes without JavaScript, nothing left behind."""

import pytest
from playwright.sync_api import expect

from tests.webhook.chat.browsing import code, enter, heading

pytestmark = pytest.mark.browser


def test_a_link_opens_and_leaves_no_token_behind(pupils, page, address, asked):
    slip = pupils.invite("pupils")
    enter(page, address, slip)
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    assert page.url == f"{address}/chat"
    page.go_back()
    assert slip.token not in page.url
    assert not [url for url in asked.requests if slip.token in url]
    assert asked.strangers == []
    assert asked.console == []


def test_a_link_opened_in_a_page_that_is_open(pupils, page, address):
    page.goto(address)
    page.evaluate("token => { location.hash = token }", pupils.invite("pupils").token)
    page.wait_for_url(f"{address}/chat")
    assert "#" not in page.url


def test_a_broken_link_is_explained(pupils, page, address):
    page.goto(f"{address}/#{'A' * 22}")
    expect(page.get_by_role("alert")).to_contain_text("does not open anything")
    assert "#" not in page.url


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_whole_questionnaire_without_javascript(pupils, page, address, asked):
    slip = pupils.invite("pupils")
    page.goto(f"{address}/#{slip.token}")
    expect(page.get_by_text("Type the code that came with it.")).to_be_visible()
    code(page, address, slip)
    for _ in range(80):
        if page.get_by_role("button", name="Next").count() == 0:
            break
        if page.locator("input[name=pick]").count():
            page.locator("input[name=pick]").first.check()
        else:
            page.locator("[name=words]").fill("The art room.")
        page.get_by_role("button", name="Next").click()
    assert heading(page) == "Thank you"
    assert pupils.counts("pupils") == ((1, 0, 1), 1)
    assert asked.strangers == []
    assert not [url for url in asked.requests if slip.token in url or slip.code in url]


def test_going_back_in_the_browser_after_leaving_shows_nothing(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    question = heading(page)
    page.get_by_role("button", name="Leave quickly").click()
    expect(page.locator("h1")).to_have_text("This page is closed")
    page.go_back()
    assert question not in page.content()
