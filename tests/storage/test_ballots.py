"""Sealed ballots."""

import os
import shutil

import pytest
from nacl.public import PrivateKey, PublicKey
from sqlalchemy import text

from storage.database import connect
from storage.errors import AlreadyFrozen, KeyFileError, NotAdmitted, TooLong, Unreadable, WaveClosed
from storage.sealing import BALLOT, seal
from storage.store import Store
from surveys.answers import NOT_SHOWN, PREFER_NOT, SKIPPED, Answer, Response
from surveys.wave import WaveState


def rows(url):
    engine = connect(url)
    with engine.begin() as connection:
        found = connection.execute(text("SELECT * FROM ballots")).all()
    engine.dispose()
    return found


def test_what_was_sealed_is_what_is_opened(office, reply):
    given = [reply("yes", "A quiet room"), reply("no"),
             Response({"safe": SKIPPED, "better": PREFER_NOT}, group="ks4"),
             Response({"safe": NOT_SHOWN, "tick": Answer.of(("a", "b")), "n": Answer.of(3), "x": Answer.of(2.5)})]
    for issued, response in zip(office.invite(4), given, strict=True):
        assert office.vote(issued, response)
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 4
        opened = tx.ballots.open_all("w1")
    assert sorted(map(repr, opened)) == sorted(map(repr, given))


def test_one_invitation_gives_at_most_one_ballot(office, reply):
    (issued,) = office.invite(1)
    assert office.vote(issued, reply("yes"))
    assert not office.vote(issued, reply("no"))
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 1


def test_a_ballot_needs_an_invitation_used_up_in_the_same_transaction(office, reply):
    (issued,) = office.invite(1)
    with pytest.raises(NotAdmitted), office.store.begin() as tx:
        tx.ballots.seal("w1", reply())
    with office.store.begin() as tx:
        tx.invitations.mark(tx.invitations.by_token(issued.token).id, "done")
    with pytest.raises(NotAdmitted), office.store.begin() as tx:
        tx.ballots.seal("w1", reply())


def test_one_invitation_does_not_admit_two_ballots(office, reply):
    (issued,) = office.invite(1)
    with pytest.raises(NotAdmitted), office.store.begin() as tx:
        tx.invitations.mark(tx.invitations.by_token(issued.token).id, "done")
        tx.ballots.seal("w1", reply())
        tx.ballots.seal("w1", reply())
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 0
        assert tx.invitations.by_token(issued.token).state == "invited"


def test_every_ballot_looks_the_same_from_outside(office, reply):
    long = Response({f"q{n}": Answer.of("strongly_agree") for n in range(50)}
                    | {f"c{n}": Answer.of("\U0001F600" * 500) for n in range(6)}, group="ks4", may_quote=True)
    given = [reply(), reply("no", "x" * 500), Response({}), long]
    for issued, response in zip(office.invite(4), given, strict=True):
        office.vote(issued, response)
    found = rows(office.url)
    assert {(row.wave, len(bytes(row.id)), len(bytes(row.sealed))) for row in found} == {("w1", 16, BALLOT)}
    assert {frozenset(row._mapping) for row in found} == {frozenset({"wave", "id", "sealed"})}
    assert len({bytes(row.id) for row in found}) == 4


def test_the_longest_response_fits(office):
    words = ["".join(chr(0x1F300 + (i * i * 31 + n * 977) % 0x2FF) for i in range(500)) for n in range(6)]
    answers = {f"question_number_{n:02}_of_the_set": Answer.of(f"a_choice_with_a_long_code_of_{n:03}")
               for n in range(50)}
    answers |= {f"comment_{n}": Answer.of(words[n]) for n in range(6)}
    (issued,) = office.invite(1)
    assert office.vote(issued, Response(answers))
    with office.store.begin() as tx:
        assert tx.ballots.open_all("w1") == [Response(answers)]


def test_what_does_not_fit_is_refused_whole(office):
    noise = "".join(chr(0x10000 + int.from_bytes(os.urandom(2), "big")) for _ in range(10_000))
    (issued,) = office.invite(1)
    with pytest.raises(TooLong, match="Ask for fewer or shorter typed answers"):
        office.vote(issued, Response({"better": Answer.of(noise)}))
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 0
        assert tx.invitations.by_token(issued.token).state == "invited"


