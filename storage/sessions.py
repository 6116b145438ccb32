"""Who is signed in. Only a hash of what the browser holds is kept."""

import hashlib
import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from storage.tables import sessions

IDLE = 30 * 60
"""Seconds without a page after which a session ends."""
LONGEST = 8 * 60 * 60
"""Seconds after which it ends all the same."""
SEEN_EVERY = 60
"""Seconds between two notes that a session is in use, so that not every page is a write."""


class Session(NamedTuple):
    """A session that has not ended. `seen` is when it was last noted to be in use, in seconds since 1970."""

    account: bytes
    seen: int


class Sessions:
    """Sessions by token. Moments are whole seconds since 1970."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, account: bytes, now: int) -> str:
        """Begin a session; give the token that its browser holds."""
        token = secrets.token_urlsafe(32)
        self._connection.execute(insert(sessions),
                                 {"id": _hash(token), "account": account, "began": now, "seen": now})
        return token

    def get(self, token: str, now: int) -> Session | None:
        """Give the session of a token, unless it has ended. A clock that jumped back ends it too."""
        row = self._connection.execute(select(sessions).where(sessions.c.id == _hash(token))).one_or_none()
        if row is None or not 0 <= now - row.seen < IDLE or not 0 <= now - row.began < LONGEST:
            return None
        return Session(bytes(row.account), row.seen)

    def touch(self, token: str, now: int) -> None:
        """Note that a session is in use."""
        self._connection.execute(update(sessions).where(sessions.c.id == _hash(token)).values(seen=now))

    def end(self, token: str) -> None:
        """End a session."""
        self._connection.execute(delete(sessions).where(sessions.c.id == _hash(token)))

    def purge(self, now: int) -> int:
        """Delete the sessions that have ended by themselves; say how many."""
        ended = or_(sessions.c.seen < now - IDLE, sessions.c.began < now - LONGEST)
        return self._connection.execute(delete(sessions).where(ended)).rowcount


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
