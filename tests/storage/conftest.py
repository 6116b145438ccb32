"""A store on each database that Heard runs on, with a setting and an open wave in it."""

import datetime as dt
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from storage.keyring import Keyring
from storage.store import Store
from surveys.answers import Answer, Response
from surveys.model import Setting
from surveys.survey import Survey
from surveys.wave import Wave, WaveState

SERVER = os.environ.get("HEARD_TEST_POSTGRESQL", "127.0.0.1:5432")
UNTESTED = "PostgreSQL: no server at"


@dataclass
class Today:
    """A day that a test can change."""

    day: dt.date = dt.date(2026, 11, 3)

    def __call__(self):
        return self.day


@dataclass
class Office:
    """An installation in use: its store, keys and one open wave."""

    url: str
    keys: Keyring
    store: Store
    wave: Wave
    today: Today
    issued: list = field(default_factory=list)

    def invite(self, how_many, wave="w1"):
        with self.store.begin() as tx:
            self.issued += tx.invitations.issue(wave, how_many)
        return self.issued[-how_many:]

    def vote(self, issued, response, wave="w1"):
        with self.store.begin() as tx:
            invitation = tx.invitations.by_token(issued.token)
            if not tx.invitations.mark(invitation.id, "done"):
                return False
            tx.ballots.seal(wave, response)
        return True

    def close(self, wave="w1"):
        """Mark the wave closed, with its ballots destroyed and its key gone."""
        with self.store.begin() as tx:
            closed = tx.waves.get(wave).model_copy(update={"state": WaveState.CLOSED, "closed": self.today()})
            tx.ballots.destroy(wave)
            tx.waves.update(closed)
        self.keys.destroy_wave(wave)
        self.store.shred()

    @property
    def file(self):
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def bytes_on_disk(self):
        """Everything in the database's folder but the key file."""
        return b"".join(file.read_bytes() for file in self.file.parent.iterdir()
                        if file.name.startswith(self.file.name))


@pytest.fixture(scope="session")
def survey():
    return Survey.model_validate({
        "id": "pupil", "audience": "pupil", "title": "Your say",
        "scales": {"ysn": {"choices": [{"code": "yes", "label": "Yes", "favourable": True},
                                       {"code": "no", "label": "No"}]}},
        "sections": [{"id": "s", "title": "Here", "questions": [
            {"type": "scale", "id": "safe", "text": "Do you feel safe here?", "scale": "ysn"},
            {"type": "free_text", "id": "better", "text": "What would make it better?"}]}],
    })


@pytest.fixture(scope="session")
def wave(survey):
    setting = Setting(id="hill", name="Hill House")
    return Wave(id="w1", setting="hill", name="Pupils, autumn", survey=survey.at(setting), roster=24)


@pytest.fixture(scope="session")
def reply():
    """Build one respondent's answers."""
    def build(safe="yes", better=""):
        answers = {"safe": Answer.of(safe)}
        return Response(answers | ({"better": Answer.of(better)} if better else {}), may_quote=True)
    return build


@pytest.fixture(scope="session")
def server():
    """Connect to PostgreSQL as its administrator, or say loudly that it is not tested."""
    host, _, port = SERVER.partition(":")
    for user in ("postgres", "root"):
        try:
            connection = psycopg.connect(host=host, port=int(port or 5432), user=user, dbname="postgres",
                                         connect_timeout=3, autocommit=True)
        except psycopg.OperationalError:
            continue
        name = f"heard_test_{secrets.token_hex(6)}"
        with connection:
            connection.execute(f"CREATE DATABASE {name}")
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
            try:
                yield f"postgresql://{user}@{host}:{port or 5432}/{name}"
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{UNTESTED} {SERVER}, and in CI it must be tested")
    pytest.skip(f"{UNTESTED} {SERVER}")


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'heard.db'}"


@pytest.fixture
def server_url(server):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


@pytest.fixture(params=["sqlite_url", "server_url"], ids=["sqlite", "postgresql"])
def url(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def keys(tmp_path):
    return Keyring.create(tmp_path / "heard.keys")


@pytest.fixture
def today():
    return Today()


def _office(url, keys, today, wave):
    with Store.create(url, keys, today) as store:
        with store.begin() as tx:
            tx.setting.put(wave.survey.setting)
            tx.waves.add(wave)
            tx.waves.set_public_key(wave.id, keys.new_wave(wave.id))
            opened = wave.model_copy(update={"state": WaveState.OPEN, "opened": today()})
            tx.waves.update(opened)
        yield Office(url, keys, store, opened, today)


@pytest.fixture
def office(url, keys, today, wave):
    """An installation on each kind of database."""
    yield from _office(url, keys, today, wave)


@pytest.fixture
def file_office(sqlite_url, keys, today, wave):
    """An installation on SQLite, for what only files show."""
    yield from _office(sqlite_url, keys, today, wave)


@pytest.fixture
def server_office(server_url, keys, today, wave):
    """An installation on PostgreSQL, for what only a server does."""
    yield from _office(server_url, keys, today, wave)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any(UNTESTED in str(report.longrepr) for report in skipped):
        terminalreporter.section("NOT TESTED: PostgreSQL", sep="!", red=True, bold=True)
        terminalreporter.line(f"No server answered at {SERVER}. Start one (trust authentication, user "
                              "postgres), or point HEARD_TEST_POSTGRESQL at one.")
