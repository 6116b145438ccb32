"""Stopping, leaving, and turning to somebody."""

from surveys.loader import load
from tests.webhook.chat.world import skip_to


def test_stopping_is_asked_once_more(begun, pupils):
    begun.get("/chat/stop")
    assert begun.heading == "Do you want to stop?"
    assert pupils.counts("pupils")[0] == (1, 1, 0), "asking is not stopping"
    begun.way("/stop")
    assert begun.where == "/chat/done"
    assert begun.heading == "You have stopped"
    assert pupils.counts("pupils")[1] == 0
    assert begun.get("/chat").where == "/chat/done"


def test_whoever_stopped_may_change_their_mind(pupils, visitor):
    slip = pupils.invite("pupils")
    first = visitor.enter(slip).heading
    visitor.pick("yes").way("/stop")
    visitor.enter(slip)
    assert visitor.heading == first
    visitor.answer_all()
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_no_thanks_keeps_nothing_and_leaves_the_invitation(pupils, visitor):
    slip = pupils.invite("pupils")
    visitor.enter(slip).pick("no")
    assert visitor.where == "/chat/done"
    assert visitor.heading == "That is fine"
    assert pupils.counts("pupils")[1] == 0
    assert visitor.enter(slip).step


def test_talking_to_someone_is_on_every_screen(begun):
    pages = [begun.text, begun.get("/chat/stop").text]
    begun.get("/chat/talk")
    assert begun.heading == "Talk to someone"
    for words in ("999", "Ms Okafor", "Room 4, any break.", "Childline", "0800 1111", "85258"):
        assert words in begun.says
    assert 'href="tel:08001111"' in begun.text
    begun.get("/chat")
    pages.append(begun.way("/help").text)
    begun.answer_all()
    pages.append(begun.text)
    assert all('href="/chat/talk"' in page for page in pages)
    assert "Ms Okafor" in begun.get("/chat/talk").says, "after the end too"


def test_the_talk_page_is_there_for_anybody(pupils, visitor):
    assert "Childline" in visitor.get("/chat/talk").says


def test_words_that_ask_for_help_are_met_with_help(parent):
    skip_to(parent, "What would you change?").type("I want to die")
    assert "Samaritans" in parent.says or "Shout" in parent.says
    assert "Thank you for telling us." in parent.says
    assert parent.step


def test_words_of_support_are_said_when_they_come_last(world):
    survey = load("""
id: last
audience: pupil
title: Last
intro: Hello. In danger now? Call 999.
closed: This one is closed.
already_done: You have done this one.
opted_out: We have stopped.
sections:
  - id: s
    title: S
    questions:
      - {id: w, type: free_text, text: What else?}
""")
    world.open("last", survey)
    visitor = world.visitor().enter(world.invite("last")).type("please help me i want to die")
    assert "Thank you for telling us." in visitor.says
    assert "Childline" in visitor.says


def test_leaving_quickly_leaves_no_trace_here(begun):
    begun.post("/chat/leave", follow=False)
    assert begun.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    begun.get("/chat/left")
    assert begun.heading == "This page is closed"
    assert "Riverside" not in begun.text
    assert begun.get("/chat").status == 403


def test_a_break_keeps_the_place(begun):
    here = begun.heading
    begun.type("pause")
    assert "take a break" in begun.says
    assert begun.heading == here
    assert begun.step
