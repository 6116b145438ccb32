"""The engine: how SQLite and PostgreSQL are opened so that nothing is lost, or kept that should not be."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteOperationalError
from typing import NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import DatabaseBusy, DatabaseFailed, DatabaseRefused

WAIT = 10_000
"""Milliseconds to wait for another process's write before giving up."""
_BUSY = ("locked", "lock timeout", "deadlock detected")
WRITES = "heard_writes"
"""Execution option of a connection that may write."""


class Pragma(NamedTuple):
    """One SQLite switch: what it is set to, what it must then read, and why it matters."""

    name: str
    value: str | int
    reads: str | int
    why: str


PRAGMAS = (
    Pragma("busy_timeout", WAIT, WAIT, "writers must wait for each other"),
    Pragma("journal_mode", "WAL", "wal", "any other journal keeps deleted records beside the database"),
    Pragma("synchronous", "FULL", 2, "an answer must be on disk before the respondent is thanked"),
    Pragma("secure_delete", "ON", 1, "deleted records must be overwritten"),
    Pragma("foreign_keys", "ON", 1, "records must belong to a wave that exists"),
    Pragma("trusted_schema", "OFF", 0, "a changed schema must not run code"),
    Pragma("temp_store", "MEMORY", 2, "compacting must not leave a copy in a temporary folder"),
)


def connect(url: str) -> Engine:
    """Give an engine for a `sqlite:///` or `postgresql://` URL; nothing is opened yet."""
    parsed = _parse(url)
    try:
        engine = create_engine(parsed, echo=False, hide_parameters=True, pool_size=8)
    except ImportError:
        raise DatabaseRefused("The driver for PostgreSQL is not installed.",
                              "Run: pip install 'heard[postgresql]'.") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _set_patience)
    return engine


def sqlite_file(engine: Engine) -> Path | None:
    """Give the path of an SQLite database, or nothing where the database is a server's."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def create_file(path: Path) -> None:
    """Make an empty database file that only its owner can read; SQLite gives its log the same mode."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise DatabaseRefused(f"There is already a file at {path}.",
                              "Open it, or choose another place; a database is never overwritten.") from None
    except OSError as fault:
        raise DatabaseRefused(f"The database {path} could not be made: {fault.strerror}.",
                              "Make its folder first, and let this user write in it.") from None


def remove_file(path: Path) -> None:
    """Remove a database whose making failed, so that it can be made again."""
    for file in _files(path):
        file.unlink(missing_ok=True)


def check_file(path: Path) -> None:
    """Refuse a database file that is missing, or that others than its owner can read or change."""
    for file in _files(path):
        if not file.is_file():
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        if os.name == "posix" and mode & 0o077:
            raise DatabaseRefused(f"The database file {file} can be read or changed by others "
                                  f"(mode {mode:04o}).",
                                  f"Run: chmod 600 {file}")
    if not path.is_file():
        raise DatabaseRefused(f"There is no database file at {path}.",
                              "Point to the installation's database, or make a new installation.")


@contextmanager
def faults_explained() -> Iterator[None]:
    """Turn the driver's errors into ours; theirs can carry values of the record they refused."""
    try:
        yield
    except (OperationalError, SqliteOperationalError) as fault:
        if any(words in str(fault) for words in _BUSY):
            raise DatabaseBusy("The database is in use by another process.",
                               "Try again in a moment.") from None
        raise DatabaseFailed(f"The database does not work ({_kind(fault)}).",
                             "Check that it is running and reachable, and that its disk has room.") from None
    except NoConnectionFree:
        raise DatabaseBusy("Every connection to the database is in use.", "Try again in a moment.") from None
    except DBAPIError as fault:
        raise DatabaseFailed(f"The database refused a statement ({_kind(fault)}); nothing of it was kept.",
                             "Try again; if it happens again, check the database for damage.") from None


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


def _kind(fault: DBAPIError | SqliteOperationalError) -> str:
    return type(fault.orig if isinstance(fault, DBAPIError) else fault).__name__


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        raise DatabaseRefused("The database URL is not one that Heard can read.",
                              "Use sqlite:////folder/heard.db or postgresql://user@host/name.") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseRefused(f"Heard does not run on {parsed.get_backend_name()}.",
                              "Use SQLite or PostgreSQL.")
    if parsed.get_backend_name() == "sqlite" and (parsed.database or ":memory:") == ":memory:":
        raise DatabaseRefused("The database URL names no file.", "Use sqlite:////folder/heard.db.")
    return parsed


def _set_pragmas(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late to keep two writers apart: we begin them ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma.name}={pragma.value}")
        found = cursor.execute(f"PRAGMA {pragma.name}").fetchone()[0]
        if found != pragma.reads:
            connection.close()
            raise DatabaseRefused(f"SQLite's {pragma.name} is {found} and must be {pragma.reads}: "
                                  f"{pragma.why}.",
                                  "Put the database on a local disk, and use an SQLite that can do this.")
    cursor.close()


def _set_patience(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {WAIT}")
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, SqliteConnection)  # noqa: S101 - tells the type checker
    driver.execute(f"PRAGMA query_only={0 if writes else 1}")
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
