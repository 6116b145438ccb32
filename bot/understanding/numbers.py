"""A number typed in any of the ways people type one: "12", "about 12", "twelve", "1,000", "12 years old"."""

import re
from collections.abc import Mapping

from bot.normalise import normalise, tokens
from bot.understanding.reading import How, Reading, checked, no_match
from bot.understanding.sentence import LONGEST
from bot.vocabulary import Vocabulary, vocabulary
from surveys.model import Question, Scale

MOST_WORDS = 8
_PLAIN = re.compile(r"[-+−]?\d{1,12}(?:\.\d{1,6})?")
_DECIMAL_COMMA = re.compile(r"^([-−]?\d{1,12}),(\d{1,2})$")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})(?:[, ](\d{3}))+(?![\d.,])")
_DIGITS = re.compile(r"\d")
_UNREADABLE = re.compile(r"\d[\d.,]*\s?(?:e|\^|⁄|/|x|\*)\s?[-+]?\d|\d\.\d*\.|\d{13}|\d\.\d{3}(?!\d)|\d:\d")
_SPAN = re.compile(r"\d\s?(?:-|–|—|−|/|~|\.\.+)\s?\d|\d,\s?\d|\d\s?\+$|[<>]|±")
_BELOW_ZERO = re.compile(r"(?:^|\s)[-−]\s?(?=\d)|\b(?:minus|negative)\s(?=\d)")


def read_number(words: str, question: Question, scales: Mapping[str, Scale], language: str,
                about: frozenset[str]) -> Reading:
    """Read `words` as one number; two of them, a range or "more than" is no answer, and is asked again."""
    lists, text = vocabulary(language), normalise(words[:LONGEST + 1])
    if not text:
        return no_match("empty")
    text = _regrouped(text, language)
    if _PLAIN.fullmatch(text) and not _UNREADABLE.search(text):
        return checked(How.EXACT, _valued(text), question, scales)
    said = tokens(text)
    if reason := _refused(text, said, lists):
        return no_match(reason)
    number, rest = _typed(text, said, lists) if _DIGITS.search(text) else _spelled(said, lists)
    if number is None:
        return no_match("several_numbers" if sum(word.isdigit() for word in said) > 1 else "not_a_number")
    plain = lists["polite"] | lists["fillers"] | lists["about"] | lists["before_number"] | about
    if about & lists["age_words"]:
        plain |= lists["age_units"]
    sure = set(rest) <= plain and "?" not in text
    return checked(How.NUMBER if sure else How.CONFIRM, number, question, scales)


def _refused(text: str, said: tuple[str, ...], lists: Vocabulary) -> str:
    """Give why no single number can be read from this, or nothing."""
    if len(said) > MOST_WORDS:
        return "not_a_number"
    if _SPAN.search(text) or set(said) & lists["range_words"]:
        return "several_numbers" if _DIGITS.search(text) else "not_a_number"
    if _UNREADABLE.search(text):
        return "not_a_number"
    denied = lists["negations"] - lists.quantities.keys() - lists["number_or_no"]
    return "not_a_number" if set(said) & denied else ""


def _regrouped(text: str, language: str) -> str:
    """Take the marks out of "1,000"; where the comma is the decimal mark, make it a point."""
    if not language.startswith("en"):
        text = _DECIMAL_COMMA.sub(r"\1.\2", text)
    return _GROUPED.sub(lambda found: re.sub(r"[, ]", "", found[0]), text)


def _valued(text: str) -> int | float:
    plain = text.replace("−", "-")
    return float(plain) if "." in plain else int(plain)


def _typed(text: str, said: tuple[str, ...], lists: Vocabulary) -> tuple[int | float | None, list[str]]:
    """Give the one number in digits and the words round it; no number where there are two."""
    found = _PLAIN.findall(_BELOW_ZERO.sub(" -", text))
    values = {_valued(one.lstrip("+")) for one in found}
    rest = [word for word in said if not word.isdigit()]
    if len(values) != 1 or (set(rest) & lists.quantities.keys()):
        return None, rest
    return values.pop(), [word for word in rest if word not in ("minus", "negative")]


def _spelled(said: tuple[str, ...], lists: Vocabulary) -> tuple[int | None, list[str]]:
    """Give the one number in words ("twelve", "twenty one", "a hundred") and the other words."""
    places = [at for at, word in enumerate(said) if word in lists.quantities]
    rest = [word for word in said if word not in lists.quantities]
    values = [lists.quantities[said[at]] for at in places]
    below = bool({"minus", "negative"} & set(rest))
    rest = [word for word in rest if word not in ("minus", "negative")]
    number = _together(values, places)
    return (-number if below and number is not None else number), rest


def _together(values: list[int], places: list[int]) -> int | None:
    """Put together "twenty" and "one"; anything else of two number words is not one number."""
    if len(values) == 1:
        return values[0]
    adjacent = len(values) == 2 and places[1] - places[0] == 1
    if adjacent and 20 <= values[0] <= 90 and 1 <= values[1] <= 9:
        return values[0] + values[1]
    return values[0] * 100 if adjacent and values[1] == 100 and values[0] < 10 else None
