"""`heard upgrade`: bring an older database to the form this version needs."""

import typer

from storage.errors import StorageError
from storage.keyring import Keyring
from storage.store import Store
from webhook.commands.setting import Folder
from webhook.config import ConfigError
from webhook.installation import configured, stop


def run(directory: Folder = None) -> None:
    """Bring an older database to the newest form. Stop Heard and make a backup first. Safe to repeat."""
    try:
        config = configured(directory)
        Store.upgrade(config.database, Keyring.open(config.keys)).close()
    except (ConfigError, StorageError) as refusal:
        stop(str(refusal))
    typer.echo("The database has the newest form.")
