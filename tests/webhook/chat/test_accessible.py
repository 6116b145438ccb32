"""Every kind of page, for everybody: axe finds nothing, nothing is cut off, everything can be hit."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.webhook.chat.browsing import enter

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = {"a telephone, and a page of 640 at twice its size": 320, "a tablet": 768}
WORDS = {"How many days a week do you come?": "4", "When did you start here?": "3 April 2026"}
TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, .pick, .typed')]
    .filter(part => part.checkVisibility() && !part.matches('.jump, .errors a'))
    .map(part => [part.textContent.trim() || part.id, part.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check(page, name):
    """Look at the page as axe does, and then for what is cut off or too small to hit at each width."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found] == [], name
    for view, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) <= 0, f"{name} scrolls sideways on {view}"
        assert page.evaluate(TOO_SMALL) == [], f"{name} on {view}"
    page.set_viewport_size({"width": 320, "height": 640})


def go_on(page):
    before = page.locator("h1").inner_text()
    if page.locator("input[name=pick]").count():
        page.locator("input[name=pick]").first.check()
    else:
        page.locator("[name=words]").fill(WORDS.get(before, "More music, please."))
    page.locator("button.main").click()
    expect(page.locator("h1")).not_to_have_text(before)


def test_every_question_of_every_kind(kinds, page, address):
    enter(page, address, kinds.invite("kinds"))
    wrong = set()
    while page.locator("button.main").count():
        name = page.locator("h1").inner_text()
        check(page, name)
        kind = page.locator("[name=pick], [name=words]").first.evaluate("part => part.type + part.inputMode")
        if kind not in wrong:
            wrong.add(kind)
            page.locator("button.main").click()
            expect(page.locator("#errors")).to_be_visible()
            check(page, f"{name}, with an error")
        go_on(page)
    assert len(wrong) == 5
    check(page, "the end")


def test_every_question_right_to_left(kinds, page, address):
    enter(page, address, kinds.invite("kinds"))
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html[dir=rtl]")).to_be_attached()
    while page.locator("button.main").count():
        check(page, page.locator("h1").inner_text())
        before = page.locator("h1").inner_text()
        skip = page.locator("button[value='/skip']")
        if skip.count():
            skip.click()
            expect(page.locator("h1")).not_to_have_text(before)
        else:
            go_on(page)
    check(page, "the end")


def test_pupils_questions(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    for _ in range(5):
        check(page, page.locator("h1").inner_text())
        go_on(page)
    if page.locator("summary").count():
        page.locator("summary").click()
        check(page, "with more said")
    page.get_by_role("button", name="Help").click()
    expect(page.locator(".note[data-first]")).to_be_visible()
    check(page, "help")


def test_every_other_page(pupils, page, address):
    for inside in (False, True):
        if inside:
            enter(page, address, pupils.invite("pupils"))
        for path in ("/", "/chat", "/chat/talk", "/chat/stop", "/chat/left", "/nowhere"):
            page.goto(f"{address}{path}")
            check(page, f"{path}, {'inside' if inside else 'outside'}")


def test_being_turned_away(pupils, page, address):
    page.goto(address)
    page.locator("#code").fill("444-444-444")
    page.locator("button.main").click()
    expect(page.locator("#errors")).to_be_visible()
    check(page, "an unknown code")
    slip = pupils.invite("pupils")
    pupils.visitor().enter(slip).answer_all()
    page.goto(f"{address}/#{slip.token}")
    expect(page.locator("h1")).to_have_text("You cannot answer now")
    check(page, "a used link")


@pytest.mark.browser_context_args(color_scheme="dark")
def test_colours_by_night(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    for _ in range(2):
        go_on(page)
    page.locator("input[name=pick]").first.check()
    check(page, "a question by night")
    page.reload()
    page.locator("button.main").click()
    expect(page.locator("#errors")).to_be_visible()
    check(page, "an error by night")
    page.goto(f"{address}/chat/talk")
    check(page, "talk by night")


def test_letters_twice_as_large_still_fit(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }', "
                  "document.styleSheets[0].cssRules.length)")
    assert page.evaluate(SIDEWAYS) <= 0
