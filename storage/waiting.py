"""What waits for the safeguarding lead: typed words, and requests to talk. Each alone, linked to nothing.

An item has no time until it is released. All that wait are released together, on a tick: a quarter of an
hour, counted since 1970. Until then an item is locked with the queue's key, which is destroyed at the tick, and
at the tick it gets a new id: or else a copy of the database that somebody made when one person had just
finished would say, once there is the key that opens released items, what that person wrote.
"""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select, update

from storage.admission import Admission
from storage.errors import Unreadable
from storage.keyring import Keyring
from storage.sealing import CONCERN, derive, lock, unlock

TICK = 15 * 60
"""Seconds."""
DAY = 24 * 60 * 60 // TICK
LONGEST = 3500
"""Characters kept of one text; a text message in parts has at most 1,600, a Telegram message 4,096."""


class WaitingState(StrEnum):
    """How far an item has come."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `content` is its texts by name; `tick` its release or last escalation; `by` who acknowledged it."""

    id: bytes
    state: WaitingState
    tick: int
    turn: int
    content: Mapping[str, str] = field(repr=False)
    acknowledged: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day (UTC) of the tick."""
        return dt.date(1970, 1, 1) + dt.timedelta(days=self.tick // DAY)


class Waiting:
    """One list: `concerns` (typed words) or `requests` (to talk to someone)."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission, table: Table) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission
        self._table = table

    def add(self, content: Mapping[str, str]) -> None:
        """Let something wait for the next tick. Longer texts are kept up to `LONGEST`, rather than refused."""
        name = secrets.token_bytes(16)
        kept = {key: text[:LONGEST] for key, text in content.items()}
        self._connection.execute(insert(self._table), {
            "id": name, "state": "queued", "tick": 0, "turn": 0,
            "locked": self._lock(name, kept, self._keyring.queue_keys()[0])})

    def holds(self, content: Mapping[str, str]) -> bool:
        """Say whether something with this content is there already."""
        return any(item.content == content for item in self._items(select(self._table)))

    def release(self, tick: int) -> int:
        """Give everything that waits its tick; say how many there were."""
        return self._renew(lambda: self._keyring.key("comment"), state="delivered", tick=tick, turn=1)

    def reseal(self) -> int:
        """Give everything that waits a new id under the queue's newest key; say how many there were."""
        return self._renew(lambda: self._keyring.queue_keys()[0], state="queued", tick=0, turn=0)

    def delivered(self) -> tuple[Item, ...]:
        """Give what was released and nobody has acknowledged, in an order that says nothing."""
        return self._items(select(self._table).where(self._table.c.state == "delivered"))

    def acknowledged(self) -> tuple[Item, ...]:
        """Give what somebody has acknowledged."""
        return self._items(select(self._table).where(self._table.c.state == "acknowledged"))

    def queued(self) -> int:
        """Say how many wait for the next tick."""
        counted = select(func.count()).select_from(self._table).where(self._table.c.state == "queued")
        return self._connection.scalar(counted) or 0

    def waiting(self) -> int:
        """Say how many were released and nobody has acknowledged."""
        counted = select(func.count()).select_from(self._table).where(self._table.c.state == "delivered")
        return self._connection.scalar(counted) or 0

    def escalate(self, item: bytes, tick: int) -> None:
        """Say that the second recipient has been alerted, and from when the next wait counts."""
        columns = self._table.c
        self._connection.execute(update(self._table).where(columns.id == item, columns.state == "delivered")
                                 .values(turn=2, tick=tick))

    def acknowledge(self, item: bytes, by: str, day: dt.date) -> bool:
        """Mark an item as read and being dealt with by somebody; false where it is not waiting to be."""
        columns = self._table.c
        waiting = select(self._table).where(columns.id == item, columns.state == "delivered").with_for_update()
        row = self._connection.execute(waiting).one_or_none()
        if row is None:
            return False
        content = {**self._open(row), "by": by}
        self._connection.execute(update(self._table).where(columns.id == item).values(
            state="acknowledged", acknowledged=day, tick=row.tick - row.tick % DAY,
            locked=self._lock(item, content, self._keyring.key("comment"))))
        return True

    def forget(self, before: dt.date) -> int:
        """Delete what was acknowledged before that day; say how many."""
        columns = self._table.c
        gone = self._connection.execute(delete(self._table).where(
            columns.state == "acknowledged", columns.acknowledged < before)).rowcount
        self._admission.shredded = self._admission.shredded or gone > 0
        return gone

    def _renew(self, key: Callable[[], bytes], **columns: str | int) -> int:
        waiting = self._items(select(self._table).where(self._table.c.state == "queued").with_for_update())
        if not waiting:
            return 0
        self._admission.shredded = True
        self._connection.execute(delete(self._table).where(self._table.c.id.in_([item.id for item in waiting])))
        renewed = sorted(((secrets.token_bytes(16), item.content) for item in waiting), key=itemgetter(0))
        self._connection.execute(insert(self._table), [
            {"id": name, "locked": self._lock(name, content, key()), **columns} for name, content in renewed])
        return len(renewed)

    def _items(self, wanted: Select[tuple[Any, ...]]) -> tuple[Item, ...]:
        found = [Item(bytes(row.id), WaitingState(row.state), row.tick, row.turn, self._open(row), row.acknowledged)
                 for row in self._connection.execute(wanted)]
        secrets.SystemRandom().shuffle(found)
        return tuple(found)

    def _open(self, row: Row[tuple[Any, ...]]) -> dict[str, str]:
        keys = self._keyring.queue_keys() if row.state == WaitingState.QUEUED else (self._keyring.key("comment"),)
        opened = (unlock(bytes(row.locked), self._key(bytes(row.id), key)) for key in keys)
        content = next((text for text in opened if text is not None), None)
        if content is None:
            raise Unreadable("Something on the safeguarding list does not open.",
                             "Restore the database and the key file that belong together.")
        texts: dict[str, str] = json.loads(content)
        return texts

    def _lock(self, name: bytes, content: Mapping[str, str], key: bytes) -> bytes:
        return lock(json.dumps(content, ensure_ascii=False), self._key(name, key), CONCERN)

    def _key(self, name: bytes, key: bytes) -> bytes:
        return derive(key, name, f"heard {self._table.name}"[:16].encode())
