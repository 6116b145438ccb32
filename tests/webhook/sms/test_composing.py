"""Replies as texts: in the cheap alphabet where nothing is lost by it, and never long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import engine
from bot.conversation import Inbound, Option, Reply
from surveys import loader
from surveys.model import Setting
from surveys.sms import measure
from webhook.channels.texting import messages

AGREE = tuple(Option(place, code, label) for place, (code, label) in enumerate(
    [("strongly_agree", "Strongly agree"), ("agree", "Agree"), ("disagree", "Disagree"), ("not", "Don’t know")], 1))
ASK = Reply("My child’s start here was handled well.", question="q", entry="choice", options=AGREE, step=3,
            progress=(2, 8), hint="Reply")


def texts(channel, reply, **more):
    return [message.text for message in channel.compose(reply, **more)]


def test_a_question_is_one_text_in_plain_letters(sms):
    said, = texts(sms, ASK)
    assert said == "2/8 My child's start here was handled well. Reply 1 Strongly agree 2 Agree 3 Disagree 4 Don't know"


def test_what_the_message_is_goes_with_it(sms):
    message, = sms.compose(ASK._replace(language="pt"), purpose="reminder")
    assert (message.language, message.dir, message.purpose, message.template) == ("pt", "ltr", "reminder", "")


@pytest.mark.parametrize(("said", "sent"), [
    ("“Yes” – we’re here… at ½ past", "\"Yes\" - we're here... at 1/2 past"), ("Ysgol Gwynllŷw", "Ysgol Gwynllyw"),
    ("Zürich café £5 €6", "Zürich café £5 €6"), ("Chloë’s naïve façade", "Chloe's naive facade"),
    ("Hello\u200b wor\u00adld", "Hello world"), ("Great 👍", "Great 👍"), ("I ❤️ it", "I ❤ it")])
def test_english_is_made_to_fit(said, sent):
    assert messages.friendly(said, "en") == sent


def test_letters_of_other_languages_stay_whole():
    assert messages.friendly("Zażółć gęślą jaźń", "pl") == "Zażółć gęślą jaźń"
    assert messages.friendly("هل توافق؟", "ar") == "هل توافق؟"


def test_a_notice_that_does_not_fit_goes_before_the_question_by_itself(sms):
    notice = "Thank you for telling us. " * 10
    before, question = texts(sms, ASK._replace(notice=notice.strip()))
    assert before == notice.strip()
    assert question.startswith("2/8 My child's start")


def test_the_one_text_with_a_link_stays_whole_in_any_letters(sms):
    said = Reply("Zażółć gęślą jaźń. " * 12 + "https://voice.example.sch.uk/#" + "x" * 22, language="pl")
    assert texts(sms, said) == [said.text]


def test_a_question_that_is_far_too_long_is_parted_between_words(sms):
    long = "Thinking of all that has happened since the beginning of the year, would you say that things go well? "
    said = texts(sms, ASK._replace(text=long * 6))
    assert len(said) > 2
    assert " ".join(said).split() == as_one(ASK._replace(text=long * 6)).split()
    for each in said:
        assert messages.fits(each)


def as_one(reply):
    return messages.friendly(messages.rendering.plain(reply, "sms"), "en")


@given(st.text(max_size=1500))
def test_no_piece_is_longer_than_two_segments_and_no_letter_is_lost(text):
    pieces = messages.pieces(text)
    for piece in pieces:
        assert measure(piece).segments <= messages.MOST_SEGMENTS
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_whatsapp_sends_an_invitation_whole_and_by_template(whatsapp):
    message, = whatsapp.compose(ASK._replace(text="Long. " * 100), purpose="invitation")
    assert message.template == "invitation"
    assert whatsapp.compose(ASK)[0].template == ""


def test_nothing_to_say_is_no_text(sms):
    assert sms.compose(Reply("")) == ()


@pytest.mark.parametrize("audience", loader.SHIPPED)
def test_every_shipped_core_question_is_one_text(sms, audience):
    survey = loader.read_library(audience).at(Setting(id="r", name="Riverside", safe_adult="Ms Okoro"))
    step = engine.start(survey.with_sets(()), channel="sms")
    while step.conversation.at is not None:
        asked = step.replies[-1]
        said = texts(sms, asked)
        assert len(said) == 1, asked.question
        assert measure(said[0]).gsm
        step = engine.advance(survey.with_sets(()), step.conversation, an_answer(asked))
    assert [len(texts(sms, reply)) for reply in step.replies] == [1]


def an_answer(reply):
    return Inbound(words="1" if reply.options or reply.entry == "number" else "3/4/2026" if reply.entry == "date"
                   else "More bread")

