"""What goes wrong with an installation, and what is then said; nothing is lost by any of it."""

import datetime as dt
import sqlite3
from contextlib import closing

import pytest

from storage import retention
from storage.contacts import Contact, Place
from storage.errors import AlreadyFrozen
from tests.attacks.town import Town, sayings
from webhook import waves

DAY = dt.timedelta(days=1)


@pytest.fixture
def town(tmp_path):
    with Town(tmp_path) as made:
        yield made


@pytest.fixture
def half(town):
    """A wave in which three of twelve have answered, and one is half way through."""
    round_ = town.open("w", sayings(12))
    for person in round_.people[:3]:
        town.answer(person)
    town.come(round_.people[3])
    town.say(round_.people[3])
    return round_


def counts(town):
    with town.store.read() as tx:
        return tuple(tx.invitations.counts("w")), tx.ballots.count("w")


def test_a_clock_that_jumps_back_deletes_nothing_and_loses_nothing(town, half):
    with town.store.begin() as tx:
        mark = tx.contacts.mark("phone", "+447700900123")
        tx.contacts.put(mark, Contact("phone", "sms", "+447700900123", places=(Place("w", "00" * 16),)))
    for back in (1, 40, 4000):
        town.clock.now -= back * DAY
        assert not any(retention.run(town.store, town.today))
        assert counts(town) == ((12, 1, 3), 3)
        town.clock.now += back * DAY
    assert any(town.say(half.people[3]) for _ in range(9)), "the conversation goes on to its end"
    assert counts(town) == ((12, 0, 4), 4)


def test_closing_while_the_clock_is_back_keeps_contacts_as_long_as_promised(town, half):
    right = town.clock.now
    town.clock.now = right - 400 * DAY
    town.close("w")
    town.clock.now = right
    with town.store.read() as tx:
        assert tx.waves.get("w").closed == right.date()
    assert retention.run(town.store, town.today).invitations == 0
    assert retention.run(town.store, town.today + 13 * DAY).invitations == 0
    assert retention.run(town.store, town.today + 14 * DAY).invitations == 12


def test_a_clock_set_back_and_forth_shows_no_reply_arrive(town, half):
    def seen(on):
        with town.store.begin() as tx:
            return tx.progress.replies("w", on, tx.invitations.counts("w").done)

    assert seen(town.today) == 3
    town.answer(half.people[4])
    assert [seen(town.today), seen(town.today - DAY), seen(town.today)] == [3, 3, 3]
    assert seen(town.today + DAY) == 4, "the next day counts again"
    assert seen(town.today - 30 * DAY) == 4, "a clock that was far ahead does not stop the count"


@pytest.mark.parametrize("policy", ["bands", "counts"])
def test_closing_with_four_ballots_shows_that_too_few_replied(town, policy):
    round_ = town.open("w", sayings(14), policy=policy)
    for person in round_.people[:4]:
        town.answer(person)
    release = town.close("w")
    assert release.replied in ("under 6", "fewer than 5")
    assert not any(row.shown for row in release.questions)
    assert all("Too few replied" in row.held_back for row in release.questions)
    with town.store.read() as tx:
        assert tx.ballots.count("w") == 0
    assert not town.keys.knows_wave("w")


@pytest.mark.parametrize("change", [{"policy": "counts"}, {"roster": 40}, {"languages": ("en", "pl")},
                                    {"name": "Another"}, {"opened": dt.date(2020, 1, 1)}, {"channels": ("web", "sms")}])
def test_nothing_that_respondents_were_told_changes_after_opening(town, half, change):
    with pytest.raises(AlreadyFrozen) as refusal, town.store.begin() as tx:
        tx.waves.update(tx.waves.get("w").model_copy(update=change))
    assert "can no longer change" in str(refusal.value)
    assert "Create a new wave instead." in str(refusal.value)
    with pytest.raises(waves.WaveError, match="already open"):
        waves.open_wave(town.store, town.keys, "w", town.today)
    assert counts(town) == ((12, 1, 3), 3)


def test_a_closed_wave_stays_closed(town, half):
    town.close("w")
    for state in (waves.WaveState.OPEN, waves.WaveState.DRAFT):
        with pytest.raises(AlreadyFrozen, match="cannot become"), town.store.begin() as tx:
            tx.waves.update(tx.waves.get("w").model_copy(update={"state": state}))


def test_a_database_with_a_forbidden_column_is_refused_and_kept(town, half):
    from storage.errors import DatabaseRefused
    from storage.store import Store
    town.store.close()
    with closing(sqlite3.connect(town.database)) as changed:
        changed.execute("ALTER TABLE ballots ADD COLUMN created_at TIMESTAMP")
    with pytest.raises(DatabaseRefused) as refusal:
        Store.open(town.config.database, town.keys)
    assert "has a column 'created_at' (a time) that it must not have" in str(refusal.value)
    assert "restore it from a backup" in str(refusal.value)
    with closing(sqlite3.connect(town.database)) as kept:
        assert kept.execute("SELECT count(*) FROM ballots").fetchone() == (3,)
