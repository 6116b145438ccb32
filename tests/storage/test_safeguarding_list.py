"""What waits for the safeguarding lead, on each kind of database."""

import datetime as dt

import pytest

from storage.waiting import WaitingState

DAY = dt.date(2026, 11, 3)


@pytest.fixture(params=["concerns", "requests"])
def name(request):
    return request.param


def test_items_wait_are_released_together_and_are_acknowledged_once(office, name):
    with office.store.begin() as tx:
        for words in ("a", "b", "c"):
            getattr(tx, name).add({"words": words})
    with office.store.begin() as tx:
        assert (getattr(tx, name).queued(), getattr(tx, name).waiting()) == (3, 0)
        assert getattr(tx, name).delivered() == ()
        assert getattr(tx, name).release(1_990_001) == 3
    with office.store.begin() as tx:
        found = getattr(tx, name).delivered()
        assert {item.content["words"] for item in found} == {"a", "b", "c"}
        assert {(item.state, item.tick, item.turn) for item in found} == {(WaitingState.DELIVERED, 1_990_001, 1)}
        assert getattr(tx, name).acknowledge(found[0].id, "ms okafor", DAY)
        assert not getattr(tx, name).acknowledge(found[0].id, "dr lindqvist", DAY)
        assert not getattr(tx, name).acknowledge(b"nothing", "ms okafor", DAY)
    with office.store.begin() as tx:
        (read,) = getattr(tx, name).acknowledged()
        assert (read.content["by"], read.acknowledged, read.tick % 96) == ("ms okafor", DAY, 0)
        assert getattr(tx, name).forget(DAY) == 0
        assert getattr(tx, name).forget(DAY + dt.timedelta(days=1)) == 1
        assert getattr(tx, name).waiting() == 2


def test_an_item_that_waits_is_never_forgotten(office, name):
    with office.store.begin() as tx:
        getattr(tx, name).add({"words": "a"})
        getattr(tx, name).release(5)
        getattr(tx, name).add({"words": "b"})
        assert getattr(tx, name).forget(dt.date(2100, 1, 1)) == 0
        assert (getattr(tx, name).queued(), getattr(tx, name).waiting()) == (1, 1)


def test_escalating_moves_the_wait_and_not_the_words(office, name):
    with office.store.begin() as tx:
        getattr(tx, name).add({"words": "a"})
        getattr(tx, name).release(5)
        (item,) = getattr(tx, name).delivered()
        getattr(tx, name).escalate(item.id, 21)
        (after,) = getattr(tx, name).delivered()
    assert (after.tick, after.turn, after.content) == (21, 2, {"words": "a"})


def test_what_is_held_is_found_by_its_whole_content(office):
    with office.store.begin() as tx:
        tx.concerns.add({"question": "q", "words": "a"})
        assert tx.concerns.holds({"question": "q", "words": "a"})
        assert not tx.concerns.holds({"question": "q", "words": "b"})
        assert not tx.requests.holds({"question": "q", "words": "a"})


def test_long_texts_are_kept_as_far_as_there_is_room(office):
    import secrets
    with office.store.begin() as tx:
        tx.concerns.add({"words": "".join(chr(0x1F300 + secrets.randbelow(500)) for _ in range(9000)), "question": "?"})
        tx.concerns.release(1)
        (item,) = tx.concerns.delivered()
    assert len(item.content["words"]) == 3500
