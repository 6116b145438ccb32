"""Replies as plain text: one SMS a question where it can be, and the right way round in every script."""

from collections.abc import Callable

import pytest
from smsutil import is_valid_gsm, split

from bot import engine
from bot.conversation import Conversation, Inbound, Option, Reply, State, Step
from bot.engine.asking import ask
from bot.engine.routing import route_of
from bot.rendering import fits_text, plain
from surveys import loader
from surveys.model import Setting
from surveys.questions import QUESTION_TYPES
from surveys.survey import Survey

Talk = Callable[..., Step]
CHANNELS = ("sms", "telegram", "web", "terminal")
SAID = {"consent": "1", "yes_no": "2", "group": "1", "scale": "2", "single": "1", "multi": "1 2", "number": "5",
        "date": "3 April 2026", "free_text": "More time together"}
"""A reply to each type of question that waits for one."""


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_every_type_can_be_asked_and_answered_on_every_channel(
        everything: Survey, channel: str, language: str) -> None:
    step = engine.start(everything, channel=channel, language=language)
    met = {"info"}
    while step.conversation.state is State.ASKING:
        question = route_of(everything).question(step.conversation.at or "")
        met.add(question.type)
        held = Conversation.load(step.conversation.dump())
        step = engine.advance(everything, held, Inbound(words=SAID[question.type]))
        assert step.conversation.at != held.at, (question.id, plain(step.replies[-1], channel))
        assert all(plain(reply, channel) for reply in step.replies)
    assert step.conversation.state is State.FINISHED
    assert met == set(QUESTION_TYPES)


def asked_by_sms(survey: Survey) -> dict[str, str]:
    begun = engine.start(survey, channel="sms").conversation
    asked = {}
    for question in survey.questions:
        if question.answerable:
            asked[question.id] = plain(ask(survey, begun.but(at=question.id)), "sms")
    return asked


def test_every_parent_question_is_one_text_message() -> None:
    parent = loader.read_library("parent").with_sets(())
    for name, text in asked_by_sms(parent.at(Setting(id="x", name="The Willows Academy"))).items():
        lead_in = name == "ok"  # The first text also says who can see texts; its own words fit one.
        assert is_valid_gsm(text), text
        assert len(split(text).parts) <= (2 if lead_in else 1), text


def test_a_text_message_reads_as_one_line() -> None:
    reply = Reply(text="My child is safe here.", question="q", entry="choice", progress=(3, 10), hint="Reply",
                  options=(Option(1, "a", "Agree"), Option(2, "b", "Don’t know")))
    assert plain(reply, "sms") == "3/10 My child is safe here. Reply 1 Agree 2 Don't know"


def test_by_sms_everything_is_in_one_alphabet(voice: Survey, talk: Talk) -> None:
    for said in (["1", "b"], ["1", "agre"], ["1", "blah"], ["help"], ["talk"], ["is this anonymous"], ["1", "skip"]):
        for reply in talk(voice, said, channel="sms").replies:
            assert is_valid_gsm(plain(reply, "sms")), plain(reply, "sms")


def test_right_to_left_lines_run_the_right_way(everything: Survey) -> None:
    first = engine.start(everything, channel="telegram", language="ar").replies[-1]
    assert first.dir == "rtl"
    lines = plain(first, "telegram").split("\n")
    assert len(lines) > 2 and all(line.startswith("\u200f") for line in lines)


def test_a_shorter_prompt_has_no_second_counter(voice: Survey, talk: Talk) -> None:
    assert "2/8" not in plain(talk(voice, ["1", "blah"]).replies[-1], "telegram")


def test_which_languages_fit_a_text_message(everything: Survey) -> None:
    assert fits_text(everything, "en")
    assert not fits_text(everything, "pl")
    assert not fits_text(everything, "ar")
