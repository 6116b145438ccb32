"""`heard outbox`: how many messages wait, went, or failed. Never to whom, and never what they say."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.installation import opened
from webhook.working import seconds_waiting

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
MEANS = {
    "due": "wait to be sent", "leased": "in a worker's hands", "sending": "being sent", "sent": "sent",
    "delivered": "delivered", "unknown": "may or may not have gone", "failed": "could not be sent",
    "undelivered": "did not arrive",
}
LATE = 300
"""Seconds after which what is due says that nobody sends."""


@app.callback()
def group() -> None:
    """Messages that wait to be sent."""


@app.command()
def status(directory: Folder = None,
           as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Count the messages of the outbox by channel, state and the provider's error code."""
    with opened(directory) as here:
        with here.store.read() as tx:
            counts = tx.outbox.counts()
        late = seconds_waiting(here.store, {channel for channel, _, _ in counts}, now())
    rows = [{"channel": channel, "state": state, "code": code, "count": count}
            for (channel, state, code), count in counts.items()]
    if as_json:
        typer.echo(json.dumps({"messages": rows, "oldest_waits_seconds": round(late)}, indent=1))
        return
    table = Table("Channel", "Messages", "State", "Code")
    for row in rows:
        table.add_row(str(row["channel"]), str(row["count"]), MEANS[str(row["state"])], str(row["code"]))
    Console().print(table if rows else "The outbox is empty.")
    if late > LATE:
        typer.echo(f"The oldest has waited for {late // 60:.0f} minutes. Is `heard serve` or `heard worker` running?")
