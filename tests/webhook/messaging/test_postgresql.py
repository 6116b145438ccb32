"""Several processes' worth of messages on PostgreSQL, where no lock of ours keeps writers apart."""

import random
import threading

import psycopg
import pytest

from bot.conversation import Inbound
from storage.errors import StorageError
from tests.storage.conftest import server  # noqa: F401 - a fixture
from tests.webhook.messaging.conftest import Toy, World
from webhook.channels.contract import Arrival
from webhook.sending import Sender


@pytest.fixture
def at_server(server, tmp_path):  # noqa: F811
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    made = World(tmp_path, Toy(), server)
    yield made
    made.store.close()


def together(work):
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_duplicates_crossings_and_two_workers(at_server):
    world = at_server
    world.open()
    people = [f"+4477009001{nth:02d}" for nth in range(8)]
    for person in people:
        world.know(person)
    world.invite()
    together([Sender(world.store, world.channels, world.clock,
                     pause=lambda wait: world.clock.forward(seconds=wait)).drain] * 2)
    world.run()
    assert len(world.toy.sent) == 16
    world.toy.sent.clear()
    deliveries = [Arrival("sms", person, f"SM{person}", Inbound(words="1")) for person in people] * 12
    random.Random(3).shuffle(deliveries)
    failed = []

    def deliver(mine):
        for arrival in mine:
            try:
                world.messaging.receive(arrival)
            except StorageError as fault:
                failed.append(fault)

    together([lambda part=part: deliver(deliveries[part::4]) for part in range(4)])
    together([Sender(world.store, world.channels, world.clock,
                     pause=lambda wait: world.clock.forward(seconds=wait)).drain] * 2)
    world.run()
    assert not failed
    assert sorted(person for person, _ in world.toy.sent) == sorted(people)
    assert world.counts() == ((8, 8, 0), 0)


def test_two_messages_of_one_person_at_once_take_turns(at_server):
    world = at_server
    world.open()
    world.know()
    world.invite()
    world.run()
    world.say("1", send=False)
    world.run()
    world.clock.forward(minutes=2)
    together([lambda nth=nth: world.messaging.receive(
        Arrival("sms", "+447700900101", f"SM{nth}", Inbound(words="2"))) for nth in range(4)])
    world.run()
    assert world.contact().here == 0
    first, *others = [text for _, text in world.toy.sent[3:]]
    assert first.startswith("3/3")
    assert all("before I asked this" in text for text in others)
    assert len(others) == 3
