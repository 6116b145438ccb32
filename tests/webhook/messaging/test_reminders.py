"""Reminders: two at most, in school hours, only into silence, and nothing changes by them."""

import datetime as dt
import threading

import pytest

from bot.conversation import Inbound
from storage.contacts import Contact, Place
from surveys.model import Setting
from webhook.calendar import Calendar
from webhook.reminders import number_due

ANN = "+447700900101"
Q1 = "1/3 Is your child safe here? Reply 1 Yes 2 No"
Q2 = "2/3 Is your child happy here? Reply 1 Yes 2 No"
TAP = Inbound(tap="no", step=2)
TODAY = dt.date(2026, 11, 23)


def remind(world, **by):
    world.clock.forward(**by)
    before = len(world.toy.sent)
    world.reminders.plan()
    world.run()
    return [text for _, text in world.toy.sent[before:]]


def test_the_third_and_the_tenth_day_and_never_again(parents):
    parents.say("1")
    assert remind(parents, days=2) == []
    (first,) = remind(parents, days=1)
    assert first == f"Welcome back. You were at 2 of 3.\n{Q2}"
    assert remind(parents) == []
    assert remind(parents, days=4) == []
    assert len(remind(parents, days=4)) == 1
    assert remind(parents, days=12) == []


def test_an_answer_to_a_reminder_answers_its_question(parents):
    parents.say("1")
    remind(parents, days=3)
    parents.clock.forward(hours=3)
    assert parents.say("2")[0].startswith("3/3")


def test_who_never_answered_the_invitation_gets_it_again(parents):
    assert remind(parents, days=3) == ["Hello from Riverside.", Q1]
    assert parents.say("1") == [Q2]


def test_a_reminder_changes_nothing_of_the_conversation(parents):
    parents.say("1")
    with parents.store.read() as tx:
        mark = tx.contacts.mark("phone", ANN)
        before = tx.conversations.get(tx.contacts.handle(mark, "parents"))
    remind(parents, days=3)
    with parents.store.read() as tx:
        assert tx.conversations.get(tx.contacts.handle(mark, "parents")) == before


def test_those_who_finished_declined_or_stopped_are_left_alone(parents):
    for words in ("1", "2", "More.", "1"):
        parents.say(words)
    assert remind(parents, days=3) == []
    parents.know("+447700900102")
    parents.say("STOP", address="+447700900102")
    assert remind(parents, days=3) == []


@pytest.mark.parametrize("moment", [
    dt.datetime(2026, 11, 26, 7, 0), dt.datetime(2026, 11, 26, 16, 0), dt.datetime(2026, 11, 28, 11, 0),
    dt.datetime(2026, 11, 26, 22, 0)])
def test_none_are_planned_outside_school_hours(parents, moment):
    parents.say("1")
    parents.clock.now = moment.replace(tzinfo=dt.UTC)
    assert remind(parents) == []


def test_one_that_could_not_go_before_school_closed_waits_for_the_next_school_day(parents):
    parents.say("1")
    parents.clock.now = dt.datetime(2026, 11, 27, 15, 29, tzinfo=dt.UTC)
    assert parents.reminders.plan() == 1
    parents.clock.forward(minutes=2)
    parents.run()
    assert Q2 not in [text.rpartition("\n")[2] for _, text in parents.toy.sent[1:]]
    parents.clock.now = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
    parents.run()
    assert parents.toy.sent[-1][1].endswith(Q2)


def test_invitations_wait_for_school_too(world):
    world.open()
    world.know()
    world.clock.now = dt.datetime(2026, 11, 28, 11, 0, tzinfo=dt.UTC)
    world.invite()
    world.run()
    assert world.toy.sent == []
    world.clock.now = dt.datetime(2026, 11, 30, 9, 1, tzinfo=dt.UTC)
    world.run()
    assert world.toy.to(ANN) == ["Hello from Riverside.", Q1]


def test_replies_to_somebody_who_writes_never_wait(parents):
    parents.clock.now = dt.datetime(2026, 11, 28, 23, 0, tzinfo=dt.UTC)
    assert parents.say("1") == [Q2]


