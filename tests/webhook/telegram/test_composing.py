"""How a reply looks in Telegram: text, buttons, and what takes the place of what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Inbound, Option, Reply
from bot.phrases import say
from surveys.loader import SHIPPED, read_library
from tests.webhook.telegram.talking import raw, tapped
from webhook.channels.chatting import buttons, composing
from webhook.channels.chatting.buttons import TooLarge

AGREE = (Option(1, "agree", "Agree"), Option(2, "disagree", "Disagree"))
COMMANDS = ("skip", "back", "help", "stop", "talk")
QUESTION = Reply("Staff listen to me.", question="q3", entry="choice", options=AGREE, step=7, progress=(2, 8),
                 commands=COMMANDS, hint="Send the number of your answer.")
SEVERAL = QUESTION._replace(entry="choices", chosen=("disagree",), hint="Send the numbers of all that fit, like 1 3.")
STALE = say("stale", "en", "telegram")


def labels(message):
    return [[button.label for button in row] for row in message.buttons]


def data(message):
    return [button.data for row in message.buttons for button in row]


def test_a_question_has_a_button_for_each_answer(telegram):
    (message,) = telegram.compose(QUESTION)
    assert message.text == "2/8 Staff listen to me.\nSend the number of your answer."
    assert labels(message) == [["1 Agree"], ["2 Disagree"], ["Back", "Skip", "Help"], ["I want to talk to someone"]]
    assert data(message) == ["7:agree", "7:disagree", "7:/back", "7:/skip", "7:/help", "7:/talk"]


def test_stop_is_never_a_slip_of_the_thumb(telegram):
    (message,) = telegram.compose(QUESTION)
    assert not any("stop" in carried for carried in data(message))


def test_choices_too_long_for_a_button_are_said_in_full(telegram):
    long = (Option(1, "a", "Somebody at this setting who knows me well"), Option(2, "b", "Nobody"))
    (message,) = telegram.compose(QUESTION._replace(options=long))
    assert "1 Somebody at this setting who knows me well\n2 Nobody" in message.text
    assert labels(message)[:2] == [["1 Somebody at this setting wh…"], ["2 Nobody"]]


def test_numbers_stand_side_by_side(telegram):
    scale = tuple(Option(at, f"c{at}", str(at)) for at in range(1, 8))
    (message,) = telegram.compose(QUESTION._replace(options=scale, commands=()))
    assert labels(message) == [["1", "2", "3", "4", "5"], ["6", "7"]]


def test_several_choices_are_marked_one_by_one_and_sent_together(telegram):
    (message,) = telegram.compose(SEVERAL)
    assert labels(message)[:3] == [["☐ 1 Agree"], ["☑ 2 Disagree"], ["Next"]]
    assert data(message)[:3] == ["7:+agree", "7:-disagree", "7:!"]


def test_what_only_tells_has_no_buttons(telegram):
    (message,) = telegram.compose(Reply("Thank you.", step=9))
    assert (message.text, message.buttons, message.edit_of) == ("Thank you.", (), "")


def test_an_offer_has_a_button(telegram):
    (message,) = telegram.compose(Reply("Thank you.", step=9, options=(Option(1, "/clear", "Clear this chat"),)))
    assert labels(message) == [["Clear this chat"]]
    assert data(message) == ["9:/clear"]


def test_right_to_left(telegram):
    (message,) = telegram.compose(QUESTION._replace(dir="rtl", language="ar"))
    assert all(line.startswith("\u200f") for line in message.text.split("\n"))
    assert labels(message)[0] == ["\u200f1 Agree"]
    assert data(message)[2:5] == ["7:/help", "7:/skip", "7:/back"]


def test_the_answer_to_a_tap_takes_its_place(telegram):
    (message,) = telegram.compose(QUESTION, trace="33 q4")
    assert (message.edit_of, message.trace) == ("33", "q4")
    assert not message.remove_keyboard
    (end,) = telegram.compose(Reply("Thank you."), trace="33 q4")
    assert end.edit_of == "33"
    assert end.remove_keyboard


def test_a_stale_tap_is_told_so_for_a_moment_and_changes_nothing(telegram):
    (message,) = telegram.compose(QUESTION._replace(notice=STALE), trace="33 q4")
    assert message.trace == f"q4 {STALE}"
    assert STALE not in message.text
    assert message.buttons == telegram.compose(QUESTION)[0].buttons


def test_any_other_notice_stays_in_the_message(telegram):
    (message,) = telegram.compose(QUESTION._replace(notice="Your answer was: Agree."), trace="33 q4")
    assert message.text.startswith("Your answer was: Agree.\n")
    assert message.trace == "q4 Your answer was: Agree."


def test_a_stale_answer_that_was_typed_is_told_so_in_words(telegram):
    (message,) = telegram.compose(QUESTION._replace(notice=STALE))
    assert message.text.startswith(STALE)


def test_a_button_never_carries_more_than_telegram_takes(telegram):
    fits = QUESTION._replace(options=(Option(1, "a" * 62, "A"),))
    assert telegram.compose(fits)
    with pytest.raises(TooLarge):
        telegram.compose(QUESTION._replace(options=(Option(1, "a" * 63, "A"),)))
    with pytest.raises(TooLarge):
        telegram.compose(QUESTION._replace(options=(Option(1, "é" * 32, "A"),)))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_button_of_every_shipped_questionnaire_fits_and_comes_back(telegram, name):
    survey = read_library(name)
    for question in survey.questions:
        for choice in survey.choices(question):
            option = Option(1, choice.code, choice.label.in_("en"))
            (message,) = telegram.compose(QUESTION._replace(options=(option,), step=2**40))
            carried = message.buttons[0][0].data
            assert len(carried.encode()) <= 64
            (arrival,) = telegram.parse(raw(tapped(carried)))
            assert arrival.inbound == Inbound(tap=choice.code, step=2**40)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300).map(lambda words: words * 40))
def test_long_words_are_cut_and_none_is_lost(words):
    pieces = composing.cut(words)
    assert all(len(piece.encode("utf-16-le")) // 2 <= 4096 and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(words.split())


def test_a_long_message_has_its_buttons_at_the_end(telegram):
    messages = telegram.compose(QUESTION._replace(text="word " * 2000), trace="33 q4")
    assert [bool(message.buttons) for message in messages] == [False, False, True]
    assert [message.edit_of for message in messages] == ["33", "", ""]


def test_marking_and_unmarking_gives_back_the_same_buttons():
    (message,) = composing.compose(SEVERAL, "", "question")
    shown = buttons.markup(message.buttons)
    once = buttons.read("7:+agree", shown)
    assert once is not None
    assert [row[0].text for row in once.marked.inline_keyboard][:2] == ["☑ 1 Agree", "☑ 2 Disagree"]
    twice = buttons.read("7:-agree", once.marked)
    assert twice is not None
    assert twice.marked == shown
