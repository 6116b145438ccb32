"""Made-up people who are told when a made-up pupil writes something, and who confirm that it reaches them."""

import datetime as dt
import re

from storage.store import Store
from webhook import passwords
from webhook.safeguarding import readiness

LEAD, FIRST, SECOND = "jo harlow", "ms okafor", "dr lindqvist"
_PEOPLE = (
    (LEAD, "lead", "Head of centre"),
    (FIRST, "safeguarding", "Designated safeguarding lead"),
    (SECOND, "safeguarding", "Chair of governors"),
)


class Pigeonhole:
    """Keeps e-mails instead of sending them."""

    def __init__(self) -> None:
        self.letters: dict[str, str] = {}

    def send(self, to: str, subject: str, text: str) -> None:
        """Keep one e-mail; an earlier one to the same address makes room."""
        self.letters[to] = text


def appoint(store: Store, now: dt.datetime, password: str = "") -> None:
    """Add a lead and two recipients, who acknowledge a test alert by the code in it.

    All have the same made-up password; without one nobody can sign in.
    """
    secret = passwords.hashed(password) if password else passwords.UNUSABLE
    post = Pigeonhole()
    with store.begin() as tx:
        for name, role, does in _PEOPLE:
            tx.accounts.add(name, "lead" if role == "lead" else "safeguarding", post=does,
                            email=f"{name.replace(' ', '.')}@example.org", secret=secret)
        readiness.appoint(tx, tx.accounts.named(FIRST), tx.accounts.named(SECOND))
    readiness.send_tests(store, post, "https://heard.example.org", now)
    with store.begin() as tx:
        for account in tx.accounts.recipients():
            code = re.search(r"^\w{3}-\w{3}-\w{3}$", post.letters[account.email], re.MULTILINE)
            readiness.acknowledge(tx, account, code[0] if code else "", now.date())
