"""Attack 5 on PostgreSQL, and what it must notice on both kinds of database."""

import os
import secrets

import psycopg
import pytest
from sqlalchemy import text

from storage.database import connect
from storage.keyring import Keyring
from storage.store import Store
from tests.attacks import schema

SERVER = os.environ.get("HEARD_TEST_POSTGRESQL", "127.0.0.1:5432")
UNTESTED = "PostgreSQL: no server at"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """Give a new database of each kind, with Heard's tables in it."""
    made = f"sqlite:///{tmp_path / 'heard.db'}" if request.param == "sqlite" else request.getfixturevalue("server")
    Store.create(made, Keyring.create(tmp_path / "keys.json")).close()
    return made


@pytest.fixture
def server():
    host, _, port = SERVER.partition(":")
    try:
        connection = psycopg.connect(host=host, port=int(port or 5432), user="postgres", dbname="postgres",
                                     connect_timeout=3, autocommit=True)
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{UNTESTED} {SERVER}, and in CI it must be tested")
        pytest.skip(f"{UNTESTED} {SERVER}")
    name = f"heard_attack_{secrets.token_hex(6)}"
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql://postgres@{host}:{port or 5432}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_nothing_where_answers_are_says_when_or_whose(url):
    assert schema.attack(url) == []


@pytest.mark.parametrize(("change", "says"), [
    ("ALTER TABLE ballots ADD COLUMN made TIMESTAMP", "ballots.made is a time"),
    ("ALTER TABLE comments ADD COLUMN nth INTEGER", "comments.nth is a number"),
    ("ALTER TABLE tallies ADD COLUMN note TEXT DEFAULT 'x'", "tallies.note fills itself in"),
    ("ALTER TABLE comments ADD COLUMN who {bytes} REFERENCES invitations (id)", "comments leads to invitations"),
    ("CREATE TABLE spy (who {bytes} REFERENCES invitations (id), said TEXT)", "spy leads to invitations"),
])
def test_it_notices(url, change, says):
    engine = connect(url).execution_options(heard_writes=True)
    with engine.begin() as connection:
        connection.execute(text(change.format(bytes="BLOB" if "sqlite" in url else "BYTEA")))
    engine.dispose()
    assert says in schema.attack(url)
