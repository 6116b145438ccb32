"""How a text travels by SMS: its alphabet, how many segments it takes, and what forces it out of GSM-7.

Source: 3GPP TS 23.038. GSM-7 holds 160 characters in one segment and 153 in each of several; characters of
the extension table count twice. Any other character sends the whole text as UCS-2: 70, or 67 each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BASIC = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                  "ÄÖÑÜ§¿"
                  "abcdefghijklmnopqrstuvwxyzäöñüà")
EXTENSION = frozenset("\f^{}\\[~]|€")
PLAIN = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
         "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
         "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "•": "-",
         "…": "...", "×": "x", "½": "1/2", "¼": "1/4", "¾": "3/4", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
         "\t": " "}
"""Characters that a plain one can stand in for without changing what is said."""


@dataclass(frozen=True, slots=True)
class Sms:
    """A text as it travels: `gsm` says which alphabet, `units` how many septets or UCS-2 units it takes."""

    gsm: bool
    units: int
    segments: int


def plain(text: str) -> str:
    """Give the text with curly quotes, dashes and the like made plain, so that it may fit GSM-7."""
    return "".join(PLAIN.get(character, character) for character in text)


def strangers(text: str) -> tuple[str, ...]:
    """Give the characters that force the text out of GSM-7, once each, in order of appearance."""
    return tuple(dict.fromkeys(c for c in text if c not in BASIC and c not in EXTENSION))


def measure(text: str) -> Sms:
    """Say how the text travels; an empty text takes no segment."""
    gsm = not strangers(text)
    sizes = [_size(character, gsm=gsm) for character in text]
    single, each = (160, 153) if gsm else (70, 67)
    units = sum(sizes)
    return Sms(gsm, units, (1 if units else 0) if units <= single else _segments(sizes, each))


def asked(text: str, labels: Sequence[str], place: int, of: int) -> str:
    """Give a question as one SMS: counter, words, then what to reply."""
    options = " ".join(f"{number} {label}" for number, label in enumerate(labels, 1))
    return plain(f"{place}/{of} {text}" + (f" Reply {options}" if options else ""))


def _size(character: str, *, gsm: bool) -> int:
    if gsm:
        return 2 if character in EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _segments(sizes: Sequence[int], each: int) -> int:
    # A character of two units is never split over two segments.
    segments, room = 1, each
    for size in sizes:
        if size > room:
            segments, room = segments + 1, each
        room -= size
    return segments
