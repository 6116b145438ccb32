"""Messages that wait to be sent, and what is needed to delete them at the provider afterwards.

A message is written in the transaction of the step that it answers. `due` -> `leased` (a worker has it) ->
`sending` (the provider is being called) -> `sent` | `failed` | `unknown`. A worker that dies before calling
loses nothing: the lease runs out. One that dies while calling leaves `unknown`, because nobody knows whether
the message went, and it is never sent blindly again. Address and text are encrypted, padded, and overwritten
as soon as the message is sent or given up; then only the provider's name for it is left inside.
"""

import secrets
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sqlalchemy import and_, bindparam, case, delete, func, insert, or_, select, update

from storage.outbox_upkeep import IN_HAND, OVER, Content, Upkeep
from storage.tables import outbox

Kind = Literal["reply", "final", "later", "forget", "received"]
"""An answer; the confirmation of STOP; what we begin ourselves; a deletion; a message that came in."""
_WAITING = ("due", "leased")
_COMES_AFTER: dict[str, tuple[str, ...]] = {
    "sent": ("due", "leased", "sending", "unknown"),
    "delivered": ("due", "leased", "sending", "unknown", "sent"),
    "failed": ("due", "leased", "sending", "unknown", "sent"),
    "undelivered": ("due", "leased", "sending", "unknown", "sent"),
}
"""A delivery report never goes backwards: from which states each may follow."""
_WHOSE = outbox.c.contact == bindparam("whose")
_NAMED = select(outbox.c.id).where(outbox.c.once == bindparam("name"))
_LAST = select(func.max(outbox.c.queued)).where(_WHOSE)
_PUT = insert(outbox)
_WAITS = select(func.count()).where(_WHOSE, outbox.c.kind == "reply", outbox.c.state.in_(_WAITING))
_CANCEL = delete(outbox).where(_WHOSE, outbox.c.kind.in_(bindparam("kinds", expanding=True)),
                               outbox.c.state.in_(_WAITING))
_EARLIER = outbox.alias()
_FIRST = ~select(_EARLIER.c.id).where(
    _EARLIER.c.contact == outbox.c.contact, _EARLIER.c.id != outbox.c.id,
    or_(_EARLIER.c.state.in_(IN_HAND),
        and_(_EARLIER.c.state == "due", _EARLIER.c.queued < outbox.c.queued,
             or_(_EARLIER.c.kind.in_(("reply", "final")),
                 and_(_EARLIER.c.kind == "later", outbox.c.kind == "later"))))).exists()
"""Nothing to the same contact goes before it: messages to one person arrive in order."""


class Waiting(NamedTuple):
    """One message in a worker's hands."""

    id: bytes
    contact: bytes
    channel: str
    kind: Kind
    queued: int
    tries: int
    content: Content


