"""Each defence broken on purpose, one at a time. The program has no such switches: they are all here.

`MUTANTS` says which attack must notice each one.
"""

import hashlib
import itertools
import secrets
import time
from dataclasses import replace
from random import SystemRandom
from sqlite3 import connect
from types import SimpleNamespace
from typing import NamedTuple

from reports.disclosure import publication
from reports.disclosure.figures import THREE, Counted
from reports.disclosure.policies import POLICIES, Tier
from storage import ballots, comments, contacts, database, invitations, keyring, outbox, sealing, waiting, waves
from storage.sealing import COMMENT, lock
from tests.attacks import town
from webhook import slips
from webhook import waves as closing
from webhook.commands import invite


class Mutant(NamedTuple):
    """A defence, how it is broken, and the attack that must notice."""

    defence: str
    attack: str
    broken: object
    first: bool = False
    """Whether the attack itself takes what breaks it, because it runs in another process."""


class _Unshuffled(SystemRandom):
    def shuffle(self, x):
        pass


def no_shuffle(patch):
    count = itertools.count(1)
    ordered = SimpleNamespace(token_bytes=lambda n: next(count).to_bytes(n, "big"), SystemRandom=_Unshuffled)
    for module in (ballots, comments):
        patch.setattr(module, "secrets", ordered)
    patch.setattr(closing, "SystemRandom", _Unshuffled)


def time_column(patch):
    def made(config, make=town.make):
        here = make(config)
        with connect(config.folder / "database" / "heard.db") as changed:
            changed.execute("ALTER TABLE comments ADD COLUMN created TIMESTAMP")
        changed.close()
        return here
    patch.setattr(town, "make", made)


def uuid7(patch):
    def ids(n):
        return time.time_ns().to_bytes(8, "big") + secrets.token_bytes(n - 8)
    patch.setattr(ballots, "secrets", SimpleNamespace(token_bytes=ids, SystemRandom=SystemRandom))


def no_padding(patch):
    def unpadded(content, size):
        packed = content.encode()
        packed = sealing.zlib.compress(packed, 3)
        return len(packed).to_bytes(4, "big") + packed
    patch.setattr(sealing, "_pad", unpadded)
    unchecked = database.Pragma("ignore_check_constraints", "ON", 1, "")
    patch.setattr(database, "PRAGMAS", (*database.PRAGMAS, unchecked))


def rolling_flush(patch):
    def seal(self, wave, response, seal=ballots.Ballots.seal):
        seal(self, wave, response)
        if self.count(wave) == 5:
            written = closing.comments(self._waves.get(wave).survey, self.open_all(wave))
            comments.Comments(self._connection, self._keyring, self._admission).put(wave, written)
            self.destroy(wave)
    patch.setattr(ballots.Ballots, "seal", seal)
    patch.setattr(comments.Comments, "count", lambda self, wave: {})


def secure_delete_off(patch):
    patch.setattr(database, "PRAGMAS", tuple(
        pragma._replace(value="OFF", reads=0) if pragma.name == "secure_delete" else pragma
        for pragma in database.PRAGMAS))


ACCESS_LOG = ("from webhook import server; options = server._options; "
              "server._options = lambda config: {**options(config), 'accesslog': '-'}")


def parameters_shown(patch):
    def shown(url, create=database.create_engine, **options):
        return create(url, **{**options, "hide_parameters": False})
    patch.setattr(database, "create_engine", shown)


def respondent_id_kept(patch):
    last, writers = [b""], {}

    def mark(self, invitation, state, mark=invitations.Invitations.mark):
        last[0] = invitation
        return mark(self, invitation, state)

    def seal(self, wave, response, seal=ballots.Ballots.seal):
        for nth, answer in enumerate(response.answers.values()):
            writers[str(answer.value)] = last[0][:15] + bytes([nth])
        seal(self, wave, response)

    def put(self, wave, written):
        key = self._key(wave)
        rows = [{"wave": wave, "id": writers[words], "question": question,
                 "locked": lock(comments.json.dumps([words, quote]), key, COMMENT)}
                for question, texts in written.items() for words, quote in texts]
        self._connection.execute(comments._PUT, rows)
    patch.setattr(invitations.Invitations, "mark", mark)
    patch.setattr(ballots.Ballots, "seal", seal)
    patch.setattr(comments.Comments, "put", put)


