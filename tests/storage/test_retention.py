"""How long things are kept."""

import datetime as dt

import pytest

from storage import retention
from storage.retention import Swept
from surveys.wave import WaveState


def at(office, day):
    office.today.day = dt.date(2026, 11, day)
    return office.today.day


def test_conversations_go_after_seven_days_of_silence(office):
    with office.store.begin() as tx:
        tx.conversations.start(b"silent", "w1", b"i" * 16, "x")
        tx.conversations.start(b"talking", "w1", b"i" * 16, "x")
    at(office, 5)
    with office.store.begin() as tx:
        tx.conversations.put(b"talking", "y", tx.conversations.get(b"talking").revision)
    assert retention.run(office.store, at(office, 10)) == Swept(0, 0, 0)
    assert retention.run(office.store, at(office, 11)) == Swept(1, 0, 0)
    with office.store.read() as tx:
        assert tx.conversations.get(b"silent") is None
        assert tx.conversations.get(b"talking").text == "y"


@pytest.mark.parametrize("days", [2, 14])
def test_the_days_of_silence_can_be_set(office, days):
    with office.store.begin() as tx:
        tx.conversations.start(b"silent", "w1", b"i" * 16, "x")
    assert not any(retention.run(office.store, at(office, 3 + days), silence=days))
    assert retention.run(office.store, at(office, 4 + days), silence=days).conversations == 1


@pytest.mark.parametrize("days", [-1, 0, 1, 15])
def test_but_not_to_anything(office, days):
    with pytest.raises(ValueError, match="2 to 14 days"):
        retention.run(office.store, office.today(), silence=days)


def test_invitations_go_fourteen_days_after_closing(office, wave):
    office.invite(4)
    with office.store.begin() as tx:
        tx.waves.add(wave.model_copy(update={"id": "w2"}))
        tx.invitations.issue("w2", 2)
    office.close()
    assert not any(retention.run(office.store, at(office, 16)))
    assert retention.run(office.store, at(office, 17)) == Swept(0, 4, 0)
    with office.store.read() as tx:
        assert tx.invitations.counts("w1") == (0, 0, 0)
        assert tx.invitations.counts("w2") == (2, 0, 0)


def test_a_clock_that_jumps_back_deletes_nothing(office):
    office.invite(2)
    with office.store.begin() as tx:
        tx.conversations.start(b"h", "w1", b"i" * 16, "x")
    office.close()
    assert not any(retention.run(office.store, dt.date(2020, 1, 1)))


def test_counts_of_wrong_codes_go_each_day(office):
    hour = (office.today() - dt.date(1970, 1, 1)).days * 24
    with office.store.begin() as tx:
        tx.guesses.add(b"a", hour - 1)
        tx.guesses.add(b"a", hour)
    assert retention.run(office.store, office.today()).guesses == 1
    with office.store.read() as tx:
        assert tx.guesses.total(hour) == 1


def test_an_interrupted_closing_is_finished(office):
    secret = office.keys.wave_secret("w1")
    with office.store.begin() as tx:
        tx.waves.update(office.wave.model_copy(update={"state": WaveState.CLOSED, "closed": office.today()}))
    assert retention.finish_closings(office.store) == ("w1",)
    assert not office.keys.knows_wave("w1")
    assert secret not in office.keys._path.read_bytes()
    assert retention.finish_closings(office.store) == ()


def test_a_wave_that_is_open_keeps_its_key(office):
    assert retention.finish_closings(office.store) == ()
    assert office.keys.knows_wave("w1")
