"""A reply as texts: in the cheap alphabet where it can be, each in two segments at most."""

import re
import unicodedata
from collections.abc import Iterator

from bot import rendering
from bot.conversation import Reply
from surveys import sms

MOST_SEGMENTS = 2
LONGEST = 1600
"""Characters that Twilio takes in one message."""
_ENGLISH = "en"
_UNSEEN = dict.fromkeys(map(ord, "\ufe0e\ufe0f\u200b\u2060\ufeff\u00ad"))
"""Characters that show nothing by themselves, and would cost each segment more than half its length."""
_WORDS = re.compile(r"\S+\s*")


def texts(reply: Reply) -> tuple[str, ...]:
    """Give the reply as texts to send one after the other, usually one.

    What asks nothing and is in letters of its own (the one text with a link) stays whole: no question comes
    by SMS in such a language, and nobody should get a link in two halves.
    """
    text = friendly(rendering.plain(reply, "sms"), reply.language)
    if reply.question is None and len(text) <= LONGEST and _own_letters(text):
        return (text,)
    return pieces(text)


def friendly(text: str, language: str) -> str:
    """Give the text so that it fits GSM-7 where nothing is lost by it.

    English loses marks that its alphabet lacks ("Gwynllŷw" in a school's name); another language keeps its
    letters, and costs more.
    """
    text = sms.plain(text.translate(_UNSEEN) if not text.isascii() else text)
    return "".join(map(_unmarked, text)) if language == _ENGLISH and sms.strangers(text) else text


def _own_letters(text: str) -> bool:
    return any(character.isalpha() for character in sms.strangers(text))


def _unmarked(character: str) -> str:
    if not sms.strangers(character):
        return character
    base = unicodedata.normalize("NFKD", character)
    kept = "".join(each for each in base if not unicodedata.combining(each))
    return kept if kept and not sms.strangers(kept) else character


def pieces(text: str) -> tuple[str, ...]:
    """Give the text in pieces of two segments at most, parted at the ends of lines, sentences or words."""
    if fits(text):
        return (text,) if text else ()
    found: list[str] = []
    for part in _parts(text):
        if found and fits((found[-1] + part).rstrip()):
            found[-1] += part
        else:
            found.append(part)
    return tuple(piece for piece in map(str.strip, found) if piece)


def fits(text: str) -> bool:
    """Say whether the text can go as one message."""
    return sms.measure(text).segments <= MOST_SEGMENTS and len(text) <= LONGEST


def _parts(text: str) -> Iterator[str]:
    """Give lines; where one is too long its sentences, and where one of those is, its words, or their letters."""
    for line in text.splitlines(keepends=True):
        if fits(line.rstrip()):
            yield line
            continue
        for sentence in re.split(r"(?<=[.?!])(?= )", line):
            if fits(sentence.strip()):
                yield sentence
                continue
            for word in _WORDS.findall(sentence):
                yield from (word,) if fits(word) else word


