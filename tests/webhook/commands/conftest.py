"""Commands as somebody types them, run in this process."""

from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from storage.keyring import Keyring
from storage.store import Store
from webhook import cli
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint


class Ran(NamedTuple):
    """What a command did: its exit code, what it printed, and what it complained of."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands on one installation folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, typed: str | None = None) -> Ran:
        """Run `heard` with these words; `{dir}` stands for the installation's folder."""
        words = tuple(word.replace("{dir}", str(self.folder)) for word in words)
        done = CliRunner().invoke(cli.build(words[0]), list(words), input=typed)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    def here(self, *words: str, typed: str | None = None) -> Ran:
        """Run a command of this installation."""
        return self(*words, "--dir", "{dir}", typed=typed)


@pytest.fixture
def heard(tmp_path, monkeypatch):
    """A shell in an empty folder, with nothing of Heard in the environment."""
    for name in list(__import__("os").environ):
        if name.startswith("HEARD_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path / "place")


@pytest.fixture
def setting(heard):
    """A shell in an installation whose setting is made."""
    done = heard.here("setting", "create", "--name", "St Anne's Centre", "--safe-adult", "Ms Okafor")
    assert done.code == 0, done.err
    config = Config.at(heard.folder)
    with Store.open(config.database, Keyring.open(config.keys)) as store:
        appoint(store, now())
    return heard
