"""What a person decided about quoting each comment of a closed wave."""

from typing import Literal

from sqlalchemy import Connection, select

from storage.rows import upsert
from storage.tables import reviews

Decision = Literal["approved", "withheld"]


class Reviews:
    """Decisions by wave and comment. A comment without one is not quoted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wave: str, comment: bytes, decision: Decision) -> None:
        """Keep a decision, in place of the one before."""
        row = {"wave": wave, "id": comment, "decision": decision}
        upsert(self._connection, reviews, row, {"decision": decision})

    def get(self, wave: str) -> dict[bytes, Decision]:
        """Give the wave's decisions by comment."""
        found = self._connection.execute(select(reviews).where(reviews.c.wave == wave))
        return {bytes(row.id): row.decision for row in found}
