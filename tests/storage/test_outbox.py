"""The outbox: in order, once, and nothing left inside when a message has gone."""

import threading

import pytest

from storage.outbox_upkeep import DAY

ANN, BEN = b"a" * 32, b"b" * 32
CHANNELS = ("sms",)
NOW = 20_000 * DAY + 36_000_000


@pytest.fixture
def box(office):
    """Do one thing in one transaction."""
    def do(name, *args, **more):
        with office.store.begin() as tx:
            return getattr(tx.outbox, name)(*args, **more)
    return do


def state(office):
    with office.store.read() as tx:
        return {f"{was} {code}".strip(): many for (_, was, code), many in tx.outbox.counts().items()}


def queue(box, who=ANN, words="hello", at=NOW, kind="reply", **more):
    return box("put", who, "sms", kind, {"text": words}, at, **more)


def test_messages_to_one_contact_go_strictly_in_order(box):
    first, second = queue(box), queue(box)
    other = queue(box, BEN)
    assert set(box("claim", NOW, NOW + 60, CHANNELS, 9)) == {first, other}
    assert box("claim", NOW, NOW + 60, CHANNELS, 9) == ()
    box("sending", first, NOW, NOW + 60)
    assert box("claim", NOW, NOW + 60, CHANNELS, 9) == ()
    box("sent", first, "SM1")
    assert box("claim", NOW, NOW + 60, CHANNELS, 9) == (second,)
    assert box("take", second).content == {"text": "hello"}


def test_what_we_begin_ourselves_holds_no_answer_up(box):
    queue(box, kind="later", due=NOW + DAY)
    reply = queue(box)
    assert box("claim", NOW, NOW + 60, CHANNELS, 9) == (reply,)


def test_only_channels_that_work_are_claimed(box):
    queue(box)
    assert box("claim", NOW, NOW + 60, ("telegram",)) == ()


def test_two_workers_never_hold_the_same_message(office, box):
    ids = {queue(box, bytes([65 + n]) * 32) for n in range(12)}
    held, guard = [], threading.Lock()

    def work():
        while found := box("claim", NOW, NOW + 60, CHANNELS, 2):
            with guard:
                held.extend(found)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(held) == sorted(ids)


def test_a_lease_that_runs_out_before_the_call_gives_the_message_back(office, box):
    queue(box)
    box("claim", NOW, NOW + 60, CHANNELS)
    assert box("sweep", NOW + 60) == (0, 0)
    assert box("sweep", NOW + 61) == (1, 0)
    assert state(office) == {"due": 1}


def test_one_that_runs_out_during_the_call_leaves_the_outcome_unknown(office, box):
    queue(box)
    (id_,) = box("claim", NOW, NOW + 60, CHANNELS)
    box("sending", id_, NOW, NOW + 60)
    assert box("sweep", NOW + 61) == (0, 1)
    assert state(office) == {"unknown stopped": 1}
    assert box("claim", NOW + DAY, NOW + DAY + 60, CHANNELS) == ()
    box("report", id_, "delivered")
    assert state(office) == {"delivered": 1}


def test_reports_never_go_backwards(office, box):
    id_ = queue(box)
    assert box("report", id_, "delivered") == ANN
    assert box("report", id_, "sent") is None
    assert box("report", id_, "failed", "30003") is None
    assert state(office) == {"delivered": 1}
    assert box("report", b"?" * 16, "sent") is None


def test_nothing_is_left_inside_but_the_providers_name(file_office):
    with file_office.store.begin() as tx:
        id_ = tx.outbox.put(ANN, "sms", "reply", {"text": "hello", "address": "+447700900123"}, NOW)
        tx.outbox.claim(NOW, NOW + 60, CHANNELS)
        tx.outbox.sending(id_, NOW, NOW + 60)
        tx.outbox.sent(id_, "SM9")
        assert list(tx.outbox.traces(ANN, NOW)) == [(id_, "SM9")]
        assert dict(tx.outbox.open(id_, _locked(tx, id_))) == {"provider": "SM9"}


def _locked(tx, id_):
    from sqlalchemy import select

    from storage.tables import outbox
    return tx.outbox._connection.scalar(select(outbox.c.locked).where(outbox.c.id == id_))


def test_cancelling_takes_back_all_that_waits(office, box):
    queue(box)
    queue(box, kind="later", due=NOW + DAY)
    kept = queue(box, BEN)
    assert box("cancel", ANN) == 2
    assert box("claim", NOW, NOW + 60, CHANNELS, 9) == (kept,)


def test_a_reminder_is_queued_once(box):
    once = b"r" * 32
    assert queue(box, once=once)
    assert queue(box, once=once) is None


def test_moments_become_days(office, box):
    id_ = queue(box)
    box("claim", NOW, NOW + 60, CHANNELS)
    box("sending", id_, NOW, NOW + 60)
    box("sent", id_, "SM1")
    assert box("crowded", "sms", BEN, NOW - 1000, 1, NOW - 1000)
    assert box("crowded", "sms", ANN, NOW - 1000, 30, NOW - 1000)
    assert not box("crowded", "sms", BEN, NOW - 1000, 30, NOW - 1000)
    box("sweep", NOW + 60_001)
    from sqlalchemy import select

    from storage.tables import outbox
    with office.store.read() as tx:
        row = tx.outbox._connection.execute(select(outbox.c.due, outbox.c.queued)).one()
    assert tuple(row) == (20_000 * DAY, 20_000 * DAY)
    assert box("expire", 20_000 * DAY) == 0
    assert box("expire", 20_001 * DAY) == 1
