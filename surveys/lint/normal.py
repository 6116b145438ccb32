"""Words as a reply to them would be compared: without case, marks or needless signs."""

import re
import unicodedata

_NOTHING = re.compile("[\u200b-\u200d\ufe0f\u2060\U0001f3fb-\U0001f3ff]")
_EDGES = " \t\r\n.,:;!?()[]{}#*'\""
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def normal(text: str) -> str:
    """Give `text` as replies are compared: NFKC, no case, straight quotes, single spaces, bare edges."""
    plain = _NOTHING.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = plain.replace("’", "'").replace("‘", "'")
    return " ".join(plain.split()).strip(_EDGES)


def as_number(text: str) -> int | None:
    """Give the number that `text` types (`2`, `two`), or None."""
    if text in NUMBER_WORDS:
        return NUMBER_WORDS.index(text) + 1
    return int(text) if text.isdecimal() and len(text) < 4 else None
