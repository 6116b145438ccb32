"""Who is told that something waits: the first recipient at the tick, the second when nobody takes it on.

An alert says that something waits, and never what.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from storage.accounts import Account
from storage.store import Store, Transaction
from storage.waiting import TICK, Item, Waiting
from webhook.safeguarding.hours import WAIT, school_time
from webhook.safeguarding.mail import Mailer, MailFailed

SUBJECT = "Something waits to be read in Heard"
TEXT = """{name},

Something on the safeguarding list in Heard waits to be read.

Sign in to read it:
{address}/console

For everybody's privacy this e-mail does not say what it is. If you cannot look today, ask the other person
who gets these e-mails: until one of you presses "I have read this", you both will be told again.

This e-mail was sent by a machine. Please do not reply to it.
"""
FIRST_AGAIN = 5 * 60
"""Seconds before an e-mail is tried again; each further try waits twice as long."""


def tick(store: Store, now: dt.datetime, zone: ZoneInfo) -> int:
    """Release what waits, and alert those whose turn it is; give how many alerts were written.

    Call it once in each quarter of an hour, at its beginning.
    """
    with store.read() as tx:
        if not any(_busy(one) for one in (tx.concerns, tx.requests)):
            return 0
    quarter = int(now.timestamp()) // TICK
    with store.turning_queue() as tx:
        lists = (tx.concerns, tx.requests)
        late = [(one, item) for one in lists for item in one.delivered() if _late(item, now, zone)]
        fresh = sum(one.release(quarter) for one in lists)
        for one, item in late:
            one.escalate(item.id, quarter)
        recipients = tx.accounts.recipients()
        told = recipients if late else recipients[:1] if fresh else ()
        return _tell(tx, told, now)


def send(store: Store, mailer: Mailer, address: str, now: dt.datetime) -> int:
    """Send every e-mail that is due; give how many the mail server took. `address` is the public address."""
    took, moment = 0, int(now.timestamp())
    while True:
        with store.begin() as tx:
            alert = tx.alerts.claim(moment)
            holder = tx.accounts.get(alert.account) if alert else None
        if alert is None or holder is None:
            return took
        try:
            mailer.send(holder.email, SUBJECT, TEXT.format(name=holder.name.title(), address=address))
        except MailFailed:
            with store.begin() as tx:
                tx.alerts.failed(alert, moment + FIRST_AGAIN * 2 ** alert.tries)
                if alert.tries == 0:
                    # One address may be wrong: then somebody else must hear of it, and soon.
                    _tell(tx, (other for other in tx.accounts.recipients() if other.id != holder.id), now)
            continue
        with store.begin() as tx:
            tx.alerts.sent(alert.id)
        took += 1


def _tell(tx: Transaction, told: Iterable[Account], now: dt.datetime) -> int:
    # One e-mail says that something waits, however much it is; a second beside it would say no more.
    wanted = [account for account in told if not tx.alerts.pending(account.id)]
    for account in wanted:
        tx.alerts.put(account.id, int(now.timestamp()))
    return len(wanted)


def _busy(waiting: Waiting) -> bool:
    return bool(waiting.queued() or waiting.waiting())


def _late(item: Item, now: dt.datetime, zone: ZoneInfo) -> bool:
    released = dt.datetime.fromtimestamp(item.tick * TICK, dt.UTC)
    return school_time(released, now, zone) >= WAIT
