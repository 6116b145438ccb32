"""Web-chat: one posted form is one inbound message."""

import unicodedata
from collections.abc import Mapping, Sequence

from bot.conversation import Inbound

NAME = "web"
MOST_PICKS = 64
"""More ticks than any question has choices; beyond it a form is not one of ours."""


def parse(fields: Mapping[str, Sequence[str]]) -> Inbound:
    """Read a posted form: `step`, and then `way` (a command), `pick` (codes) or `words`.

    Never raises. A form without a step gets step 0, which no question has, so that it answers nothing.
    """
    step = _step(_first(fields, "step"))
    if way := _first(fields, "way"):
        return Inbound(tap="/" + plain(way).removeprefix("/"), step=step)
    if picks := [plain(code) for code in fields.get("pick", ())][:MOST_PICKS]:
        return Inbound(tap=",".join(picks), step=step)
    return Inbound(words=plain(_first(fields, "words")), step=step)


def plain(words: str) -> str:
    """Give typed words with one kind of line end and without control characters."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _step(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
