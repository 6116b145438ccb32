"""`heard worker`: send what waits in the outbox, for installations that serve from several processes."""

import signal
import threading

import typer

from webhook.channels.building import build
from webhook.commands.setting import Folder
from webhook.installation import opened, stop
from webhook.working import worker


def run(directory: Folder = None) -> None:
    """Send messages and reminders until Ctrl-C. `heard serve` does so itself, unless told --no-worker."""
    with opened(directory) as here:
        built = build(here.config)
        for problem in built.problems:
            typer.secho(problem, err=True)
        if not built.channels:
            stop("No channel is set up, so there is nothing to send. See: heard doctor")
        jobs = worker(here.config, here.store, built.channels)
        stopping = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopping.set())
        jobs.start()
        typer.echo(f"Sending by {', '.join(built.channels)}. Stop with Ctrl-C.")
        stopping.wait()
        jobs.stop()
