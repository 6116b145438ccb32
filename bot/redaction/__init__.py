"""Words of somebody's own without what leads to a person: one token in place of each find.

Rules find only what has a form. "The only girl in year 11" has none: a person reads everything before any of
it is shown.
"""

import re
import unicodedata

from bot.redaction.names import Roster, names
from bot.redaction.numbers import numbers
from bot.redaction.online import online
from bot.redaction.places import places
from bot.redaction.span import Span, Token, merged, there

__all__ = ["Roster", "Span", "Token", "find", "plain", "redact"]

_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=[0-9#*])\ufe0f?\u20e3"
                     "|(?<=\\w)\u200d(?=\\w)")
_SPACES = re.compile(r"[^\S\n]+")


def plain(text: str) -> str:
    """Give `text` as it is searched: full-width and styled letters as plain ones, nothing unseen, single spaces."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen))


def find(text: str, roster: Roster) -> tuple[Span, ...]:
    """Find what leads to a person in a `plain` text, in order; nothing overlaps. Tokens there already are found too."""
    return merged(text, (*there(text), *online(text), *numbers(text), *places(text), *names(text, roster)))


def redact(text: str, roster: Roster) -> str:
    """Give `text` with [name], [place], [number], [link] and [email] in place of what leads to a person.

    Redacting again changes nothing. Never raises; time grows with the length of the text.
    """
    held, text = "", plain(text)
    # What was next to a find may be one itself, now that it stands alone.
    while held != text:
        held, text = text, plain(_replaced(text, find(text, roster)))
    return text


def _replaced(text: str, spans: tuple[Span, ...]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at:span.start], f"[{span.token}]")
        at = span.end
    return "".join((*parts, text[at:]))
