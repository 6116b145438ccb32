"""Addresses that said STOP. Only keyed hashes, kept after every wave, so that STOP holds for good.

The hash is another than the contact's mark: it matches nothing else that is or was in the database.
"""

from sqlalchemy import Connection, bindparam, delete, func, select

from storage.keyring import Keyring
from storage.rows import insert_new
from storage.tables import optouts

_THIS = optouts.c.mark == bindparam("who")
_HAS = select(optouts.c.mark).where(_THIS)
_COUNT = select(func.count()).select_from(optouts)
_REMOVE = delete(optouts).where(_THIS)


class OptOuts:
    """Opt-outs by the space of addresses ("phone" for SMS and WhatsApp alike) and the address."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, kind: str, address: str) -> None:
        """Send nothing to this address from now on."""
        insert_new(self._connection, optouts, {"mark": self._mark(kind, address)})

    def has(self, kind: str, address: str) -> bool:
        """Say whether the address opted out."""
        return self._connection.scalar(_HAS, {"who": self._mark(kind, address)}) is not None

    def remove(self, kind: str, address: str) -> None:
        """Let the address be written to again, because its owner asked."""
        self._connection.execute(_REMOVE, {"who": self._mark(kind, address)})

    def count(self) -> int:
        """Say how many there are."""
        return self._connection.scalar(_COUNT) or 0

    def _mark(self, kind: str, address: str) -> bytes:
        return self._keyring.lasting_mark(f"stop|{kind}|{address}".encode())
