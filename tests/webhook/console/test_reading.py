"""The safeguarding list and the requests to talk, as somebody at the console reads them."""

import re

from webhook.demo.recipients import FIRST


def test_nothing_is_shown_before_the_tick(world, dsl):
    world.says("I hate maths")
    assert dsl.get("/console/list").words == []
    assert "Nothing waits" in dsl.says
    world.tick()
    assert dsl.get("/console/list").words == ["I hate maths"]
    assert "What would you change?" in dsl.says


def test_words_that_may_ask_for_help_come_first(world, dsl):
    world.says("more music", "I don&#39;t mind", "my stepdad hits me", "less writing", "boję się wracać do domu")
    world.tick()
    words = dsl.get("/console/list").words
    assert set(words[:2]) == {"my stepdad hits me", "boję się wracać do domu"}
    assert "Read first" in dsl.says


def test_words_are_shown_as_words_and_never_run(world, dsl):
    world.says("<script>alert(1)</script>")
    world.tick()
    assert "<script>alert" not in dsl.get("/console/list").text
    assert "<script>alert(1)</script>" in dsl.says


def test_what_was_read_moves_down_with_the_reader_and_the_day(world, dsl, governor):
    world.says("my stepdad hits me")
    world.tick()
    dsl.get("/console/list").send("/console/list", item=dsl.items[0])
    assert "Marked as read" in dsl.says
    assert dsl.items == []
    assert "Read by Ms Okafor on 23 November 2026" in governor.get("/console/list").says


def test_reading_twice_at_once_is_no_fault(world, dsl, governor):
    world.says("x y z")
    world.tick()
    item = dsl.get("/console/list").items[0]
    governor.get("/console/list").send("/console/list", item=item)
    dsl.send("/console/list", item=item)
    assert "already" in dsl.says
    dsl.send("/console/list", item="rubbish")
    assert "already" in dsl.says


def test_the_page_says_not_to_find_out_who_wrote(dsl):
    says = dsl.get("/console/list").says
    assert "Do not try to find out" in says
    assert "speak to the whole group" in says
    assert "call 999" in says


def test_the_order_stays_while_somebody_reads(world, dsl):
    world.says(*(f"words {number}" for number in range(12)))
    world.tick()
    assert dsl.get("/console/list").words == dsl.get("/console/list").words
    assert dsl.words != sorted(dsl.words)


def test_how_much_waits_is_on_every_page(world, dsl):
    world.says("a b c", "d e f")
    world.tick()
    assert re.search(r"Safeguarding list <span[^>]*>2<", dsl.get("/console/alerts").text)


def test_a_request_to_talk_is_read_and_taken_on(world, dsl):
    with world.store.begin() as tx:
        tx.requests.add({"name": "Kyle B", "how": "after lunch", "adult": ""})
    world.tick()
    says = dsl.get("/console/requests").says
    assert "Kyle B" in says
    assert "after lunch" in says
    assert "Did not say" in says
    dsl.send("/console/requests", item=dsl.items[0])
    assert "Taken on by Ms Okafor" in dsl.says
    assert world.account(FIRST).name == "ms okafor"


def test_what_nobody_asked_about_is_said_so(world, dsl):
    world.says("help me", question="")
    world.tick()
    assert "Not in answer to a question" in dsl.get("/console/list").says
