"""Control words: stop, help, skip, back and the rest. Only a whole message is ever a command."""

from enum import StrEnum
from functools import cache

from bot.normalise import fold, is_stretched, normalise
from bot.vocabulary import language_names, vocabulary


class Command(StrEnum):
    """What a respondent can ask for at any time.

    `stop_provider` is a word on which the text provider itself stops every message and answers, so that we
    must stay silent; `stop` is everything else that means it, and earns one confirmation.
    """

    STOP = "stop"
    STOP_PROVIDER = "stop_provider"
    START = "start"
    HELP = "help"
    SKIP = "skip"
    BACK = "back"
    LANGUAGE = "language"
    WHO = "who"
    ANONYMOUS = "anonymous"
    WRONG_NUMBER = "wrong_number"
    TALK = "talk"
    PAUSE = "pause"
    DONE = "done"


PROVIDER_STOPS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit"})
"""Twilio's reserved words. It acts on them only as a bare single word, in any case."""
_LONGEST = 60
"""Characters: no command is longer, so longer messages need no look."""
_POLITE = frozenset({"please", "pls", "plz", "thanks", "thx", "ta", "x", "xx", "sorry", "sir", "miss"})


def recognise(words: str, language: str, *, free_text: bool = False) -> Command | None:
    """Give the command that the whole of `words` is, or nothing.

    In a `free_text` question the words that could well be an answer there ("leave me alone", "English",
    "next") are left to be one.
    """
    if len(words) > _LONGEST * 2:
        return None
    if words.strip().casefold() in PROVIDER_STOPS:
        return Command.STOP_PROVIDER
    text = normalise(words)
    if text and not text.strip("?"):
        return Command.HELP
    phrase = _without_politeness(fold(text))
    if not phrase or len(phrase) > _LONGEST:
        return None
    found = _phrases(language, free_text).get(phrase) or _stretched(phrase)
    if found is None and _names_language(phrase, language, free_text):
        return Command.LANGUAGE
    return found


def chosen_language(words: str) -> str | None:
    """Give the language that the whole of `words` names ("polski", "po polsku", "in English")."""
    return language_names().get(_without_politeness(fold(normalise(words[:_LONGEST * 2]))))


def _names_language(phrase: str, language: str, free_text: bool) -> bool:
    """Whether a language is asked for. Where anything can be typed "English" is a lesson; "polski" is not."""
    if not free_text or " " in phrase:
        return phrase in language_names()
    return language_names(own=True).get(phrase, language) != language


@cache
def _phrases(language: str, free_text: bool) -> dict[str, Command]:
    suffixes = ("",) if free_text else ("", "_where_chosen")
    commands = vocabulary(language).commands
    return {phrase: command for command in Command for suffix in suffixes
            for phrase in commands.get(command.value + suffix, ())}


def _without_politeness(phrase: str) -> str:
    parts = phrase.split()
    while len(parts) > 1 and parts[-1] in _POLITE:
        parts.pop()
    while len(parts) > 1 and parts[0] in _POLITE:
        parts.pop(0)
    return " ".join(parts)


def _stretched(phrase: str) -> Command | None:
    stretchable = {"stop": Command.STOP, "skip": Command.SKIP, "help": Command.HELP}
    return next((command for word, command in stretchable.items() if is_stretched(phrase, word)), None)
