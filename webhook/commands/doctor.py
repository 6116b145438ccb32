"""`heard doctor`: look at a real installation and say what is wrong and what to do."""

import json
from typing import Annotated

import typer

from webhook.channels.building import build
from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.examination import Patient, examine
from webhook.installation import opened


def run(directory: Folder = None,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Check credentials, addresses, keys, disk, clock and people. Exit code 1 where something is wrong."""
    with opened(directory) as here:
        built = build(here.config)
        findings = list(examine(Patient(here.config, here.store, built.channels, built.problems, now())))
    if as_json:
        typer.echo(json.dumps([finding._asdict() for finding in findings], indent=1))
    else:
        for finding in findings:
            typer.echo(f"{'!!' if finding.faults else 'ok'}  {finding.name}")
            for fault in finding.faults:
                typer.echo(f"      {fault}")
        if not built.channels:
            typer.echo("Only the web-chat is set up: no settings of SMS, WhatsApp or Telegram are given.")
    if any(finding.faults for finding in findings):
        raise typer.Exit(1)
