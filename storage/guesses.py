"""Wrong typed codes, counted per client and hour, so that nobody finds a code by trying them all."""

from sqlalchemy import Connection, bindparam, delete, func, select

from storage.keyring import Keyring
from storage.rows import upsert
from storage.tables import guesses

AN_HOUR = 30
"""Wrong codes a client may try in an hour: a whole class may share one address."""
_AT = guesses.c.hour == bindparam("at")
_TRIES = select(guesses.c.tries).where(guesses.c.client == bindparam("who"), _AT)
_ALL_TRIES = select(func.coalesce(func.sum(guesses.c.tries), 0)).where(_AT)
_WIPE = delete(guesses).where(guesses.c.hour < bindparam("before"))


class Guesses:
    """Tries by client. An hour is the whole number of hours since the start of 1970 (UTC)."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def allowed(self, client: bytes, hour: int, most: int = AN_HOUR) -> bool:
        """Say whether the client may try another code in this hour."""
        return (self._connection.scalar(_TRIES, {"who": self._who(client), "at": hour}) or 0) < most

    def add(self, client: bytes, hour: int) -> None:
        """Count one wrong code. `client` is whatever tells clients apart; only its keyed hash is kept."""
        row = {"client": self._who(client), "hour": hour, "tries": 1}
        upsert(self._connection, guesses, row, {"tries": guesses.c.tries + 1})

    def total(self, hour: int) -> int:
        """Say how many wrong codes came in that hour from everybody."""
        return self._connection.scalar(_ALL_TRIES, {"at": hour}) or 0

    def wipe(self, before: int) -> int:
        """Delete the counts of hours before that one; say how many rows there were."""
        return self._connection.execute(_WIPE, {"before": before}).rowcount

    def _who(self, client: bytes) -> bytes:
        return self._keyring.mark("code", b"client:" + client)
