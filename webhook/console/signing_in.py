"""Signing in and out, and who somebody is who holds a session's token."""

import hashlib
import hmac
from enum import StrEnum

from storage.accounts import Account
from storage.sessions import SEEN_EVERY
from storage.store import Store
from webhook import passwords
from webhook.clock import Clock

TRIES = 100
"""Wrong passwords in an hour from one client: a whole school may share one address."""


class Refused(StrEnum):
    """Why nobody was signed in. `WRONG` does not say whether there is such an account."""

    WRONG = "wrong"
    TOO_MANY = "too_many"


class Door:
    """Lets people in by name and password, and knows them again by the token they are given."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sign_in(self, name: str, password: str, client: bytes) -> str | Refused:
        """Begin a session and give its token. `client` tells clients apart; only a keyed hash of it is kept."""
        now, client = self._now, b"sign-in:" + client
        with self._store.read() as tx:
            allowed = tx.guesses.allowed(client, now // 3600, TRIES)
            account = tx.accounts.named(name)
        if not allowed:
            return Refused.TOO_MANY
        right = passwords.opens(password, account.secret if account else None)
        with self._store.begin() as tx:
            held = tx.accounts.get(account.id) if account else None
            open_ = held is not None and held.active and held.until <= now
            if held is not None and open_ and right and held.secret == (account.secret if account else None):
                tx.accounts.succeeded(held.id)
                return tx.sessions.start(held.id, now)
            tx.guesses.add(client, now // 3600)
            if held is not None and open_:
                tx.accounts.failed(held, now)
        return Refused.WRONG

    def who(self, token: str) -> Account | None:
        """Give the account of a session that has not ended, and note that it is in use."""
        now = self._now
        with self._store.read() as tx:
            session = tx.sessions.get(token, now)
            account = tx.accounts.get(session.account) if session else None
        if session is None or account is None or not account.active:
            return None
        if now - session.seen >= SEEN_EVERY:
            with self._store.begin() as tx:
                tx.sessions.touch(token, now)
        return account

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._store.begin() as tx:
            tx.sessions.end(token)

    @property
    def _now(self) -> int:
        return int(self._clock().timestamp())


def stamp(token: str) -> str:
    """Give what every form of a session carries, so that no other site can send one."""
    return hmac.digest(token.encode(), b"heard form", "sha256").hex()


def stamped(token: str, given: str) -> bool:
    """Say whether a form carries its session's stamp."""
    return hmac.compare_digest(hashlib.sha256(stamp(token).encode()).digest(),
                               hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest())
