"""The same reply, however it was typed: two forms of a text, one to compare and one to compare loosely.

Nothing here is ever stored: a comment keeps the words as they came.
"""

import re
import unicodedata
from functools import lru_cache

_ZERO_WIDTH = {"Cf", "Cs", "Co", "Cn", "Me"}
"""Unicode categories that print nothing of their own: joiners, direction marks, lone surrogates, keycaps."""
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'",
                           "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"'})
_WITHOUT_ACCENT = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "'": None,
                                 "ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None, "♂": None, "♀": None, "_": " "})
_LEADING, _TRAILING = "([#* ", ".)]!,:; "

_SIGNATURE = re.compile(
    r"\n[ \t]*(?:--[ \t]*(?:\n|$)|sent (?:from|via|with|using) |get outlook |wys[łl]an[oe] z|trimis de pe"
    r"|enviado d[oae]|تم ال[إا]رسال من|[أا]رسلت? من).*", re.DOTALL)
_SIGNATURE_IN_LINE = re.compile(r"\ssent from my [^\n]{2,40}$")
_SIGNED_OFF = re.compile(
    r"\n[ \t]*(?:(?:kind|best|warm|many|with)[ \t]+){0,2}(?:regards|wishes|thanks|thank you|cheers|yours)"
    r"[^\n]{0,12}(?:\n[^\n]{0,30}){0,3}$")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def normalise(words: str) -> str:
    """Give `words` in the form that is compared with labels; normalising twice changes nothing more."""
    before, text = "", words
    while text != before:
        before, text = text, _once(text)
    return text


def fold(text: str) -> str:
    """Give normalised `text` without accents, apostrophes or punctuation: its tokens, a space between."""
    return " ".join(tokens(text))


def tokens(text: str) -> tuple[str, ...]:
    """Split normalised `text` into words, numbers and single pictures (emoji), accents taken off."""
    if text.isascii():
        plain = text.replace("'", "").replace("_", " ")
    else:
        apart = unicodedata.normalize("NFKD", text)
        plain = "".join(c for c in apart if unicodedata.category(c) != "Mn").translate(_WITHOUT_ACCENT)
    plain = _ORDINAL.sub(r"\1", plain)
    return tuple(token for token in _TOKEN.findall(plain) if token[0].isalnum() or is_picture(token))


def is_picture(token: str) -> bool:
    """Whether a token is an emoji or another symbol, not a word or a number."""
    return unicodedata.category(token[0]) == "So"


def squeeze(word: str) -> str:
    """Give `word` with each run of one letter cut to one: `yesss` and `yes` give `yes`."""
    return re.sub(r"(.)\1+", r"\1", word)


def is_stretched(typed: str, word: str) -> bool:
    """Whether `typed` is `word` with letters held down: `yesss`, `noo`, `soooo`; not `aggree`, a slip."""
    if len(typed) <= len(word) or typed[:1] != word[:1]:
        return False
    runs, own = _runs(typed), _runs(word)
    if [letter for letter, _ in runs] != [letter for letter, _ in own]:
        return False
    longer = [n > m for (_, n), (_, m) in zip(runs, own, strict=True)]
    if any(n < m for (_, n), (_, m) in zip(runs, own, strict=True)):
        return False
    return longer[-1] or any(more and n >= 3 for more, (_, n) in zip(longer, runs, strict=True))


def _runs(word: str) -> list[tuple[str, int]]:
    return [(match[0][0], len(match[0])) for match in re.finditer(r"(.)\1*", word)]


def _once(words: str) -> str:
    text = unicodedata.normalize("NFKC", words).casefold()
    text = "".join(map(_plain, text)).translate(_STRAIGHT).strip()
    for pattern in (_SIGNATURE, _SIGNED_OFF, _SIGNATURE_IN_LINE):
        text = pattern.sub("", text)
    return " ".join(text.split()).lstrip(_LEADING).rstrip(_TRAILING)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Give one character as it counts for comparing: nothing, an ASCII digit, a space or itself."""
    if character.isascii():
        return character if character.isprintable() or character == "\n" else " "
    category = unicodedata.category(character)
    if category in _ZERO_WIDTH or _is_variant(character):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return " " if category in ("Cc", "Zs", "Zl", "Zp") else character


def _is_variant(character: str) -> bool:
    point = ord(character)
    return point in _SKIN_TONES or 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
