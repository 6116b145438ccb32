"""`heard keys`: the key file, made, looked at, and its contact key changed."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from storage.errors import KeyFileError, StorageError
from storage.keyring import Keyring
from storage.rotation import change_contact_key
from webhook import keycheck
from webhook.commands.setting import Folder
from webhook.config import Config, ConfigError
from webhook.installation import configured, opened, stop

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command()
def create(directory: Folder = None) -> None:
    """Make the key file of a new installation, before its database. Never where there is one already."""
    config = _config(directory)
    database = config.database_folder
    if not config.keys.exists() and database is not None and database.exists() and any(database.iterdir()):
        stop(f"There is a database in {database}, and a new key file would not open it. "
             f"Put its own key file back at {config.keys}, from that file's backup.")
    try:
        config.keys.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        Keyring.create(config.keys)
    except KeyFileError as refusal:
        stop(str(refusal))
    except OSError as refusal:
        stop(f"{config.keys.parent} cannot be used ({refusal.strerror}). Choose another place in HEARD_KEY_FILE.")
    typer.echo(f"The keys are in {config.keys}. Keep that file out of backups of the database, and keep a copy of it "
               "where only you can get at it: without it nothing opens.")
    typer.echo("Next: heard setting create --name \"Your setting\"")


@app.command()
def check(directory: Folder = None,
          as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Say what is right and wrong with the key file; exit code 1 where something is wrong."""
    found = keycheck.examine(_config(directory))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False))
    for one in () if as_json else found:
        typer.echo(f"ok     {one.what}" if one.right else f"WRONG  {one.what} {one.remedy}")
    if not all(one.right for one in found):
        raise typer.Exit(1)


@app.command("rotate-contact")
def rotate_contact(directory: Folder = None,
                   yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Change the key that addresses are locked with. Stop Heard first; opt-outs go on holding."""
    with opened(directory) as here:
        if not yes and not typer.confirm("Is Heard stopped, and is there a backup of the key file?"):
            stop("Nothing was changed.")
        changed = change_contact_key(here.store)
        typer.echo(f"The contact key is a new one. Locked again with it: {changed.contacts} addresses, "
                   f"{changed.messages} messages.")
        typer.echo("Opt-outs are hashes without the address, and stay under the key they were made with. "
                   "Make a new backup of the key file, and destroy the old ones.")


def _config(directory: Folder) -> Config:
    try:
        return configured(directory)
    except (ConfigError, StorageError) as refusal:
        stop(str(refusal))
