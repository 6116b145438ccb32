"""The store of one installation: opened with its keys, used through transactions, compacted."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Self

from sqlalchemy import Engine, insert

from storage import probe
from storage.database import WRITES, check_file, connect, create_file, faults_explained, remove_file, sqlite_file
from storage.errors import DatabaseRefused
from storage.keyring import Keyring
from storage.migrations import upgrade
from storage.shredding import compact, truncate_log
from storage.tables import installation
from storage.transaction import Transaction, transaction
from storage.writer import Writer

__all__ = ["Store", "Transaction"]

Today = Callable[[], dt.date]


class Store:
    """One database and the keys that belong to it. Safe to share between threads.

    `today` gives the day that a conversation is marked with; nothing finer is kept.
    """

    def __init__(self, engine: Engine, keyring: Keyring, today: Today) -> None:
        self._engine = engine
        self._writing = engine.execution_options(**{WRITES: True})
        self._reading: Engine = engine
        self._turn: Callable[[], AbstractContextManager[None]] = Writer().turn
        if engine.dialect.name == "postgresql":
            self._reading = engine.execution_options(isolation_level="REPEATABLE READ",
                                                     postgresql_readonly=True)
            self._turn = nullcontext  # it locks rows, not the whole database
        self._keyring = keyring
        self._today = today
        self._log_due = False

    @classmethod
    def create(cls, url: str, keyring: Keyring, today: Today = dt.date.today) -> Self:
        """Make a new database with every table, for this installation's keys; never over another.

        `url` is `sqlite:////folder/heard.db` or `postgresql://user@host/name` (an empty database).
        """
        engine = connect(url)
        file = sqlite_file(engine)
        if file:
            create_file(file)
        try:
            return cls._migrated(engine, keyring, today, new=True)
        except BaseException:
            if file:
                remove_file(file)
            raise

    @classmethod
    def upgrade(cls, url: str, keyring: Keyring, today: Today = dt.date.today) -> Self:
        """Bring an older database to the newest form, then open it. Safe to repeat."""
        engine = connect(url)
        if file := sqlite_file(engine):
            check_file(file)
        return cls._migrated(engine, keyring, today, new=False)

    @classmethod
    def open(cls, url: str, keyring: Keyring, today: Today = dt.date.today) -> Self:
        """Open the installation's database, or raise `DatabaseRefused` and say what is wrong with it."""
        engine = connect(url)
        if file := sqlite_file(engine):
            check_file(file)
        return cls._probed(engine, keyring, today)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    @property
    def keyring(self) -> Keyring:
        """The keys that this store was opened with."""
        return self._keyring

    @property
    def today(self) -> Today:
        """What gives the day, as the store was opened with it."""
        return self._today

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Read and write: kept whole when the block ends, not at all when it raises.

        On SQLite one at a time, in the order they came. Raises `DatabaseBusy` after ten seconds of waiting.
        """
        with self._turn():
            with faults_explained(), self._writing.begin() as connection:
                opened = transaction(connection, self._keyring, self._today)
                yield opened
            self._log_due = self._log_due or opened.admission.shredded
            if self._log_due:
                self._log_due = not truncate_log(self._engine)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read only, all of one moment."""
        with faults_explained(), self._reading.begin() as connection:
            yield transaction(connection, self._keyring, self._today)

    def shred(self) -> None:
        """Leave nothing of deleted records in the files: compact, and empty the write-ahead log.

        Raises `DatabaseBusy` where another process keeps the database from being compacted.
        """
        with self._turn(), faults_explained():
            compact(self._engine)

    @contextmanager
    def turning_queue(self) -> Iterator[Transaction]:
        """Write with a new key for the safeguarding queue; when the block has been kept, destroy those before.

        Everything that waits must be released or sealed again in the block. A transaction of another process
        may still be locking something with the key before, except on SQLite, where there is one writer at a
        time: there it goes at once, elsewhere at the next turn.
        """
        self._keyring.turn_queue()
        with self.begin() as opened:
            yield opened
        self._keyring.forget_queue(1 if self._engine.dialect.name == "sqlite" else 2)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @classmethod
    def _migrated(cls, engine: Engine, keyring: Keyring, today: Today, *, new: bool) -> Self:
        try:
            with faults_explained(), engine.execution_options(**{WRITES: True}).begin() as connection:
                if new and connection.dialect.has_table(connection, "alembic_version"):
                    raise DatabaseRefused("There is already a Heard database there.",
                                          "Open it, or choose another place.")
                upgrade(connection)
                if new:
                    connection.execute(insert(installation), {"id": keyring.installation})
        except BaseException:
            engine.dispose()
            raise
        return cls._probed(engine, keyring, today)

    @classmethod
    def _probed(cls, engine: Engine, keyring: Keyring, today: Today) -> Self:
        try:
            with faults_explained(), engine.begin() as connection:
                probe.check(connection, keyring.installation)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, keyring, today)
