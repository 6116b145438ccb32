"""Passwords of those who sign in: argon2id, as its authors advise."""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from storage import typed_codes

SHORTEST = 12
"""Characters of a password that somebody chooses."""
LONGEST = 200
UNUSABLE = "!"
"""Stands where no password opens an account."""
_HASHER = PasswordHasher()
_ONE_AT_A_TIME = threading.Lock()
"""Each check takes 64 MiB: a flood of guesses waits in a queue instead of filling the memory."""
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$7nk1I39CjjScm4MUkDjAFQ$wfr65PnbxF3Vc5DaNiZRg19XJVi8udnU/oXJh9+kcTw"
"""What the password for an unknown name is checked against, so that it takes as long as for a known one."""


def generate() -> str:
    """Make a password of 18 easily read characters (82 bits)."""
    return "-".join(typed_codes.grouped(typed_codes.make(secrets.token_bytes)) for _ in range(2)).lower()


def fault(password: str) -> str:
    """Say why a chosen password will not do; nothing where it will."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"A password has {SHORTEST} to {LONGEST} characters. Three or four words together are good."
    return "" if len(set(password)) >= 5 else "That password repeats the same few characters. Choose another."


def hashed(password: str) -> str:
    """Give what a password is checked against later."""
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def opens(password: str, secret: str | None) -> bool:
    """Say whether a password is the right one. It takes equally long where there is nothing to open."""
    usable = secret is not None and secret != UNUSABLE
    typed = password[:LONGEST].encode("utf-8", "surrogatepass")
    with _ONE_AT_A_TIME:
        try:
            _HASHER.verify(secret if usable and secret else _NOBODYS, typed)
        except (Argon2Error, InvalidHashError):
            return False
    return usable
