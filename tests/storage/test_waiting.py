"""What waits for the safeguarding lead: under a key that goes at the tick, and handed over under new names."""

import json

import pytest
from sqlalchemy import text

from storage.database import connect
from storage.errors import Unreadable


@pytest.fixture
def waits(office):
    with office.store.begin() as tx:
        for number in range(5):
            tx.concerns.add({"question": "What would help?", "words": f"words {number}"})
    return office


def rows(office):
    engine = connect(office.url)
    with engine.connect() as connection:
        found = {bytes(id_): bytes(locked) for id_, locked in connection.execute(
            text("SELECT id, locked FROM concerns"))}
    engine.dispose()
    return found


def words(items):
    return sorted(item.content["words"] for item in items)


def test_at_the_tick_everything_is_handed_over_under_new_names(waits):
    before = rows(waits)
    with waits.store.turning_queue() as tx:
        assert tx.concerns.release(100) == 5
    after = rows(waits)
    assert not before.keys() & after.keys()
    with waits.store.read() as tx:
        assert words(tx.concerns.delivered()) == [f"words {number}" for number in range(5)]
        assert tx.concerns.queued() == 0


def test_what_waited_opens_no_more_with_the_keys_that_are_left(waits):
    before = rows(waits)
    for _ in range(2):  # on a server the key before goes at the second turn
        with waits.store.turning_queue() as tx:
            tx.concerns.release(100)
    with waits.store.begin() as tx:
        tx.outbox.connection.execute(text("DELETE FROM concerns"))
        for id_, locked in before.items():
            tx.outbox.connection.execute(text("INSERT INTO concerns (id, state, tick, turn, locked) "
                                              "VALUES (:id, 'queued', 0, 0, :locked)"), {"id": id_, "locked": locked})
        with pytest.raises(Unreadable):
            tx.concerns.release(101)


def test_sealed_again_it_still_waits_and_comes_at_the_tick(waits):
    with waits.store.turning_queue() as tx:
        assert tx.concerns.reseal() == 5
    with waits.store.begin() as tx:
        tx.concerns.add({"question": "", "words": "later words"})
    with waits.store.turning_queue() as tx:
        assert tx.concerns.release(100) == 6
    with waits.store.read() as tx:
        assert "later words" in words(tx.concerns.delivered())


def test_a_tick_that_fails_loses_nothing(waits):
    with pytest.raises(RuntimeError), waits.store.turning_queue() as tx:
        tx.concerns.release(100)
        raise RuntimeError("cut off")
    with waits.store.turning_queue() as tx:
        assert tx.concerns.release(101) == 5


def test_the_keys_of_the_queue_are_few(waits):
    for tick in range(5):
        with waits.store.turning_queue() as tx:
            tx.concerns.release(tick)
    stored = json.loads(waits.keys._path.read_bytes())
    assert len(stored["queue"]) == (1 if waits.url.startswith("sqlite") else 2)
