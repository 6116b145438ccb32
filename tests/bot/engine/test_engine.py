"""What the golden transcripts do not show: what is kept, who is asked to be quoted, where to turn."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot import engine
from bot.conversation import Inbound, State, Step
from bot.phrases import say
from surveys import loader
from surveys.answers import NOT_SHOWN, SKIPPED, Answer
from surveys.survey import Survey

Talk = Callable[..., Step]
TO_WORDS = ("1", "2", "2", "2", "1", "3", "skip")
AT = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)


def test_the_response_holds_the_counted_questions_and_nothing_else(everything: Survey, talk: Talk) -> None:
    step = talk(everything, ["yes", "yes", "2", "agree", "By phone", "1,2", "no", "More time", "5", "@/skip"])
    while step.conversation.state is State.ASKING:
        step = engine.advance(everything, step.conversation, Inbound(words="skip"))
    kept = engine.response(everything, step.conversation)
    assert kept.group == "service"
    assert set(kept.answers) == {question.id for question in everything.counted}
    assert not {"ok", "try", "role", "_quote"} & set(kept.answers)
    assert kept.answers["q.multi"] == Answer.of(("plans", "visits"))
    assert kept.answers["q.why"] == Answer.of("More time")
    assert kept.may_quote is False


def test_a_question_off_the_route_is_not_shown(voice: Survey, talk: Talk) -> None:
    kept = engine.response(voice, talk(voice, [*TO_WORDS, "skip"]).conversation)
    assert kept.answers["q2"] == NOT_SHOWN
    assert kept.answers["q8"] == kept.answers["q9"] == SKIPPED


def test_there_is_no_response_before_the_end(voice: Survey, talk: Talk) -> None:
    with pytest.raises(ValueError, match="finished"):
        engine.response(voice, talk(voice, ["1"]).conversation)


def test_declining_keeps_nothing_and_start_begins_again(everything: Survey, talk: Talk) -> None:
    step = talk(everything, ["no"])
    assert step.conversation.state is State.DECLINED
    assert not step.conversation.answers
    again = talk(everything, ["no", "START"])
    assert again.conversation.at == "ok"


def test_consent_cannot_be_skipped_but_it_can_be_refused(everything: Survey, talk: Talk) -> None:
    step = talk(everything, ["skip"])
    assert step.conversation.at == "ok"
    assert step.replies[0].notice == say("skip.consent", "en")
    assert "skip" not in step.replies[0].commands


def test_quoting_is_asked_only_of_those_who_wrote(voice: Survey, talk: Talk) -> None:
    assert talk(voice, [*TO_WORDS, "skip"]).conversation.state is State.FINISHED
    wrote = talk(voice, [*TO_WORDS, "More sport"])
    assert wrote.conversation.at == "_quote"
    assert wrote.replies[0].text.startswith("May Riverside show your own words")
    for said, may in (("yes", True), ("no", False), ("skip", False)):
        ended = talk(voice, [*TO_WORDS, "More sport", said]).conversation
        assert engine.response(voice, ended).may_quote is may


def test_going_back_and_skipping_the_words_takes_the_permission_away(voice: Survey, talk: Talk) -> None:
    ended = talk(voice, [*TO_WORDS, "More sport", "back", "skip"]).conversation
    assert ended.state is State.FINISHED
    assert not ended.may_quote


def test_who_may_be_in_danger_is_not_asked_for_a_quotation(voice: Survey, talk: Talk) -> None:
    step = talk(voice, [*TO_WORDS, "My dad hits me"])
    assert step.concern == "My dad hits me"
    assert step.conversation.state is State.FINISHED
    assert engine.response(voice, step.conversation).answers["q9"] == Answer.of("My dad hits me")
    assert not step.conversation.may_quote
    assert [reply.support for reply in step.replies] == [True, False]


@pytest.mark.parametrize(("said", "support"), [("4", True), ("3", False), ("2", False), ("skip", False)])
def test_the_worst_answer_to_a_sensitive_question_shows_where_to_turn(
        voice: Survey, talk: Talk, said: str, support: bool) -> None:
    step = talk(voice, ["1", "2", "2", said])
    assert step.conversation.at == "q6", "the course stays the same"
    assert (len(step.replies) == 2 and step.replies[0].support) is support
    assert step.concern is None


def test_pupils_read_where_to_turn_at_the_end_whatever_they_answered(talk: Talk) -> None:
    pupil = loader.read_library("pupil").with_sets(())
    step = talk(pupil, ["yes"] + ["1"] * 13 + ["skip", "skip"], channel="web")
    assert step.conversation.state is State.FINISHED
    assert "0800 1111" in step.replies[-1].text and step.replies[-1].support


def test_pupils_whose_author_forgot_still_read_where_to_turn(talk: Talk) -> None:
    written = loader.read_library("pupil").with_sets(()).model_dump()
    bare_pupil = Survey.model_validate(written | {"intro": None, "thanks": None})
    begun = engine.start(bare_pupil, channel="web")
    assert "0800 1111" in begun.replies[0].text and "999" in begun.replies[0].text
    ended = talk(bare_pupil, ["yes"] + ["1"] * 13 + ["skip", "skip"], channel="web")
    assert "0800 1111" in ended.replies[-1].text


def test_information_comes_before_the_next_question_in_one_message(everything: Survey, talk: Talk) -> None:
    step = talk(everything, ["yes", "yes"])
    assert [reply.text for reply in step.replies] == ["Here come the questions.\n\nWhich group are you in?"]
    by_sms = talk(everything, ["yes", "yes"], channel="sms")
    assert by_sms.replies[0].text == "Which group are you in?"


def test_progress_counts_neither_consent_nor_practice(everything: Survey, talk: Talk) -> None:
    assert engine.current(everything, talk(everything, []).conversation).progress is None
    assert engine.current(everything, talk(everything, ["yes"]).conversation).progress is None
    place, total = engine.current(everything, talk(everything, ["yes", "yes"]).conversation).progress or (0, 0)
    assert place == 1 and total >= 6


def test_practice_is_never_kept(everything: Survey, talk: Talk) -> None:
    assert "try" in talk(everything, ["yes", "yes"]).conversation.answers
    assert "try" not in {question.id for question in everything.counted}
