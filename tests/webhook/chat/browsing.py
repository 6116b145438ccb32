"""What a person does in a real browser."""

FOCUS = "document.activeElement.id"


def enter(page, address, issued):
    page.goto(f"{address}/#{issued.token}")
    page.wait_for_url(f"{address}/chat")


def code(page, address, issued):
    page.goto(address)
    page.get_by_label("Type your code").fill(issued.code)
    page.get_by_role("button", name="Start").click()


def pick(page, name):
    page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Next").click()


def heading(page):
    return page.locator("h1").inner_text()


def tab_to(page, selector):
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard")
