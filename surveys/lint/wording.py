"""Rules about what the words do: L18, L19, L26 and L27."""

import re
from collections.abc import Iterator

from surveys.document import Finding
from surveys.draft import Item
from surveys.lint.rule import Context
from surveys.model import BASE_LANGUAGE, Question, Text
from surveys.placeholders import SAMPLE, SETTING, fill, placeholders, stray_brace
from surveys.reading import reading_age, words
from surveys.suggestions import did_you_mean

LONGEST_FOR_PUPILS = 12
"""Words in a question to pupils, as easy-read guidance has it."""
AGES = {"pupil": (9, 9), "parent": (11, 12), "staff": (14, 18), "partner": (14, 18)}
"""Reading age aimed at: the whole questionnaire, and one question, where the measure is coarser."""
CLOSING_DAY = ("closed", "date")
"""The one text that may name a day, `{date}`: it is read only after the day of closing is known."""
_TYPED = re.compile(
    r"\b(what('s| is| are)|enter|type|give|tell us|write|state|which|who is)\b.{0,30}\b(name|surname|address|"
    r"post ?code|phone|mobile|e-?mail|upn|nhs number)s?\b|^(full |first |last |your )*(name|surname|e-?mail|"
    r"post ?code|address|phone( number)?)\W*$", re.IGNORECASE)
_BIRTH = re.compile(r"\bbirth(day| ?date)?\b|\bdob\b|\bborn\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(which|what)\b.{0,12}\b(school )?(year|class|form|tutor group|age)\b|\bhow old\b",
                   re.IGNORECASE)
_GENDER = re.compile(r"\bgender\b|\bsex\b|\bboy or (a )?girl\b|\bmale or female\b", re.IGNORECASE)


def piping(context: Context) -> Iterator[Finding]:
    """L18: an earlier answer shown in a text with no words for when there is none; unknown placeholders."""
    for path, text in context.draft.texts:
        for language, said in text.root.items():
            for each in placeholders(said):
                if each.name in SETTING or (path[0], each.name) == CLOSING_DAY:
                    continue
                if each.name not in context.draft.order:
                    known = (*SETTING, *context.draft.order)
                    yield Finding((*path, language), f"There is nothing to put in place of {{{each.name}}}.",
                                  did_you_mean(each.name, known))
                elif each.fallback is None:
                    yield Finding((*path, language), f"If '{each.name}' is not answered, {{{each.name}}} has "
                                                     "nothing to show.",
                                  f"Write {{{each.name}|words to use instead}}.")
            if stray_brace(said) is not None:
                yield Finding((*path, language), "A '{' or '}' here belongs to no placeholder.",
                              "Write {setting}, or leave the bracket out.")


def piped_words(context: Context) -> Iterator[Finding]:
    """L19: words a respondent typed, shown in a later message, where someone else may read them."""
    for path, text in context.draft.texts:
        for language, said in text.root.items():
            for each in placeholders(said):
                item = context.draft.questions.get(each.name)
                if item and item.question and item.question.entry == "words":
                    yield Finding((*path, language),
                                  f"{{{each.name}}} would show what the respondent typed in their own words.",
                                  "Leave it out; typed words go to the safeguarding lead only.")


def reading_level(context: Context) -> Iterator[Finding]:
    """L26: a question, or the whole, that is hard to read for its audience; over twelve words for pupils."""
    audience = context.draft.audience
    if audience not in AGES:
        return
    whole, single = AGES[audience]
    for item in context.draft.questions.values():
        if item.question is not None:
            yield from _question(item, item.question, audience, single)
    age = reading_age(_english(text) for _, text in context.draft.texts)
    if age > whole:
        yield Finding(("title",), f"The whole questionnaire reads at age {age:.0f}; the aim is {whole}.",
                      "Use shorter sentences and everyday words.")


def _question(item: Item, question: Question, audience: str, limit: int) -> Iterator[Finding]:
    asks = question.answerable and question.type != "consent"
    said = _english(question.text)
    if audience == "pupil" and asks and len(words(said)) > LONGEST_FOR_PUPILS:
        yield Finding((*item.path, "text"), f"Question '{item.id}' has {len(words(said))} words; pupils get "
                                            f"at most {LONGEST_FOR_PUPILS}.",
                      "Shorten it, or split it in two.", warning=False)
    easiest = min(reading_age([_english(text)]) for text in (question.text, question.plain) if text)
    if easiest > limit:
        yield Finding((*item.path, "text"),
                      f"Question '{item.id}' reads at age {easiest:.0f}; the aim is {limit}.",
                      "Use shorter words, or add an easier wording under 'plain:'.")


def identifying(context: Context) -> Iterator[Finding]:
    """L27: a question that names someone, or a year group and a gender that together may."""
    asked = [(item, item.question) for item in context.draft.questions.values()
             if item.question and item.question.answerable and item.question.type != "consent"
             and not item.question.practice]
    crossed: dict[str, str] = {}
    for item, question in asked:
        said = _english(question.text)
        if (question.entry in ("words", "number") and _TYPED.search(said)) or (
                question.entry in ("words", "number", "date") and _BIRTH.search(said)):
            yield Finding((*item.path, "text"), f"Question '{item.id}' asks who the respondent is.",
                          "Take it out: answers are never joined to a person.")
        for about, pattern in (("year", _YEAR), ("gender", _GENDER)):
            if pattern.search(said):
                crossed.setdefault(about, item.id)
        if len(crossed) == 2 and item.id in crossed.values():
            yield Finding((*item.path, "text"), f"'{crossed['year']}' and '{crossed['gender']}' together may "
                                                "pick one person out.",
                          "Ask one of the two at most.")


def _english(text: Text) -> str:
    return fill(text.root.get(BASE_LANGUAGE, ""), SAMPLE)
