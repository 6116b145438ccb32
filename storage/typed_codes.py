"""Codes that people type from a paper slip: no vowels, and nothing that looks like something else."""

import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789CDFHJKMNPRTWXY"
"""No letter that is read as a digit (O Q I L Z S B G), none that is read as another (U V), no vowels, so that
no code spells a word."""
LENGTH = 9
_READ_AS = str.maketrans("OQILZSBG", "00112586")
_FAIR = 256 - 256 % len(ALPHABET)


def make(random: Callable[[int], bytes]) -> str:
    """Make a code of nine characters from `random(n) -> n bytes`; each is equally likely (41 bits)."""
    letters = ""
    while len(letters) < LENGTH:
        byte = random(1)[0]
        if byte < _FAIR:
            letters += ALPHABET[byte % len(ALPHABET)]
    return letters


def grouped(code: str) -> str:
    """Give the code as it is printed: `4KD-7M2-XRT`."""
    return "-".join(code[start:start + 3] for start in range(0, LENGTH, 3))


def read(typed: str) -> str | None:
    """Give the code that somebody typed; capitals, spaces, dashes and look-alikes are forgiven."""
    characters = (_plain(character) for character in unicodedata.normalize("NFKC", typed[:200]).upper())
    code = "".join(c for c in characters if c.isalnum()).translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
