"""Which themes a comment may be about, by its words. A suggestion for the person who reads it, and no more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

_APOSTROPHES = re.compile("['’`´ʼ]")
_NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its name as a report prints it, and what suggests it."""

    code: str
    name: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def themes() -> Mapping[str, Theme]:
    """Give every theme by its code, in the order that a reviewer sees them."""
    written = YAML(typ="safe").load((files("reports.themes") / "lexicon.yaml").read_text(encoding="utf-8"))
    return {code: Theme(code, about["name"], _pattern(about["words"])) for code, about in written.items()}


def suggested(words: str) -> tuple[str, ...]:
    """Give the codes of the themes whose words are in a comment; none where it holds none of them."""
    plain = _plain(words)
    return tuple(code for code, theme in themes().items() if theme.pattern.search(plain))


def _pattern(listed: str) -> re.Pattern[str]:
    phrases = (re.escape(phrase.strip()).replace(r"\*", r"\w*") for phrase in listed.split(","))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


def _plain(words: str) -> str:
    return _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", words.casefold())).strip()
