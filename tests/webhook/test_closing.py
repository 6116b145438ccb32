"""Closing a wave, cut off at every point by a kill, and closed again."""

import datetime as dt
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reports.release import Release
from storage.keyring import Keyring
from storage.store import Store
from surveys.answers import Answer, Response
from surveys.loader import library
from surveys.model import Setting
from surveys.wave import WaveState
from webhook import waves
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.installation import Installation, make

TODAY = dt.date(2026, 11, 22)
STEPS = ("opening the box", "counting", "publishing", "destroying the ballots", "destroying the key",
         "compacting the database")


def office(folder: Path) -> Installation:
    here = make(Config.at(folder))
    setting = Setting(id="s", name="S")
    with here.store.begin() as tx:
        tx.setting.put(setting)
    appoint(here.store, now())
    waves.draft(here.store, setting, library()["pupil"], wave_id="w", name="W", roster=20)
    waves.open_wave(here.store, here.keys, "w", TODAY)
    with here.store.begin() as tx:
        for number, issued in enumerate(tx.invitations.issue("w", 12, secrets.token_bytes)):
            tx.invitations.mark(tx.invitations.by_token(issued.token).id, "done")
            tx.ballots.seal("w", Response({"p2.1": Answer.of("yes" if number % 3 else "no"),
                                           "o1": Answer.of(f"words {number}")}))
    return here


KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from storage.keyring import Keyring
from storage.store import Store
from webhook import waves
from webhook.config import Config
config = Config.at(Path(sys.argv[1]))
keys = Keyring.open(config.keys)
waves.close(Store.open(config.database, keys), keys, "w", dt.date(2026, 11, 22),
            lambda now: os.kill(os.getpid(), signal.SIGKILL) if now == sys.argv[2] else None)
"""


def test_the_steps_are_these(tmp_path):
    here, heard = office(tmp_path / "here"), []
    waves.close(here.store, here.keys, "w", TODAY, heard.append)
    here.store.close()
    assert tuple(heard) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_is_closed_again_with_each_answer_counted_once(tmp_path, step):
    here = office(tmp_path / "here")
    here.store.close()
    child = subprocess.run([sys.executable, "-c", KILLED, str(here.config.folder), step], check=False)
    assert child.returncode == -signal.SIGKILL
    keys = Keyring.open(here.config.keys)
    with Store.open(here.config.database, keys) as store:
        release = waves.close(store, keys, "w", TODAY)
        with store.read() as tx:
            tally = next(t for t in tx.tallies.get("w") if t.question == "p2.1")
            assert (tally.counts["yes"], tally.counts["no"], tally.answered) == (8, 4, 12)
            assert tx.ballots.count("w") == 0
            assert sum(len(words) for words in tx.comments.get("w").values()) == 12
            assert tx.waves.get("w").state is WaveState.CLOSED
            assert len(tx.releases.all("s")) == 1
    assert not keys.knows_wave("w")
    assert release.verifies()


def test_releases_are_chained_and_a_changed_one_is_found(tmp_path):
    here = office(tmp_path / "here")
    first = waves.close(here.store, here.keys, "w", TODAY)
    waves.draft(here.store, Setting(id="s", name="S"), library()["pupil"], wave_id="v", name="V", roster=20)
    waves.open_wave(here.store, here.keys, "v", TODAY)
    second = waves.close(here.store, here.keys, "v", TODAY)
    here.store.close()
    assert (first.previous, second.previous) == ("", first.digest)
    changed = Release.load(second.dump().replace('"asked":"20"', '"asked":"21"'))
    assert second.verifies()
    assert changed != second
    assert not changed.verifies()
