"""How many have replied, as staff may see it: counted once a day, so that nobody can watch one reply arrive."""

import datetime as dt

from sqlalchemy import Connection, bindparam, select

from storage.rows import upsert
from storage.tables import progress

AHEAD = dt.timedelta(days=2)
"""How far a clock may jump back without giving another look: else each jump would show one reply more."""
_SHOWN = select(progress.c.replies).where(progress.c.wave == bindparam("of_wave"),
                                          progress.c.day.between(bindparam("on"), bindparam("ahead")))


class Progress:
    """The day's count of each wave."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replies(self, wave: str, today: dt.date, now: int) -> int:
        """Give the count that was first asked for today; `now` is kept as it where nobody has asked yet.

        Needs a transaction that may write.
        """
        shown = self._connection.scalar(_SHOWN, {"of_wave": wave, "on": today, "ahead": today + AHEAD})
        if shown is None:
            shown = now
            upsert(self._connection, progress, {"wave": wave, "day": today, "replies": now},
                   {"day": today, "replies": now})
        return shown
