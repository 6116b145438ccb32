"""The one use case of addressed channels: something comes in, and is answered in one transaction.

The message is claimed, the address becomes a mark, the contact is found, the engine takes a turn, and the
answers go to the outbox: all of it is kept, or nothing. `webhook.dialogue` does the same for the web-chat.
"""

from collections.abc import Callable, Mapping

from bot.commands import Command, recognise
from storage.contacts import Contact
from storage.errors import DatabaseBusy, WaveClosed
from storage.store import Store, Transaction
from surveys.model import Setting
from webhook import conversing, entering, stopping
from webhook.channels.contract import Arrival, Channel, Status
from webhook.clock import Clock
from webhook.exchange import Exchange
from webhook.keeping import Overtaken, Surveys
from webhook.places import CLEAR

TRIES = 3
"""How often a turn is taken again where another overtook it."""


class Messaging:
    """Everything that comes in by the channels given. `ring` tells the worker that something waits."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock,
                 ring: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._ring = ring
        self._surveys = Surveys()

    def receive(self, arrival: Arrival) -> None:
        """Take one thing that came in; a second delivery of it does nothing."""
        for _ in range(TRIES):
            try:
                with self._store.begin() as tx:
                    self._take(tx, arrival)
                break
            except (Overtaken, WaveClosed):
                continue
        else:
            # Nothing was kept, not even the claim: the provider is told so, and delivers again.
            raise DatabaseBusy("A conversation changed again and again while it was answered.",
                               "Nothing needs to be done.")
        self._ring()

    def report(self, status: Status) -> None:
        """Take a delivery report."""
        try:
            id_ = bytes.fromhex(status.outbox_id)
        except ValueError:
            return
        with self._store.begin() as tx:
            mark = tx.outbox.report(id_, status.state, status.code)
            if mark is None or not status.gone:
                return
            tx.outbox.cancel(mark)
            contact = tx.contacts.hold(mark)
            if contact is not None:
                tx.contacts.put(mark, contact.but(reach="gone"))

    def _take(self, tx: Transaction, arrival: Arrival) -> None:
        channel = self._channels[arrival.channel]
        if not tx.claims.claim(channel.name, arrival.message_id):
            return
        mark = tx.contacts.mark(channel.kind, arrival.address)
        if arrival.moved_to:
            move(tx, channel, mark, arrival.moved_to)
            return
        contact = tx.contacts.hold(mark)
        if arrival.event != "message":
            _happened(tx, mark, contact, arrival)
            return
        setting = tx.setting.get() or Setting(id="setting", name="Your setting")
        stranger = Contact(channel.kind, channel.name, arrival.address)
        exchange = Exchange(tx, channel, arrival, self._clock(), setting, contact or stranger, mark,
                            known=contact is not None)
        if contact is not None and contact.here is None:
            exchange.note()  # Before the answer, so that an end forgets its last message too; a turn does so itself.
        self._answer(exchange)
        if exchange.known:
            exchange.note()
        exchange.save()

    def _answer(self, exchange: Exchange) -> None:
        tx, contact, address = exchange.tx, exchange.contact, exchange.arrival.address
        wish = _wish(exchange)
        again = tx.optouts.has(contact.kind, address)
        if again:
            if not (wish is Command.START or exchange.arrival.token or _unblocks(exchange)):
                return  # After STOP nothing is said but to START.
            tx.optouts.remove(contact.kind, address)
        exchange.contact = contact.but(heard=exchange.today, reach="ok", channel=exchange.channel.name)
        if tx.outbox.cancel(exchange.mark, ("later",)):
            exchange.contact = _unseen(exchange.contact)
        if exchange.arrival.inbound.tap == CLEAR and exchange.known:
            conversing.clear(exchange)
        elif exchange.arrival.token or (not exchange.known and wish is None):
            entering.enter(exchange, self._surveys)
        elif not exchange.known:
            stopping.stranger(exchange, wish)
        else:
            conversing.converse(exchange, self._surveys, wish, again=again)


def move(tx: Transaction, channel: Channel, mark: bytes, address: str) -> None:
    """Let a contact go on under its new address, with the conversation it is in."""
    contact, new = tx.contacts.hold(mark), tx.contacts.mark(channel.kind, address)
    if contact is None or new == mark:
        return
    for wave in {place.wave for place in contact.places}:
        held = tx.conversations.get(tx.contacts.handle(mark, wave))
        if held is not None:
            tx.conversations.end(tx.contacts.handle(mark, wave))
            tx.conversations.start(tx.contacts.handle(new, wave), held.wave, held.invitation, held.text)
    tx.contacts.forget(mark)
    tx.contacts.put(new, contact.but(address=address))


def _unseen(contact: Contact) -> Contact:
    """Give the contact of whom an invitation or a reminder was taken back: nothing was put by it."""
    for index in range(len(contact.places)):
        contact = contact.at(index, shown=False, put="")
    return contact.but(choosing=False)


def _happened(tx: Transaction, mark: bytes, contact: Contact | None, arrival: Arrival) -> None:
    if contact is None or arrival.event == "ignored":
        return
    if arrival.event == "blocked":
        tx.outbox.cancel(mark)
    tx.contacts.put(mark, contact.but(reach="gone" if arrival.event == "blocked" else "ok"))


def _wish(exchange: Exchange) -> Command | None:
    """Give what is asked for outside any question; the engine looks again where there is one."""
    said = {"stop": Command.STOP_PROVIDER, "start": Command.START, "help": Command.HELP}
    inbound = exchange.arrival.inbound
    if exchange.arrival.opt_out:
        return said[exchange.arrival.opt_out]
    if inbound.tap is not None:
        name = inbound.tap.removeprefix("/").partition(" ")[0]
        return Command(name) if inbound.tap.startswith("/") and name in set(Command) else None
    return recognise(inbound.words, exchange.contact.language)


def _unblocks(exchange: Exchange) -> bool:
    # The text provider takes a bare YES from someone who opted out as START, and lets messages through again.
    return exchange.channel.kind == "phone" and exchange.arrival.inbound.words.strip().casefold() == "yes"
