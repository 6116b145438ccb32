"""Accounts, sessions, alerts and reviews, on each kind of database."""

import datetime as dt

import pytest

from storage.accounts import FAILURES, LOCKED_OUT
from storage.alerts import MOST_TRIES, STUCK
from storage.errors import AlreadyFrozen
from storage.sessions import IDLE, LONGEST

NOW = 1_800_000_000


@pytest.fixture
def people(office):
    with office.store.begin() as tx:
        return [tx.accounts.add(name, "safeguarding", post=name, email=f"{name}@example.org", secret="!")
                for name in ("ann", "bob")]


def test_an_account_is_found_by_its_name_however_it_is_typed(office, people):
    with office.store.read() as tx:
        assert tx.accounts.named("  ANN ") == people[0]
        assert tx.accounts.get(people[1].id).email == "bob@example.org"
        assert tx.accounts.named("cat") is None
        assert [one.name for one in tx.accounts.all()] == ["ann", "bob"]
    with office.store.begin() as tx, pytest.raises(AlreadyFrozen, match="already an account"):
        tx.accounts.add("Ann", "lead", post="x", email="y", secret="!")


def test_recipients_are_two_and_change_together(office, people):
    ann, bob = people
    with office.store.begin() as tx:
        tx.accounts.set_recipients(ann.id, bob.id)
        tx.accounts.set_recipients(bob.id, ann.id)
        assert [one.name for one in tx.accounts.recipients()] == ["bob", "ann"]
        tx.accounts.lock(bob.id)
        assert [one.name for one in tx.accounts.recipients()] == ["ann"]
        tx.accounts.unlock(bob.id)
        assert [one.name for one in tx.accounts.recipients()] == ["ann"], "whoever was locked is asked again"


def test_wrong_passwords_are_counted_and_forgotten(office, people):
    with office.store.begin() as tx:
        for _ in range(FAILURES):
            tx.accounts.failed(tx.accounts.named("ann"), NOW)
        locked = tx.accounts.named("ann")
        assert (locked.failures, locked.until) == (0, NOW + LOCKED_OUT)
        tx.accounts.succeeded(locked.id)
        assert tx.accounts.named("ann").until == 0


def test_sessions_end_by_silence_by_age_and_by_hand(office, people):
    ann = people[0]
    with office.store.begin() as tx:
        token = tx.sessions.start(ann.id, NOW)
        assert tx.sessions.get(token, NOW + IDLE - 1).account == ann.id
        assert tx.sessions.get(token, NOW + IDLE) is None
        assert tx.sessions.get(token, NOW - 1) is None
        assert tx.sessions.get("another", NOW) is None
        for moment in range(NOW, NOW + LONGEST, IDLE - 1):
            tx.sessions.touch(token, moment)
        assert tx.sessions.get(token, NOW + LONGEST - 1)
        assert tx.sessions.get(token, NOW + LONGEST) is None
        assert tx.sessions.purge(NOW + LONGEST + 1) == 1
        other = tx.sessions.start(ann.id, NOW)
        tx.sessions.end(other)
        assert tx.sessions.get(other, NOW) is None


def test_removing_somebody_removes_all_that_hangs_on_them(office, people):
    ann = people[0]
    with office.store.begin() as tx:
        token = tx.sessions.start(ann.id, NOW)
        tx.alerts.put(ann.id, NOW)
        tx.accounts.remove(ann.id)
        assert tx.sessions.get(token, NOW) is None
        assert tx.alerts.claim(NOW) is None
        assert tx.accounts.named("ann") is None


def test_an_alert_is_claimed_once_until_it_is_stuck(office, people):
    with office.store.begin() as tx:
        tx.alerts.put(people[0].id, NOW)
        assert tx.alerts.pending(people[0].id)
        assert tx.alerts.claim(NOW - 1) is None
        assert tx.alerts.claim(NOW).account == people[0].id
        assert tx.alerts.claim(NOW) is None
        again = tx.alerts.claim(NOW + STUCK)
        tx.alerts.sent(again.id)
        assert tx.alerts.claim(NOW + 10 * STUCK) is None
        assert not tx.alerts.pending(people[0].id)
        assert tx.alerts.purge(NOW + STUCK + 1) == 1


def test_an_alert_is_given_up_in_the_end_and_that_shows(office, people):
    with office.store.begin() as tx:
        tx.alerts.put(people[0].id, NOW)
        tries = [tx.alerts.failed(tx.alerts.claim(NOW + number), NOW + number + 1) for number in range(MOST_TRIES)]
        assert tries == [True] * (MOST_TRIES - 1) + [False]
        assert tx.alerts.claim(NOW + 10**6) is None
        assert tx.alerts.troubled()


def test_a_test_alert_is_acknowledged_by_its_own_code(office, people):
    ann, bob = people
    with office.store.begin() as tx:
        tx.alerts.put(ann.id, NOW, code="4KD7M2XRT")
        assert tx.alerts.claim(NOW) is None, "test alerts are sent by whoever asks for them"
        assert not tx.alerts.acknowledge(bob.id, "4KD7M2XRT")
        assert not tx.alerts.acknowledge(ann.id, "")
        assert tx.alerts.acknowledge(ann.id, "4kd-7m2-xrt")
        assert not tx.alerts.acknowledge(ann.id, "4KD7M2XRT")
        tx.accounts.acknowledged_test(ann.id, dt.date(2026, 11, 3))
        assert tx.accounts.named("ann").tested == dt.date(2026, 11, 3)


def test_a_review_takes_the_place_of_the_one_before(office):
    with office.store.begin() as tx:
        tx.reviews.put("w1", b"i" * 16, "approved")
        tx.reviews.put("w1", b"i" * 16, "withheld")
        assert tx.reviews.get("w1") == {b"i" * 16: "withheld"}
        assert tx.reviews.get("w2") == {}
