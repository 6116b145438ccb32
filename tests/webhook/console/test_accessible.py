"""Every page of the console in a real browser: axe finds nothing, nothing is cut off, the keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.webhook.console.conftest import PASSWORD
from webhook.demo.recipients import FIRST, LEAD

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll('button, nav a, summary, input:not([type=hidden], [type=radio])')]
    .map(part => [part.textContent.trim() || part.id, part.getBoundingClientRect()])
    .filter(([, box]) => box.height < 38 || box.width < 24)
    .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""


def check(page, name):
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found] == [], name
    for width in (320, 1024):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) <= 0, f"{name} scrolls sideways at {width}"
        assert page.evaluate(TOO_SMALL) == [], f"{name} at {width}"
    page.set_viewport_size({"width": 320, "height": 640})


def sign_in(page, address, name):
    page.goto(f"{address}/console")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def full(world):
    """A console with something on every page."""
    world.open("pupils")
    for _ in range(10):
        world.visitor().enter(world.invite("pupils")).answer_all(words="The music room is good.")
    world.close("pupils")
    world.open("next")
    world.says("my stepdad hits me", "w" * 200)
    with world.store.begin() as tx:
        tx.requests.add({"name": "Kyle B", "how": "after lunch", "adult": ""})
    world.tick()
    return world


def test_the_safeguarding_leads_pages(full, page, address):
    page.goto(f"{address}/console")
    check(page, "the door")
    page.get_by_role("button", name="Sign in").click()
    check(page, "the door, with an error")
    sign_in(page, address, FIRST)
    check(page, "home")
    for path in ("list", "requests", "comments", "comments/pupils", "alerts", "nowhere"):
        page.goto(f"{address}/console/{path}")
        check(page, path)
    page.goto(f"{address}/console/list")
    page.get_by_text("What to do").click()
    check(page, "what to do")
    page.get_by_role("button", name="I have read this").first.click()
    check(page, "marked as read")
    page.goto(f"{address}/console/alerts")
    page.get_by_role("button", name="It reached me").click()
    check(page, "alerts, with an error")


def test_the_leads_pages(full, page, address):
    sign_in(page, address, LEAD)
    check(page, "home")
    for path in ("alerts", "list"):
        page.goto(f"{address}/console/{path}")
        check(page, path)


def test_where_nothing_is_there_yet(world, page, address):
    with world.store.begin() as tx:
        for account in tx.accounts.recipients():
            tx.accounts._change(account.id, turn=0, tested=None)
    sign_in(page, address, FIRST)
    check(page, "home")
    for path in ("list", "requests", "comments", "alerts"):
        page.goto(f"{address}/console/{path}")
        check(page, path)


def test_by_keyboard_alone(full, page, address):
    page.goto(f"{address}/console")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(FIRST)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/console")
    page.goto(f"{address}/console/list")
    for _ in range(30):
        page.keyboard.press("Tab")
        if "I have read this" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/list?told=read")


def test_no_page_asks_anything_of_another_site(full, page, address, asked):
    sign_in(page, address, FIRST)
    for path in ("list", "requests", "comments/pupils", "alerts"):
        page.goto(f"{address}/console/{path}")
    assert asked.requests
    assert asked.strangers == []
    assert asked.console == []


def test_the_form_to_be_talked_to(full, page, address):
    page.goto(f"{address}/talk")
    check(page, "the form")
    page.get_by_role("button", name="Send").click()
    check(page, "the form, without a name")
    page.get_by_label("Your name").fill("Kyle B")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/talk/sent*")
    check(page, "sent")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_all_of_it_works_without_javascript(full, page, address):
    sign_in(page, address, FIRST)
    page.goto(f"{address}/console/list")
    page.get_by_role("button", name="I have read this").first.click()
    assert "Marked as read" in page.locator("main").inner_text()
    page.goto(f"{address}/talk?lang=en")
    page.get_by_label("Your name").fill("Kyle B")
    page.get_by_role("button", name="Send").click()
    assert page.locator("h1").inner_text() == "It is sent"
