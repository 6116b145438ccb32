"""Invitations let one respondent in once."""

import hashlib
import random

import pytest
from sqlalchemy import text

from storage.database import connect
from storage.errors import DatabaseFailed
from storage.invitations import InvitationState


def test_an_invitation_is_found_by_its_token_and_by_its_typed_code(office):
    issued = office.invite(12)
    assert len({one.token for one in issued}) == len({one.code for one in issued}) == 12
    with office.store.read() as tx:
        for token, code in issued:
            found = tx.invitations.by_token(token)
            assert found == tx.invitations.by_code(code)
            assert found == tx.invitations.by_code(code.lower().replace("-", " "))
            assert found == tx.invitations.get(found.id)
            assert (found.wave, found.state, len(found.id)) == ("w1", InvitationState.INVITED, 16)


@pytest.mark.parametrize("wrong", ["", "x", "a" * 5000, "' OR 1=1 --", "\0", "\ud800", "ZZZ-ZZZ-ZZZ"])
def test_anything_else_finds_nothing(office, wrong):
    office.invite(1)
    with office.store.read() as tx:
        assert tx.invitations.by_token(wrong) is None
        assert tx.invitations.by_code(wrong) is None
        assert tx.invitations.get(wrong.encode("utf-8", "surrogatepass")) is None


def test_an_invitation_is_done_once(office):
    (issued,) = office.invite(1)
    with office.store.begin() as tx:
        id_ = tx.invitations.by_token(issued.token).id
        assert tx.invitations.mark(id_, "started")
        assert tx.invitations.mark(id_, "started")
        assert tx.invitations.mark(id_, "done")
        assert not tx.invitations.mark(id_, "done")
        assert not tx.invitations.mark(id_, "started")
        assert not tx.invitations.mark(b"?" * 16, "done")
    with office.store.read() as tx:
        assert tx.invitations.get(id_).state is InvitationState.DONE


def test_counts_say_how_many_and_never_who(office):
    issued = office.invite(5)
    with office.store.begin() as tx:
        ids = [tx.invitations.by_token(one.token).id for one in issued]
        tx.invitations.mark(ids[0], "started")
        tx.invitations.mark(ids[1], "started")
        tx.invitations.mark(ids[1], "done")
        assert tx.invitations.counts("w1") == (5, 1, 1)
        assert tx.invitations.counts("unknown") == (0, 0, 0)


def test_forgotten_invitations_let_nobody_in(office):
    issued = office.invite(3)
    with office.store.begin() as tx:
        assert tx.invitations.forget("w1") == 3
    with office.store.read() as tx:
        assert tx.invitations.by_token(issued[0].token) is None
        assert tx.invitations.by_code(issued[0].code) is None
        assert tx.invitations.counts("w1") == (0, 0, 0)


def test_invitations_belong_to_a_wave_that_exists(office):
    with pytest.raises(DatabaseFailed), office.store.begin() as tx:
        tx.invitations.issue("unknown", 1)


def test_none_may_be_issued_and_many_may(office):
    assert office.invite(0) == []
    assert len(office.invite(500)) == 500


def test_a_code_that_is_drawn_twice_is_drawn_again(office):
    def issue(codes, others):
        with office.store.begin() as tx:
            return tx.invitations.issue("w1", 4, lambda n: (codes if n == 1 else others).randbytes(n))

    first = issue(random.Random(7), random.Random(8))
    again = issue(random.Random(7), random.Random(9))
    assert len({one.code for one in (*first, *again)}) == 8


def test_the_database_has_neither_tokens_nor_codes_nor_hashes_that_can_be_tried(office):
    (issued,) = office.invite(1)
    engine = connect(office.url)
    with engine.begin() as connection:
        row = connection.execute(text("SELECT * FROM invitations")).one()._mapping
    engine.dispose()
    plain = issued.code.replace("-", "")
    assert bytes(row["token"]) == hashlib.sha256(issued.token.encode()).digest()
    for guess in (plain, issued.code):
        for algorithm in ("sha256", "sha512", "sha1", "md5", "blake2b", "blake2s"):
            assert bytes(row["code"]) != hashlib.new(algorithm, guess.encode()).digest()[:32]
    assert set(row) == {"id", "wave", "state", "token", "code"}


def test_the_order_of_the_slips_is_not_the_order_in_the_table(office):
    issued = office.invite(40)
    engine = connect(office.url)
    with engine.begin() as connection:
        stored = [bytes(token) for token in connection.scalars(text("SELECT token FROM invitations"))]
    engine.dispose()
    slips = [hashlib.sha256(one.token.encode()).digest() for one in issued]
    assert stored != slips
    assert sorted(stored) == sorted(slips)
