"""Answering in a real browser: one page that does not reload, by keyboard, aloud, right to left."""

import re

import pytest
from playwright.sync_api import expect

from tests.webhook.chat.browsing import FOCUS, enter, heading, pick, tab_to

pytestmark = pytest.mark.browser


def test_answers_go_on_without_a_new_page(pupils, page, address, asked):
    enter(page, address, pupils.invite("pupils"))
    page.evaluate("window.same = 'page'")
    log = page.get_by_role("log")
    assert log.locator("li").count() == 0
    pick(page, "Yes, start")
    expect(log.locator("li")).to_have_count(1)
    assert log.locator("li .you").last.inner_text() == "Yes, start"
    assert page.evaluate(FOCUS) == "question"
    first = heading(page)
    page.get_by_role("button", name="Skip").click()
    expect(log.locator("li")).to_have_count(2)
    assert log.locator("li .them").last.inner_text() == first
    assert log.locator("li .you").last.inner_text() == "Skipped"
    page.get_by_role("button", name="Back").click()
    expect(log.locator("li")).to_have_count(1)
    assert heading(page) == first
    page.get_by_role("button", name="Help").click()
    expect(page.locator(".note[data-first]")).to_be_focused()
    assert page.evaluate("window.same") == "page"
    assert page.url == f"{address}/chat"
    assert [message for message in asked.console if "422" not in message] == []
    page.reload()
    assert page.get_by_role("log").locator("li").count() == 0, "nothing said before is shown again"


def test_an_error_takes_the_focus_and_leads_to_the_answer(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Check your answer:")
    page.locator("#errors a").press("Enter")
    assert page.evaluate(FOCUS) == "answer"
    assert page.get_by_role("log").locator("li").count() == 0


def test_a_double_tap_is_one_answer(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    first = heading(page)
    page.get_by_label("Yes, start").check()
    page.get_by_role("button", name="Next").dblclick()
    expect(page.locator("h1")).not_to_have_text(first)
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("log").locator("li").count() == 1
    assert "already answered" not in page.locator("main").inner_text()


def test_an_answer_is_kept_when_the_connection_fails(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    first = heading(page)
    page.get_by_label("Yes, start").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#offline")).to_be_focused()
    assert page.get_by_label("Yes, start").is_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("h1")).not_to_have_text(first)


def test_the_whole_questionnaire_by_keyboard(pupils, page, address, asked):
    enter(page, address, pupils.invite("pupils"))
    for _ in range(80):
        if page.get_by_role("button", name="Next").count() == 0:
            break
        before = heading(page)
        if page.evaluate(FOCUS) != "question":
            page.locator("body").press("Tab")
        tab_to(page, "input[name=pick], textarea[name=words]")
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("Space")
        else:
            page.keyboard.type("The art room.")
        tab_to(page, "button.main")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).not_to_have_text(before)
    expect(page.locator("h1")).to_have_text("Thank you")
    assert page.evaluate(FOCUS) == "question"
    assert page.get_by_role("log").count() == 0, "at the end nothing of what was said stays on the screen"
    assert page.url == f"{address}/chat/done"
    assert pupils.counts("pupils") == ((1, 0, 1), 1)
    assert asked.strangers == []


def test_every_stop_on_the_way_shows_where_it_is(pupils, page, address):
    enter(page, address, pupils.invite("pupils"))
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        place = page.evaluate("""() => {
            const here = document.activeElement, ring = here.closest('.pick') || here;
            const box = ring.getBoundingClientRect(), style = getComputedStyle(ring);
            const seen = box.top >= 0 && box.bottom <= innerHeight;
            return [here.tagName + here.textContent.trim(), style.outlineStyle, seen];
        }""")
        if place[0].startswith("BODY"):
            break
        seen.add(place[0])
        assert place[1] != "none", place
        assert place[2], place
    assert len(seen) > 6


def test_right_to_left(kinds, page, address):
    enter(page, address, kinds.invite("kinds"))
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("h1")).to_have_text("هل توافق؟")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert re.search("Riverside", page.locator("header").inner_text())


def test_the_question_is_read_aloud_only_by_a_voice_of_the_device(pupils, page, address):
    page.add_init_script("""
        const voice = (lang, localService) => ({ lang, localService });
        window.voices = [voice('en-GB', false)];
        window.said = [];
        class SpeechSynthesisUtterance { constructor(text) { this.text = text; } }
        window.SpeechSynthesisUtterance = SpeechSynthesisUtterance;
        Object.defineProperty(window, 'speechSynthesis', { value: {
            getVoices: () => window.voices, cancel() {}, speak: (words) => window.said.push(words.text) } });
    """)
    enter(page, address, pupils.invite("pupils"))
    aloud = page.get_by_role("button", name="Read it to me")
    assert aloud.count() == 0
    page.evaluate("window.voices.push({ lang: 'en-GB', localService: true }); speechSynthesis.onvoiceschanged()")
    aloud.click()
    (said,) = page.evaluate("window.said")
    assert "Yes, start" in said
