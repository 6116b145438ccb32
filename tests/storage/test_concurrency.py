"""Many at once: nothing is lost, nothing is counted twice, nothing comes in late."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from storage.errors import WaveClosed
from surveys.answers import Answer, Response
from surveys.wave import WaveState

THREADS, TURNS = 8, 20
HANDLE = b"h" * 32


def together(what, how_many=THREADS):
    """Run `what(n)` in that many threads at once; give what each gave, or the error it raised."""
    results, ready = [None] * how_many, threading.Barrier(how_many)

    def one(n):
        ready.wait()
        try:
            results[n] = what(n)
        except Exception as fault:
            results[n] = fault

    threads = [threading.Thread(target=one, args=(n,)) for n in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def add_one(store):
    """Read a number, add one, write it back, as a turn of a conversation does; again where overtaken."""
    while True:
        with store.begin() as tx:
            held = tx.conversations.get(HANDLE)
            if tx.conversations.put(HANDLE, str(int(held.text) + 1), held.revision):
                return


def test_no_turn_is_lost(office):
    with office.store.begin() as tx:
        tx.conversations.start(HANDLE, "w1", b"i" * 16, "0")
    took = []

    def turns(_):
        for _ in range(TURNS):
            began = time.perf_counter()
            add_one(office.store)
            took.append(time.perf_counter() - began)

    assert together(turns) == [None] * THREADS
    with office.store.read() as tx:
        assert tx.conversations.get(HANDLE).text == str(THREADS * TURNS)
    took.sort()
    print(f"{office.url.split(':')[0]}: p50 {took[len(took) // 2] * 1000:.1f} ms, "
          f"p99 {took[int(len(took) * .99)] * 1000:.1f} ms")


def test_no_turn_is_lost_between_processes(office):
    with office.store.begin() as tx:
        tx.conversations.start(HANDLE, "w1", b"i" * 16, "0")
    program = ("import sys\nfrom storage.keyring import Keyring\nfrom storage.store import Store\n"
               "with Store.open(sys.argv[1], Keyring.open(sys.argv[2])) as store:\n"
               "    done = 0\n"
               "    while done < 15:\n"
               "        with store.begin() as tx:\n"
               "            held = tx.conversations.get(b'h' * 32)\n"
               "            done += tx.conversations.put(b'h' * 32, str(int(held.text) + 1), held.revision)\n")
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    running = [subprocess.Popen([sys.executable, "-c", program, office.url, str(office.keys._path)],
                                env=os.environ | {"PYTHONPATH": path}) for _ in range(3)]
    for _ in range(15):
        add_one(office.store)
    assert [process.wait(60) for process in running] == [0, 0, 0]
    with office.store.read() as tx:
        assert tx.conversations.get(HANDLE).text == "60"


def test_one_invitation_used_by_eight_at_once_gives_one_ballot(office, reply):
    (issued,) = office.invite(1)
    assert sorted(together(lambda _: office.vote(issued, reply()))) == [False] * 7 + [True]
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 1


def test_ballots_that_race_with_closing_are_counted_or_refused(office):
    issued = office.invite(48)

    def vote_or_close(n):
        if n == THREADS - 1:
            with office.store.begin() as tx:
                counted = len(tx.ballots.open_all("w1"))
                tx.ballots.destroy("w1")
                tx.waves.update(office.wave.model_copy(update={"state": WaveState.CLOSED}))
            return counted
        kept = 0
        for one in issued[n * 6:n * 6 + 6]:
            try:
                kept += office.vote(one, Response({"safe": Answer.of("yes")}))
            except WaveClosed:
                continue
        return kept

    *kept, counted = together(vote_or_close)
    assert sum(kept) == counted
    with office.store.begin() as tx:
        assert tx.ballots.count("w1") == 0
        assert tx.invitations.counts("w1").done == counted


def test_two_closings_at_once_count_once(office, reply):
    for one in office.invite(5):
        office.vote(one, reply())

    def close(_):
        with office.store.begin() as tx:
            opened = len(tx.ballots.open_all("w1"))
            if tx.waves.get("w1").state is WaveState.CLOSED:
                return 0
            tx.ballots.destroy("w1")
            tx.waves.update(office.wave.model_copy(update={"state": WaveState.CLOSED}))
            return opened

    assert sorted(together(close, 4)) == [0, 0, 0, 5]


def test_wrong_codes_from_many_at_once_are_all_counted(office):
    def guess(_):
        with office.store.begin() as tx:
            tx.guesses.add(b"client", 7)

    together(guess)
    with office.store.read() as tx:
        assert tx.guesses.total(7) == THREADS