class Outbox(Upkeep):
    """The outbox. Moments are whole milliseconds since 1970 (UTC), given by the caller."""

    def put(self, contact: bytes, channel: str, kind: Kind, content: Content, now: int, *,
            due: int | None = None, once: bytes | None = None) -> bytes | None:
        """Queue a message behind those to the same contact; nothing where one with its `once` is there."""
        if once is not None and self._connection.scalar(_NAMED, {"name": once}):
            return None
        last = self._connection.scalar(_LAST, {"whose": contact}) or 0
        id_ = secrets.token_bytes(16)
        state = "sent" if kind == "received" else "due"
        self._connection.execute(_PUT, {
            "id": id_, "contact": contact, "channel": channel, "kind": kind, "state": state,
            "queued": max(now, last + 1), "due": now if due is None else due, "lease": 0, "tries": 0, "code": "",
            "once": once, "locked": self.lock(id_, content)})
        return id_

    def claim(self, now: int, until: int, channels: Iterable[str], most: int = 1) -> tuple[bytes, ...]:
        """Lease up to `most` messages that are due, oldest first; one contact's strictly in order."""
        ready = (select(outbox.c.id).where(outbox.c.state == "due", outbox.c.due <= now,
                                           outbox.c.channel.in_(tuple(channels)), _FIRST)
                 .order_by(outbox.c.due, outbox.c.queued).limit(most).with_for_update(skip_locked=True))
        found = tuple(bytes(id_) for id_ in self._connection.scalars(ready))
        if found:
            self._connection.execute(update(outbox).where(outbox.c.id.in_(found), outbox.c.state == "due")
                                     .values(state="leased", lease=until))
        return found

    def next_due(self, channels: Iterable[str]) -> int | None:
        """Say when the next message by one of these channels may go, those behind another left out."""
        due: int | None = self._connection.scalar(select(func.min(outbox.c.due)).where(
            outbox.c.state == "due", outbox.c.channel.in_(tuple(channels)), _FIRST))
        return due

    def take(self, id_: bytes) -> Waiting | None:
        """Give a leased message; nothing where it was cancelled or its lease ran out meanwhile."""
        row = self._connection.execute(
            select(outbox).where(outbox.c.id == id_, outbox.c.state == "leased").with_for_update()).one_or_none()
        if row is None:
            return None
        return Waiting(bytes(row.id), bytes(row.contact), row.channel, row.kind, row.queued, row.tries,
                       self.open(bytes(row.id), bytes(row.locked)))

    def sending(self, id_: bytes, now: int, until: int) -> None:
        """Note that the provider is called from `now` on; a crash after this leaves the outcome unknown."""
        self.set(id_, ("leased",), state="sending", due=now, lease=until)

    def crowded(self, channel: str, contact: bytes, since: int, most: int, contact_since: int) -> bool:
        """Say whether `most` messages went by the channel since a moment, or any to the contact."""
        tried = and_(outbox.c.kind.in_(("reply", "final", "later")), outbox.c.state.not_in(_WAITING))
        busy = select(func.count()).where(tried, outbox.c.channel == channel, outbox.c.due > since)
        just = select(func.count()).where(tried, outbox.c.contact == contact, outbox.c.due > contact_since)
        return (self._connection.scalar(busy) or 0) >= most or bool(self._connection.scalar(just))

    def sent(self, id_: bytes, provider: str) -> None:
        """Note that the provider took it: of its content only the provider's name for it is left."""
        after = case((outbox.c.state.in_(_COMES_AFTER["sent"]), "sent"), else_=outbox.c.state)
        self._connection.execute(update(outbox).where(outbox.c.id == id_).values(
            state=after, lease=0, locked=self.lock(id_, {"provider": provider})))

    def again(self, id_: bytes, due: int, code: str = "", *, tried: bool = True,
              content: Content | None = None) -> None:
        """Put a message back, to be tried at `due`."""
        locked = {} if content is None else {"locked": self.lock(id_, content)}
        self.set(id_, IN_HAND, state="due", due=due, lease=0, code=code[:32],
                  tries=outbox.c.tries + int(tried), **locked)

    def report(self, id_: bytes, state: str, code: str = "") -> bytes | None:
        """Take a delivery report; give the contact where it told something new."""
        changed = (update(outbox).where(outbox.c.id == id_, outbox.c.state.in_(_COMES_AFTER[state]))
                   .values(state=state, lease=0, code=code[:32]).returning(outbox.c.contact))
        contact = self._connection.scalar(changed)
        return None if contact is None else bytes(contact)

    def drop(self, id_: bytes) -> None:
        """Delete a message that is not to be sent after all, or is done with."""
        self._admission.shredded = True
        self._connection.execute(delete(outbox).where(outbox.c.id == id_))

    def cancel(self, contact: bytes, kinds: Iterable[Kind] = ("reply", "final", "later")) -> int:
        """Delete what waits for the contact and is not being sent this moment; say how many."""
        gone = self._connection.execute(_CANCEL, {"whose": contact, "kinds": tuple(kinds)}).rowcount
        # Nearly every message finds nothing to take back; the log is emptied only where something was there.
        self._admission.shredded = self._admission.shredded or gone > 0
        return gone

    def waits(self, contact: bytes) -> bool:
        """Say whether an answer to the contact has not gone out yet."""
        return bool(self._connection.scalar(_WAITS, {"whose": contact}))

    def step_of(self, contact: bytes, provider: str) -> int | None:
        """Give the step noted with a message that came in, by the provider's name for it."""
        rows = self._connection.execute(select(outbox.c.id, outbox.c.locked).where(
            outbox.c.contact == contact, outbox.c.kind == "received"))
        for row in rows.all():
            content = self.open(bytes(row.id), bytes(row.locked))
            if content.get("provider") == provider:
                return content.get("step")
        return None

    def traces(self, contact: bytes, until: int) -> Iterator[tuple[bytes, str]]:
        """Give id and provider's name of everything exchanged with the contact up to `until`, oldest first."""
        rows = self._connection.execute(
            select(outbox.c.id, outbox.c.locked).where(
                outbox.c.contact == contact, outbox.c.state.in_(OVER), outbox.c.queued <= until)
            .order_by(outbox.c.queued)).all()
        for row in rows:
            yield bytes(row.id), str(self.open(bytes(row.id), bytes(row.locked)).get("provider", ""))
