"""What can go wrong between a message that comes in and one that goes out: each answer once, each message once."""

import random
import secrets
import threading

import pytest

from bot.conversation import Inbound
from storage.errors import DatabaseBusy
from webhook.channels.contract import Arrival, Gone, Later, Refused, Status, Unsure
from webhook.sending import Sender

from_number = "+447700900{:03d}".format
Q2 = "2/3 Is your child happy here? Reply 1 Yes 2 No"
ANN = from_number(101)


def test_a_thousand_duplicate_deliveries_from_four_threads(world):
    """Fifty people answer; every message is delivered twenty times, in any order, by four threads."""
    world.open()
    people = [from_number(number) for number in range(100, 118)]
    for person in people:
        world.know(person)
    world.invite()
    world.run()
    world.toy.sent.clear()
    arrivals = [Arrival("sms", person, f"SM{nth}", Inbound(words="1")) for nth, person in enumerate(people)]
    deliveries = (arrivals * 56)[:1000]
    random.Random(7).shuffle(deliveries)
    failed = []

    def deliver(mine):
        for arrival in mine:
            try:
                world.messaging.receive(arrival)
            except DatabaseBusy as fault:
                failed.append(fault)

    threads = [threading.Thread(target=deliver, args=(deliveries[nth::4],)) for nth in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.run()
    assert not failed
    assert sorted(world.toy.sent) == sorted((person, Q2) for person in people)
    assert world.counts() == ((18, 18, 0), 0)


def test_two_workers_on_one_outbox_send_each_message_once(world):
    world.open()
    people = [from_number(number) for number in range(100, 118)]
    for person in people:
        world.know(person)
    world.invite()
    workers = [threading.Thread(target=Sender(
        world.store, world.channels, world.clock, pause=lambda wait: world.clock.forward(seconds=wait)).drain)
               for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    world.run()
    assert len(world.toy.sent) == 2 * len(people)
    for person in people:
        assert [text[:5] for text in world.toy.to(person)] == ["Hello", "1/3 I"]


def test_what_was_refused_for_now_is_tried_again_in_time_and_in_order(parents):
    parents.toy.faults = [Later(code="429", seconds=30), Later(code="503")]
    assert parents.say("1") == []
    parents.clock.forward(seconds=20)
    parents.run()
    assert parents.toy.sent == []
    for _ in range(3):
        parents.clock.forward(seconds=30)
        parents.run()
    assert parents.toy.to(ANN) == [Q2]


def test_it_is_given_up_in_the_end(parents):
    parents.toy.faults = [Later(code="429")] * 50
    parents.say("1")
    for _ in range(20):
        parents.clock.forward(hours=1)
        parents.run()
    assert parents.toy.sent == []
    assert parents.outbox()["failed 429"] == 1


@pytest.mark.parametrize(("fault", "state"), [
    (Unsure(code="timeout"), "unknown timeout"), (Refused("Set a right number.", code="21606"), "failed 21606"),
    (Gone(code="30006"), "failed 30006"), (ZeroDivisionError("+447700900101"), "unknown ZeroDivisionError")])
def test_what_may_have_gone_or_cannot_go_is_never_sent_again(parents, fault, state, caplog):
    parents.toy.faults = [fault]
    parents.say("1")
    parents.clock.forward(days=1)
    parents.sender.sweep()
    parents.run()
    assert parents.toy.sent == []
    assert parents.outbox()[state] == 1
    assert "7700900101" not in caplog.text


def test_a_report_settles_what_was_unknown(parents):
    parents.toy.faults = [Unsure(code="timeout")]
    ids = []
    send = parents.toy.send

    def remembering(address, message, outbox_id):
        ids.append(outbox_id)
        return send(address, message, outbox_id)

    parents.toy.send = remembering
    parents.say("1")
    for state in ("delivered", "sent"):
        parents.messaging.report(Status(ids[0], state))
    assert parents.outbox() == {"delivered": 1, "sent": 2}
    for rubbish in ("", "xyz", secrets.token_hex(16)):
        parents.messaging.report(Status(rubbish, "sent"))


def test_a_report_that_the_number_is_gone_ends_the_sending(parents):
    ids = []
    send = parents.toy.send
    parents.toy.send = lambda address, message, outbox_id: ids.append(outbox_id) or send(address, message, outbox_id)
    parents.say("1")
    parents.messaging.report(Status(ids[0], "undelivered", code="30006", gone=True))
    assert parents.contact().reach == "gone"
    parents.clock.forward(days=3)
    assert parents.reminders.plan() == 0


def test_no_more_a_second_than_the_provider_takes(world):
    world.toy.per_second, world.toy.per_chat = 3.0, 1.0
    moments = []
    send = world.toy.send
    world.toy.send = lambda *message: moments.append((world.clock.now, message[0])) or send(*message)
    world.open()
    for number in range(100, 106):
        world.know(from_number(number))
    world.invite()
    for _ in range(20):
        world.run()
    assert len(moments) == 12
    for start, _ in moments:
        assert sum(0 <= (at - start).total_seconds() < 1 for at, _ in moments) <= 3
    for number in range(100, 106):
        own = [at for at, whom in moments if whom == from_number(number)]
        assert (own[1] - own[0]).total_seconds() >= 1


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


STEPS = ("claimed", "checked", "sent", "marked")


@pytest.mark.parametrize("at", STEPS)
def test_a_worker_that_dies_between_two_steps_sends_once_or_leaves_it_unknown(parents, at):
    parents.say("1", send=False)

    def die(step):
        if step == at:
            raise Killed

    with pytest.raises(Killed):
        Sender(parents.store, parents.channels, parents.clock, on_step=die).drain()
    for _ in range(3):
        parents.clock.forward(minutes=2)
        parents.sender.sweep()
        parents.run()
    unknown = parents.outbox().get("unknown stopped", 0)
    assert parents.toy.to(ANN).count(Q2) + (unknown if at == "checked" else 0) == 1
    assert parents.say("2")[0].startswith("3/3")
