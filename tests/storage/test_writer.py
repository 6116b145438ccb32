"""The queue of writers in one process."""

import threading
import time

import pytest

from storage.writer import Writer


def queue_up(writer, names, order):
    threads = []
    for name in names:
        def wait(name=name):
            with writer.turn():
                order.append(name)
        threads.append(threading.Thread(target=wait))
        threads[-1].start()
        while len(writer._waiting) < len(threads):
            time.sleep(0.001)
    return threads


def test_writers_take_turns_in_the_order_they_came():
    writer, order = Writer(), []
    with writer.turn():
        threads = queue_up(writer, range(10), order)
        assert order == []
    for thread in threads:
        thread.join()
    assert order == list(range(10))
    with writer.turn():
        pass


def test_only_one_writes_at_a_time():
    writer, inside, most = Writer(), [], []

    def write():
        for _ in range(200):
            with writer.turn():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 1200


def test_a_writer_that_fails_passes_its_turn_on():
    writer, order = Writer(), []
    with pytest.raises(ZeroDivisionError), writer.turn():
        threads = queue_up(writer, "ab", order)
        raise ZeroDivisionError
    for thread in threads:
        thread.join()
    assert order == ["a", "b"]


def test_a_writer_that_is_interrupted_while_waiting_does_not_stop_the_queue():
    writer, order = Writer(), []

    class Interrupted:
        """A place in the queue whose waiting is broken off, as by Ctrl-C."""

        def __init__(self, given):
            self.given = given

        def acquire(self):
            if self.given:
                writer._waiting.remove(self)
            raise KeyboardInterrupt

    with writer.turn():
        threads = queue_up(writer, "a", order)
        place = Interrupted(given=False)
        writer._waiting.append(place)
        with pytest.raises(KeyboardInterrupt):
            writer._wait(place)
    threads[0].join()
    with writer.turn():
        threads = queue_up(writer, "b", order)
        place = Interrupted(given=True)
        writer._waiting.append(place)
        with pytest.raises(KeyboardInterrupt):
            writer._wait(place)
        threads[0].join()
    assert order == ["a", "b"]
