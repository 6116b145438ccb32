"""A day typed in any of the ways people type one, the day before the month: "3/4/2026", "3rd April", "last tues".

What leaves no doubt (a full date that reads one way only) is taken; all else is echoed and asked about.
"""

import datetime as dt
import re
from collections.abc import Mapping

from bot.normalise import normalise, tokens
from bot.understanding.reading import How, Reading, checked, no_match
from bot.vocabulary import Vocabulary, vocabulary
from surveys.model import Question, Scale

LONGEST = 60
"""Characters: no day takes more to say."""
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\s?[-/., ]\s?(\d{1,2})(?:\s?[-/., ]\s?(\d{4}|\d{2}))?")
_DAY_OF = re.compile(r"(\d{1,2})(\d{2})(\d{4})")
_NOTHING = no_match("not_a_date")


def read_date(words: str, question: Question, scales: Mapping[str, Scale], language: str,
              today: dt.date | None) -> Reading:
    """Read `words` as one day; days without a year, and relative ones, count from `today`."""
    text = normalise(words[:LONGEST + 1])
    if not text:
        return no_match("empty")
    if len(words) > LONGEST:
        return _NOTHING
    found = _numeric(text, today) or _worded(tokens(text), vocabulary(language), today)
    if found is None:
        return _NOTHING
    day, sure = found
    return checked(How.EXACT if sure and "?" not in text else How.CONFIRM, day.isoformat(), question, scales)


def _numeric(text: str, today: dt.date | None) -> tuple[dt.date, bool] | None:
    """Read digits only: year first, or day first. Sure where no other order could be meant."""
    if iso := _ISO.fullmatch(text):
        return _sure(_day(int(iso[1]), int(iso[2]), int(iso[3])), True)
    found = _NUMERIC.fullmatch(text) or _DAY_OF.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year is None:
        return _sure(_nearest(day, month, today), False)
    full = int(year) if len(year) == 4 else _century(int(year), today)
    return _sure(_day(full, month, day), len(year) == 4 and (day > 12 or day == month))


def _worded(said: tuple[str, ...], lists: Vocabulary, today: dt.date | None) -> tuple[dt.date, bool] | None:
    months = [lists.dates["months"][word] for word in said if word in lists.dates["months"]]
    digits = [int(word) for word in said if word.isdigit() and len(word) <= 4]
    if len(months) == 1 and digits:
        return _with_month(months[0], digits, today)
    if today is None or months:
        return None
    return _sure(_relative(said, digits, lists, today), False)


def _with_month(month: int, digits: list[int], today: dt.date | None) -> tuple[dt.date, bool] | None:
    if len(digits) == 1:
        return _sure(_nearest(digits[0], month, today), False)
    if len(digits) != 2:
        return None
    day, year = (digits[1], digits[0]) if digits[0] > 31 else digits
    return _sure(_day(year if year > 99 else _century(year, today), month, day), year > 99)


def _relative(said: tuple[str, ...], digits: list[int], lists: Vocabulary, today: dt.date) -> dt.date | None:
    """Read "yesterday", "last tues", "3 days ago". A bare weekday is the last one that was."""
    words = set(said)
    for word in words & lists.dates["days"].keys():
        return today + dt.timedelta(days=lists.dates["days"][word])
    units = [lists.dates["ago"][word] for word in said if word in lists.dates["ago"]]
    if units and words & lists.dates["ago_word"].keys():
        spelled = [lists.numbers[word] for word in said if word in lists.numbers]
        count = (digits or spelled or [1])[0]
        return today - dt.timedelta(days=units[0] * count) if count <= 3660 else None
    weekdays = {lists.dates["weekdays"][word] for word in said if word in lists.dates["weekdays"]}
    if len(weekdays) != 1 or digits:
        return None
    weekday = weekdays.pop()
    if words & lists.dates["next"].keys():
        return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - dt.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _sure(day: dt.date | None, sure: bool) -> tuple[dt.date, bool] | None:
    return None if day is None else (day, sure)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, today: dt.date | None) -> dt.date | None:
    """Give that day in the year that brings it nearest to today."""
    if today is None:
        return None
    years = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    near = [one for one in years if one is not None]
    return min(near, key=lambda one: abs(one - today), default=None)


def _century(year: int, today: dt.date | None) -> int:
    """Give the year that two digits mean: this century's, unless that is more than ten years ahead."""
    latest = (today.year if today else 2000) % 100 + 10
    return 2000 + year if today is None or year <= latest else 1900 + year