# The reminder and the answer cross


def test_an_answer_takes_a_queued_reminder_back(parents):
    parents.say("1")
    parents.clock.forward(days=3)
    assert parents.reminders.plan() == 1
    parents.say(inbound=TAP, send=False)
    parents.run()
    assert [text[:3] for text in parents.toy.to(ANN)] == ["2/3", "3/3"]


@pytest.mark.parametrize("first", ["planned", "claimed"])
def test_a_reminder_that_races_an_answer_behind_a_held_lock_sends_nothing(parents, first):
    """The answer is being written; the reminder waits for the same lock, and finds that it is too late."""
    parents.say("1")
    parents.clock.forward(days=3)
    if first == "claimed":
        assert parents.reminders.plan() == 1
        claimed = parents.sender._claim()
        assert claimed
    held, answered = threading.Event(), threading.Event()
    take = parents.messaging._take

    def slowly(tx, arrival):
        take(tx, arrival)
        held.set()
        assert answered.wait(10)

    parents.messaging._take = slowly
    answer = threading.Thread(target=lambda: parents.say(inbound=TAP, send=False))
    answer.start()
    assert held.wait(10)
    race = threading.Thread(target=parents.reminders.plan if first == "planned" else
                            lambda: [parents.sender._send(id_) for id_ in claimed])
    race.start()
    race.join(0.3)
    assert race.is_alive()
    answered.set()
    answer.join(10)
    race.join(10)
    parents.run()
    assert [text[:3] for text in parents.toy.to(ANN)] == ["2/3", "3/3"]


def test_two_planners_queue_one_reminder(parents):
    parents.say("1")
    parents.clock.forward(days=3)
    planners = [threading.Thread(target=parents.reminders.plan) for _ in range(4)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join()
    parents.run()
    assert len(parents.toy.sent) == 2


def test_a_conversation_that_was_deleted_after_silence_is_begun_again(parents):
    from storage import retention
    parents.say("1")
    remind(parents, days=3)
    parents.clock.forward(days=7)
    assert retention.run(parents.store, parents.clock.now.date()).conversations == 1
    assert remind(parents) == ["Hello from Riverside.", Q1]
    assert parents.say("2") == [Q2]


# What is due: the planning itself is pure


@pytest.mark.parametrize(("heard", "reminded", "day", "due"), [
    ("2026-11-20", 0, TODAY, 1), ("2026-11-21", 0, TODAY, None), ("2026-11-13", 0, TODAY, 1),
    ("2026-11-13", 1, TODAY, 2), ("2026-11-14", 1, TODAY, None), ("2026-01-01", 2, TODAY, None),
    ("", 0, TODAY, None)])
def test_the_number_that_is_due(heard, reminded, day, due):
    contact = Contact("phone", "sms", ANN, places=(Place("w", "00", reminded=reminded),), heard=heard)
    assert number_due(contact, 0, day) == due


def test_the_calendar_knows_terms_days_off_summer_time_and_quiet_hours():
    setting = Setting(id="x", name="X", hours=(dt.time(7), dt.time(21)), days_off=(dt.date(2026, 11, 24),),
                      terms=((dt.date(2026, 9, 2), dt.date(2026, 12, 18)), (dt.date(2027, 4, 6), dt.date(2027, 7, 20))))
    calendar = Calendar.of(setting)

    def at(*moment):
        return dt.datetime(*moment, tzinfo=dt.UTC)

    assert calendar.is_open(at(2026, 11, 23, 8, 0))
    assert not calendar.is_open(at(2026, 11, 23, 7, 59))
    assert not calendar.is_open(at(2026, 11, 23, 20, 0))
    assert calendar.next_open(at(2026, 11, 23, 20, 0)) == at(2026, 11, 25, 8, 0)
    assert calendar.next_open(at(2026, 12, 18, 20, 0)) == at(2027, 4, 6, 7, 0), "by then it is summer time"
    assert calendar.next_open(at(2027, 7, 20, 20, 0)) is None
    assert calendar.next_open(at(2026, 11, 23, 9, 30)) == at(2026, 11, 23, 9, 30)
