"""Sending what waits in the outbox: leased, checked once more, sent once, and its outcome noted."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping

from storage.errors import StorageError
from storage.outbox import Waiting
from storage.store import Store, Transaction
from webhook.calendar import Calendar
from webhook.channels.contract import Channel, ChannelError, Gone, Later, Moved, Refused, Sent, Unsure
from webhook.clock import Clock
from webhook.exchange import milliseconds
from webhook.messaging import move
from webhook.outgoing import Parcel, pack, unpack

LEASE = 60_000
"""Milliseconds a worker may hold a message; a call gives up within 15 seconds."""
PACE = 2.0
"""Seconds that a worker waits for the next message, rather than for the next ring."""
MOST_TRIES = 9
LONGEST = 3_600_000
_log = logging.getLogger("heard")


class Sender:
    """Sends by the channels given. Any number may work on one outbox, in threads and processes."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock,
                 on_step: Callable[[str], None] = lambda step: None,
                 pause: Callable[[float], None] = time.sleep) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._on_step = on_step
        self._pause = pause

    def drain(self, most: int = 10_000) -> int:
        """Send everything that may go now; say how many messages were taken in hand."""
        taken = 0
        while taken < most:
            found = self._claim()
            for id_ in found:
                self._send(id_)
            taken += len(found)
            if not found:
                wait = self.wait()
                if wait is None or not 0 < wait <= PACE:
                    break
                self._pause(wait)
        return taken

    def wait(self) -> float | None:
        """Give the seconds until something is due; nothing where nothing waits."""
        with self._store.read() as tx:
            due = tx.outbox.next_due(self._channels)
        return None if due is None else max(0.0, (due - self._now()) / 1000)

    def sweep(self) -> None:
        """Free the leases of workers that died."""
        with self._store.begin() as tx:
            tx.outbox.sweep(self._now())

    def _claim(self) -> tuple[bytes, ...]:
        now = self._now()
        with self._store.begin() as tx:
            found = tx.outbox.claim(now, now + LEASE, self._channels)
        self._on_step("claimed")
        return found

    def _send(self, id_: bytes) -> None:
        with self._store.begin() as tx:
            waiting = tx.outbox.take(id_)
            ready = waiting is not None and self._may_go(tx, waiting)
            if waiting is not None and ready:
                tx.outbox.sending(id_, self._now(), self._now() + LEASE)
        if waiting is None or not ready:
            return
        self._on_step("checked")
        channel = self._channels[waiting.channel]
        try:
            sent = self._call(channel, waiting)
        except ChannelError as fault:
            with self._store.begin() as tx:
                self._failed(tx, channel, waiting, fault)
            return
        self._on_step("sent")
        with self._store.begin() as tx:
            if sent is None:
                _forgotten(tx, waiting)
            else:
                tx.outbox.sent(id_, sent.provider_id)
        self._on_step("marked")

    def _may_go(self, tx: Transaction, waiting: Waiting) -> bool:
        """Look once more, in the moment before the call, whether this is still to be sent."""
        if waiting.kind == "forget":
            return True
        parcel, channel = unpack(waiting.content), self._channels[waiting.channel]
        opted_out = tx.optouts.has(channel.kind, parcel.address)
        if (opted_out and waiting.kind != "final") or (waiting.kind == "later" and not _still_wanted(tx, waiting)):
            tx.outbox.drop(waiting.id)
            return False
        now = self._now()
        if waiting.kind == "later" and (wait := self._quiet(tx)) is not None:
            tx.outbox.again(waiting.id, wait, tried=False)
            return False
        if tx.outbox.crowded(channel.name, waiting.contact, now - 1000, max(1, int(channel.per_second)),
                             now - int(1000 / channel.per_chat)):
            tx.outbox.again(waiting.id, now + 250, tried=False)
            return False
        return True

    def _quiet(self, tx: Transaction) -> int | None:
        """Give when quiet hours end, or nothing where there are none now."""
        setting = tx.setting.get()
        if setting is None:
            return None
        now = self._clock()
        opens = Calendar.of(setting).next_open(now)
        if opens == now:
            return None
        return milliseconds(opens or now + dt.timedelta(days=1))

    def _call(self, channel: Channel, waiting: Waiting) -> Sent | None:
        try:
            if waiting.kind == "forget":
                with self._store.read() as tx:
                    names = tuple(name for _, name in tx.outbox.traces(waiting.contact, waiting.queued) if name)
                channel.forget(waiting.content["address"], names)
                return None
            parcel = unpack(waiting.content)
            return channel.send(parcel.address, parcel.message, waiting.id.hex())
        except (ChannelError, StorageError):
            raise
        except Exception as fault:
            raise Unsure(code=type(fault).__name__) from None

    def _failed(self, tx: Transaction, channel: Channel, waiting: Waiting, fault: ChannelError) -> None:
        code = fault.code or type(fault).__name__.lower()
        if isinstance(fault, Later) and waiting.tries < MOST_TRIES:
            tx.outbox.again(waiting.id, self._now() + _patience(waiting.tries, fault.seconds), code)
        elif isinstance(fault, Moved) and waiting.kind != "forget":
            parcel = unpack(waiting.content)
            move(tx, channel, waiting.contact, fault.address)
            moved = pack(Parcel(fault.address, parcel.message, parcel.expects, parcel.wave))
            tx.outbox.again(waiting.id, self._now(), code, content=moved)
        elif isinstance(fault, Unsure):
            tx.outbox.give_up(waiting.id, "unknown", code)
        else:
            tx.outbox.give_up(waiting.id, "failed", code)
            if isinstance(fault, Gone):
                _gone(tx, channel, waiting, fault)
            elif isinstance(fault, Refused):
                _log.error("A message by %s was refused: %s", channel.name, fault)

    def _now(self) -> int:
        return milliseconds(self._clock())


def _still_wanted(tx: Transaction, waiting: Waiting) -> bool:
    """Whether the conversation still stands where the message was planned for."""
    parcel, contact = unpack(waiting.content), tx.contacts.get(waiting.contact)
    if contact is None or contact.reach != "ok":
        return False
    if parcel.expects is None:
        return True
    held = tx.conversations.get(tx.contacts.handle(waiting.contact, parcel.wave))
    return (held.revision.hex() if held else "") == parcel.expects


def _forgotten(tx: Transaction, waiting: Waiting) -> None:
    for id_, _ in tuple(tx.outbox.traces(waiting.contact, waiting.queued)):
        tx.outbox.drop(id_)
    tx.outbox.drop(waiting.id)


def _gone(tx: Transaction, channel: Channel, waiting: Waiting, fault: Gone) -> None:
    tx.outbox.cancel(waiting.contact)
    contact = tx.contacts.hold(waiting.contact)
    if contact is None:
        return
    if fault.opted_out:
        tx.optouts.add(channel.kind, contact.address)
    tx.contacts.put(waiting.contact, contact.but(reach="gone"))


def _patience(tries: int, asked: float) -> int:
    """Give the milliseconds to wait before the next try: doubling, and at least what the provider asked."""
    return max(int(asked * 1000), min(LONGEST, 2000 << tries))
