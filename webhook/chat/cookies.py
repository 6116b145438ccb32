"""The two kinds of cookie: where this browser is now, and what lets a link be opened again on this device.

Neither holds an answer, a token or anything that lasts beyond a week; scripts cannot read them.
"""

import base64
import binascii
from typing import NamedTuple

from flask import Request, Response

from bot.conversation import State
from webhook.turns import Entered, Turn

CHAT, CHAT_PATH = "heard_chat", "/chat"
RESUME, RESUME_PATH = "hr_", "/chat/enter"
WEEK = 7 * 24 * 60 * 60
"""Seconds; as long as an unfinished conversation is kept."""
IDLE = 30 * 60
"""Seconds without a page after which a browser is in no conversation: the next person on a shared tablet finds
nothing. The link opens it again."""
_ENDED = "end"


class Ended(NamedTuple):
    """A conversation that is over: what is left to say needs only its wave, how it ended, and a language."""

    state: State
    language: str
    wave: str


def place(request: Request) -> bytes | Ended | None:
    """Give the handle of the conversation this browser is in, or how the last one ended."""
    value = request.cookies.get(CHAT, "")
    if not value.startswith(f"{_ENDED}."):
        return _handle(value)
    try:
        _, state, language, wave = value.split(".", 3)
        ended = Ended(State(state), language, wave)
    except ValueError:
        return None
    return None if ended.state is State.ASKING else ended


def kept(request: Request) -> dict[str, bytes]:
    """Give the handles kept on this device, by the name of the invitation they belong to."""
    found = {name.removeprefix(RESUME): _handle(value)
             for name, value in request.cookies.items() if name.startswith(RESUME)}
    return {name: handle for name, handle in found.items() if handle}


def enter(response: Response, entered: Entered, *, secure: bool) -> None:
    """Put this browser into a conversation, and let the same link open it again for a week."""
    stay(response, entered.handle, secure=secure)
    _set(response, RESUME + entered.resume, _text(entered.handle), RESUME_PATH, WEEK, secure=secure)


def stay(response: Response, handle: bytes, *, secure: bool) -> None:
    """Keep this browser in its conversation a while longer."""
    _set(response, CHAT, _text(handle), CHAT_PATH, IDLE, secure=secure)


def end(response: Response, turn: Turn, *, secure: bool) -> None:
    """Say that the conversation is over, and forget its handle on this device."""
    value = f"{_ENDED}.{turn.state.value}.{turn.asked.language}.{turn.wave}"
    _set(response, CHAT, value, CHAT_PATH, IDLE, secure=secure)
    _set(response, RESUME + turn.resume, "", RESUME_PATH, 0, secure=secure)


def leave(response: Response, *, secure: bool) -> None:
    """Take this browser out of the conversation; its own link opens it again."""
    _set(response, CHAT, "", CHAT_PATH, 0, secure=secure)


def _set(response: Response, name: str, value: str, path: str, age: int, *, secure: bool) -> None:
    response.set_cookie(name, value, max_age=age, path=path, secure=secure, httponly=True, samesite="Lax")


def _text(handle: bytes) -> str:
    return base64.urlsafe_b64encode(handle).decode().rstrip("=")


def _handle(value: str) -> bytes | None:
    try:
        handle = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except (binascii.Error, ValueError):
        return None
    return handle if len(handle) == 32 else None
