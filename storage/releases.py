"""Releases: the one frozen publication of each wave, chained by hash within its setting."""

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from storage.errors import AlreadyFrozen
from storage.tables import releases

_PUT = insert(releases)
_GET = select(releases.c.content).where(releases.c.wave == bindparam("in_wave"))
_ALL = (select(releases.c.digest, releases.c.previous, releases.c.content)
        .where(releases.c.setting == bindparam("of_setting")))


class _Link(NamedTuple):
    digest: str
    content: str


class Releases:
    """Releases as the text that was sealed; what is in them is for `reports` to read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wave: str, setting: str, text: str, digest: str, previous: str) -> None:
        """Freeze a wave's release after `previous`, which must be the setting's latest digest.

        Raises `AlreadyFrozen` where the wave has a release, or another one came in between.
        """
        if self.get(wave) is not None:
            raise AlreadyFrozen(f"Wave {wave} has its release already.", "A release is never replaced.")
        if previous != self.latest_digest(setting):
            raise AlreadyFrozen("Another release of this setting came in between.", "Make the release again.")
        self._connection.execute(_PUT, {"wave": wave, "setting": setting, "digest": digest,
                                        "previous": previous, "content": text})

    def get(self, wave: str) -> str | None:
        """Give a wave's release."""
        content: str | None = self._connection.scalar(_GET, {"in_wave": wave})
        return content

    def all(self, setting: str) -> tuple[str, ...]:
        """Give every release of a setting, first to latest."""
        return tuple(link.content for link in self._chain(setting))

    def latest_digest(self, setting: str) -> str:
        """Give the digest that the setting's next release is chained after; "" for its first."""
        chain = self._chain(setting)
        return chain[-1].digest if chain else ""

    def _chain(self, setting: str) -> tuple[_Link, ...]:
        rows = self._connection.execute(_ALL, {"of_setting": setting})
        after = {row.previous: _Link(row.digest, row.content) for row in rows}
        chain: list[_Link] = []
        while (link := after.pop(chain[-1].digest if chain else "", None)) is not None:
            chain.append(link)
        if after:
            raise AlreadyFrozen("A release of this setting is missing from the database.",
                                "Restore the database and its key file from backups taken together.")
        return tuple(chain)
