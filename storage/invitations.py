"""Invitations: each lets one respondent in once. Only hashes of what opens them are kept, and no time."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from enum import StrEnum
from operator import itemgetter
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from storage import typed_codes
from storage.admission import Admission
from storage.keyring import Keyring
from storage.tables import invitations

_COLUMNS = select(invitations.c.id, invitations.c.wave, invitations.c.state)
_BY_TOKEN = _COLUMNS.where(invitations.c.token == bindparam("token"))
_BY_CODE = _COLUMNS.where(invitations.c.code == bindparam("code"))
_BY_ID = _COLUMNS.where(invitations.c.id == bindparam("invitation"))
_CODES = select(invitations.c.code)
_ISSUE = insert(invitations)
_MARK = (update(invitations)
         .where(invitations.c.id == bindparam("invitation"), invitations.c.state != "done")
         .values(state=bindparam("new_state")).returning(invitations.c.wave))
_COUNTS = (select(invitations.c.state, func.count()).where(invitations.c.wave == bindparam("in_wave"))
           .group_by(invitations.c.state))
_FORGET = delete(invitations).where(invitations.c.wave == bindparam("in_wave"))


class InvitationState(StrEnum):
    """How far an invitation has been used."""

    INVITED = "invited"
    STARTED = "started"
    DONE = "done"


class Issued(NamedTuple):
    """What a respondent is given: the token of a link, or the code to type. Kept nowhere."""

    token: str
    code: str


class Invitation(NamedTuple):
    """An invitation that was found by its token or code."""

    id: bytes
    wave: str
    state: InvitationState


class Counts(NamedTuple):
    """How many invitations a wave has in all, how many are begun and not finished, how many are done."""

    invited: int
    started: int
    done: int


class Invitations:
    """Invitations of every wave."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission

    def issue(self, wave: str, how_many: int,
              random: Callable[[int], bytes] = secrets.token_bytes) -> tuple[Issued, ...]:
        """Make invitations to `wave`, with `random(n) -> n bytes`; what is given back is not kept."""
        taken = set(self._connection.scalars(_CODES))
        issued: list[Issued] = []
        rows: list[dict[str, object]] = []
        while len(issued) < how_many:
            token, code = _token(random), typed_codes.make(random)
            hashed = self._code(code)
            if hashed in taken:
                continue
            taken.add(hashed)
            issued.append(Issued(token, typed_codes.grouped(code)))
            rows.append({"id": random(16), "wave": wave, "state": InvitationState.INVITED.value,
                         "token": _hash(token), "code": hashed})
        if rows:
            # Written in order of their random ids, so that the order of the slips is nowhere in the file.
            self._connection.execute(_ISSUE, sorted(rows, key=itemgetter("id")))
        return tuple(issued)

    def by_token(self, token: str) -> Invitation | None:
        """Find the invitation that a link's token opens."""
        return _found(self._connection.execute(_BY_TOKEN, {"token": _hash(token)}).one_or_none())

    def by_code(self, typed: str) -> Invitation | None:
        """Find the invitation that a typed code opens; capitals, spaces, dashes, look-alikes are forgiven."""
        code = typed_codes.read(typed)
        if code is None:
            return None
        return _found(self._connection.execute(_BY_CODE, {"code": self._code(code)}).one_or_none())

    def get(self, invitation: bytes) -> Invitation | None:
        """Give an invitation by its id."""
        return _found(self._connection.execute(_BY_ID, {"invitation": invitation}).one_or_none())

    def mark(self, invitation: bytes, state: Literal["started", "done"]) -> bool:
        """Mark an invitation; false where it was done already (or is gone), and then nothing is changed.

        The transaction that marks it done may seal one ballot in its wave.
        """
        changed = {"invitation": invitation, "new_state": InvitationState(state).value}
        wave = self._connection.scalar(_MARK, changed)
        if wave is not None and state == "done":
            self._admission.used_up[wave] += 1
        return wave is not None

    def counts(self, wave: str) -> Counts:
        """Count the wave's invitations by state."""
        found: dict[str, int] = {}
        for state, count in self._connection.execute(_COUNTS, {"in_wave": wave}):
            found[state] = count
        return Counts(sum(found.values()), found.get("started", 0), found.get("done", 0))

    def forget(self, wave: str) -> int:
        """Delete the wave's invitations; say how many there were."""
        self._admission.shredded = True
        return self._connection.execute(_FORGET, {"in_wave": wave}).rowcount

    def _code(self, code: str) -> bytes:
        # Keyed: a code is short enough to be found by trying them all against a plain hash.
        return self._keyring.mark("code", code.encode())


def _token(random: Callable[[int], bytes]) -> str:
    return base64.urlsafe_b64encode(random(16)).rstrip(b"=").decode()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _found(row: Row[bytes, str, str] | None) -> Invitation | None:
    return None if row is None else Invitation(bytes(row.id), row.wave, InvitationState(row.state))
