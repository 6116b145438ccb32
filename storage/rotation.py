"""Changing the contact key: what is locked with it is locked again with another, in one transaction.

The next key is put into the key file first and takes the old one's place last, so that whoever is cut off can
do it again: the database is then wholly under the one or wholly under the other. Opt-outs and claims are keyed
hashes of what is not kept, and cannot be made again: the key that they were made with stays in the key file
for them alone.
"""

from typing import NamedTuple

from sqlalchemy import select, update

from storage.conversations import Conversations
from storage.errors import Unreadable
from storage.outbox import Outbox
from storage.store import Store
from storage.tables import outbox
from storage.transaction import Transaction, transaction


class Changed(NamedTuple):
    """How many contacts and messages were locked again."""

    contacts: int
    messages: int


def change_contact_key(store: Store) -> Changed:
    """Make a new contact key and lock everything again with it. Nothing else may run meanwhile.

    Finishes a change that was cut off before it begins another.
    """
    begun_before = store.keyring.staged is not None
    store.keyring.stage()
    with store.begin() as tx:
        # What does not open was locked again already, before the change was cut off.
        changed = Changed(0, 0) if begun_before and not _opens(tx) else _lock_again(tx, store)
    store.keyring.take_staged()
    store.shred()
    return changed


def _opens(tx: Transaction) -> bool:
    """Whether everything still opens with the old key."""
    try:
        for _ in tx.contacts.all():
            break
        row = tx.outbox.connection.execute(select(outbox.c.id, outbox.c.locked).limit(1)).one_or_none()
        if row is not None:
            tx.outbox.open(bytes(row.id), bytes(row.locked))
    except Unreadable:
        return False
    return True


def _lock_again(tx: Transaction, store: Store) -> Changed:
    after = transaction(tx.outbox.connection, store.keyring.with_staged(), store.today)
    marks = {}
    for mark, contact in tuple(tx.contacts.all()):
        new = marks[mark] = after.contacts.mark(contact.kind, contact.address)
        for wave in {place.wave for place in contact.places}:
            _move(tx.conversations, tx.contacts.handle(mark, wave), tx.contacts.handle(new, wave))
        tx.contacts.forget(mark)
        after.contacts.put(new, contact)
    return Changed(len(marks), _messages(tx.outbox, after.outbox, marks))


def _move(conversations: Conversations, old: bytes, new: bytes) -> None:
    held = conversations.get(old)
    if held is not None:
        conversations.end(old)
        conversations.start(new, held.wave, held.invitation, held.text)


def _messages(before: Outbox, after: Outbox, marks: dict[bytes, bytes]) -> int:
    rows = before.connection.execute(select(outbox.c.id, outbox.c.contact, outbox.c.locked)).all()
    for row in rows:
        id_, contact = bytes(row.id), bytes(row.contact)
        content = before.open(id_, bytes(row.locked))
        before.connection.execute(update(outbox).where(outbox.c.id == id_).values(
            contact=marks.get(contact, contact), locked=after.lock(id_, content)))
    return len(rows)
