"""The one way in: what was typed, to the question that was asked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.commands import Command, chosen_language, recognise
from bot.normalise import fold, normalise, tokens
from bot.understanding.choosing import choose
from bot.understanding.dates import read_date
from bot.understanding.lexicon import Lexicon, lexicon
from bot.understanding.numbers import read_number
from bot.understanding.picking import pick
from bot.understanding.reading import How, Reading, checked, no_match
from bot.vocabulary import vocabulary
from surveys.model import BASE_LANGUAGE, Question
from surveys.survey import Survey

POLAR_TYPES = frozenset({"scale", "yes_no", "consent"})
"""Types whose choices can be each other's opposite, whatever their wording."""
UNDENIABLE = frozenset({Command.STOP_PROVIDER, Command.STOP})
"""Commands that win over a label: no label may keep a person from leaving."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reply is read against."""

    question: Question
    survey: Survey
    language: str
    today: dt.date | None

    @property
    def lexicon(self) -> Lexicon:
        """The phrases of the question's choices."""
        return lexicon(self.survey.choices(self.question), self.language,
                       polar=self.question.type in POLAR_TYPES)

    @property
    def about(self) -> frozenset[str]:
        """The words of the question itself, which people give back in their answer."""
        wording = self.question.text
        return _words_of(wording.in_(self.language)) | _words_of(wording.in_(BASE_LANGUAGE))


def understand(words: str, question: Question, survey: Survey, language: str,
               today: dt.date | None = None) -> Reading:
    """Read `words` as a reply to `question`, put in `language`; never raises, whatever was typed.

    `today` is the day that relative dates count from; without it they cannot be read. A value in the
    reading is always one that the question accepts.
    """
    asked = Asked(question, survey, language, today)
    if (command := ordered(words, question, survey, language)) is not None:
        named = chosen_language(words)
        detail = {"command": command.value} | ({"language": named} if named else {})
        return Reading(How.COMMAND, detail=detail)
    return READERS[question.entry](words, asked)


def ordered(words: str, question: Question, survey: Survey, language: str) -> Command | None:
    """Give the command that the whole of `words` is, unless they are an answer to this question."""
    command = recognise(words, language, free_text=question.entry == "words")
    if command is Command.START and question.type == "consent":
        return None
    if command is None or command in UNDENIABLE or question.entry not in ("choice", "choices"):
        return command
    known, phrase = Asked(question, survey, language, None).lexicon, fold(normalise(words))
    if phrase in known.declared or phrase in known.folded:
        return None
    # "English" where a choice is "Maths and English".
    return None if command is Command.LANGUAGE and {*phrase.split()} <= known.labelled else command


def confirms(words: str, language: str) -> bool | None:
    """Read the answer to "did you mean": yes, no, or neither, which is then a fresh answer."""
    if len(words) > 100:
        return None
    text = normalise(words)
    listed = vocabulary(language).confirm
    said = {text, fold(text)} - {""}
    polite = vocabulary(language)["polite"]
    core = " ".join(word for word in tokens(text) if word not in polite)
    for verdict, name in ((True, "yes"), (False, "no")):
        if (said | {core}) & listed[name]:
            return verdict
    return None


@lru_cache(maxsize=1024)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(tokens(normalise(text)))


def _choice(words: str, asked: Asked) -> Reading:
    return choose(words, asked.lexicon, asked.about)


def _choices(words: str, asked: Asked) -> Reading:
    return pick(words, asked.lexicon, asked.question, asked.survey.scales, asked.about)


def _number(words: str, asked: Asked) -> Reading:
    return read_number(words, asked.question, asked.survey.scales, asked.language, asked.about)


def _date(words: str, asked: Asked) -> Reading:
    return read_date(words, asked.question, asked.survey.scales, asked.language, asked.today)


def _words(words: str, asked: Asked) -> Reading:
    """Take anything typed, just as it was typed; only what shows nothing at all is empty."""
    if not any(character.isprintable() and not character.isspace() for character in words):
        return no_match("empty")
    return checked(How.EXACT, words, asked.question, asked.survey.scales)


def _none(words: str, asked: Asked) -> Reading:
    return no_match("unclear")


READERS: dict[str, Callable[[str, Asked], Reading]] = {
    "choice": _choice, "choices": _choices, "number": _number, "date": _date, "words": _words, "none": _none}
