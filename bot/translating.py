"""What a translation must keep of the English sentence, and what no sentence may promise."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from surveys.model import BASE_LANGUAGE
from surveys.placeholders import placeholders, stray_brace

LONGEST = 2_000
"""Characters a translated sentence may have; the longest English one has under 500."""
_KEPT = re.compile(r"\b(?:[A-Z]{4,}|[0-9]{3,})\b")
"""Words that work in every language (SKIP, SHOUT) and numbers to call; both are lost on whoever gets them wrong."""
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffc\ufffd")
"""Characters that turn words around or stand for nothing; a right-to-left mark is fine."""


def faults(english: str, said: str, language: str) -> Iterator[str]:
    """Give what is wrong with `said` as a translation of `english`, a sentence each; nothing when it can be used."""
    if not said.strip():
        if english.strip():
            yield "There is no translation."
        return
    if len(said) > LONGEST:
        yield f"This has {len(said):,} characters; {LONGEST:,} is the most."
        return
    if said.lstrip().startswith("="):
        yield "This begins with '=', like a formula. Write words."
    if any(character in _HIDDEN or _control(character) for character in said):
        yield "There is a hidden character in it. Type it again rather than pasting it."
    yield from _placeholders(english, said)
    for word in sorted({*_KEPT.findall(english)} - {*_KEPT.findall(said)}):
        yield f"'{word}' is missing. Keep it just as it is in the English."
    for word in () if promises(english, BASE_LANGUAGE) else promises(said, language):
        yield f"It says '{word}…', which no sentence here may promise. Say what the English says."


def promises(said: str, language: str) -> tuple[str, ...]:
    """Give the forbidden parts of words in `said`, of its language and of English."""
    levelled = _level(said)
    return tuple(part for name in dict.fromkeys((language.split("-")[0], BASE_LANGUAGE))
                 for part in _forbidden().get(name, ()) if part in levelled)


def _placeholders(english: str, said: str) -> Iterator[str]:
    wanted, found = ({(each.name, each.fallback is None) for each in placeholders(text)} for text in (english, said))
    for name, _ in sorted(wanted - found):
        yield f"{{{name}}} is missing. Copy it from the English, brackets and all."
    for name, _ in sorted(found - wanted):
        yield f"{{{name}}} is not in the English. Take it out."
    if stray_brace(said) is not None:
        yield "A '{' or '}' here belongs to no placeholder. Copy placeholders from the English."


def _control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") and character != "\n"


@cache
def _forbidden() -> dict[str, tuple[str, ...]]:
    written = YAML(typ="safe").load((files("bot") / "forbidden.yaml").read_text(encoding="utf-8"))
    return {language: tuple(_level(part) for part in parts) for language, parts in written.items()}


def _level(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c) and c != "\u0640").split())
