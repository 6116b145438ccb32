"""How long things are kept. Run once a day."""

import datetime as dt
from typing import NamedTuple

from storage.store import Store, Transaction
from surveys.wave import WaveState

SILENCE = 7
"""Days of silence after which a conversation that nobody finished is deleted."""
AFTER_CLOSING = 14
"""Days after closing for which a wave's invitations and contacts are kept."""
CLAIMS = 14
"""Days for which a message that came in is remembered, lest it be delivered again."""
TRACES = 8
"""Days for which the outbox remembers what was sent, a day longer than the longest silence."""
ACKNOWLEDGED = 30
"""Days for which the safeguarding list keeps what was acknowledged."""


class Swept(NamedTuple):
    """How many records were deleted."""

    conversations: int
    invitations: int
    guesses: int
    contacts: int = 0
    claims: int = 0
    outbox: int = 0
    safeguarding: int = 0


def run(store: Store, today: dt.date, silence: int = SILENCE) -> Swept:
    """Delete what has been kept for long enough, and leave nothing of it in the files.

    `silence` is in days, from 2 to 14.
    """
    if not 2 <= silence <= 14:
        raise ValueError("conversations are kept for 2 to 14 days of silence")
    with store.begin() as transaction:
        conversations = transaction.conversations.expire(today - dt.timedelta(days=silence))
        past = frozenset(wave.id for wave in transaction.waves.all()
                         if wave.state is WaveState.CLOSED and wave.closed is not None
                         and wave.closed + dt.timedelta(days=AFTER_CLOSING) <= today)
        invitations = sum(transaction.invitations.forget(wave) for wave in past)
        swept = Swept(conversations, invitations, transaction.guesses.wipe(_first_hour(today)),
                      contacts=transaction.contacts.forget_waves(past),
                      claims=transaction.claims.purge(today - dt.timedelta(days=CLAIMS)),
                      outbox=transaction.outbox.expire(_first_hour(today - dt.timedelta(days=TRACES)) * 3_600_000),
                      safeguarding=_forget_acknowledged(transaction, today))
        transaction.sessions.purge(_first_hour(today) * 3600)
        transaction.alerts.purge(_first_hour(today - dt.timedelta(days=TRACES)) * 3600)
    if any(swept):
        store.shred()
    return swept


def _forget_acknowledged(transaction: Transaction, today: dt.date) -> int:
    before = today - dt.timedelta(days=ACKNOWLEDGED)
    return transaction.concerns.forget(before) + transaction.requests.forget(before)


def finish_closings(store: Store) -> tuple[str, ...]:
    """Destroy the keys of closed waves whose closing was interrupted after its counts were kept; say which.

    Run it at start-up: until then an old copy of the database could still be opened.
    """
    with store.read() as transaction:
        left = tuple(wave.id for wave in transaction.waves.all()
                     if wave.state is WaveState.CLOSED and store.keyring.knows_wave(wave.id))
    for wave in left:
        store.keyring.destroy_wave(wave)
    if left:
        store.shred()
    return left


def _first_hour(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * 24
