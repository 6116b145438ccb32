"""Making, opening and using a store."""

import os
import sqlite3
import threading

import pytest

import storage.store
from storage import database
from storage.database import connect
from storage.errors import DatabaseBusy, DatabaseFailed, DatabaseRefused, StorageError
from storage.keyring import Keyring
from storage.store import Store


def test_a_store_made_can_be_opened_again(url, keys, survey, wave):
    with Store.create(url, keys) as store, store.begin() as tx:
        tx.setting.put(wave.survey.setting)
        tx.waves.add(wave)
    with Store.open(url, keys) as store, store.read() as tx:
        assert tx.waves.get("w1") == wave
        assert tx.setting.get() == wave.survey.setting


def test_a_database_is_never_made_over_another(url, keys):
    Store.create(url, keys).close()
    with pytest.raises(DatabaseRefused, match="already a"):
        Store.create(url, keys)
    Store.open(url, keys).close()


def test_a_database_opens_only_with_its_own_key_file(url, keys, tmp_path):
    Store.create(url, keys).close()
    with pytest.raises(DatabaseRefused, match="Use the key file that was made with this database"):
        Store.open(url, Keyring.create(tmp_path / "other.keys"))


def test_its_files_are_readable_by_their_owner_only_whatever_the_umask(sqlite_url, keys, tmp_path):
    before = os.umask(0)
    try:
        with Store.create(sqlite_url, keys) as store, store.begin():
            modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("heard.db*")}
    finally:
        os.umask(before)
    assert {"heard.db", "heard.db-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_database_whose_making_failed_can_be_made_again(sqlite_url, keys, tmp_path, monkeypatch):
    def full(_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(storage.store, "upgrade", full)
    with pytest.raises(DatabaseFailed, match="its disk has room"):
        Store.create(sqlite_url, keys)
    assert list(tmp_path.glob("heard.db*")) == []
    monkeypatch.undo()
    Store.create(sqlite_url, keys).close()


@pytest.mark.parametrize("ending", ["", "-wal"])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622])
def test_a_file_open_to_others_is_refused_with_the_remedy(file_office, ending, mode):
    file = file_office.file.with_name(file_office.file.name + ending)
    with file_office.store.read():
        file.touch()
        file.chmod(mode)
    with pytest.raises(DatabaseRefused, match=f"Run: chmod 600 {file}"):
        Store.open(file_office.url, file_office.keys)


def test_a_missing_database_is_refused_and_not_made(tmp_path, keys):
    with pytest.raises(DatabaseRefused, match="There is no database file at"):
        Store.open(f"sqlite:///{tmp_path / 'nothing.db'}", keys)
    assert not (tmp_path / "nothing.db").exists()
    with pytest.raises(DatabaseRefused, match="Make its folder first"):
        Store.create(f"sqlite:///{tmp_path / 'no' / 'heard.db'}", keys)


@pytest.mark.parametrize(("url", "says"), [
    ("", "not one that Heard can read"), ("nonsense", "not one that Heard can read"),
    ("mongodb://x/y", "not one that Heard can read"), ("mysql://x/y", "Heard does not run on mysql"),
    ("sqlite://", "names no file"), ("sqlite:///:memory:", "names no file"),
])
def test_a_wrong_url_is_refused_in_words(keys, url, says):
    for do in (Store.create, Store.open, Store.upgrade):
        with pytest.raises(DatabaseRefused, match=says):
            do(url, keys)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look like one" * 40, b"", b"SQLite"])
def test_a_file_that_is_no_database_is_refused(tmp_path, keys, content):
    file = tmp_path / "heard.db"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(StorageError):
        Store.open(f"sqlite:///{file}", keys)


def test_a_server_that_is_not_there_is_explained_without_its_password(keys):
    with pytest.raises(DatabaseFailed, match="Check that it is running and reachable") as refusal:
        Store.open("postgresql://heard:s3cret@127.0.0.1:1/heard", keys)
    assert "s3cret" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_transaction_is_kept_whole_or_not_at_all(office, wave):
    with pytest.raises(ZeroDivisionError), office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        raise ZeroDivisionError
    with office.store.read() as tx:
        assert [found.id for found in tx.waves.all()] == ["w1"]


def test_reading_cannot_write(office, wave):
    with pytest.raises(StorageError), office.store.read() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))


def test_a_reading_sees_one_moment(office, wave):
    with office.store.read() as tx:
        assert len(tx.waves.all()) == 1
        with office.store.begin() as other:
            other.waves.add(wave.model_copy(update={"id": "w2"}))
        assert len(tx.waves.all()) == 1
    with office.store.read() as tx:
        assert len(tx.waves.all()) == 2


def test_writing_inside_writing_is_refused_instead_of_waiting_for_ever(file_office):
    store = file_office.store
    with store.begin(), pytest.raises(RuntimeError, match="writing already"), store.begin():
        pass
    with store.begin():
        pass


def test_after_a_failure_the_next_writer_gets_its_turn(office):
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), office.store.begin():
            raise ZeroDivisionError
    with office.store.begin() as tx:
        tx.setting.all()


def test_another_process_writing_too_long_is_explained(file_office, monkeypatch, wave):
    office = file_office
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        other = connect(office.url).execution_options(heard_writes=True)
        waiting = Store(other, office.keys, office.today)
        with other.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA busy_timeout=10")
        with pytest.raises(DatabaseBusy, match="Try again in a moment"), waiting.begin():
            pass
        waiting.close()


def test_a_server_that_keeps_a_writer_waiting_too_long_is_explained(server_office, monkeypatch):
    office = server_office
    with office.store.begin() as tx:
        tx.waves.hold_for_closing("w1")
        monkeypatch.setattr(database, "WAIT", 20)
        with Store.open(office.url, office.keys) as other, pytest.raises(DatabaseBusy), other.begin() as late:
            late.ballots.open_all("w1")


def test_a_database_error_never_shows_what_was_written(office):
    secret = "07700 900123"
    with pytest.raises(DatabaseFailed) as refusal, office.store.begin() as tx:
        tx.releases.put("no such wave", secret, secret, secret, "")
    shown = str(refusal.value) + repr(refusal.value)
    assert secret not in shown
    assert refusal.value.__suppress_context__


def test_threads_share_a_store_and_close_it(office):
    seen = []

    def look():
        with office.store.read() as tx:
            seen.append(tx.waves.get("w1").id)

    threads = [threading.Thread(target=look) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["w1"] * 12
