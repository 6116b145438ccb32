"""Tallies: what remains of the closed answers, packed into one row a wave and group."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, insert, select

from storage.errors import AlreadyFrozen
from storage.tables import tallies
from surveys.tally import Tally, pack, unpack

_PUT = insert(tallies)
_GET = (select(tallies.c.packed).where(tallies.c.wave == bindparam("in_wave"))
        .order_by(tallies.c.declared_group))
_WHOLE = ""


class Tallies:
    """The counts of each closed wave."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wave: str, counted: Iterable[Tally]) -> None:
        """Keep a wave's counts, once; `AlreadyFrozen` where it has some."""
        if self._connection.execute(_GET, {"in_wave": wave}).first() is not None:
            raise AlreadyFrozen(f"Wave {wave} has been counted already.", "A wave is counted once.")
        groups: dict[str, list[Tally]] = {}
        for tally in counted:
            groups.setdefault(tally.group or _WHOLE, []).append(tally)
        rows = [{"wave": wave, "declared_group": group, "packed": pack(groups[group])}
                for group in sorted(groups)]
        if rows:
            self._connection.execute(_PUT, rows)

    def get(self, wave: str) -> tuple[Tally, ...]:
        """Give the wave's counts: the whole wave first, then each declared group by its code."""
        packed = self._connection.scalars(_GET, {"in_wave": wave})
        return tuple(tally for row in packed for tally in unpack(bytes(row)))