def key_kept(patch):
    patch.setattr(keyring.Keyring, "destroy_wave", lambda self, wave: None)


def queue_key_kept(patch):
    patch.setattr(keyring.Keyring, "forget_queue", lambda self, kept: None)


def queue_ids_kept(patch):
    def release(self, tick):
        changed = waiting.update(self._table).where(self._table.c.state == "queued")
        for item in self._items(waiting.select(self._table).where(self._table.c.state == "queued")):
            self._connection.execute(changed.where(self._table.c.id == item.id).values(
                state="delivered", tick=tick, turn=1,
                locked=self._lock(item.id, item.content, self._keyring.key("comment"))))
        return 1
    patch.setattr(waiting.Waiting, "release", release)
    patch.setattr(waiting.Waiting, "reseal", lambda self: 0)
    patch.setattr(keyring.Keyring, "forget_queue", lambda self, kept: None)


def published_by(*tiers):
    """Break the default policy: figures from these tiers, for every question."""
    def broken(patch):
        standard = replace(POLICIES["bands"].ordinary, tiers=tiers)
        patch.setitem(POLICIES, "bands", replace(POLICIES["bands"], ordinary=standard, sensitive=standard))
    return broken


def second_release(patch):
    patch.setattr(publication, "_new", lambda row, before: row)


def sent_text_kept(patch):
    patch.setattr(outbox.Outbox, "sent", lambda self, id_, provider: self.set(id_, ("sending",), state="sent", lease=0))


def late_ballot(patch):
    patch.setattr(waves.Waves, "admission", lambda self, wave: self.public_key(wave))


def sha256_phone(patch):
    patch.setattr(contacts.Contacts, "mark",
                  lambda self, kind, address: hashlib.sha256(f"{kind}|{address}".encode()).digest())


def token_in_query(patch):
    def slip(here, issued):
        return slips.Slip(link=f"{here.config.public_base_url}/?token={issued.token}", code=issued.code)
    patch.setattr(invite, "slip", slip)


FIVE = POLICIES["bands"].ordinary.tiers[1].scheme
MUTANTS = {
    "no shuffle": Mutant("Opened once, shuffled", "chance matching", no_shuffle),
    "time column": Mutant("No time where answers are", "schema", time_column),
    "uuid7": Mutant("Random names for everything", "chance matching", uuid7),
    "no padding": Mutant("Everything stored has one size", "chance matching", no_padding),
    "rolling flush of 5": Mutant("One opening a wave, at its end", "snapshots", rolling_flush),
    "secure_delete off": Mutant("Deleted records are overwritten", "shredding", secure_delete_off),
    "access log on": Mutant("No request is logged", "the server's own log", ACCESS_LOG, True),
    "parameters shown": Mutant("Faults carry no values", "canaries", parameters_shown),
    "respondent id kept": Mutant("No respondent in the results", "chance matching", respondent_id_kept),
    "key kept": Mutant("The wave's key is destroyed", "shredding", key_kept),
    "exact counts at 12": Mutant("Bands under 50 replies", "outputs", published_by(
        Tier(6, THREE), Tier(10, FIVE), Tier(12, Counted(1)))),
    "unanimity shown": Mutant("Unanimity never shows", "outputs", published_by(Tier(10, Counted(1)))),
    "threshold lowered": Mutant("Nothing under 6 replies", "outputs", published_by(
        Tier(4, THREE), Tier(10, FIVE))),
    "late ballot accepted": Mutant("Closed is closed", "late ballots", late_ballot),
    "SHA-256 phone": Mutant("Numbers are found by a key", "number guessing", sha256_phone),
    "token in query": Mutant("Links keep their token to themselves", "canaries", token_in_query),
    "sent text kept": Mutant("A message is forgotten when it is sent", "canaries by text", sent_text_kept),
    "second release shown": Mutant("A round is published once", "differences", second_release),
    "queue key kept": Mutant("The safeguarding queue has a key of its own, until its tick", "shredding",
                             queue_key_kept),
    "queue names kept": Mutant("What is handed to the safeguarding lead gets a new name", "chance matching",
                               queue_ids_kept),
}
"""The sixteen of the design, one for differences, one for text messages, and two for the safeguarding queue."""
