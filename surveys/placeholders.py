"""Places in a text that are filled in when it is shown: `{setting}`, or `{name|words to use if unknown}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?:\|([^{}]*))?\}")
_BRACE = re.compile(r"[{}]")
SETTING = ("setting", "pupils", "Pupils", "pupil", "safe_adult", "contact", "promise_word")
"""Placeholders that every wave's setting fills in."""
SAMPLE: Mapping[str, str] = {
    "setting": "Hill House Alternative School", "pupils": "pupils", "Pupils": "Pupils", "pupil": "pupil",
    "safe_adult": "the safeguarding lead", "contact": "Ask at reception.", "promise_word": "confidential"}
"""Stand-ins of ordinary length, for measuring a text; the name has the 29 letters that one SMS allows."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: its name, the words for when nothing is known (None if not given), and where it is."""

    name: str
    fallback: str | None
    at: int


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Give the placeholders of a text in order; `at` counts characters from 0."""
    return tuple(Placeholder(m[1], m[2], m.start()) for m in _PLACEHOLDER.finditer(text))


def stray_brace(text: str) -> int | None:
    """Give where a brace stands that belongs to no placeholder, or None."""
    blanked = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), text)
    found = _BRACE.search(blanked)
    return found.start() if found else None


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in what `values` knows; an empty or unknown one gives its fallback, or stays as it is written."""
    if "{" not in text:
        return text

    def known(match: re.Match[str]) -> str:
        return values.get(match[1]) or (match[0] if match[2] is None else match[2])

    return _PLACEHOLDER.sub(known, text)
