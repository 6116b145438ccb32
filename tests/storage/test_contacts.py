"""Contacts, opt-outs and claims: nothing of an address but ciphertext and keyed hashes."""

import datetime as dt

import pytest
from sqlalchemy import Date, DateTime, Time, inspect

from storage import retention
from storage.contacts import Contact, Place
from storage.database import connect
from storage.errors import TooLong
from storage.tables import PARTICIPATION, metadata

NUMBER = "+447700900123"


def contact(*places, **changes):
    return Contact("phone", "sms", NUMBER, places=places).but(**changes)


def test_a_contact_is_found_by_its_address_and_read_back_whole(office):
    kept = contact(Place("w1", "aa" * 16, nth=1, token="t", shown=True), Place("w1", "bb" * 16, nth=2), here=1)
    with office.store.begin() as tx:
        tx.contacts.put(tx.contacts.mark("phone", NUMBER), kept)
    with office.store.begin() as tx:
        mark = tx.contacts.mark("phone", NUMBER)
        assert tx.contacts.get(mark) == tx.contacts.hold(mark) == kept
        assert list(tx.contacts.all()) == [(mark, kept)]
        assert tx.contacts.get(tx.contacts.mark("telegram", NUMBER)) is None


def test_the_files_hold_no_address_and_no_plain_hash_of_one(file_office):
    import hashlib
    with file_office.store.begin() as tx:
        tx.contacts.put(tx.contacts.mark("phone", NUMBER), contact(Place("w1", "aa" * 16)))
        tx.optouts.add("phone", NUMBER)
        tx.claims.claim("sms", "SM123456")
        tx.outbox.put(tx.contacts.mark("phone", NUMBER), "sms", "reply", {"address": NUMBER}, 1)
    found = file_office.bytes_on_disk
    for plain in (NUMBER, NUMBER[1:], "7700900123", "SM123456"):
        assert plain.encode() not in found
        for algorithm in ("md5", "sha1", "sha256", "blake2b"):
            digest = hashlib.new(algorithm, plain.encode())
            assert digest.digest() not in found
            assert digest.hexdigest().encode() not in found


def test_too_many_places_are_refused_whole(office):
    import secrets
    many = [Place("w1", secrets.token_hex(16), token=secrets.token_hex(16)) for _ in range(400)]
    with pytest.raises(TooLong), office.store.begin() as tx:
        tx.contacts.put(b"m" * 32, contact(*many))


def test_representations_show_no_address_and_no_token():
    shown = repr(contact(Place("w1", "aa" * 16, token="secret")))
    assert NUMBER not in shown
    assert "secret" not in shown
    assert "aa" * 16 not in shown


def test_an_opt_out_outlives_the_contact(office):
    with office.store.begin() as tx:
        mark = tx.contacts.mark("phone", NUMBER)
        tx.contacts.put(mark, contact(Place("w1", "aa" * 16)))
        tx.optouts.add("phone", NUMBER)
        tx.optouts.add("phone", NUMBER)
    office.close()
    retention.run(office.store, office.today() + dt.timedelta(days=14))
    with office.store.begin() as tx:
        assert tx.contacts.get(mark) is None
        assert tx.contacts.count() == 0
        assert tx.optouts.has("phone", NUMBER)
        assert not tx.optouts.has("telegram", NUMBER)
        tx.optouts.remove("phone", NUMBER)
        assert not tx.optouts.has("phone", NUMBER)


def test_contacts_go_fourteen_days_after_closing_wave_by_wave(office, wave):
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        tx.contacts.put(b"1" * 32, contact(Place("w1", "aa" * 16)))
        tx.contacts.put(b"2" * 32, contact(Place("w1", "aa" * 16), Place("w2", "bb" * 16)))
    office.close()
    assert retention.run(office.store, office.today() + dt.timedelta(days=13)).contacts == 0
    assert retention.run(office.store, office.today() + dt.timedelta(days=14)).contacts == 2
    with office.store.read() as tx:
        assert [kept.places for _, kept in tx.contacts.all()] == [(Place("w2", "bb" * 16),)]


def test_a_message_is_claimed_once_and_for_fourteen_days(office):
    with office.store.begin() as tx:
        assert tx.claims.claim("sms", "SM1")
        assert not tx.claims.claim("sms", "SM1")
        assert tx.claims.claim("whatsapp", "SM1")
    assert retention.run(office.store, office.today() + dt.timedelta(days=14)).claims == 0
    assert retention.run(office.store, office.today() + dt.timedelta(days=15)).claims == 2


def test_participation_has_no_time_of_day_but_on_the_outbox(office):
    engine = connect(office.url)
    inspector = inspect(engine)
    days = set()
    for table in PARTICIPATION:
        for column in inspector.get_columns(table):
            assert not isinstance(column["type"], (DateTime, Time)), (table, column["name"])
            if isinstance(column["type"], Date):
                days.add((table, column["name"]))
            if str(column["type"]) in ("BIGINT", "INTEGER"):
                assert table == "outbox", column["name"]
        assert not [key for key in inspector.get_foreign_keys(table) if key["referred_table"] != "waves"]
    assert days == {("conversations", "touched"), ("claims", "day")}
    assert {name for name in metadata.tables if "ballot" in name} == {"ballots"}
    engine.dispose()
