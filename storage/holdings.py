"""How many records each table has, for saying what is held about people."""

from sqlalchemy import Connection, func, select

from storage.tables import metadata


class Holdings:
    """Counts of every table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self) -> dict[str, int]:
        """Give the number of records of each table, by its name."""
        return {name: self._connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in sorted(metadata.tables.items())}
