"""Making and upgrading databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from storage import migrations
from storage.database import connect, create_file, sqlite_file
from storage.errors import DatabaseRefused
from storage.store import Store
from storage.tables import REVISION, metadata


def test_the_migrations_make_the_tables_that_the_program_uses(office):
    engine = connect(office.url)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert migrations.newest() == REVISION
    engine.dispose()


def test_the_migrations_make_the_same_checks(sqlite_url, keys, tmp_path):
    def checks(engine):
        inspector = inspect(engine)
        return {(table, check["name"], check["sqltext"]) for table in metadata.tables
                for check in inspector.get_check_constraints(table)}

    Store.create(sqlite_url, keys).close()
    migrated = connect(sqlite_url)
    plain = connect(f"sqlite:///{tmp_path / 'plain.db'}")
    create_file(sqlite_file(plain))
    with plain.execution_options(heard_writes=True).begin() as connection:
        metadata.create_all(connection)
    assert checks(migrated) == checks(plain)
    assert len(checks(plain)) > 10
    migrated.dispose()
    plain.dispose()


def _set_version(office, version):
    office.store.close()
    engine = connect(office.url).execution_options(heard_writes=True)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    engine.dispose()


def test_an_older_database_is_refused_with_the_remedy(office):
    _set_version(office, "0000")
    with pytest.raises(DatabaseRefused, match="run: heard upgrade"):
        Store.open(office.url, office.keys)


def test_a_newer_database_is_refused(office):
    _set_version(office, "9999")
    with pytest.raises(DatabaseRefused, match="newer Heard"):
        Store.open(office.url, office.keys)


def test_upgrading_is_safe_to_repeat_and_keeps_everything(office):
    office.store.close()
    for _ in range(2):
        with Store.upgrade(office.url, office.keys) as store, store.read() as tx:
            assert tx.waves.get("w1") == office.wave


def test_making_a_database_that_was_interrupted_is_noticed(sqlite_url, keys):
    engine = connect(sqlite_url)
    create_file(sqlite_file(engine))
    engine.dispose()
    with pytest.raises(DatabaseRefused, match="making it was interrupted"):
        Store.open(sqlite_url, keys)
