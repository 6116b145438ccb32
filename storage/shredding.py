"""Leaving nothing behind: what was deleted goes from the database's files too."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from storage.database import WAIT
from storage.errors import DatabaseBusy
from storage.tables import GUARDED

_NOT_LONG = 50
"""Milliseconds that an answer may be held up for emptying the log; else the next write does it."""
# Who writes in another database counts too: a view taken here begins no later than the oldest of them.
_VIEWS = text("SELECT pid, coalesce(backend_xid, backend_xmin)::text FROM pg_stat_activity "
              "WHERE pid <> pg_backend_pid() AND (backend_xid IS NOT NULL "
              "OR (datname = current_database() AND backend_xmin IS NOT NULL))")


def truncate_log(engine: Engine) -> bool:
    """Empty SQLite's write-ahead log, which keeps deleted records; false where a reader is in the way."""
    if engine.dialect.name != "sqlite":
        return True
    with _driver(engine) as driver:
        driver.execute(f"PRAGMA busy_timeout={_NOT_LONG}")
        try:
            return _checkpoint(driver)
        finally:
            driver.execute(f"PRAGMA busy_timeout={WAIT}")


def compact(engine: Engine) -> None:
    """Rewrite the database without what was deleted, nor the order in which it was written."""
    if engine.dialect.name == "sqlite":
        _compact_file(engine)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _outwait_readers(connection)
        for table in sorted(GUARDED):
            connection.execute(text(f"VACUUM (FULL) {table}"))


def _outwait_readers(connection: Connection) -> None:
    # Compacting keeps every record that somebody's older view of the database may still show.
    older = set(connection.execute(_VIEWS))
    give_up = time.monotonic() + WAIT / 1000
    while older & set(connection.execute(_VIEWS)):
        if time.monotonic() > give_up:
            raise DatabaseBusy("Somebody is using the database server, so the database could not be compacted.",
                               "Nothing is lost; try again in a moment.")
        time.sleep(0.02)


def _compact_file(engine: Engine) -> None:
    with _driver(engine) as driver:
        try:
            driver.execute("PRAGMA query_only=0")
            driver.execute("VACUUM")
            done = _checkpoint(driver)
        except sqlite3.OperationalError:
            done = False
    if not done:
        raise DatabaseBusy("The database could not be compacted: it is in use elsewhere, "
                           "or its disk is full.",
                           "Nothing is lost. Make room if it needs some, and try again in a moment.")


def _checkpoint(driver: sqlite3.Connection) -> bool:
    busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Lend a connection outside any transaction: neither compacting nor emptying the log works in one."""
    pooled = engine.raw_connection()
    try:
        driver = pooled.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type checker
        yield driver
    finally:
        pooled.close()
