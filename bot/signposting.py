"""Where to turn: helplines, the setting's safe adult, and the words that show them.

Patterns are whole phrases. A match never changes the course of the questionnaire.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from bot.phrases import say
from surveys.model import BASE_LANGUAGE, Audience, Setting, Text

FRESH = dt.timedelta(days=365)
"""How long a helpline's number may go without being checked again."""
SHORTEST = 3
"""Letters in the shortest phrase; most replies are one digit and need no search."""
_SIGNPOSTS = files("bot") / "signposts"
_APOSTROPHES = re.compile("['’`´ʼ]")
_NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One place to turn, for some audiences. `line` is what a respondent reads of it."""

    id: str
    name: str
    reach: str
    audiences: tuple[Audience, ...]
    hours: str
    verified_on: dt.date
    source: str
    line: Text


@lru_cache(maxsize=1)
def helplines() -> tuple[Helpline, ...]:
    """Give every helpline, most important first."""
    return tuple(Helpline(**row | {"audiences": tuple(row["audiences"]), "line": Text(row["line"])})
                 for row in _read("helplines.yaml"))


def out_of_date(today: dt.date, lines: Iterable[Helpline] | None = None) -> tuple[Helpline, ...]:
    """Give the helplines that nobody has checked in the twelve months before `today`."""
    return tuple(line for line in (helplines() if lines is None else lines)
                 if today - line.verified_on > FRESH)


def asks_for_help(words: str, language: str = BASE_LANGUAGE) -> bool:
    """Say whether `words` hold a phrase that may ask for help, in `language` or in English."""
    if len(words) < SHORTEST:
        return False
    concerns = _concerns(language)
    if words.isalnum():
        return words.casefold() in concerns.single
    plain = _plain(words)
    return bool(concerns.whole.fullmatch(plain) or concerns.within.search(plain))


def reads_first(words: str) -> bool:
    """Say whether a person should read `words` before others, in whatever language they are."""
    return any(asks_for_help(words, language) for language in _read("concerns.yaml"))


def contacts(audience: str, language: str, setting: Setting) -> str:
    """Give 999, the safe adult and the audience's helplines, one a line."""
    adult = say("support.adult", language, **setting.placeholders).strip()
    lines = (line.line.in_(language) for line in helplines() if audience in line.audiences)
    return "\n".join((say("support.emergency", language), adult, *lines))


def _plain(words: str) -> str:
    return _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", words.casefold())).strip()


class _Concerns(NamedTuple):
    """Phrases to look for: as the whole message, within it, and those that are one word."""

    whole: re.Pattern[str]
    within: re.Pattern[str]
    single: frozenset[str]


@lru_cache(maxsize=16)
def _concerns(language: str) -> _Concerns:
    known = _read("concerns.yaml")
    read = [known[name] for name in dict.fromkeys((language.split("-")[0], BASE_LANGUAGE)) if name in known]
    whole, within = ([_plain(phrase) for phrases in read for phrase in phrases[kind]]
                     for kind in ("whole", "within"))
    return _Concerns(re.compile("|".join(whole)), re.compile(rf"(?<!\w)(?:{'|'.join(within)})(?!\w)"),
                     frozenset(phrase for phrase in (*whole, *within) if " " not in phrase))


@lru_cache(maxsize=4)
def _read(name: str) -> Any:  # noqa: ANN401 - plain values out of YAML, given a type by each caller
    return YAML(typ="safe").load((_SIGNPOSTS / name).read_text(encoding="utf-8"))
