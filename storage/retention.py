"""How long things are kept. Run once a day."""

import datetime as dt
from typing import NamedTuple

from storage.store import Store
from surveys.wave import WaveState

SILENCE = 7
"""Days of silence after which a conversation that nobody finished is deleted."""
AFTER_CLOSING = 14
"""Days after closing for which a wave's invitations are kept."""


class Swept(NamedTuple):
    """How many records were deleted."""

    conversations: int
    invitations: int
    guesses: int


def run(store: Store, today: dt.date, silence: int = SILENCE) -> Swept:
    """Delete what has been kept for long enough, and leave nothing of it in the files.

    `silence` is in days, from 2 to 14.
    """
    if not 2 <= silence <= 14:
        raise ValueError("conversations are kept for 2 to 14 days of silence")
    with store.begin() as transaction:
        conversations = transaction.conversations.expire(today - dt.timedelta(days=silence))
        invitations = sum(transaction.invitations.forget(wave.id) for wave in transaction.waves.all()
                          if wave.state is WaveState.CLOSED and wave.closed is not None
                          and wave.closed + dt.timedelta(days=AFTER_CLOSING) <= today)
        swept = Swept(conversations, invitations, transaction.guesses.wipe(_first_hour(today)))
    if any(swept):
        store.shred()
    return swept


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
