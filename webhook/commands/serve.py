"""`heard serve`: the web-chat, the addressed channels and the worker, from one process."""

import datetime as dt
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from flask import Flask

from storage.keyring import Keyring
from storage.store import Store
from webhook.app import create_app
from webhook.channels.building import Built, build
from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.config import Config
from webhook.daily import Daily
from webhook.installation import opened, stop
from webhook.safeguarding.mail import configured
from webhook.safeguarding.watch import Watch
from webhook.server import PortTaken, serve
from webhook.working import worker


def run(directory: Folder = None,
        own_worker: Annotated[bool, typer.Option("--worker/--no-worker", help="Send messages from here too, or "
                                                 "leave that to `heard worker`.")] = True) -> None:
    """Serve until Ctrl-C: web-chat and channels; send messages; delete each day what was kept for long enough."""
    with opened(directory) as here:
        config, setting = here.config, here.setting()
        if configured(config) is None:
            typer.secho("No mail server is set (HEARD_SMTP_HOST): nobody is told by e-mail when a child writes "
                        "something.", err=True)
    built = build(config)
    for problem in built.problems:
        typer.secho(f"{problem} (That channel is off; the rest works.)", err=True)
    typer.echo(f"Serving {setting.name} on {config.public_base_url}. Stop with Ctrl-C.")
    try:
        serve(lambda: load(config, ZoneInfo(setting.time_zone), built, sends=own_worker), config)
    except PortTaken as refusal:
        stop(str(refusal))


def load(config: Config, zone: ZoneInfo, built: Built | None = None, *, sends: bool = True) -> Flask:
    """Open the store and make the application, in the process that serves."""
    def today() -> dt.date:
        return dt.datetime.now(zone).date()

    store = Store.open(config.database, Keyring.open(config.keys), today)
    Daily(store, today).start()
    Watch(store, configured(config), config.public_base_url, zone, now).start()
    if built is None or not built.channels:
        return create_app(config, store)
    jobs = worker(config, store, built.channels, sends=sends)
    if sends:
        jobs.start()
    return create_app(config, store, channels=built.channels, ring=jobs.ring)
