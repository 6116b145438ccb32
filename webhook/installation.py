"""One installation as a command meets it: its configuration, its keys and its store."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from reports.disclosure import WrongPolicy
from storage.errors import StorageError
from storage.keyring import Keyring
from storage.store import Store
from surveys.errors import InvalidSurvey
from surveys.model import Setting
from webhook import languages
from webhook.config import Config, ConfigError
from webhook.languages import LanguageError
from webhook.waves import WaveError


@dataclass(frozen=True, slots=True)
class Installation:
    """What every command works on."""

    config: Config
    keys: Keyring
    store: Store

    def setting(self) -> Setting:
        """Give the one setting kept here, or say how to make it."""
        with self.store.read() as tx:
            found = tx.setting.all()
        if not found:
            stop("No setting has been set up here yet. Begin with: heard setting create --name \"Your setting\"")
        return found[0]

    def today(self) -> dt.date:
        """Give today's date where the setting is."""
        return dt.datetime.now(ZoneInfo(self.setting().time_zone)).date()


def stop(message: str) -> NoReturn:
    """Say what is wrong and what to do, and end with exit code 1."""
    typer.secho(message, err=True, fg=typer.colors.RED if _in_colour() else None)
    raise typer.Exit(1)


def _in_colour() -> bool:
    return typer.get_text_stream("stderr").isatty()


def configured(folder: Path | None) -> Config:
    """Give the configuration, with `folder` in place of HEARD_DIR where the command names one."""
    return Config.read(os.environ if folder is None else {**os.environ, "HEARD_DIR": str(folder)})


def make(config: Config) -> Installation:
    """Make a new installation: key file and database, neither readable by anyone else.

    A key file that `heard keys create` made, and that no database belongs to yet, is taken.
    """
    for folder in (config.folder, config.database_folder):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = config.database_folder
    awaited = config.keys.exists() and database is not None and not any(database.iterdir())
    keys = Keyring.open(config.keys) if awaited else Keyring.create(config.keys)
    return Installation(config, keys, Store.create(config.database, keys))


@contextmanager
def opened(folder: Path | None = None, *, new: bool = False) -> Iterator[Installation]:
    """Open the installation for one command; every refusal becomes one clear sentence and exit code 1."""
    try:
        config = configured(folder)
        languages.use(config.folder)
        if new:
            here = make(config)
        else:
            keys = Keyring.open(config.keys)
            here = Installation(config, keys, Store.open(config.database, keys))
        try:
            yield here
        finally:
            here.store.close()
    except (ConfigError, LanguageError, StorageError, WaveError, WrongPolicy, InvalidSurvey) as refusal:
        stop(str(refusal))
    except PermissionError as refusal:
        stop(f"Heard may not use {refusal.filename}. Give the account that runs Heard the right to it.")
    except OSError as refusal:
        stop(f"{refusal.filename or 'A file'} cannot be used ({refusal.strerror}). Choose another place.")
