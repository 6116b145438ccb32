"""Questionnaires in progress."""

import datetime as dt
import os
import shutil

import pytest
from sqlalchemy import text

from bot.conversation import Conversation
from storage.database import connect
from storage.errors import KeyFileError, TooLong
from storage.keyring import Keyring
from storage.sealing import CONVERSATION
from storage.store import Store
from surveys.answers import Answer

HANDLE, INVITATION = b"h" * 32, b"i" * 16


@pytest.fixture
def begun(office):
    with office.store.begin() as tx:
        tx.conversations.start(HANDLE, "w1", INVITATION, "first")
    return office


def rows(office):
    engine = connect(office.url)
    with engine.begin() as connection:
        found = connection.execute(text("SELECT * FROM conversations")).all()
    engine.dispose()
    return found


def test_a_conversation_is_found_by_its_handle_after_a_restart(begun):
    begun.store.close()
    with Store.open(begun.url, Keyring.open(begun.keys._path)) as store, store.read() as tx:
        held = tx.conversations.get(HANDLE)
        assert (held.wave, held.invitation, held.text) == ("w1", INVITATION, "first")
        assert tx.conversations.get(b"another handle") is None


def test_it_is_rewritten_in_place(begun):
    for words in ("second", "third"):
        with begun.store.begin() as tx:
            assert tx.conversations.put(HANDLE, words, tx.conversations.get(HANDLE).revision)
    (row,) = rows(begun)
    with begun.store.read() as tx:
        assert tx.conversations.get(HANDLE).text == "third"
    assert len(row.locked) == CONVERSATION


def test_a_write_that_was_overtaken_is_refused(begun):
    with begun.store.read() as tx:
        seen = tx.conversations.get(HANDLE).revision
    with begun.store.begin() as tx:
        assert tx.conversations.put(HANDLE, "second", seen)
    with begun.store.begin() as tx:
        assert not tx.conversations.put(HANDLE, "lost", seen)
        assert not tx.conversations.put(HANDLE, "lost", b"?" * 16)
    with begun.store.begin() as tx:
        held = tx.conversations.get(HANDLE)
        assert held.text == "second"
        assert tx.conversations.put(HANDLE, "third", held.revision)
        assert not tx.conversations.put(HANDLE, "lost", held.revision)


def test_what_ended_is_gone_and_cannot_be_written(begun):
    with begun.store.begin() as tx:
        held = tx.conversations.get(HANDLE)
        tx.conversations.end(HANDLE)
        tx.conversations.end(HANDLE)
        assert not tx.conversations.put(HANDLE, "late", held.revision)
        assert tx.conversations.get(HANDLE) is None
    assert rows(begun) == []


def test_a_step_that_fails_keeps_what_was_there(begun):
    with pytest.raises(ZeroDivisionError), begun.store.begin() as tx:
        tx.conversations.put(HANDLE, "half", tx.conversations.get(HANDLE).revision)
        raise ZeroDivisionError
    with begun.store.read() as tx:
        assert tx.conversations.get(HANDLE).text == "first"


def test_the_row_tells_only_the_day(begun):
    begun.today.day = dt.date(2026, 11, 9)
    before = rows(begun)[0]
    with begun.store.begin() as tx:
        tx.conversations.put(HANDLE, "second", tx.conversations.get(HANDLE).revision)
    after = rows(begun)[0]
    assert str(before.touched)[:10] == "2026-11-03"
    assert str(after.touched)[:10] == "2026-11-09"
    assert before.turn != after.turn
    assert set(after._mapping) == {"id", "turn", "touched", "locked"}


def test_abandoned_conversations_expire_by_day(begun):
    begun.today.day = dt.date(2026, 11, 8)
    with begun.store.begin() as tx:
        tx.conversations.start(b"later", "w1", INVITATION, "x")
        assert tx.conversations.expire(dt.date(2026, 11, 3)) == 0
        assert tx.conversations.expire(dt.date(2026, 11, 4)) == 1
        assert tx.conversations.get(HANDLE) is None
        assert tx.conversations.get(b"later").text == "x"


