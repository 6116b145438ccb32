"""The lines of a translation: each text of the questionnaire and each sentence of Heard's own, with its notes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.phrases import phrasebook
from bot.signposting import helplines
from surveys.lint.answering import LONGEST_LABEL
from surveys.model import BASE_LANGUAGE
from surveys.placeholders import placeholders
from surveys.questions.consent import AGREE, DECLINE
from surveys.questions.yes_no import NO, YES
from surveys.translations import Entry
from surveys.yaml_words import Words

BETWEEN = "; "
"""Stands between the words of a list that share a cell."""
_MEANS = {"setting": "the name of the setting", "pupils": "its word for pupils", "pupil": "its word for a pupil",
          "Pupils": "its word for pupils, with a capital", "safe_adult": "the person to talk to",
          "contact": "where to find that person", "languages": "names of languages", "name": "the name of a language",
          "link": "a web address", "label": "an answer", "choice": "an answer", "second": "an answer",
          "date": "a day", "earliest": "a day", "latest": "a day", "day": "the day's number",
          "month": "the month's name", "year": "a year", "nth": "a number", "who": "who answers"}
_KEPT = re.compile(r"\b(?:[A-Z]{4,}|[0-9][0-9 ]{1,}[0-9])\b")
_CHANNELS = {"sms": "Sent by text message.", "web": "Shown on the web page."}


@dataclass(frozen=True, slots=True)
class Line:
    """One line to translate: where it stands, the English, the translation so far, and what to keep in mind.

    `several` are words parted by semicolons, which may also be left out.
    """

    place: str
    english: str
    said: str
    note: str = ""
    several: bool = False


def of_questionnaire(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """Give the lines of a questionnaire, in the order of its file."""
    return tuple(Line(entry.place, joined(entry.english), joined(entry.translated), _about(entry), entry.several)
                 for entry in entries)


def of_sentences(language: str) -> tuple[Line, ...]:
    """Give the lines of Heard's own sentences; those that are empty in English are left out."""
    book = phrasebook(language)
    known = book.sentences if book.language == language else {}
    return tuple(Line(key, english, known.get(key, ""), _note(english, key))
                 for key, english in phrasebook(BASE_LANGUAGE).sentences.items() if english)


def of_fixed(language: str) -> tuple[Line, ...]:
    """Give what comes with Heard and is translated elsewhere, to be looked at: yes and no, and where to turn."""
    choices = {"Yes": YES, "No": NO, "Taking part": AGREE, "Not taking part": DECLINE}
    return (*(Line(place, choice.label.in_(BASE_LANGUAGE), choice.label.root.get(language, ""))
              for place, choice in choices.items()),
            *(Line(line.name, line.line.in_(BASE_LANGUAGE), line.line.root.get(language, "")) for line in helplines()))


def joined(words: Words) -> str:
    """Give words as they stand in one cell."""
    return words if isinstance(words, str) else BETWEEN.join(words)


def parted(cell: str) -> tuple[str, ...]:
    """Give the words of a cell that holds several, parted by semicolons or put on lines of their own."""
    return tuple(word for part in re.split("[;؛\n]", cell) if (word := " ".join(part.split())))


def _about(entry: Entry) -> str:
    if entry.several:
        return ("Other ways people may type this answer, parted by semicolons. Leave out any that could mean another "
                "answer. May be left empty.")
    button = f"On a button: {LONGEST_LABEL} letters at most." if entry.on_button else ""
    return " ".join(part for part in (button, _note(joined(entry.english), entry.place)) if part)


def _note(english: str, place: str) -> str:
    names = dict.fromkeys(each.name for each in placeholders(english))
    notes = [f"{{{name}}} stands for {_MEANS.get(name, 'something filled in')}." for name in names]
    kept = dict.fromkeys(_KEPT.findall(english))
    if kept:
        notes.append(f"Keep as it is: {', '.join(kept)}.")
    if place == "months":
        notes.append("Twelve months as they stand in a date, with commas and no spaces.")
    channel = place.partition("@")[2] or ("sms" if place.endswith("wording sms") else "")
    return " ".join((*notes, *([_CHANNELS[channel]] if channel in _CHANNELS else ())))
