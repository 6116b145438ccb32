"""What is right and what is wrong with a key file, and with how it fits the database."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.errors import StorageError
from storage.keyring import Keyring
from storage.store import Store
from surveys.wave import WaveState
from webhook.config import Config


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at: what is so, and what to do where that is wrong."""

    right: bool
    what: str
    remedy: str = ""


def examine(config: Config) -> tuple[Found, ...]:
    """Look at everything about the key file; nothing is changed. A file that does not open ends it."""
    found = [*_owned(config.keys)]
    try:
        keys = Keyring.open(config.keys)
    except StorageError as refusal:
        return (*found, Found(False, refusal.sentence, refusal.remedy))
    found.append(Found(True, f"{config.keys} is a key file that only its owner can read."))
    found += _unfinished(keys)
    try:
        with Store.open(config.database, keys) as store:
            found.append(Found(True, "It belongs to the database."))
            found += _waves(store, keys)
    except StorageError as refusal:
        found.append(Found(False, refusal.sentence, refusal.remedy))
    return tuple(found)


def _owned(path: Path) -> Iterator[Found]:
    if os.name != "posix" or not path.exists():
        return
    if path.stat().st_uid != os.getuid():
        yield Found(False, f"{path} belongs to another account than the one this runs under.",
                    "Run Heard, and this, as the account that owns it.")
    if path.parent.stat().st_mode & 0o022:
        yield Found(False, f"Others may put files into {path.parent}, and so another key file into its place.",
                    f"Run: chmod go-w {path.parent}")


def _unfinished(keys: Keyring) -> Iterator[Found]:
    if keys.staged is not None:
        yield Found(False, "A change of the contact key was cut off.", "Stop Heard and run: heard keys rotate-contact")


def _waves(store: Store, keys: Keyring) -> Iterator[Found]:
    with store.read() as tx:
        waves = {wave.id: wave.state for wave in tx.waves.all()}
    for wave in sorted(keys.waves):
        if wave not in waves:
            yield Found(False, f"It has a key of a wave {wave!r} that is not in the database.",
                        "The database may be an old copy. Restore the newest one.")
        elif waves[wave] is WaveState.CLOSED:
            yield Found(False, f"The key of the closed wave {wave!r} is still there, so that old copies of the "
                               "database would open.", f"Run: heard wave close {wave} --yes")
    for wave, state in waves.items():
        if state is WaveState.OPEN and not keys.knows_wave(wave):
            yield Found(False, f"The key of the open wave {wave!r} is gone: its ballots can never be counted.",
                        "Restore the key file from its own backup.")
    if keys.waves:
        yield Found(True, f"It holds the keys of waves {', '.join(sorted(keys.waves))}.")
