"""Messages that came in, each claimed once by its provider's id, so that a second delivery does nothing.

A claim is a keyed hash with a day, because providers deliver again for up to three days; nothing finer.
"""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, bindparam, delete

from storage.keyring import Keyring
from storage.rows import insert_new
from storage.tables import claims

_PURGE = delete(claims).where(claims.c.day < bindparam("before"))


class Claims:
    """Claims of the last days."""

    def __init__(self, connection: Connection, keyring: Keyring, today: Callable[[], dt.date]) -> None:
        self._connection = connection
        self._keyring = keyring
        self._today = today

    def claim(self, channel: str, message: str) -> bool:
        """Claim a message; false where it was claimed before, or is in a transaction that then commits."""
        name = self._keyring.lasting_mark(f"claim|{channel}|{message}".encode())
        return insert_new(self._connection, claims, {"id": name, "day": self._today()})

    def purge(self, before: dt.date) -> int:
        """Delete claims of days before that one; say how many."""
        return self._connection.execute(_PURGE, {"before": before}).rowcount