def test_short_and_long_ones_look_the_same(begun):
    with begun.store.begin() as tx:
        tx.conversations.start(b"long", "w1", INVITATION, "much said " * 500)
    short, long = rows(begun)
    assert [len(bytes(value)) for value in (short.id, short.turn, short.locked)] == \
        [len(bytes(value)) for value in (long.id, long.turn, long.locked)] == [32, 16, CONVERSATION]


def longest():
    """Fifty closed answers, six comments of 500 four-byte characters and a long last reply."""
    words = ["".join(chr(0x1F300 + (i * i * 31 + n * 977) % 0x2FF) for i in range(500)) for n in range(7)]
    answers = {f"question_number_{n:02}_of_the_set": Answer.of(f"strongly_agree_or_agree_choice{n:02}")
               for n in range(50)}
    answers |= {f"comment_number_{n}": Answer.of(words[n]) for n in range(6)}
    return Conversation("f" * 16, "telegram", "qps-ar", "comment_number_6", step=57, answers=answers,
                        tries=2, pending={"code": "c" * 32}, last_words=words[6], repeats=2, may_quote=True)


def test_the_longest_conversation_fits(begun):
    text = longest().dump()
    assert len(text.encode()) > 14_000
    with begun.store.begin() as tx:
        assert tx.conversations.put(HANDLE, text, tx.conversations.get(HANDLE).revision)
    with begun.store.read() as tx:
        assert Conversation.load(tx.conversations.get(HANDLE).text) == longest()


def test_what_does_not_fit_is_refused_and_the_conversation_stays(begun):
    noise = "".join(chr(0x10000 + int.from_bytes(os.urandom(2), "big")) for _ in range(9000))
    with pytest.raises(TooLong), begun.store.begin() as tx:
        tx.conversations.put(HANDLE, noise, tx.conversations.get(HANDLE).revision)
    with begun.store.read() as tx:
        assert tx.conversations.get(HANDLE).text == "first"


def test_it_does_not_open_without_the_handle_or_with_another_installations_keys(begun, tmp_path):
    (row,) = rows(begun)
    for guess in (HANDLE, INVITATION, b"first"):
        assert guess not in bytes(row.id) + bytes(row.locked)
    other = Keyring.create(tmp_path / "other.keys")
    other.new_wave("w1")
    stored = bytes(row.locked)
    with begun.store.read() as tx:
        tx.conversations._keyring = other
        assert tx.conversations.get(HANDLE) is None
    assert bytes(rows(begun)[0].locked) == stored


def test_a_conversation_needs_a_wave_with_a_key(office):
    with pytest.raises(KeyFileError, match="no key for wave w9"), office.store.begin() as tx:
        tx.conversations.start(HANDLE, "w9", INVITATION, "x")


def test_a_copy_from_before_closing_does_not_open_even_with_the_handle(file_office, tmp_path):
    office = file_office
    with office.store.begin() as tx:
        tx.conversations.start(HANDLE, "w1", INVITATION, "what I said")
    office.store.shred()
    copy = tmp_path / "copy.db"
    shutil.copy(office.file, copy)
    with Store.open(f"sqlite:///{copy}", office.keys) as store, store.read() as tx:
        assert tx.conversations.get(HANDLE).text == "what I said"
    office.close()
    with Store.open(f"sqlite:///{copy}", office.keys) as store, store.read() as tx:
        assert tx.conversations.get(HANDLE) is None


def test_closing_the_only_open_wave_deletes_its_conversations(begun):
    with begun.store.begin() as tx:
        assert tx.conversations.end_wave("w1") == 1
    assert rows(begun) == []


def test_closing_one_of_several_waves_leaves_the_others_conversations(begun):
    begun.keys.new_wave("w2")
    with begun.store.begin() as tx:
        tx.conversations.start(b"in w2", "w2", INVITATION, "x")
        assert tx.conversations.end_wave("w1") == 0
    begun.keys.destroy_wave("w1")
    with begun.store.read() as tx:
        assert tx.conversations.get(HANDLE) is None
        assert tx.conversations.get(b"in w2").text == "x"
