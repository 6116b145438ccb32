"""The settings that an installation serves."""

from sqlalchemy import Connection, bindparam, select

from storage.rows import upsert
from storage.tables import settings
from surveys.model import Setting

_GET = select(settings.c.content).where(settings.c.id == bindparam("setting"))
_ALL = select(settings.c.content).order_by(settings.c.id)


class Settings:
    """AP schools and providers, by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, setting: Setting) -> None:
        """Add the setting, or replace the one with its id."""
        content = setting.model_dump_json()
        upsert(self._connection, settings, {"id": setting.id, "content": content}, {"content": content})

    def get(self, setting: str | None = None) -> Setting | None:
        """Give one setting; without an id the first, for an installation that serves only one."""
        if setting is None:
            return next(iter(self.all()), None)
        content = self._connection.scalar(_GET, {"setting": setting})
        return None if content is None else Setting.model_validate_json(content)

    def all(self) -> tuple[Setting, ...]:
        """Give every setting, in order of id."""
        return tuple(Setting.model_validate_json(content) for content in self._connection.scalars(_ALL))
