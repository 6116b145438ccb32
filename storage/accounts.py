"""Those who sign in: the setting's lead, and those who read what children write."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from storage.errors import AlreadyFrozen, Unreadable
from storage.keyring import Keyring
from storage.sealing import ACCOUNT, derive, lock, unlock
from storage.tables import accounts, alerts, sessions

Role = Literal["lead", "safeguarding"]
ROLES: tuple[Role, ...] = get_args(Role)
FAILURES = 5
"""Wrong passwords in a row after which nobody can sign in for a while."""
LOCKED_OUT = 15 * 60
"""Seconds of that while."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person who signs in. `secret` is what a password is checked against; `until` is in seconds since 1970.

    `turn` says who is alerted first (1) and second (2); `tested` is the day on which a test alert was last
    acknowledged.
    """

    id: bytes
    name: str
    role: Role
    post: str
    email: str = field(repr=False)
    secret: str = field(repr=False)
    active: bool = True
    failures: int = 0
    until: int = 0
    turn: int = 0
    tested: dt.date | None = None


class Accounts:
    """Accounts by name; capitals do not matter."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, name: str, role: Role, *, post: str, email: str, secret: str) -> Account:
        """Add somebody. Raises `AlreadyFrozen` where the name is taken."""
        if self.named(name) is not None:
            raise AlreadyFrozen(f"There is already an account called {name!r}.", "Choose another name, or remove it.")
        made = Account(secrets.token_bytes(16), plain(name), role, post, email, secret)
        self._connection.execute(insert(accounts), {
            "id": made.id, "name": made.name, "role": role, "state": "active", "secret": secret, "failures": 0,
            "until": 0, "turn": 0, "tested": None,
            "locked": lock(json.dumps([post, email]), self._key(made.id), ACCOUNT)})
        return made

    def named(self, name: str) -> Account | None:
        """Find an account by the name that somebody signs in with."""
        return self._one(select(accounts).where(accounts.c.name == plain(name)))

    def get(self, account: bytes) -> Account | None:
        """Give an account by its id."""
        return self._one(select(accounts).where(accounts.c.id == account))

    def all(self) -> tuple[Account, ...]:
        """Give every account, by name."""
        return tuple(map(self._read, self._connection.execute(select(accounts).order_by(accounts.c.name))))

    def recipients(self) -> tuple[Account, ...]:
        """Give those who are alerted, in turn; nobody whose account is locked."""
        wanted = select(accounts).where(accounts.c.turn > 0, accounts.c.state == "active")
        return tuple(map(self._read, self._connection.execute(wanted.order_by(accounts.c.turn))))

    def set_recipients(self, first: bytes, second: bytes) -> None:
        """Say who is alerted first and second, and nobody else."""
        self._connection.execute(update(accounts).values(turn=0))
        for turn, account in enumerate((first, second), 1):
            self._change(account, turn=turn)

    def set_secret(self, account: bytes, secret: str) -> None:
        """Give an account a new password, and end its sessions."""
        self._change(account, secret=secret, failures=0, until=0)
        self.sign_out_everywhere(account)

    def acknowledged_test(self, account: bytes, day: dt.date) -> None:
        """Keep the day on which a test alert was acknowledged."""
        self._change(account, tested=day)

    def failed(self, account: Account, now: int) -> None:
        """Count a wrong password; after `FAILURES` of them lock the account out for a while."""
        failures = account.failures + 1
        out = failures >= FAILURES
        self._change(account.id, failures=0 if out else failures, until=now + LOCKED_OUT if out else account.until)

    def succeeded(self, account: bytes) -> None:
        """Forget the wrong passwords before a right one."""
        self._change(account, failures=0, until=0)

    def lock(self, account: bytes) -> None:
        """Let nobody sign in until the account is unlocked, and alert its holder no more."""
        self._change(account, state="locked", turn=0)
        self.sign_out_everywhere(account)

    def unlock(self, account: bytes) -> None:
        """Let its holder sign in again."""
        self._change(account, state="active", failures=0, until=0)

    def remove(self, account: bytes) -> None:
        """Delete an account with its sessions and alerts."""
        self._connection.execute(delete(alerts).where(alerts.c.account == account))
        self.sign_out_everywhere(account)
        self._connection.execute(delete(accounts).where(accounts.c.id == account))

    def sign_out_everywhere(self, account: bytes) -> None:
        """End every session of an account."""
        self._connection.execute(delete(sessions).where(sessions.c.account == account))

    def _change(self, account: bytes, **values: object) -> None:
        self._connection.execute(update(accounts).where(accounts.c.id == account).values(**values))

    def _one(self, wanted: Select[tuple[object, ...]]) -> Account | None:
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else self._read(row)

    def _read(self, row: Row[tuple[object, ...]]) -> Account:
        content = unlock(bytes(row.locked), self._key(bytes(row.id)))
        if content is None:
            raise Unreadable(f"The account {row.name!r} does not open.",
                             "Restore the database and the key file that belong together.")
        post, email = json.loads(content)
        return Account(bytes(row.id), row.name, row.role, post, email, row.secret, row.state == "active",
                       row.failures, row.until, row.turn, row.tested)

    def _key(self, account: bytes) -> bytes:
        return derive(self._keyring.key("comment"), account, b"heard account")


def plain(name: str) -> str:
    """Give a sign-in name as it is kept: spaces around and capitals are forgiven."""
    return " ".join(name.split()).casefold()[:64]
