"""Writing a row whether or not it is there: the one statement that SQLite and PostgreSQL spell apart."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, row: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Insert `row`; where its primary key is there already, make `changes` to that row instead."""
    key = list(table.primary_key)
    if connection.dialect.name == "postgresql":
        at_server = postgresql.insert(table).values(row)
        connection.execute(at_server.on_conflict_do_update(index_elements=key, set_=changes))
    else:
        in_file = sqlite.insert(table).values(row)
        connection.execute(in_file.on_conflict_do_update(index_elements=key, set_=changes))


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert `row`; false where a row with its key is there already. Waits for another who is inserting it."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    written = dialect.insert(table).values(row).on_conflict_do_nothing()
    return connection.execute(written.returning(*table.primary_key)).first() is not None
