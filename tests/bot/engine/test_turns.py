"""What a page is given, and what comes at the wrong time: old pages, edits, reminders, robots."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot import engine
from bot.conversation import Conversation, Inbound, Step
from bot.phrases import say
from surveys import loader
from surveys.answers import PREFER_NOT, Answer
from surveys.survey import Survey

Talk = Callable[..., Step]
TO_WORDS = ("1", "2", "2", "2", "1", "3", "skip")
AT = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)


def test_a_page_is_given_what_it_needs(voice: Survey, talk: Talk) -> None:
    asked = talk(voice, ["1"], channel="web").replies[-1]
    assert (asked.question, asked.entry, asked.step, asked.progress) == ("q3", "choice", 2, (2, 8))
    assert asked.commands == ("skip", "back", "help", "stop", "talk")
    assert [option.code for option in asked.options] == ["strongly_agree", "agree", "disagree", "strongly_disagree"]
    assert asked.helps == "Think about phone calls and meetings."
    back = talk(voice, ["1", "2", "@/back"], channel="web").replies[-1]
    assert back.chosen == ("agree",)
    assert "back" not in engine.start(voice, channel="web").replies[-1].commands


def test_on_a_page_the_question_stays_when_a_reply_is_not_understood(voice: Survey, talk: Talk) -> None:
    for count in range(1, 6):
        asked = talk(voice, ["1", *["blah"] * count], channel="web").replies[-1]
        assert asked.error and asked.options and asked.question == "q3"


def test_did_you_mean_is_answered_by_tap_too(voice: Survey, talk: Talk) -> None:
    asked = talk(voice, ["1", "agre"], channel="web").replies[-1]
    assert [option.code for option in asked.options] == ["/yes", "/no"]
    assert talk(voice, ["1", "agre", "@/yes"], channel="web").conversation.answers["q3"] == Answer.of("agree")
    refused = talk(voice, ["1", "agre", "@/no"], channel="web").conversation
    assert refused.at == "q3" and "q3" not in refused.answers and not refused.pending
    assert engine.current(voice, talk(voice, ["1", "agre"]).conversation).text == "Did you mean Agree?"


def test_yes_or_no_to_nothing_is_not_an_answer(voice: Survey, talk: Talk) -> None:
    assert talk(voice, ["1", "@/yes"]).conversation.at == "q3"


def test_a_required_question_is_explained_once_then_kept_as_rather_not_said(voice: Survey, talk: Talk) -> None:
    once = talk(voice, ["1", "2", "@/skip"], channel="web")
    assert once.conversation.at == "q4" and "Skip again" in once.replies[-1].notice
    assert talk(voice, ["1", "2", "@/skip", "@/skip"]).conversation.answers["q4"] == PREFER_NOT
    assert talk(voice, ["1", "2", "skip", "2"]).conversation.answers["q4"] == Answer.of("agree")


def test_help_media_and_language_use_up_no_attempt(voice: Survey, talk: Talk) -> None:
    step = talk(voice, ["1", "blah", "help", Inbound(media="photo"), "polski", "in english", "who is this"])
    assert step.conversation.tries == 1


def test_a_draft_language_is_offered_only_to_who_reads_a_draft(everything: Survey, talk: Talk) -> None:
    assert talk(everything, ["arabic"]).conversation.language == "en"
    assert talk(everything, ["polski"]).conversation.language == "pl"
    assert talk(everything, ["english"], language="ar").conversation.language == "en"
    assert engine.start(everything, channel="web", language="ar").replies[-1].dir == "rtl"
    assert talk(everything, ["@/language pl"], channel="web").conversation.language == "pl"


def test_a_language_the_survey_lacks_begins_in_its_base_language(voice: Survey) -> None:
    assert engine.start(voice, channel="web", language="cy").conversation.language == "en"


def test_an_old_page_changes_nothing_but_stop_always_works(voice: Survey, talk: Talk) -> None:
    held = talk(voice, ["1", "2"], channel="web").conversation
    for old in (Inbound(words="4", step=1), Inbound(tap="agree", step=2), Inbound(tap="/skip", step=1),
                Inbound(words="skip", step=2), Inbound(tap="agree")):
        step = engine.advance(voice, held, old)
        assert step.conversation.answers == held.answers and step.conversation.at == held.at
        assert step.replies[-1].notice == say("stale", "en", "web")
    assert engine.advance(voice, held, Inbound(tap="/stop", step=1)).stop
    assert engine.advance(voice, held, Inbound(words="stop", step=1)).stop


def test_an_edit_of_the_reply_that_was_not_understood_is_a_new_reply(voice: Survey, talk: Talk) -> None:
    held = talk(voice, ["1", "blah"]).conversation
    step = engine.advance(voice, held, Inbound(words="2", edited=True, step=held.step))
    assert step.conversation.answers["q3"] == Answer.of("agree")


def test_an_edit_can_change_the_branch(voice: Survey, talk: Talk) -> None:
    held = talk(voice, ["1"]).conversation
    step = engine.advance(voice, held, Inbound(words="no", edited=True, step=1))
    assert step.conversation.at == "q2"


def test_a_reminder_changes_only_when_the_question_was_last_put(voice: Survey, talk: Talk) -> None:
    held = talk(voice, ["1"]).conversation
    step = engine.remind(voice, held, AT)
    assert step.conversation == held.but(asked_at=AT.isoformat())
    assert step.replies[0].notice == "Welcome back. You were at 2 of 8."
    assert engine.remind(voice, talk(voice, ["1", "stop"]).conversation, AT).replies == ()


def test_a_page_opened_again_welcomes_back(voice: Survey, talk: Talk) -> None:
    again = engine.resume(voice, talk(voice, ["1"], channel="web").conversation)
    assert again.notice == "Welcome back. You were at 2 of 8." and again.question == "q3"
    assert engine.resume(voice, talk(voice, ["stop please"]).conversation).question is None


@pytest.mark.parametrize("said", [["stop please"], [*TO_WORDS, "skip"]])
def test_how_it_ended_can_be_shown_again(voice: Survey, talk: Talk, said: list[str]) -> None:
    shown = engine.current(voice, talk(voice, said).conversation)
    assert shown.text and shown.question is None


def test_someone_turned_away_reads_why(voice: Survey) -> None:
    day = dt.date(2026, 11, 20)
    assert engine.turned_away(voice, "closed", on=day).text == "These questions closed on 20 November 2026. Thank you."
    assert "Riverside" in engine.turned_away(voice, "already_done").text
    assert "Riverside" in engine.turned_away(voice, "not_yours").text
    assert engine.turned_away(voice, "not_open", "pl").text == say("not_open", "pl")
    bare = loader.read_library("pupil")
    assert engine.turned_away(bare, "closed", on=day).text


def test_what_nobody_can_print_is_left_out(voice: Survey, talk: Talk) -> None:
    step = talk(voice, [*TO_WORDS, "warm\x00er\ud800 rooms\nplease"])
    assert step.conversation.answers["q9"] == Answer.of("warmer rooms\nplease")


def test_another_edition_of_the_survey_is_refused(voice: Survey, everything: Survey, talk: Talk) -> None:
    with pytest.raises(ValueError, match="edition"):
        engine.advance(everything, talk(voice, []).conversation, Inbound(words="1"))


def test_an_unusable_reply_leaves_no_trace_of_its_words(voice: Survey, talk: Talk) -> None:
    assert "purple" not in talk(voice, ["1", "purple monkey"]).conversation.dump()


def test_a_page_keeps_no_time(voice: Survey, talk: Talk) -> None:
    held = talk(voice, [Inbound(words="1", at=AT)], channel="web").conversation
    assert held.asked_at is None


def test_a_finished_conversation_still_hears_stop_and_a_cry_for_help(voice: Survey, talk: Talk) -> None:
    assert talk(voice, [*TO_WORDS, "skip", "stop please"]).stop
    cry = talk(voice, [*TO_WORDS, "skip", "help me"])
    assert cry.concern == "help me" and cry.replies[0].support
    silent = talk(voice, ["stop please", "help me"])
    assert silent.concern == "help me" and silent.replies == ()


def test_two_robots_do_not_talk_for_ever(voice: Survey, talk: Talk) -> None:
    assert talk(voice, [*TO_WORDS, "skip", *["I'm driving"] * 3]).replies == ()


def test_a_conversation_survives_storing_at_every_step(everything: Survey, talk: Talk) -> None:
    held = talk(everything, ["yes", "yes", "1", "agre"]).conversation
    assert Conversation.load(held.dump()) == held


def test_a_second_message_is_offered_only_where_it_fits(voice: Survey, talk: Talk) -> None:
    def second(words: str, after: float, channel: str = "sms") -> Step:
        first = talk(voice, [*TO_WORDS, Inbound(words="x" * 150, at=AT)], channel=channel).conversation
        return engine.advance(voice, first, Inbound(words=words, at=AT + dt.timedelta(seconds=after)))

    assert (second("and more", 20).conversation.pending or {})["kind"] == "add"
    assert second("and so on " * 6, 20).conversation.tries == 1, "together they would be too long"
    assert second("yes", 20).conversation.may_quote, "an answer to the question that was read"
    assert second("and more", 90).conversation.tries == 1
    assert second("and more", 20, "terminal").conversation.tries == 1
