"""What a question looks like on one channel in one language, before anything is known of its respondent.

Kept by content hash: a conversation of many turns builds no text twice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Option
from bot.phrases import phrasebook, say, sentence
from bot.understanding import Reading, understand
from surveys.answers import Answer
from surveys.model import Choice, Entry, Question, Setting, Value
from surveys.questions.date import Date
from surveys.questions.free_text import FreeText
from surveys.questions.number import Number
from surveys.survey import Survey

SOMEWHERE = Setting(id="here", name="This setting", safe_adult="an adult you trust")
"""Whom a questionnaire speaks for before a wave gives it a setting."""
MOST_CARDS = 4096
_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?:\|([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Card:
    """One question's fixed parts.

    `piped` says that its words also depend on earlier answers; `ready` has the replies that most people
    send, a place or a label just as displayed, already read.
    """

    text: str
    plain: str
    options: tuple[Option, ...]
    entry: Entry
    hint: str
    helps: str
    picture: str
    dir: str
    piped: bool
    skips: bool
    ready: Mapping[str, Reading]


_CARDS: dict[tuple[str, str, str, str], Card] = {}


def card(survey: Survey, question: Question, channel: str, language: str) -> Card:
    """Give the question's card for this channel and language."""
    key = (survey.content_hash, question.id, channel, language)
    if key not in _CARDS:
        if len(_CARDS) >= MOST_CARDS:
            _CARDS.clear()
        _CARDS[key] = _build(survey, question, channel, language)
    return _CARDS[key]


def _build(survey: Survey, question: Question, channel: str, language: str) -> Card:
    def words(text: str) -> str:
        return fill(text, survey, language)

    options = tuple(Option(place, choice.code, words(choice.label.in_(language)), choice.picture)
                    for place, choice in enumerate(survey.choices(question), 1))
    text = words(question.wording_for(channel, language))
    plain = words(question.plain.in_(language)) if question.plain else text
    asks = question.entry != "none"
    return Card(
        text=text, plain=plain, options=options, entry=question.entry,
        hint=say(f"hint.{question.entry}", language, channel, **limits(question, language)) if asks else "",
        helps=words(question.help.in_(language)) if question.help else "",
        picture=question.picture, dir=direction(survey, language), piped="{" in text + plain,
        skips=question.type != "consent", ready=_ready(survey, question, language, options))


def _ready(survey: Survey, question: Question, language: str, options: tuple[Option, ...]) -> dict[str, Reading]:
    displayed = [form for option in options for form in (str(option.position), option.label, option.label.lower())]
    return {words: understand(words, question, survey, language) for words in displayed}


def fill(text: str, survey: Survey, language: str, answers: Mapping[str, Answer] | None = None) -> str:
    """Give `text` with the setting's words in it and, where given, earlier answers (`{p1|fallback}`)."""
    if "{" not in text:
        return text
    own = spoken_for(survey.setting or SOMEWHERE, language)

    def found(match: re.Match[str]) -> str:
        name, fallback = match.groups()
        if name in own:
            return own[name]
        if answers is None:
            return match.group()
        answer = answers.get(name)
        if answer is None or answer.value is None or name not in survey.by_id:
            return fallback or ""
        return shown_value(survey, survey.by_id[name], answer.value, language)

    return _PLACEHOLDER.sub(found, text)


def spoken_for(setting: Setting, language: str) -> dict[str, str]:
    """Give a setting's own words, with `{promise_word}`: what its answers may be called, in `language`."""
    return {**setting.placeholders, "promise_word": say(f"word.{setting.word}", language)}


def direction(survey: Survey, language: str) -> str:
    """Give `ltr` or `rtl`: as the survey declares the language, or as its phrasebook does."""
    declared = survey.languages.get(language)
    return declared.dir if declared else phrasebook(language).dir


def limits(question: Question, language: str) -> dict[str, str]:
    """Give what a question allows, as placeholders: least, most, earliest, latest, longest."""
    match question:
        case Number():
            example = question.least + (question.most - question.least) // 2
            return {"least": f"{question.least:g}", "most": f"{question.most:g}",
                    "example": f"{min(example, 12):g}" if question.least <= 12 else f"{example:g}"}
        case Date():
            return {"earliest": day(question.earliest, language), "latest": day(question.latest, language)}
        case FreeText():
            return {"longest": str(question.longest)}
    return {}


def day(iso: str, language: str) -> str:
    """Give an ISO date as people write it ("3 April 2026")."""
    year, month, number = iso.split("-")
    months = sentence("months", language).split(",")
    return say("day", language, day=int(number), month=months[int(month) - 1], year=year)


def label_of(choices: tuple[Choice, ...], code: str, language: str) -> str:
    """Give the label of a choice's code."""
    return next((choice.label.in_(language) for choice in choices if choice.code == code), code)


def shown_value(survey: Survey, question: Question, value: Value, language: str) -> str:
    """Give an answer as its respondent would read it back."""
    choices = survey.choices(question)
    if choices:
        codes = value if isinstance(value, tuple) else (str(value),)
        return fill(", ".join(label_of(choices, code, language) for code in codes), survey, language)
    if question.entry == "date":
        return day(str(value), language)
    return f"{value:g}" if isinstance(value, float) else str(value)