def test_ballots_come_out_in_no_order(office):
    given = [Response({"n": Answer.of(n)}) for n in range(24)]
    for issued, response in zip(office.invite(24), given, strict=True):
        office.vote(issued, response)
    orders = []
    for _ in range(3):
        with office.store.begin() as tx:
            orders.append([response.answers["n"].value for response in tx.ballots.open_all("w1")])
    assert all(sorted(order) == list(range(24)) for order in orders)
    assert list(range(24)) not in orders
    assert len(set(map(tuple, orders))) == 3


def test_nothing_is_sealed_into_a_wave_that_is_not_open(office, reply, wave):
    issued = office.invite(1)[0]
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        tx.waves.set_public_key("w2", office.keys.new_wave("w2"))
        (early,) = tx.invitations.issue("w2", 1)
    with pytest.raises(WaveClosed, match="w2 is not open"):
        office.vote(early, reply(), "w2")
    with pytest.raises(WaveClosed, match="unknown is not open"):
        office.vote(issued, reply(), "unknown")
    office.close()
    with pytest.raises(WaveClosed, match="Late answers are never added"):
        office.vote(issued, reply())


def test_the_box_stays_shut_once_its_key_is_destroyed(office, reply):
    office.vote(office.invite(1)[0], reply())
    office.keys.destroy_wave("w1")
    with pytest.raises(KeyFileError), office.store.begin() as tx:
        tx.ballots.open_all("w1")


def test_a_ballot_that_was_changed_or_slipped_in_is_noticed_and_nothing_is_lost(office, reply):
    for issued in office.invite(3):
        office.vote(issued, reply())
    stranger = seal("{}", bytes(PrivateKey.generate().public_key), BALLOT)
    engine = connect(office.url).execution_options(heard_writes=True)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO ballots VALUES ('w1', :id, :sealed)"),
                           {"id": b"?" * 16, "sealed": stranger})
    engine.dispose()
    with pytest.raises(Unreadable, match="1 of the 4 ballots of wave w1 do not open"), \
            office.store.begin() as tx:
        tx.ballots.open_all("w1")
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 4


def test_the_box_of_one_wave_is_not_touched_by_another(office, reply, wave):
    office.vote(office.invite(1)[0], reply())
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        tx.waves.set_public_key("w2", office.keys.new_wave("w2"))
        assert tx.ballots.open_all("w2") == []
        assert tx.ballots.destroy("w2") == 0
        assert tx.ballots.count("w1") == 1
        assert tx.ballots.destroy("w1") == 1
        assert tx.ballots.count("w1") == 0


def test_copies_from_before_closing_never_open_after_it(file_office, reply, tmp_path):
    office, copies = file_office, []
    for n, issued in enumerate(office.invite(6)):
        office.vote(issued, reply("yes", f"comment {n}"))
        copies.append(tmp_path / f"copy{n}.db")
        for ending in ("", "-wal"):
            if (source := office.file.with_name(office.file.name + ending)).exists():
                shutil.copy(source, str(copies[-1]) + ending)
    with Store.open(f"sqlite:///{copies[2]}", office.keys) as store, store.begin() as tx:
        assert len(tx.ballots.open_all("w1")) == 3
    secret = office.keys.wave_secret("w1")
    office.close()
    for copy in copies:
        with Store.open(f"sqlite:///{copy}", office.keys) as store, pytest.raises(KeyFileError), \
                store.begin() as tx:
            assert tx.ballots.count("w1")
            tx.ballots.open_all("w1")
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert secret not in everything


def test_the_key_a_wave_seals_to_is_set_once(office):
    other = bytes(PrivateKey.generate().public_key)
    with office.store.begin() as tx:
        key = tx.waves.public_key("w1")
        tx.waves.set_public_key("w1", key)
        with pytest.raises(AlreadyFrozen):
            tx.waves.set_public_key("w1", other)
        assert PublicKey(tx.waves.public_key("w1")) == PrivateKey(office.keys.wave_secret("w1")).public_key
        assert tx.waves.get("w1").state is WaveState.OPEN
