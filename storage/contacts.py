"""Contacts: addresses of people who are asked by message. Encrypted, of one size, found by a keyed mark.

An address stands nowhere but inside the encrypted record. A mark is HMAC-SHA256 under the contact key, which
is outside the database: numbers are few enough to try them all against any hash without a key.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, select

from storage.admission import Admission
from storage.errors import Unreadable
from storage.keyring import Keyring
from storage.rows import upsert
from storage.sealing import CONTACT, derive, lock, unlock
from storage.tables import contacts

Reach = Literal["ok", "gone", "wrong"]
_THIS = contacts.c.mark == bindparam("contact")
_GET = select(contacts.c.locked).where(_THIS)
_HOLD = _GET.with_for_update()
_ALL = select(contacts.c.mark, contacts.c.locked).order_by(contacts.c.mark)
_COUNT = select(func.count()).select_from(contacts)
_FORGET = delete(contacts).where(_THIS)


@dataclass(frozen=True, slots=True)
class Place:
    """One questionnaire that a contact may answer: an invitation, and what was said about it.

    `nth` numbers the children of one parent from 1; 0 where there is only one. `shown` says that the last
    thing sent was the beginning of the questionnaire, so that a reply answers its first question. `invited`
    is the day of that, `reminded` how many reminders there were, `put` the moment of the last one. `quiet`
    places are not invited by themselves: a pupil's on the number of a parent. `declined` ones said no thanks.
    `token` is kept only where a message must carry a link.
    """

    wave: str
    invitation: str = field(repr=False)
    nth: int = 0
    token: str = field(default="", repr=False)
    shown: bool = False
    invited: str = ""
    reminded: int = 0
    put: str = ""
    quiet: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """One address and what it may answer. `here` is the place being answered; `heard` the last day it wrote.

    `choosing` says that we asked which place comes next. `told` is the day on which we last said that nothing
    is open. `reach` says whether messages get there. `begun` counts what it has begun to answer.
    """

    kind: str
    channel: str
    address: str = field(repr=False)
    language: str = "en"
    places: tuple[Place, ...] = ()
    here: int | None = None
    choosing: bool = False
    heard: str = ""
    told: str = ""
    reach: Reach = "ok"
    begun: int = 0

    def but(self, **changes: Any) -> "Contact":  # noqa: ANN401 - the dataclass checks the names
        """Give the same contact with some fields changed."""
        return replace(self, **changes)

    def at(self, index: int, **changes: Any) -> "Contact":  # noqa: ANN401
        """Give the same contact with its place at `index` changed."""
        places = (replace(place, **changes) if nth == index else place for nth, place in enumerate(self.places))
        return replace(self, places=tuple(places))

    def dump(self) -> str:
        """Give the contact as JSON; fields of places at their defaults are left out."""
        content = asdict(self)
        content["places"] = [{name: value for name, value in place.items() if value} for place in content["places"]]
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Contact":
        """Read back what `dump` gave."""
        content = json.loads(text)
        return cls(**{**content, "places": tuple(Place(**place) for place in content["places"])})


class Contacts:
    """Contacts by mark."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission

    def mark(self, kind: str, address: str) -> bytes:
        """Give the mark by which an address is found; `kind` is the space of addresses ("phone")."""
        return self._keyring.mark("contact", f"{kind}|{address}".encode())

    def handle(self, mark: bytes, wave: str) -> bytes:
        """Give the handle of the conversation that a contact has in a wave, of which there is one at a time."""
        return self._keyring.mark("conversation", mark + b"|" + wave.encode())

    def put(self, mark: bytes, contact: Contact) -> None:
        """Add or replace a contact. Raises `TooLong` where it has more places than a record holds."""
        locked = lock(contact.dump(), self._key(mark), CONTACT)
        upsert(self._connection, contacts, {"mark": mark, "locked": locked}, {"locked": locked})

    def get(self, mark: bytes) -> Contact | None:
        """Give a contact."""
        locked = self._connection.scalar(_GET, {"contact": mark})
        return None if locked is None else self._open(mark, bytes(locked))

    def hold(self, mark: bytes) -> Contact | None:
        """Give a contact, and let nobody else change it until this transaction ends."""
        locked = self._connection.scalar(_HOLD, {"contact": mark})
        return None if locked is None else self._open(mark, bytes(locked))

    def all(self) -> Iterator[tuple[bytes, Contact]]:
        """Give every contact with its mark, in the order of marks, which is none."""
        for mark, locked in self._connection.execute(_ALL).all():
            yield bytes(mark), self._open(bytes(mark), bytes(locked))

    def count(self) -> int:
        """Say how many there are."""
        return self._connection.scalar(_COUNT) or 0

    def forget(self, mark: bytes) -> None:
        """Delete a contact, if it is there."""
        self._admission.shredded = True
        self._connection.execute(_FORGET, {"contact": mark})

    def forget_waves(self, waves: frozenset[str]) -> int:
        """Take places in these waves off every contact, and delete those left with none; say how many changed."""
        changed = 0
        for mark, contact in self.all():
            kept = tuple(place for place in contact.places if place.wave not in waves)
            if len(kept) == len(contact.places):
                continue
            changed += 1
            if kept:
                self.put(mark, contact.but(places=kept, here=None, choosing=False))
            else:
                self.forget(mark)
        self._admission.shredded = self._admission.shredded or bool(changed)
        return changed

    def _open(self, mark: bytes, locked: bytes) -> Contact:
        content = unlock(locked, self._key(mark))
        if content is None:
            raise Unreadable("A contact does not open.",
                             "Restore the database and the key file that belong together.")
        return Contact.load(content)

    def _key(self, mark: bytes) -> bytes:
        return derive(self._keyring.key("contact"), mark, b"heard contact")
