"""`heard privacy`: what is held about people here."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from webhook import holdings
from webhook.commands.setting import Folder
from webhook.installation import opened

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Say what is held about people here."""


@app.command()
def report(directory: Folder = None,
           as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List what is held about people, where, in what form, and until when. Numbers are in steps, never names."""
    with opened(directory) as here:
        lines = holdings.report(here.config, here.store)
    if as_json:
        typer.echo(json.dumps([asdict(line) for line in lines], indent=1, ensure_ascii=False))
        return
    for line in lines:
        many = f" ({line.many})" if line.many else ""
        typer.echo(f"{line.where}{many}\n  holds  {line.what}\n  form   {line.form}\n  until  {line.until}")
