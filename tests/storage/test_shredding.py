"""Nothing of what was said, or of what was deleted, is left in the files. Each defence has its mutant."""

import base64
import os
import secrets

from sqlalchemy import text

import storage.shredding
import storage.store
from storage import database
from storage.database import connect
from storage.store import Store
from surveys.answers import Answer, Response
from surveys.tally import comments, count

CANARY = "canary-7Hq2vX9kLmP4"
FORMS = [CANARY.encode(), CANARY.encode("utf-16-le"), base64.b64encode(CANARY.encode())[:24],
         CANARY.encode().hex().encode()]


def stored(office, column, table):
    """Give a piece from the middle of each stored ciphertext, as it lies in the file."""
    engine = connect(office.url)
    with engine.begin() as connection:
        found = [bytes(one)[3000:3400] for one in connection.scalars(text(f"SELECT {column} FROM {table}"))]
    engine.dispose()
    return found


def talk(office, handle=b"h" * 32):
    with office.store.begin() as tx:
        tx.conversations.start(handle, "w1", b"i" * 16, f'{{"better": "{CANARY}"}}' + "x" * 4000)
    return stored(office, "locked", "conversations")


def end(office, handle=b"h" * 32):
    with office.store.begin() as tx:
        tx.conversations.end(handle)


def everything(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_words_are_never_in_any_file(file_office, tmp_path):
    office = file_office

    def look():
        seen = everything(tmp_path)
        return [form for form in FORMS if form in seen]

    issued = office.invite(6)
    talk(office)
    assert look() == []
    for one in issued:
        office.vote(one, Response({"safe": Answer.of("yes"), "better": Answer.of(CANARY)}))
        assert look() == []
    with office.store.begin() as tx:
        responses = tx.ballots.open_all("w1")
        tx.tallies.put("w1", count(office.wave.survey, responses))
        tx.comments.put("w1", comments(office.wave.survey, responses))
        assert len(tx.comments.get("w1")["better"]) == 6
    assert look() == []
    office.close()
    assert look() == []
    for issue in issued:
        assert issue.token.encode() not in everything(tmp_path)
        assert issue.code.replace("-", "").encode() not in everything(tmp_path)


def test_a_conversation_that_ended_leaves_nothing_even_of_its_ciphertext(file_office):
    pieces = talk(file_office)
    assert all(piece in file_office.bytes_on_disk for piece in pieces)
    end(file_office)
    assert not any(piece in file_office.bytes_on_disk for piece in pieces)


def test_mutant_without_secure_delete_the_ciphertext_stays(monkeypatch, file_office):
    office = file_office
    office.store.close()
    monkeypatch.setattr(database, "PRAGMAS", tuple(
        pragma._replace(value="OFF", reads=0) if pragma.name == "secure_delete" else pragma
        for pragma in database.PRAGMAS))
    office.store = Store.open(office.url, office.keys, office.today)
    pieces = talk(office)
    end(office)
    left = office.bytes_on_disk
    office.store.close()
    assert any(piece in left for piece in pieces)


def test_mutant_without_emptying_the_log_the_ciphertext_stays(file_office, monkeypatch):
    monkeypatch.setattr(storage.store, "truncate_log", lambda _: True)
    pieces = talk(file_office)
    end(file_office)
    assert any(piece in file_office.bytes_on_disk for piece in pieces)


def test_a_reader_in_the_way_only_puts_emptying_the_log_off(file_office):
    office, pieces = file_office, talk(file_office)
    with office.store.read() as tx:
        tx.waves.all()
        end(office)
        assert any(piece in office.bytes_on_disk for piece in pieces)
    with office.store.begin():
        pass
    assert not any(piece in office.bytes_on_disk for piece in pieces)


def test_destroyed_ballots_and_keys_leave_nothing(file_office, tmp_path, reply):
    office = file_office
    for one in office.invite(8):
        office.vote(one, reply("yes", CANARY))
    pieces = stored(office, "sealed", "ballots")
    secret = office.keys.wave_secret("w1")
    assert base64.b64encode(secret) in everything(tmp_path)
    assert all(piece in office.bytes_on_disk for piece in pieces)
    office.close()
    left = everything(tmp_path)
    assert not any(piece in left for piece in pieces)
    assert secret not in left
    assert base64.b64encode(secret) not in left


def test_an_answer_side_file_says_nothing_about_the_order_of_answers(file_office, reply):
    """After closing, comments lie in the file in the order of their random ids, whoever wrote first."""
    office = file_office
    for n, one in enumerate(office.invite(30)):
        office.vote(one, reply("yes", f"words of person {n:02}"))
    with office.store.begin() as tx:
        responses = tx.ballots.open_all("w1")
        tx.comments.put("w1", comments(office.wave.survey, responses))
    office.close()
    with office.store.read() as tx:
        listed = [words for words, _ in tx.comments.get("w1")["better"]]
    assert sorted(listed) == [f"words of person {n:02}" for n in range(30)]
    engine = connect(office.url)
    with engine.begin() as connection:
        ids = [bytes(one) for one in connection.scalars(text("SELECT id FROM comments"))]
        locked = [bytes(one)[:64] for one in connection.scalars(text("SELECT locked FROM comments ORDER BY id"))]
    engine.dispose()
    disk = office.file.read_bytes()
    assert ids == sorted(ids)
    assert all(one in disk for one in locked)


def test_random_bytes_are_really_in_the_files_that_are_searched(tmp_path):
    """The searching itself is sound: what is there is found."""
    piece = secrets.token_bytes(400)
    (tmp_path / "heard.db").write_bytes(os.urandom(5000) + piece + os.urandom(5000))
    assert piece in everything(tmp_path)
