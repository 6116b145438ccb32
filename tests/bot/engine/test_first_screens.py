"""The first screen of every audience on every channel, and the word its answers are called by."""

import re

import pytest

from bot import engine, phrases
from bot.conversation import Inbound
from bot.signposting import helplines
from bot.translating import promises
from surveys import loader
from surveys.model import Setting, Text
from surveys.reading import reading_age

CHANNELS = ("web", "telegram", "sms", "whatsapp")
LANGUAGES = phrases.languages()
SETTING = Setting(id="hill", name="Hill House", safe_adult="Ms Green", contact="The blue room.")
AGE = {"pupil": 10.0, "parent": 11.0, "staff": 14.0}
"""The reading age that a first screen may have at most: pupils who read well below their age, then adults."""
EVERYBODY = (r"Hill House", r"[Ss]kip (?:any|a) question", r"stop", r"do not ask your name", r"999", r"who said what",
             r"(?:[Nn]obody watches|nobody reads)", r"(?:type|write)")
OWN = {"pupil": (r"0800 1111", r"85258", r"might guess", r"Ms Green|safe adult"),
       "parent": (r"safeguarding lead reads",),
       "staff": (r"safeguarding lead", r"Ms Green")}


def first_screen(audience, channel, language="en"):
    """Give what is read before the first answer: the opening, and the first question where it asks consent."""
    survey = loader.read_library(audience).at(SETTING)
    replies = engine.start(survey, channel=channel, language=language).replies
    consents = next(question for question in survey.questions if question.answerable).type == "consent"
    return "\n".join(reply.text for reply in replies[:2 if consents else 1])


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("audience", loader.SHIPPED)
def test_the_first_screen_says_what_it_must(audience, channel):
    said = first_screen(audience, channel)
    for needed in (*EVERYBODY, *OWN[audience]):
        assert re.search(needed, said), (needed, said)
    assert not promises(said, "en")


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("audience", loader.SHIPPED)
def test_the_first_screen_can_be_read(audience, channel):
    assert reading_age([first_screen(audience, channel)]) <= AGE[audience]


@pytest.mark.parametrize("language", LANGUAGES)
def test_parents_are_told_whom_to_call_in_every_language(language):
    said = first_screen("parent", "web", language)
    assert "999" in said
    assert "Hill House" in said
    assert not promises(said, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_support_names_999_the_safe_adult_and_every_helpline_in_every_language(language):
    survey = loader.read_library("parent").at(SETTING)
    begun = engine.start(survey, channel="web", language=language).conversation
    said = "\n".join(reply.text for reply in engine.advance(survey, begun, Inbound(words="talk")).replies)
    for needed in ("999", "Ms Green", *(line.reach for line in helplines() if "parent" in line.audiences)):
        assert needed in said, needed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["anonymous", "confidential"])
def test_is_this_anonymous_is_answered_by_the_word_that_is_earned(language, word):
    survey = loader.read_library("parent").at(SETTING.model_copy(update={"word": word}))._with(promise=None)
    begun = engine.start(survey, channel="web", language=language).conversation
    said = engine.advance(survey, begun, Inbound(words="is this anonymous?")).replies[0].text
    assert phrases.say(f"word.{word}", language) in said
    assert ("anonymous" in promises_of(said, language)) == (word == "anonymous")


def promises_of(said, language):
    """Give "anonymous" where the text says so, in whatever language."""
    own = {"en": "anonym", "pl": "anonim", "ro": "anonim", "pt": "anónim", "ar": "مجهول"}[language]
    return ("anonymous",) if own in said else ()


def test_an_author_can_ask_for_the_word_in_a_text_of_their_own():
    intro = Text("Hello. Your answers are {promise_word}.")
    survey = loader.read_library("staff")._with(intro=intro)
    for word in ("anonymous", "confidential"):
        told = survey.at(SETTING.model_copy(update={"word": word}))
        assert f"Your answers are {word}." in engine.start(told, channel="web").replies[0].text
    assert "Your answers are confidential." in engine.start(survey, channel="terminal").replies[0].text
