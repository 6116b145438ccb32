"""Changing the contact key: nothing is lost, the old key opens nothing any more, and a cut changes nothing."""

import pytest

from storage import rotation
from storage.contacts import Contact, Place
from storage.errors import Unreadable
from storage.keyring import Keyring
from storage.rotation import change_contact_key

ANN, BEN = "+447700900101", "+447700900102"
NOW = 1_795_000_000_000


@pytest.fixture
def known(office):
    """Two contacts, one of them in the middle of a conversation, a message that waits, and an opt-out."""
    with office.store.begin() as tx:
        for address in (ANN, BEN):
            mark = tx.contacts.mark("phone", address)
            tx.contacts.put(mark, Contact("phone", "sms", address, places=(Place("w1", "00" * 16),), here=0))
            tx.outbox.put(mark, "sms", "reply", {"address": address, "text": f"to {address}"}, NOW)
        tx.conversations.start(tx.contacts.handle(tx.contacts.mark("phone", ANN), "w1"), "w1", bytes(16), "half way")
        tx.optouts.add("phone", BEN)
        tx.claims.claim("sms", "SM1")
    return office


def holds(office):
    with office.store.begin() as tx:
        mark = tx.contacts.mark("phone", ANN)
        held = tx.conversations.get(tx.contacts.handle(mark, "w1"))
        sent = [tx.outbox.take(id_) for id_ in tx.outbox.claim(NOW, NOW + 1, ("sms",), 9)]
        for message in sent:
            tx.outbox.again(message.id, NOW, tried=False)
        return (sorted(contact.address for _, contact in tx.contacts.all()), held and held.text,
                sorted(message.content["address"] for message in sent),
                tx.contacts.mark("phone", sent[0].content["address"]) == sent[0].contact,
                tx.optouts.has("phone", BEN), tx.optouts.has("phone", ANN), tx.claims.claim("sms", "SM1"))


WHOLE = ([ANN, BEN], "half way", [ANN, BEN], True, True, False, False)


def test_everything_is_there_under_the_new_key_and_nothing_under_the_old(known):
    old = known.keys.key("contact")
    assert holds(known) == WHOLE
    assert change_contact_key(known.store) == (2, 2)
    assert holds(known) == WHOLE
    assert known.keys.key("contact") != old
    assert change_contact_key(known.store) == (2, 2)
    assert holds(known) == WHOLE, "opt-outs hold through a second change"
    assert known.keys.staged is None


def test_the_old_key_finds_and_opens_nobody(known):
    old = known.keys.key("contact")
    change_contact_key(known.store)

    class Old(Keyring):
        def key(self, purpose):
            return old if purpose == "contact" else super().key(purpose)

    before = Old(known.keys._path)
    with known.store.read() as tx:
        contacts = type(tx.contacts)(tx.outbox.connection, before, tx.admission)
        assert contacts.get(contacts.mark("phone", ANN)) is None
        with pytest.raises(Unreadable):
            tuple(contacts.all())


@pytest.mark.parametrize("step", ["stage", "the database", "take_staged"])
def test_cut_off_at_any_step_it_is_done_again_and_nothing_is_lost(known, monkeypatch, step):
    def cut(*_args):
        raise KeyboardInterrupt
    if step == "the database":
        monkeypatch.setattr(rotation, "_messages", cut)
    else:
        monkeypatch.setattr(Keyring, step, cut)
    with pytest.raises(KeyboardInterrupt):
        change_contact_key(known.store)
    monkeypatch.undo()
    if step != "take_staged":
        assert holds(known) == WHOLE
    change_contact_key(known.store)
    assert holds(known) == WHOLE
