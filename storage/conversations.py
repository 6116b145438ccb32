"""Questionnaires in progress: encrypted, of one size, rewritten in place, and deleted when they end.

The key of each comes from the respondent's own handle and from the wave's secret key. So nobody reads one
without the handle, which is not kept, and nobody at all once the wave's key is destroyed.
"""

import datetime as dt
import json
import secrets
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.admission import Admission
from storage.keyring import Keyring
from storage.sealing import CONVERSATION, derive, lock, unlock
from storage.tables import conversations

_THIS = conversations.c.id == bindparam("row")
_GET = select(conversations.c.turn, conversations.c.locked).where(_THIS)
_START = insert(conversations)
# `turn` is random and new at each write: a count would say how far a respondent has come.
_PUT = (update(conversations).where(_THIS, conversations.c.turn == bindparam("seen"))
        .values(turn=bindparam("next_turn"), touched=bindparam("day"), locked=bindparam("content")))
_END = delete(conversations).where(_THIS)
_END_ALL = delete(conversations)
_EXPIRE = delete(conversations).where(conversations.c.touched < bindparam("before"))


class Held(NamedTuple):
    """A conversation as stored. `revision` must be given back with the next `put`."""

    wave: str
    invitation: bytes
    text: str
    revision: bytes


class Conversations:
    """Conversations by handle: the respondent's own secret of 16 bytes or more."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission,
                 today: Callable[[], dt.date]) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission
        self._today = today
        self._read: dict[bytes, Held] = {}

    def start(self, handle: bytes, wave: str, invitation: bytes, text: str) -> bytes:
        """Store a new conversation; give its revision. Raises `KeyFileError` where the wave has no key."""
        turn = secrets.token_bytes(16)
        self._connection.execute(_START, {"id": self._row(handle), "turn": turn, "touched": self._today(),
                                          "locked": self._lock(handle, wave, invitation, text)})
        return turn

    def get(self, handle: bytes) -> Held | None:
        """Give the conversation; nothing where there is none, or where its wave's key is destroyed."""
        id_ = self._row(handle)
        row = self._connection.execute(_GET, {"row": id_}).one_or_none()
        if row is None:
            return None
        # The wave is inside, so that nothing outside says which wave a conversation belongs to.
        for secret in self._keyring.wave_secrets():
            content = unlock(bytes(row.locked), _key(handle, secret))
            if content is not None:
                wave, invitation, text = json.loads(content)
                held = self._read[id_] = Held(wave, bytes.fromhex(invitation), text, bytes(row.turn))
                return held
        return None

    def put(self, handle: bytes, text: str, revision: bytes) -> bool:
        """Rewrite the conversation in place; false where it changed or ended since `revision` was read."""
        id_ = self._row(handle)
        held = self._read.pop(id_, None) or self.get(handle)
        if held is None:
            return False
        changed = {"row": id_, "seen": revision, "next_turn": secrets.token_bytes(16),
                   "day": self._today(), "content": self._lock(handle, held.wave, held.invitation, text)}
        return self._connection.execute(_PUT, changed).rowcount == 1

    def end(self, handle: bytes) -> None:
        """Delete the conversation, if it is there."""
        self._admission.shredded = True
        self._connection.execute(_END, {"row": self._row(handle)})

    def expire(self, before: dt.date) -> int:
        """Delete conversations last touched before that day; say how many."""
        self._admission.shredded = True
        return self._connection.execute(_EXPIRE, {"before": before}).rowcount

    def end_wave(self, wave: str) -> int:
        """Delete a closing wave's conversations as far as they can be told apart; say how many.

        Nothing outside says which wave one belongs to. So while another wave is open they stay, unreadable
        once this wave's key is destroyed, until they expire.
        """
        if self._keyring.waves - {wave}:
            return 0
        self._admission.shredded = True
        return self._connection.execute(_END_ALL).rowcount

    def _row(self, handle: bytes) -> bytes:
        return derive(self._keyring.key("conversation"), handle, b"heard row")

    def _lock(self, handle: bytes, wave: str, invitation: bytes, text: str) -> bytes:
        content = json.dumps([wave, invitation.hex(), text], ensure_ascii=False)
        return lock(content, _key(handle, self._keyring.wave_secret(wave)), CONVERSATION)


def _key(handle: bytes, secret: bytes) -> bytes:
    return derive(secret, handle, b"heard talk")
