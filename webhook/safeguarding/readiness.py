"""Whether a child who writes today would be heard: two people are told, and both have shown that it works."""

import datetime as dt
import secrets
from collections.abc import Sequence

from storage import typed_codes
from storage.accounts import Account
from storage.store import Store, Transaction
from webhook.safeguarding.mail import Mailer

FRESH = dt.timedelta(days=90)
"""How long an acknowledged test alert counts."""
SUBJECT = "Test alert from Heard: please confirm"
TEXT = """{name},

This is a test. Nothing waits to be read.

When a child writes something in Heard, you are told by an e-mail like this one. Please show that it reached
you: sign in at {address}/console, open "Alerts", and type this code:

{code}

(Or whoever runs Heard can type it: heard safeguarding acknowledge "{name}" {code})

This e-mail was sent by a machine. Please do not reply to it.
"""


class NotReady(Exception):
    """Recipients that cannot be. The message says what to do instead."""


def lacking(recipients: Sequence[Account], today: dt.date) -> str:
    """Say what must be done before a wave may open; nothing where all is well.

    Two people in two posts are alerted, and each has acknowledged a test alert in the last 90 days.
    """
    if len(recipients) < 2:
        return ("Two people must be told when a child writes something. Add them with `heard account add NAME "
                "--role safeguarding`, then run: heard safeguarding recipients FIRST SECOND")
    untested = [account.name for account in recipients if not tested(account, today)]
    if untested:
        return (f"No test alert has been acknowledged in the last {FRESH.days} days by: {', '.join(untested)}. "
                "Run: heard safeguarding test")
    return ""


def tested(account: Account, today: dt.date) -> bool:
    """Say whether somebody has acknowledged a test alert lately."""
    return account.tested is not None and today - account.tested <= FRESH


def appoint(tx: Transaction, first: Account | None, second: Account | None) -> None:
    """Say who is alerted first and second. Raises `NotReady` where these two cannot be."""
    if first is None or second is None or first.id == second.id:
        raise NotReady("Name two different people who have accounts. `heard account list` shows them.")
    for account in (first, second):
        if account.role != "safeguarding" or not account.active:
            raise NotReady(f"{account.name} cannot be alerted: that needs an account that is not locked, "
                           "with the role safeguarding, because only it can read what waits.")
    for what, told in (("post", "posts"), ("email", "addresses")):
        if getattr(first, what).casefold() == getattr(second, what).casefold():
            raise NotReady(f"The two people need two different {told}: what a child writes may be about one of them.")
    tx.accounts.set_recipients(first.id, second.id)


def send_tests(store: Store, mailer: Mailer, address: str, now: dt.datetime) -> tuple[str, ...]:
    """Send a test alert to each recipient; give their names. Raises `NotReady`, or `MailFailed` at the first fault."""
    with store.read() as tx:
        recipients = tx.accounts.recipients()
    if not recipients:
        raise NotReady(lacking((), now.date()))
    for account in recipients:
        code = typed_codes.make(secrets.token_bytes)
        with store.begin() as tx:
            tx.alerts.put(account.id, int(now.timestamp()), code=code)
        mailer.send(account.email, SUBJECT, TEXT.format(
            name=account.name.title(), address=address, code=typed_codes.grouped(code)))
    return tuple(account.name for account in recipients)


def acknowledge(tx: Transaction, account: Account, typed: str, today: dt.date) -> bool:
    """Take the code of a test alert; false where it is not the code that was sent to this account."""
    if not tx.alerts.acknowledge(account.id, typed_codes.read(typed) or ""):
        return False
    tx.accounts.acknowledged_test(account.id, today)
    return True
