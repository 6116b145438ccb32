"""How many have replied, as staff may see it: counted once a day, so that nobody can watch one reply arrive."""

import datetime as dt

from sqlalchemy import Connection, bindparam, select

from storage.rows import upsert
from storage.tables import progress

_SHOWN = select(progress.c.replies).where(progress.c.wave == bindparam("of_wave"), progress.c.day == bindparam("on"))


class Progress:
    """The day's count of each wave."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replies(self, wave: str, today: dt.date, now: int) -> int:
        """Give the count that was first asked for today; `now` is kept as it where nobody has asked yet.

        Needs a transaction that may write.
        """
        shown = self._connection.scalar(_SHOWN, {"of_wave": wave, "on": today})
        if shown is None:
            shown = now
            upsert(self._connection, progress, {"wave": wave, "day": today, "replies": now},
                   {"day": today, "replies": now})
        return shown
