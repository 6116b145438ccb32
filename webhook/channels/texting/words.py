"""The words of an incoming text: as written, out of whatever wrapping they came in."""

import base64
import codecs
import re

from webhook.channels.webchat import plain

MOST = 10_000
"""Characters that are read; every question takes far fewer, and says so."""
SHORTEST_WRAPPED = 40
"""Characters from which a text of base64 letters alone is taken to be base64 without its ending."""
_WRAPPED = re.compile(r"[A-Za-z0-9+/_\-]+={0,2}")
_SAFE = str.maketrans("-_", "+/")


def read(body: str) -> str:
    """Give the words of a text, decoded where Twilio passed them on in base64 (RapidPro #1187).

    Only a text that is base64 from end to end and decodes to readable words is taken to be so: nobody's
    own words are turned into others.
    """
    return plain(_unwrapped(body[:MOST]))


def _unwrapped(body: str) -> str:
    text = "".join(body.split("\n")).replace("\r", "").strip()
    if not _WRAPPED.fullmatch(text) or (not text.endswith("=") and len(text) < SHORTEST_WRAPPED):
        return body
    try:
        padded = text.rstrip("=").translate(_SAFE)
        words = _decoded(base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True))
    except ValueError:
        return body
    return words if _readable(words) else body


def _decoded(data: bytes) -> str:
    marked = data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
    return data.decode("utf-16" if marked else "utf-8")


def _readable(words: str) -> bool:
    line = " ".join(words.split())
    return bool(line) and line.isprintable()
