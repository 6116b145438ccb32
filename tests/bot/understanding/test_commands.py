"""Control words: only a whole message is a command, and never where it is an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import PROVIDER_STOPS, Command, chosen_language, recognise
from bot.understanding import How, understand
from bot.vocabulary import vocabulary
from surveys.survey import Survey


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "StopAll", "UNSUBSCRIBE", "cancel", "END",
"quit\n"])
def test_the_provider_acts_on_its_own_words_so_we_are_silent(word: str) -> None:
    assert recognise(word, "en") is Command.STOP_PROVIDER


@pytest.mark.parametrize("words", ["STOP.", "Stop please", "please stop", "stop texting me",
"Leave me alone!", "opt out",
                                   "stop stop", "STOPPP", "don't text me", "unsubscribe me", "Cancel.",
                                   "no more texts"])
def test_wider_words_for_stop_earn_a_confirmation(words: str) -> None:
    assert recognise(words, "en") is Command.STOP


@pytest.mark.parametrize(("words", "command"), [
    ("help", Command.HELP), ("?", Command.HELP), ("???", Command.HELP), ("INFO", Command.HELP),
    ("skip", Command.SKIP),
    ("Skip this question", Command.SKIP), ("skippp", Command.SKIP), ("/skip", Command.SKIP),
    ("back", Command.BACK),
    ("go back please", Command.BACK), ("START", Command.START), ("unstop", Command.START),
    ("who is this?", Command.WHO),
    ("Wrong number", Command.WRONG_NUMBER), ("is this anonymous", Command.ANONYMOUS),
    ("I want to talk to someone", Command.TALK),
    ("pause", Command.PAUSE), ("done", Command.DONE), ("language", Command.LANGUAGE),
    ("po polsku", Command.LANGUAGE),
])
def test_knows_the_control_words(words: str, command: Command) -> None:
    assert recognise(words, "en") is command


@pytest.mark.parametrize("words", ["Stop shouting at us", "help me", "I want to die", "skip assembly",
"back to the gym", "no", "yes",
                                   "they never stop", "we need help", "end of term trips", "", "   ",
                                   "2", "cancel the detentions"])
def test_answers_are_not_commands(words: str) -> None:
    assert recognise(words, "en") is None


@pytest.mark.parametrize("words", ["English", "next", "leave me alone", "stop it", "later",
"done", "break", "language"])
def test_what_could_be_an_answer_is_one_where_anything_can_be_typed(words: str, survey: Survey) -> None:
    assert recognise(words, "en", free_text=True) is None
    reading = understand(words, survey.by_id["say"], survey, "en")
    assert (reading.how, reading.value) == (How.EXACT, words)


@pytest.mark.parametrize(("words", "language"), [("polski", "pl"), ("Po polsku!", "pl"),
    ("English please", "en"), ("română", "ro"),
                                                 ("Português", "pt"), ("العربية", "ar"), ("klingon", None)])
def test_knows_languages_by_their_names(words: str, language: str | None) -> None:
    assert chosen_language(words) == language


def test_a_language_command_carries_the_language(survey: Survey) -> None:
    reading = understand("polski", survey.by_id["ysn"], survey, "en")
    assert reading.detail == {"command": "language", "language": "pl"}


@pytest.mark.parametrize("language", ["en", "pl", "ro", "pt", "ar", "pt-BR", "qps-ar", "xx"])
def test_stop_is_known_in_every_language(language: str) -> None:
    assert recognise("STOP", language) is Command.STOP_PROVIDER
    assert recognise("stop texting me", language) is Command.STOP
    assert recognise("help", language) is Command.HELP


@pytest.mark.parametrize(("words", "language", "command"), [
    ("Przestań do mnie pisać", "pl", Command.STOP), ("pomiń", "pl", Command.SKIP),
    ("înapoi", "ro", Command.BACK),
    ("ajuda", "pt", Command.HELP), ("رجوع", "ar", Command.BACK), ("توقف", "ar", Command.STOP)])
def test_each_language_has_its_own_words(words: str, language: str, command: Command) -> None:
    assert recognise(words, language) is command


@pytest.mark.parametrize("language", ["en", "pl", "ro", "pt", "ar"])
def test_no_phrase_means_two_commands(language: str) -> None:
    commands = vocabulary(language).commands
    seen = [(phrase, name.removesuffix("_where_chosen")) for name, phrases in commands.items() for phrase in phrases]
    assert len({phrase for phrase, _ in seen}) == len(set(seen))
    assert commands["stop"] >= PROVIDER_STOPS
    assert {name.removesuffix("_where_chosen") for name in commands} <= {command.value for command in Command}


def test_a_label_is_never_taken_for_a_command() -> None:
    survey = Survey.model_validate({"id": "s", "audience": "pupil", "title": "S",
    "sections": [{"id": "s", "title": "S", "questions": [
        {"type": "single", "id": "home", "text": "Which language do you speak at home?", "options": [
            {"code": "en", "label": "English"}, {"code": "pl", "label": "Polish",
            "accept": {"en": ["polski"]}}]}]}]})
    question = survey.by_id["home"]
    assert understand("Polish", question, survey, "en").value == "pl"
    assert understand("polski", question, survey, "en").value == "pl"
    assert understand("romanian", question, survey, "en").how is How.COMMAND
    assert understand("stop", question, survey, "en").how is How.COMMAND


@given(st.text(max_size=200), st.sampled_from(["en", "pl", "ar", "xx"]), st.booleans())
def test_any_text_is_a_command_or_none(words: str, language: str, free_text: bool) -> None:
    assert recognise(words, language, free_text=free_text) in (None, *Command)
