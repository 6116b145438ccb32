"""Compacting the database after something was destroyed."""

import threading

import pytest
from sqlalchemy import text

import storage.shredding
from storage import database
from storage.database import connect
from storage.errors import DatabaseBusy
from storage.store import Store


def test_compacting_gives_the_space_back(file_office, reply):
    office = file_office
    for one in office.invite(40):
        office.vote(one, reply())
    office.store.shred()
    before = office.file.stat().st_size
    office.close()
    assert before > 40 * 16 * 1024
    assert office.file.stat().st_size < 400_000
    wal = office.file.with_name(office.file.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0


def test_a_server_gives_the_space_back_too(server_office, reply):
    office = server_office
    for one in office.invite(8):
        office.vote(one, reply())
    office.close()
    engine = connect(office.url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT pg_table_size('ballots')")) <= 2 * 8192
    engine.dispose()


def test_a_server_waits_for_older_readers_before_it_compacts(server_office, monkeypatch):
    office = server_office
    monkeypatch.setattr(storage.shredding, "WAIT", 50)
    with office.store.read() as tx:
        tx.waves.all()
        with pytest.raises(DatabaseBusy, match="Nothing is lost"):
            office.store.shred()
    office.store.shred()


def test_compacting_while_another_process_reads_is_refused_and_works_later(file_office, monkeypatch):
    office = file_office
    office.store.close()
    monkeypatch.setattr(database, "PRAGMAS", tuple(
        pragma._replace(value=20, reads=20) if pragma.name == "busy_timeout" else pragma
        for pragma in database.PRAGMAS))
    with Store.open(office.url, office.keys) as store, Store.open(office.url, office.keys) as other:
        with other.read() as tx:
            tx.waves.all()
            with pytest.raises(DatabaseBusy, match="Nothing is lost"):
                store.shred()
        store.shred()


def test_compacting_waits_for_the_writer_of_this_process(file_office):
    office, order = file_office, []

    def shred():
        office.store.shred()
        order.append("shredded")

    thread = threading.Thread(target=shred)
    with office.store.begin() as tx:
        thread.start()
        tx.setting.all()
        order.append("written")
    thread.join()
    assert order == ["written", "shredded"]
