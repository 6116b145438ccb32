"""What the start-up probe refuses. Each change here would let answers be matched to people, or lost."""

import psycopg
import pytest
from sqlalchemy import Date, DateTime, Integer, Interval, Time, inspect, text

from storage import database
from storage.database import connect
from storage.errors import DatabaseRefused
from storage.store import Store
from storage.tables import ANSWER_SIDE, GUARDED, metadata


@pytest.fixture
def change(office):
    """Run SQL on the closed database, then try to open it."""
    return lambda *statements: _run(office, *statements)


def _run(office, *statements):
    office.store.close()
    engine = connect(office.url).execution_options(heard_writes=True)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    Store.open(office.url, office.keys).close()


def test_an_untouched_database_is_opened(change):
    change()


@pytest.mark.parametrize("table", sorted(ANSWER_SIDE))
def test_the_answer_side_has_no_time_serial_or_link(office, table):
    engine = connect(office.url)
    inspector = inspect(engine)
    for column in inspector.get_columns(table):
        assert not isinstance(column["type"], (Date, DateTime, Time, Interval, Integer)), column["name"]
        assert column.get("default") is None
        assert column.get("identity") is None
    assert [key["referred_table"] for key in inspector.get_foreign_keys(table)] == ["waves"]
    assert {column["name"] for column in inspector.get_columns(table)} <= {
        "wave", "id", "sealed", "declared_group", "packed", "question", "locked"}
    if engine.dialect.name == "sqlite":
        assert inspector.get_table_options(table)["sqlite_with_rowid"] is False
    engine.dispose()


FORBIDDEN = [
    ("created_at", "TIMESTAMP", "a time"),
    ("answered", "DATE", "a time"),
    ("number", "INTEGER", "a serial number"),
    ("note", "TEXT", "unknown"),
]


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_a_forbidden_column_is_refused(change, table):
    for column, kind, says in FORBIDDEN:
        with pytest.raises(DatabaseRefused) as refusal:
            change(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        assert f"Table {table} of the database has a column '{column}' ({says})" in str(refusal.value)
        change(f"ALTER TABLE {table} DROP COLUMN {column}")


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_a_link_to_a_person_is_refused(office, change, table):
    with pytest.raises(DatabaseRefused, match=f"Table {table} of the database has a link to invitations"):
        change(f"ALTER TABLE {table} ADD COLUMN respondent {_bytes(office)} REFERENCES invitations (id)")


def _bytes(office):
    return "BLOB" if office.url.startswith("sqlite") else "BYTEA"


def test_a_link_to_the_answers_from_a_table_of_somebody_elses_is_refused(office, change):
    with pytest.raises(DatabaseRefused, match="Table spy of the database has a link to invitations"):
        change(f"CREATE TABLE spy (who {_bytes(office)} REFERENCES invitations (id), said TEXT)")


def test_a_lost_column_and_a_lost_table_are_refused(change):
    with pytest.raises(DatabaseRefused, match="has lost its column 'question'"):
        change("ALTER TABLE comments DROP COLUMN question")
    with pytest.raises(DatabaseRefused, match="has lost its table audits"):
        change("DROP TABLE audits")


def test_a_trigger_is_refused(office, change):
    if office.url.startswith("sqlite"):
        made = ("CREATE TRIGGER spy AFTER INSERT ON ballots BEGIN "
                "UPDATE invitations SET state = state; END",)
    else:
        made = ("CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER spy AFTER INSERT ON ballots FOR EACH ROW EXECUTE FUNCTION spy()")
    with pytest.raises(DatabaseRefused, match="has a trigger 'spy', which may copy answers"):
        change(*made)


def test_a_column_that_fills_itself_in_is_refused(office, change):
    if office.url.startswith("sqlite"):
        replaced = ("DROP TABLE ballots",
                    "CREATE TABLE ballots (wave VARCHAR(32) NOT NULL REFERENCES waves (id), "
                    "id BLOB NOT NULL DEFAULT (randomblob(16)), sealed BLOB NOT NULL, PRIMARY KEY (wave, id)) "
                    "WITHOUT ROWID")
    else:
        replaced = ("ALTER TABLE ballots ALTER COLUMN id SET DEFAULT '\\x00'",)
    with pytest.raises(DatabaseRefused, match="fills in its column 'id' by itself"):
        change(*replaced)


def test_a_table_with_a_rowid_is_refused(file_office):
    with pytest.raises(DatabaseRefused, match="has a rowid, which is the order of writing"):
        _run(file_office, "DROP TABLE ballots",
             "CREATE TABLE ballots (wave VARCHAR(32) NOT NULL REFERENCES waves (id), id BLOB NOT NULL, "
             "sealed BLOB NOT NULL, PRIMARY KEY (wave, id))")


def test_a_time_in_place_of_a_day_is_refused(file_office):
    with pytest.raises(DatabaseRefused, match="keeps a time of day in its column 'touched'"):
        _run(file_office, "DROP TABLE conversations",
             "CREATE TABLE conversations (id BLOB PRIMARY KEY, turn BLOB NOT NULL, "
             "touched TIMESTAMP NOT NULL, locked BLOB NOT NULL) WITHOUT ROWID")


@pytest.mark.parametrize(("name", "value", "found"), [
    ("secure_delete", "OFF", "0"), ("secure_delete", "FAST", "2"), ("journal_mode", "PERSIST", "persist"),
    ("journal_mode", "MEMORY", "memory"), ("synchronous", "OFF", "0"), ("synchronous", "NORMAL", "1"),
    ("foreign_keys", "OFF", "0"), ("trusted_schema", "ON", "1"), ("temp_store", "FILE", "1"),
])
def test_an_unsafe_switch_is_read_back_and_refused(file_office, monkeypatch, name, value, found):
    file_office.store.close()
    monkeypatch.setattr(database, "PRAGMAS", tuple(
        pragma._replace(value=value) if pragma.name == name else pragma for pragma in database.PRAGMAS))
    with pytest.raises(DatabaseRefused, match=f"SQLite's {name} is {found} and must be"):
        Store.open(file_office.url, file_office.keys)


@pytest.mark.parametrize(("switch", "value"), [
    ("log_statement", "all"), ("log_statement", "mod"), ("log_min_duration_statement", "0"),
    ("log_min_duration_sample", "100"), ("log_parameter_max_length_on_error", "-1"),
])
def test_a_server_that_logs_what_is_written_is_refused(server_office, switch, value):
    url, keys = server_office.url, server_office.keys
    name = url.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET {switch} = '{value}'")
        try:
            with pytest.raises(DatabaseRefused, match=f"PostgreSQL's {switch} is {value}"):
                Store.open(url, keys)
        finally:
            connection.execute(f"ALTER DATABASE {name} RESET {switch}")


def test_every_table_is_on_one_side(office):
    engine = connect(office.url)
    present = set(inspect(engine).get_table_names())
    engine.dispose()
    assert present == set(metadata.tables) | {"alembic_version"}
    assert set(metadata.tables) >= GUARDED
