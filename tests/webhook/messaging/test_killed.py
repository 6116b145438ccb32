"""kill -9 between every two steps from a message that comes in to its answer that goes out."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

STEPS = ("claimed", "stepped", "committed", "worker claimed", "worker checked", "worker sent", "worker marked")
SCRIPT = Path(__file__).with_name("killed.py")
ROOT = Path(__file__).parents[3]


def run(at, world, words, message):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, str(SCRIPT), at, str(world.config.folder), words, message],
                          env=environment, timeout=60, check=False).returncode


@pytest.fixture
def killed(world):
    """An installation whose clock is the computer's, with Ann invited and her first question on her phone."""
    world.clock.now = dt.datetime.now(dt.UTC)
    world.open()
    world.know()
    with world.store.begin() as tx:
        ((mark, contact),) = tx.contacts.all()
        tx.contacts.put(mark, contact.at(0, shown=True))
    (world.config.folder / "sent").mkdir()
    return world


def sent(world):
    return [part.strip() for file in sorted((world.config.folder / "sent").iterdir())
            for part in file.read_text(encoding="utf-8").split("--") if part.strip()]


@pytest.mark.parametrize("at", STEPS)
def test_each_answer_counts_once_and_each_message_goes_once_or_is_unknown(killed, at):
    assert run(at, killed, "1", "SM1") == -9
    with killed.store.begin() as tx:  # the next process finds leases that ran out
        tx.outbox.sweep(int(dt.datetime.now(dt.UTC).timestamp() * 1000) + 120_000)
    assert run("not at all", killed, "1", "SM1") == 0, "the provider delivers again"
    unknown = killed.outbox().get("unknown stopped", 0)
    went = [text[:3] for text in sent(killed)]
    assert went == ([] if at == "worker checked" else ["2/3"])
    assert unknown == (at in ("worker checked", "worker sent"))
    assert killed.counts() == ((1, 1, 0), 0)
    assert run("not at all", killed, "2", "SM2") == 0
    assert [text[:3] for text in sent(killed)].count("3/3") == 1
