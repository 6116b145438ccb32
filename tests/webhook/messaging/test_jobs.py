"""The doorbell and the clock: one command is enough, and what queues says nothing."""

import logging
import time

import pytest
from huey import SqliteHuey

from webhook.config import Config, ConfigError
from webhook.jobs import Jobs, queue
from webhook.messaging import Messaging
from webhook.reminders import Reminders
from webhook.sending import Sender
from webhook.working import seconds_waiting, worker

ANN = "+447700900101"


@pytest.fixture
def rung(parents):
    """An installation whose own worker runs in threads, as in `heard serve`."""
    parents.clock.now = parents.clock.now.replace(hour=11)
    jobs = worker(parents.config, parents.store, parents.channels, parents.clock)
    parents.messaging = Messaging(parents.store, parents.channels, parents.clock, jobs.ring)
    jobs.start()
    yield parents
    jobs.stop()


def wait_for(what, seconds=8.0):
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    return what()


def test_a_message_is_answered_by_the_embedded_worker(rung):
    rung.say("1", send=False)
    assert wait_for(lambda: rung.toy.to(ANN)) == ["2/3 Is your child happy here? Reply 1 Yes 2 No"]


def test_the_queue_holds_no_number_no_words_and_is_ours_alone(parents):
    jobs = worker(parents.config, parents.store, parents.channels, parents.clock, sends=False)
    parents.messaging = Messaging(parents.store, parents.channels, parents.clock, jobs.ring)
    parents.say("my secret answer", send=False)
    file = parents.config.folder / "jobs.db"
    assert file.stat().st_mode & 0o077 == 0
    found = b"".join(one.read_bytes() for one in parents.config.folder.glob("jobs.db*"))
    assert b"send" in found
    for secret in (b"7700900101", b"secret", b"SM"):
        assert secret not in found


def test_a_bell_that_cannot_ring_loses_no_answer(parents, caplog):
    class Broken(SqliteHuey):
        def pending_count(self):
            raise ConnectionError("redis://user:password@host")

    jobs = Jobs(Broken("heard", filename=str(parents.config.folder / "other.db")))
    parents.messaging = Messaging(parents.store, parents.channels, parents.clock, jobs.ring)
    parents.say("1", send=False)
    assert "Messages wait for the next minute" in caplog.text
    assert "password" not in caplog.text
    parents.run()
    assert parents.toy.to(ANN)


def test_the_clock_alone_is_enough(parents):
    sender = Sender(parents.store, parents.channels, parents.clock)
    reminders = Reminders(parents.store, parents.channels, parents.clock, "")
    jobs = Jobs(queue(parents.config, b"k"), sender, reminders)
    parents.say("1", send=False)
    jobs.sweep()
    jobs.send()
    parents.clock.forward(days=3)
    jobs.remind()
    jobs.send()
    assert [text[:3] for text in parents.toy.to(ANN)] == ["2/3", "Wel"]


def test_how_long_the_oldest_has_waited_is_known(parents):
    assert seconds_waiting(parents.store, parents.channels, parents.clock()) == 0
    parents.say("1", send=False)
    parents.clock.forward(minutes=7)
    assert seconds_waiting(parents.store, parents.channels, parents.clock()) == 420


@pytest.mark.parametrize(("url", "kind"), [
    ("", "SqliteHuey"), ("redis://127.0.0.1:6379/0", "RedisHuey"), ("amqp://host", None), ("nonsense", None)])
def test_the_queue_is_chosen_by_url_alone(tmp_path, url, kind):
    config = Config.at(tmp_path, **({"HEARD_JOBS_URL": url} if url else {}))
    if kind is None:
        with pytest.raises(ConfigError, match="HEARD_JOBS_URL must begin with"):
            queue(config, b"secret")
        return
    try:
        assert type(queue(config, b"secret")).__name__ == kind
    except Exception as missing:  # Redis's own library is installed only where it is used.
        assert "redis" in str(missing).casefold()


def test_huey_logs_no_jobs(rung):
    assert not logging.getLogger("huey").isEnabledFor(logging.INFO)
