"""`heard contacts`: numbers to ask by text message. Kept encrypted, never listed, gone after closing."""

from pathlib import Path
from typing import Annotated

import typer

from webhook import contact_file, importing
from webhook.channels.building import build
from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.installation import opened, stop
from webhook.inviting import Inviting
from webhook.keeping import Surveys

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: number, audience, and where "
                                                 "wanted language, children, channel.")],
            directory: Folder = None) -> None:
    """Take in a list of numbers for the open waves: all of it, or nothing and every reason."""
    try:
        content = file.read_bytes()
    except OSError as wrong:
        stop(f"{file} cannot be read ({wrong.strerror}). Give the path of a CSV file.")
    with opened(directory) as here:
        found = contact_file.read(content, test_mode=here.config.test_mode)
        if found.problems:
            stop("\n".join((*found.problems, "Nothing was imported.")))
        taken = importing.take_in(here.store, found.rows)
    for wave, count in taken.new.items():
        typer.echo(f"{count} new contacts for wave {wave}. Next: heard contacts invite {wave}")
    if taken.known:
        typer.echo(f"{taken.known} were known already.")
    if found.unread:
        typer.echo(f"Not read and not kept: {', '.join(found.unread)}.")
    typer.echo(f"Delete {file} when you no longer need it: Heard keeps the numbers encrypted.")


@app.command()
def invite(wave: Annotated[str, typer.Argument(metavar="WAVE", help="An open wave's id.")],
           directory: Folder = None) -> None:
    """Invite every contact of a wave who has not been. The messages go out in school hours."""
    with opened(directory) as here:
        built = build(here.config)
        for problem in built.problems:
            typer.secho(problem, err=True)
        if not built.channels:
            stop("No channel is set up, so nobody can be invited by message. See: heard doctor")
        inviting = Inviting(built.channels, Surveys(), here.setting(), here.config.public_base_url)
        with here.store.begin() as tx:
            asked = [(mark, contact) for mark, contact in tx.contacts.all()
                     if any(place.wave == wave for place in contact.places)]
            queued = sum(inviting.invite(tx, mark, contact, now()) for mark, contact in asked)
    typer.echo(f"{queued} invitations are in the outbox. They go out in school hours while Heard is served.")


@app.command()
def count(directory: Folder = None) -> None:
    """Say how many contacts and opt-outs there are."""
    with opened(directory) as here, here.store.read() as tx:
        typer.echo(f"{tx.contacts.count()} contacts, {tx.optouts.count()} opted out.")
