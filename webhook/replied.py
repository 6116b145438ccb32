"""How many have replied, as staff may see it: in steps, counted once a day."""

import datetime as dt

from storage.store import Transaction
from surveys.wave import Wave

STEPS_SHOWN = (5, 10, 15, 20, 30, 40, 60, 80, 120, 200, 400, 1000)
"""Only in steps, so that one more reply shows nothing."""


def replies(done: int) -> str:
    """Give how many have replied, in steps: "10 or more"."""
    least = max((step for step in STEPS_SHOWN if step <= done), default=0)
    return f"{least} or more" if least else "fewer than 5"


def replied(tx: Transaction, wave: Wave, today: dt.date) -> str:
    """Give how many have replied to an open wave, as counted today for the first time."""
    return replies(tx.progress.replies(wave.id, today, tx.invitations.counts(wave.id).done))
