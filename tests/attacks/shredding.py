"""Attack 3: copies of the database from any moment of a wave never open after closing, and what is deleted
while a wave is open is in no file any more.

The attacker has every copy, the handles that respondents' devices kept, and the keys that are left.
"""

import base64
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from itertools import chain, product
from random import Random

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from tests.attacks import files, watching
from tests.attacks.town import Town, sayings, short

PIECE = slice(64, 128)
"""Bytes of a record by which it is known again: within its encrypted part."""


def attack(folder, roster=12, seed=3):
    """Copy the database at random moments, close, and give what opens or is still there."""
    found = []
    with Town(folder / "town") as town:
        round_ = town.open("w", sayings(roster), short())
        copies, handles = _copies(town, round_, folder / "copies", Random(seed), found)
        keys_before = _keys(town)
        if not any(_opened(copy, keys_before, handles) for copy in copies):
            found.append("the attack itself does not work: nothing opened while the wave was open")
        town.close("w")
        town.tick()
        left = _keys(town)
        for copy in copies:
            found += [f"{what} of a copy made before closing opens" for what in _opened(copy, left, handles)]
        found += files.finds({f"destroyed key {n}": key for n, key in enumerate(keys_before - left)},
                             files.everything(town.config.folder))
    return found


def _copies(town, round_, folder, chance, found):
    folder.mkdir()
    copies, there = [], list(round_.people)
    while there:
        person = chance.choice(there)
        if person.handle is None:
            town.come(person)
        elif len(there) > 2 or person.place % 2:
            before = _locked(town)
            if town.say(person):
                there.remove(person)
                gone = before - _locked(town)
                found += _remains(town, gone)
        else:
            there.remove(person)  # gives up part of the way through
        if chance.random() < 0.2 or len(copies) < 2:
            copies.append(_copy(town, folder / f"copy{len(copies)}"))
    copies.append(_copy(town, folder / "last"))
    return copies, [person.handle for person in round_.people if person.handle]


def _locked(town):
    return {bytes(locked) for (locked,) in watching.rows(town, "SELECT locked FROM conversations")}


def _remains(town, gone):
    data = b"".join(files.everything(town.database.parent).values())
    return ["a deleted conversation is still in the database's files" for locked in gone if locked[PIECE] in data]


def _copy(town, target):
    target.mkdir()
    for file in town.database.parent.iterdir():
        shutil.copy(file, target / file.name)
    return target / town.database.name


def _keys(town):
    """Give every 32 bytes that could be a key, from the key file and whatever stands beside it."""
    found = set()
    for data in files.everything(town.config.folder, but=(town.database.name,)).values():
        try:
            stored = json.loads(data)
        except ValueError:
            continue
        named = chain.from_iterable(part.values() for part in stored.values() if isinstance(part, dict))
        found |= {key for key in map(base64.b64decode, named) if len(key) == 32}
    return found


def _opened(copy, keys, handles):
    with closing(sqlite3.connect(copy)) as connection:
        ballots = [bytes(sealed) for (sealed,) in connection.execute("SELECT sealed FROM ballots")]
        talks = [bytes(locked) for (locked,) in connection.execute("SELECT locked FROM conversations")]
        waiting = [(bytes(id_), bytes(locked)) for id_, locked in connection.execute("SELECT id, locked FROM concerns")]
    boxes = [SealedBox(PrivateKey(key)) for key in keys]
    derived = [hashlib.blake2b(handle, key=key, digest_size=32, person=b"heard talk").digest()
               for key, handle in product(keys, handles)]
    lists = [(hashlib.blake2b(id_, key=key, digest_size=32, person=b"heard concerns").digest(), locked)
             for key, (id_, locked) in product(keys, waiting)]
    return (["something for the safeguarding lead"] * sum(_opens(SecretBox(key), locked) for key, locked in lists)
            + ["a ballot"] * sum(_opens(box, ballot) for box, ballot in product(boxes, ballots))
            + ["a conversation"] * sum(_opens(SecretBox(key), talk) for key, talk in product(derived, talks)))


def _opens(box, sealed):
    try:
        return bool(box.decrypt(sealed))
    except CryptoError:
        return False
