"""What a person decided each comment of a closed wave is about."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage.rows import upsert
from storage.safeguarding_tables import THEMES, themings


class Themings:
    """Themes by wave and comment. A comment without a row has not been read for themes yet."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wave: str, comment: bytes, themes: Sequence[str]) -> None:
        """Keep the themes of a comment, in place of those before; none is a decision too."""
        written = " ".join(sorted(themes))
        if len(written) > THEMES:
            raise ValueError("more themes than a comment can have")
        upsert(self._connection, themings, {"wave": wave, "id": comment, "themes": written}, {"themes": written})

    def get(self, wave: str) -> dict[bytes, tuple[str, ...]]:
        """Give the wave's decisions by comment."""
        found = self._connection.execute(select(themings).where(themings.c.wave == wave))
        return {bytes(row.id): tuple(row.themes.split()) for row in found}
