"""The start-up probe: refuses to run on a database that is unsafe, foreign, unfinished or changed by hand."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Inspector, Integer, inspect, select, text
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.types import Date, DateTime, Interval, Time

from storage.errors import DatabaseRefused
from storage.tables import GUARDED, REVISION, installation, metadata

_TIMES = (Date, DateTime, Time, Interval)
_CHANGED = ("It was changed by hand or by another program, and answers could be matched to people. "
            "Stop, and restore it from a backup that Heard made.")

# Server switches that would write order or values of answers where we cannot delete them.
_POSTGRESQL = (
    ("track_commit_timestamp", {"off"}, "it keeps the time of every write"),
    ("log_statement", {"none", "ddl"}, "it writes every statement to the server's log"),
    ("log_min_duration_statement", {"-1"}, "it writes slow statements and their values to the server's log"),
    ("log_min_duration_sample", {"-1"}, "it writes slow statements and their values to the server's log"),
    ("log_parameter_max_length_on_error", {"0"}, "it writes the values of failed statements to the log"),
)


def check(connection: Connection, keyring_installation: str) -> None:
    """Raise `DatabaseRefused` unless the database may be run on with this installation's keys."""
    inspector = inspect(connection)
    present = set(inspector.get_table_names())
    _check_version(connection, present)
    _check_links(inspector)
    for table, columns in inspector.get_multi_columns(filter_names=sorted(GUARDED)).items():
        for fault in _faults(table[1], {column["name"]: column for column in columns}):
            raise DatabaseRefused(f"Table {table[1]} of the database {fault}.", _CHANGED)
    _check_rowids(connection)
    _check_triggers(connection)
    if connection.dialect.name == "postgresql":
        _check_server(connection)
    found = connection.scalars(select(installation.c.id)).all()
    if list(found) != [keyring_installation]:
        raise DatabaseRefused("The database belongs to another installation than the key file.",
                              "Use the key file that was made with this database.")


def _check_version(connection: Connection, present: set[str]) -> None:
    revision = None
    if "alembic_version" in present:
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision is None:
        raise DatabaseRefused("This is not a Heard database, or making it was interrupted.",
                              "Point to the right one, or make a new installation.")
    if revision < REVISION:
        raise DatabaseRefused(f"The database was made by an older Heard (form {revision}, now {REVISION}).",
                              "Stop Heard, make a backup, and run: heard upgrade")
    if revision > REVISION:
        raise DatabaseRefused(f"The database was made by a newer Heard (form {revision}, here {REVISION}).",
                              "Use that version of Heard.")
    if missing := sorted(set(metadata.tables) - present):
        raise DatabaseRefused(f"The database has lost its table {missing[0]}.", "Restore it from a backup.")


def _faults(table: str, columns: Mapping[str, ReflectedColumn]) -> Iterator[str]:
    """Say what a table of answers or participation has that it must not have, worst first."""
    declared = metadata.tables[table].columns
    for name, column in columns.items():
        if name not in declared:
            yield f"has a column {name!r} ({_kind(column)}) that it must not have"
        elif isinstance(column["type"], _TIMES) and not isinstance(declared[name].type, _TIMES):
            yield f"keeps a time in its column {name!r}"
        elif isinstance(column["type"], DateTime):
            yield f"keeps a time of day in its column {name!r}"
        elif column.get("default") is not None or column.get("identity") is not None:
            yield f"fills in its column {name!r} by itself, in order of writing"
    for name in declared.keys() - columns.keys():
        yield f"has lost its column {name!r}"


def _kind(column: ReflectedColumn) -> str:
    if isinstance(column["type"], _TIMES):
        return "a time"
    return "a serial number" if isinstance(column["type"], Integer) else "unknown"


def _check_links(inspector: Inspector) -> None:
    for (_, table), keys in inspector.get_multi_foreign_keys().items():
        for target in (key["referred_table"] for key in keys):
            if target in GUARDED or (table in GUARDED and target != "waves"):
                raise DatabaseRefused(f"Table {table} of the database has a link to {target}.", _CHANGED)


def _check_rowids(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    listed = connection.execute(text("SELECT name, wr FROM pragma_table_list WHERE type = 'table'"))
    for table, without_rowid in listed:
        if table in GUARDED and not without_rowid:
            raise DatabaseRefused(f"Table {table} of the database has a rowid, which is the order of writing.",
                                  _CHANGED)


def _check_triggers(connection: Connection) -> None:
    asked = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
             "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"}[connection.dialect.name]
    name = connection.scalar(text(asked))
    if name is not None:
        raise DatabaseRefused(f"The database has a trigger {name!r}, which may copy answers.", _CHANGED)


def _check_server(connection: Connection) -> None:
    for name, safe, why in _POSTGRESQL:
        found = connection.scalar(text("SELECT setting FROM pg_settings WHERE name = :name"), {"name": name})
        if found is not None and found not in safe:
            raise DatabaseRefused(f"PostgreSQL's {name} is {found}: {why}.",
                                  f"Set {name} = {sorted(safe)[-1]} for this database and start again.")
