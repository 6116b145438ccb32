"""What keeps the outbox in order: leases that ran out, what is over, and the encrypted records themselves."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, select, update

from storage.admission import Admission
from storage.errors import Unreadable
from storage.keyring import Keyring
from storage.sealing import OUTGOING, derive, lock, unlock
from storage.tables import outbox

Content = Mapping[str, Any]
DAY = 86_400_000
"""Milliseconds in a day."""
SETTLE = 60_000
"""Milliseconds after which the moment of sending becomes its day."""
IN_HAND = ("leased", "sending")
OVER = ("sent", "delivered", "unknown", "failed", "undelivered")


class Upkeep:
    """Records of the outbox, whatever is in them."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission

    @property
    def connection(self) -> Connection:
        """The transaction's connection, for what goes through every record (`storage.rotation`)."""
        return self._connection

    def sweep(self, now: int) -> tuple[int, int]:
        """Free leases that ran out: before the call they wait again, during it they are unknown. Say how many.

        What was sent a while ago keeps only the day.
        """
        late = outbox.c.lease < now
        freed = self._connection.execute(update(outbox).where(outbox.c.state == "leased", late)
                                         .values(state="due", lease=0)).rowcount
        lost = self._connection.scalars(select(outbox.c.id).where(outbox.c.state == "sending", late)).all()
        for id_ in lost:
            self.give_up(bytes(id_), "unknown", "stopped")
        today = now - now % DAY
        self._connection.execute(update(outbox).where(
            outbox.c.state.in_(OVER), outbox.c.due < now - SETTLE, outbox.c.due > today)
            .values(due=today, queued=today))
        return freed, len(lost)

    def expire(self, before: int) -> int:
        """Delete what was sent or given up before that moment; say how many."""
        self._admission.shredded = True
        return self._connection.execute(delete(outbox).where(
            outbox.c.state.in_(OVER), outbox.c.queued < before)).rowcount

    def counts(self) -> dict[tuple[str, str, str], int]:
        """Count messages by channel, state and error code."""
        columns = (outbox.c.channel, outbox.c.state, outbox.c.code)
        rows = self._connection.execute(
            select(*columns, func.count()).where(outbox.c.kind != "received").group_by(*columns).order_by(*columns))
        return {(channel, state, code): count for channel, state, code, count in rows}

    def give_up(self, id_: bytes, state: Literal["failed", "unknown"], code: str) -> None:
        """Note that a message failed, or may or may not have gone; only the code is left of it."""
        self.set(id_, IN_HAND, state=state, lease=0, code=code[:32], locked=self.lock(id_, {}))

    def set(self, id_: bytes, states: Iterable[str], **values: Any) -> None:  # noqa: ANN401 - columns' values
        """Change a record, where it is in one of these states."""
        self._connection.execute(update(outbox).where(outbox.c.id == id_, outbox.c.state.in_(tuple(states)))
                                 .values(**values))

    def lock(self, id_: bytes, content: Content) -> bytes:
        """Encrypt the content of a record."""
        return lock(json.dumps(content, ensure_ascii=False), self._key(id_), OUTGOING)

    def open(self, id_: bytes, locked: bytes) -> Content:
        """Read the content of a record."""
        content = unlock(locked, self._key(id_))
        if content is None:
            raise Unreadable("A message of the outbox does not open.",
                             "Restore the database and the key file that belong together.")
        opened: dict[str, Any] = json.loads(content)
        return opened

    def _key(self, id_: bytes) -> bytes:
        return derive(self._keyring.key("contact"), id_, b"heard outbox")
