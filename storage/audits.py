"""Audits: the setting's own judgement against one framework, in the lead's own words."""

from sqlalchemy import Connection, bindparam, select

from storage.rows import upsert
from storage.tables import audits

_GET = select(audits.c.content).where(audits.c.setting == bindparam("of_setting"),
                                      audits.c.framework == bindparam("by_framework"))


class Audits:
    """Audits by setting and framework, as the JSON that `reports` reads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, setting: str, framework: str, content: str) -> None:
        """Keep the audit, in place of the one before."""
        row = {"setting": setting, "framework": framework, "content": content}
        upsert(self._connection, audits, row, {"content": content})

    def get(self, setting: str, framework: str) -> str | None:
        """Give the audit, or nothing where none was begun."""
        asked = {"of_setting": setting, "by_framework": framework}
        content: str | None = self._connection.scalar(_GET, asked)
        return content
