"""Every sentence a respondent can receive: all there, in every language, in words we may use."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bot import phrases
from bot.commands import Command, recognise
from surveys import loader

ROOT = Path(__file__).parents[3]
ENGLISH = phrases.phrasebook("en").sentences
LANGUAGES = phrases.languages()
SAID = re.compile(r"""(?:say|sentence|everywhere|support)\(\s*f?["']([a-z_.{}]+)["']|own_words\([^"']*"([a-z_]+)\"""")
FORBIDDEN = ("monitored", "monitoring", "guarantee", "we will help", "anonymous")
FORBIDDEN_ELSEWHERE = {"pl": ("monitorowan", "gwarant", "anonim", "na pewno pomożemy"),
                       "ar": ("مراقب", "نضمن", "مجهول", "سنساعدك")}
ENTRIES = ("choice", "choices", "number", "date", "words")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def code() -> str:
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "webhook").rglob("*.py"),
               *(ROOT / "webhook/templates").rglob("*.html")]
    return "\n".join(source.read_text(encoding="utf-8") for source in sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_placeholders(language: str) -> None:
    own = phrases.phrasebook(language).sentences
    assert set(own) == set(ENGLISH)
    for key, sentence in own.items():
        assert placeholders(sentence) == placeholders(ENGLISH[key]), (language, key)


def test_a_right_to_left_language_and_two_drafts_are_there() -> None:
    assert phrases.phrasebook("ar").dir == "rtl"
    assert {name: phrases.phrasebook(name).status for name in ("en", "pl", "ar")} == {
        "en": "checked", "pl": "draft", "ar": "draft"}


def test_every_sentence_asked_for_in_code_exists() -> None:
    keys = {found for pair in SAID.findall(code()) for found in pair if found}
    assert "thanks" in keys
    for key in keys:
        beginning = key.split("{")[0]
        assert any(name.startswith(beginning) for name in ENGLISH), key
        if "{" not in key and not key.endswith("."):
            assert key in ENGLISH, key


@pytest.mark.parametrize("kind", ["hint", "again", "example"])
@pytest.mark.parametrize("entry", ENTRIES)
def test_every_way_to_answer_has_its_sentences(kind: str, entry: str) -> None:
    assert f"{kind}.{entry}" in ENGLISH


def test_every_reason_a_reply_can_be_refused_for_has_a_sentence() -> None:
    sources = [*(ROOT / "surveys").rglob("*.py"), *(ROOT / "bot/understanding").rglob("*.py")]
    raised = re.compile(r"""(?:InvalidAnswer|no_match)\(\s*["']([a-z_]+)["']""")
    reasons = {reason for source in sources for reason in raised.findall(source.read_text(encoding="utf-8"))}
    assert reasons
    assert not {reason for reason in reasons if f"wrong.{reason}" not in ENGLISH}


def test_no_sentence_is_there_for_nothing() -> None:
    written = code().replace("'", '"')
    families = ("hint.", "again.", "example.", "wrong.", "promise.", "page.", "word.")
    for key in {name.split("@")[0] for name in ENGLISH}:
        assert f'"{key}"' in written or key.startswith(families), f"{key} is never said"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_forbidden_words(language: str) -> None:
    for key, sentence in phrases.phrasebook(language).sentences.items():
        for word in (*FORBIDDEN, *FORBIDDEN_ELSEWHERE.get(language, ())) if key != "word.anonymous" else ():
            assert word not in sentence.casefold(), (key, word)


def test_no_forbidden_words_in_the_shipped_questionnaires() -> None:
    for name, survey in loader.library().items():
        for place, text in survey.texts():
            for language in text.languages:
                for word in FORBIDDEN:
                    assert word not in text.in_(language).casefold(), (name, place, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_word_that_is_offered_works(language: str) -> None:
    offered = {word for sentence in phrases.phrasebook(language).sentences.values()
               for word in re.findall(r"\b[A-Z]{4,}\b", sentence)} - {"NSPCC", "SHOUT"}
    assert {"SKIP", "BACK", "HELP", "TALK", "STOP", "START"} <= offered
    for word in offered:
        for free_text in (False, True):
            assert isinstance(recognise(word, language, free_text=free_text), Command), (word, free_text)


def test_sentences_are_short() -> None:
    for key, sentence in ENGLISH.items():
        for part in re.split(r"[.?!]\s", sentence):
            assert len(part.split()) <= 24, (key, part)


def test_an_unknown_language_or_form_of_one_is_answered() -> None:
    assert phrases.say("thanks", "xx") == ENGLISH["thanks"]
    assert phrases.say("thanks", "pl-PL") == phrases.phrasebook("pl").sentences["thanks"]
    with pytest.raises(KeyError):
        phrases.say("no such key", "en")


def test_a_channel_has_its_own_wording_where_there_is_one() -> None:
    assert phrases.say("stale", "en", "web") != phrases.say("stale", "en", "sms")
    assert phrases.say("thanks", "en", "web") == phrases.say("thanks", "en", "sms")
