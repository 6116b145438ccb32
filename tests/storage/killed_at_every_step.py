"""Run something, kill it at every step in turn, run it again, and print what was left each time as JSON.

A step is a statement that SQLite is about to run, or a file that is about to be opened, linked, renamed or
removed. Run by `test_crashes.py` in a process of its own, because it forks.
"""

import base64
import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from storage.database import connect
from storage.keyring import Keyring
from storage.store import Store
from surveys.answers import Answer, Response
from surveys.model import Setting
from surveys.survey import Survey
from surveys.tally import comments, count
from surveys.wave import Wave, WaveState

DAY = dt.date(2026, 11, 20)
HANDLE = b"h" * 32
FILE_STEPS = {"open", "os.rename", "os.link", "os.remove"}


def opened(folder):
    return Store.open(f"sqlite:///{folder / 'heard.db'}", Keyring.open(folder / "heard.keys"), lambda: DAY)


def prepare(folder):
    """Make an installation with an open wave, six ballots and two conversations; give what it must yield."""
    folder.mkdir()
    keys = Keyring.create(folder / "heard.keys")
    survey = Survey.model_validate({
        "id": "pupil", "audience": "pupil", "title": "Your say",
        "sections": [{"id": "s", "title": "S", "questions": [
            {"type": "yes_no", "id": "safe", "text": "Safe?"},
            {"type": "free_text", "id": "better", "text": "?"}]}]})
    setting = Setting(id="hill", name="Hill House")
    wave = Wave(id="w1", setting="hill", name="Pupils", survey=survey.at(setting), roster=8)
    with Store.create(f"sqlite:///{folder / 'heard.db'}", keys, lambda: DAY) as store:
        with store.begin() as tx:
            tx.setting.put(setting)
            tx.waves.add(wave)
            tx.waves.set_public_key("w1", keys.new_wave("w1"))
            tx.waves.update(wave.model_copy(update={"state": WaveState.OPEN, "opened": DAY}))
            issued = tx.invitations.issue("w1", 8)
        for n, one in enumerate(issued[:6]):
            with store.begin() as tx:
                tx.invitations.mark(tx.invitations.by_token(one.token).id, "done")
                tx.ballots.seal("w1", Response({"safe": Answer.of("yes" if n % 3 else "no"),
                                                "better": Answer.of(f"words {n}")}))
        with store.begin() as tx:
            talking = tx.invitations.by_token(issued[6].token).id
            tx.invitations.mark(talking, "started")
            tx.conversations.start(HANDLE, "w1", talking, "half way")
    return keys.wave_secret("w1")


def close(folder):
    """Close the wave: count in one transaction, then destroy the key and compact. Safe to run again."""
    with opened(folder) as store:
        with store.read() as tx:
            wave = tx.waves.get("w1")
        if wave.state is WaveState.OPEN:
            with store.begin() as tx:
                responses = tx.ballots.open_all("w1")
                tx.tallies.put("w1", count(wave.survey, responses))
                tx.comments.put("w1", comments(wave.survey, responses))
                said = json.dumps([[tally.question, dict(tally.counts)] for tally in tx.tallies.get("w1")])
                tx.releases.put("w1", "hill", said, "digest", tx.releases.latest_digest("hill"))
                tx.ballots.destroy("w1")
                tx.conversations.end_wave("w1")
                tx.waves.update(wave.model_copy(update={"state": WaveState.CLOSED, "closed": DAY}))
        store.keyring.destroy_wave("w1")
        store.shred()


def finish(folder):
    """Finish the questionnaire that is half way, as the running bot does. Safe to run again."""
    with opened(folder) as store, store.begin() as tx:
        held = tx.conversations.get(HANDLE)
        if held is None:
            return
        tx.conversations.end(HANDLE)
        if tx.invitations.mark(held.invitation, "done"):
            tx.ballots.seal("w1", Response({"safe": Answer.of("yes")}))


def left(folder, secret, sealed):
    """Say what the installation holds, as plain values; and what an attacker with every file could open."""
    with opened(folder) as store, store.read() as tx:
        held = tx.conversations.get(HANDLE)
        found = {
            "state": tx.waves.get("w1").state.value,
            "tallies": [[one.question, dict(one.counts), one.answered] for one in tx.tallies.get("w1")],
            "comments": {key: sorted(words for words, _ in texts)
                         for key, texts in tx.comments.get("w1").items()},
            "release": tx.releases.get("w1"), "ballots": tx.ballots.count("w1"),
            "invitations": list(tx.invitations.counts("w1")), "conversation": held.text if held else None,
            "key": store.keyring.knows_wave("w1"),
        }
    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    found["old_key_on_disk"] = json.dumps(_stored(secret)).encode() in everything
    found["ballots_on_disk"] = sum(one[64:128] in everything for one in sealed)
    found["files"] = sorted(file.name for file in folder.iterdir())
    return found


def _stored(secret):
    return base64.b64encode(secret).decode()


def ballots(folder):
    engine = connect(f"sqlite:///{folder / 'heard.db'}")
    with engine.begin() as connection:
        sealed = [bytes(one) for one in connection.scalars(text("SELECT sealed FROM ballots"))]
    engine.dispose()
    return sealed


def opens_with(folder, sealed):
    """Count the old ballots that the keys now in the file open."""
    opening = 0
    for name in Keyring.open(folder / "heard.keys").waves:
        box = SealedBox(PrivateKey(Keyring.open(folder / "heard.keys").wave_secret(name)))
        for one in sealed:
            with contextlib.suppress(CryptoError):
                box.decrypt(one)
                opening += 1
    return opening


def run_killed(task, folder, at):
    """Run `task` in a child that is killed before its step `at`; say whether it was."""
    child = os.fork()
    if child == 0:
        _count_steps(folder, at)
        try:
            task(folder)
        except BaseException as fault:
            print(f"{fault!r}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _count_steps(folder, at):
    steps, begun = iter(range(1, at)), False

    def step(statement):
        nonlocal begun
        begun = begun or statement == "BEGIN IMMEDIATE"  # only looking before that
        if begun and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(name, arguments):
        if name in FILE_STEPS and any(str(argument).startswith(str(folder)) for argument in arguments):
            step(name)

    sys.addaudithook(watch)
    event.listen(Pool, "connect", lambda driver, _: driver.set_trace_callback(step))


def main(base, task):
    secret = prepare(base / "base")
    sealed = ballots(base / "base")
    undisturbed = base / "undisturbed"
    shutil.copytree(base / "base", undisturbed)
    task(undisturbed)
    killed, at, was_killed = [], 0, True
    while was_killed:
        at += 1
        folder = base / f"run{at}"
        shutil.copytree(base / "base", folder)
        was_killed = run_killed(task, folder, at)
        between = left(folder, secret, sealed)
        task(folder)
        killed.append({"between": between, "after": left(folder, secret, sealed),
                       "opens": opens_with(folder, sealed)})
        shutil.rmtree(folder)
    print(json.dumps({"undisturbed": left(undisturbed, secret, sealed), "runs": killed,
                      "before": left(base / "base", secret, sealed)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), {"close": close, "finish": finish}[sys.argv[2]])
