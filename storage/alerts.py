"""E-mails that say that something waits, and test alerts. No words of a respondent are ever in them."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from storage.keyring import Keyring
from storage.tables import alerts

Kind = Literal["waiting", "test"]
MOST_TRIES = 8
"""Tries after which an e-mail is given up; with the waits between them that is about a day."""
STUCK = 10 * 60
"""Seconds after which an e-mail that was being sent is sent again: once too often beats never."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One e-mail to send. `at` is when to try, in seconds since 1970."""

    id: bytes
    account: bytes
    kind: Kind
    at: int
    tries: int


class Alerts:
    """Alerts of the last days."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def put(self, account: bytes, now: int, *, code: str = "") -> bytes:
        """Let an e-mail go out; with a code it is a test alert. Gives its id."""
        name = secrets.token_bytes(16)
        self._connection.execute(insert(alerts), {
            "id": name, "account": account, "kind": "test" if code else "waiting", "state": "due", "at": now,
            "tries": 0, "code": self._code(account, code) if code else None})
        return name

    def pending(self, account: bytes) -> bool:
        """Say whether an e-mail that something waits is on its way to somebody already."""
        found = select(alerts.c.id).where(alerts.c.account == account, alerts.c.kind == "waiting",
                                          alerts.c.state.in_(("due", "sending")))
        return self._connection.execute(found.limit(1)).first() is not None

    def claim(self, now: int) -> Alert | None:
        """Take one e-mail that is due, so that nobody else sends it."""
        columns = alerts.c
        ready = and_(columns.kind == "waiting", or_(and_(columns.state == "due", columns.at <= now),
                                                    and_(columns.state == "sending", columns.at <= now - STUCK)))
        row = self._connection.execute(select(alerts).where(ready).order_by(columns.at).limit(1)
                                       .with_for_update(skip_locked=True)).one_or_none()
        if row is None:
            return None
        self._change(bytes(row.id), state="sending", at=now)
        return Alert(bytes(row.id), bytes(row.account), row.kind, now, row.tries)

    def sent(self, alert: bytes) -> None:
        """Note that the mail server took it."""
        self._change(alert, state="sent")

    def failed(self, alert: Alert, again: int) -> bool:
        """Note that it did not get through; try again at `again`, unless it has been tried often enough.

        Gives false where it is given up.
        """
        tries = alert.tries + 1
        given_up = tries >= MOST_TRIES
        self._change(alert.id, state="failed" if given_up else "due", tries=tries, at=again)
        return not given_up

    def troubled(self) -> bool:
        """Say whether an e-mail could not be sent and waits for another try, or was given up."""
        found = select(alerts.c.id).where(or_(alerts.c.state == "failed", alerts.c.tries > 0),
                                          alerts.c.state != "sent")
        return self._connection.execute(found.limit(1)).first() is not None

    def acknowledge(self, account: bytes, typed: str) -> bool:
        """Take the code of a test alert to `account`; true once, for the right code."""
        code = self._code(account, "".join(typed.split()).replace("-", "").upper())
        rows = self._connection.execute(select(alerts).where(alerts.c.account == account, alerts.c.kind == "test"))
        found = [bytes(row.id) for row in rows if row.code and hmac.compare_digest(bytes(row.code), code)]
        if found:
            self._connection.execute(delete(alerts).where(alerts.c.account == account, alerts.c.kind == "test"))
        return bool(found)

    def purge(self, before: int) -> int:
        """Delete what was tried before that moment and is not due; say how many."""
        return self._connection.execute(delete(alerts).where(
            alerts.c.at < before, or_(alerts.c.state != "due", alerts.c.kind == "test"))).rowcount

    def _change(self, alert: bytes, **values: object) -> None:
        self._connection.execute(update(alerts).where(alerts.c.id == alert).values(**values))

    def _code(self, account: bytes, code: str) -> bytes:
        return self._keyring.mark("code", b"alert|" + account + b"|" + code.encode("utf-8", "surrogatepass"))
