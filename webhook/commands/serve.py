"""`heard serve`: the web-chat, from one process."""

import datetime as dt
from zoneinfo import ZoneInfo

import typer
from flask import Flask

from storage.keyring import Keyring
from storage.store import Store
from webhook.app import create_app
from webhook.commands.setting import Folder
from webhook.config import Config
from webhook.daily import Daily
from webhook.installation import opened, stop
from webhook.server import PortTaken, serve


def run(directory: Folder = None) -> None:
    """Serve the web-chat until Ctrl-C, and delete each day what has been kept for long enough."""
    with opened(directory) as here:
        config, setting = here.config, here.setting()
    typer.echo(f"Serving {setting.name} on {config.public_base_url}. Stop with Ctrl-C.")
    try:
        serve(lambda: load(config, ZoneInfo(setting.time_zone)), config)
    except PortTaken as refusal:
        stop(str(refusal))


def load(config: Config, zone: ZoneInfo) -> Flask:
    """Open the store and make the application, in the process that serves."""
    def today() -> dt.date:
        return dt.datetime.now(zone).date()

    store = Store.open(config.database, Keyring.open(config.keys), today)
    Daily(store, today).start()
    return create_app(config, store)
