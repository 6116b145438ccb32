"""Where to turn: fresh numbers, whole phrases, and a course that never changes by itself."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot import signposting
from bot.phrases import languages
from surveys import loader
from surveys.model import Setting

SETTING = Setting(id="riverside", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")


def test_every_helpline_was_checked_in_the_last_twelve_months() -> None:
    stale = signposting.out_of_date(dt.date.today())
    assert not stale, f"check these numbers again, then change verified_on: {[line.name for line in stale]}"


def test_a_helpline_goes_out_of_date_after_twelve_months() -> None:
    line = replace(signposting.helplines()[0], verified_on=dt.date(2026, 1, 10))
    assert not signposting.out_of_date(dt.date(2027, 1, 10), [line])
    assert signposting.out_of_date(dt.date(2027, 1, 11), [line]) == (line,)


@pytest.mark.parametrize("line", signposting.helplines(), ids=lambda line: line.id)
def test_every_helpline_is_whole(line: signposting.Helpline) -> None:
    assert line.source.startswith("https://")
    assert line.audiences and line.hours and line.name
    assert line.line.languages >= set(languages())
    for language in languages():
        assert line.reach in line.line.in_(language)


@pytest.mark.parametrize("audience", ["pupil", "parent", "staff", "partner"])
@pytest.mark.parametrize("language", languages())
def test_everybody_is_told_999_the_safe_adult_and_a_helpline(audience: str, language: str) -> None:
    told = signposting.contacts(audience, language, SETTING)
    assert "999" in told and "Ms Okoro" in told and "85258" in told
    assert ("0800 1111" in told) == (audience == "pupil")


def test_questionnaires_name_only_numbers_that_are_checked() -> None:
    known = {line.reach for line in signposting.helplines()} | {"999"}
    for name, survey in loader.library().items():
        for place, text in survey.texts():
            for number in re.findall(r"\b(?:\d{3,5}(?: \d{3,4}){1,2}|\d{5}|999)\b", text.in_("en")):
                assert number in known, (name, place, number)


@pytest.mark.parametrize("words", [
    "help me", "Help me!", "HELP ME PLEASE", "I want to die", "i wanna die", "I don’t want to live anymore",
    "sometimes i want to kill myself", "my stepdad hits me", "He touched me", "I'm scared", "I feel unsafe",
    "kms", "ive been cutting myself again", "i do not feel safe at home", "i am scared to go home"])
def test_words_that_may_ask_for_help(words: str) -> None:
    assert signposting.asks_for_help(words)


@pytest.mark.parametrize("words", [
    "", "2", "agree", "help", "Stop shouting at us", "the food is to die for", "help me with maths more",
    "teachers help me", "scared of spiders", "i hit the target", "unsafe", "more help", "dying to go on trips",
    "skims", "cut the grass", "It hits different here", "a safe place"])
def test_words_that_do_not(words: str) -> None:
    assert not signposting.asks_for_help(words)


@pytest.mark.parametrize(("words", "language"), [
    ("pomóż mi", "pl"), ("Nie chcę żyć", "pl"), ("أريد أن أموت", "ar"), ("ساعدني", "ar"), ("I want to die", "ar")])
def test_other_languages_have_their_own_words_and_english(words: str, language: str) -> None:
    assert signposting.asks_for_help(words, language)
