"""The servers under load: Heard's, and a bare Flask insert on the same server software and disk."""

import datetime as dt
import secrets
import socket
import sqlite3
import sys
import threading
from dataclasses import replace
from pathlib import Path

from engine import survey_text
from flask import Flask, Response, redirect

from storage.keyring import Keyring
from storage.store import Store
from surveys.loader import load
from surveys.model import Setting
from webhook import waves
from webhook.app import create_app
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.installation import make
from webhook.server import serve

QUESTIONS = 60
EACH = 60
"""Invitations for each client: enough to answer for the whole time."""


def prepare(folder: Path, clients: int) -> list[list[str]]:
    """Make an installation with an open wave; give each client's tokens."""
    here = make(Config.at(folder))
    setting = Setting(id="bench", name="Bench")
    with here.store.begin() as tx:
        tx.setting.put(setting)
    appoint(here.store, now())
    count = clients * EACH
    waves.draft(here.store, setting, load(survey_text(QUESTIONS)), wave_id="w", name="Bench", roster=count)
    waves.open_wave(here.store, here.keys, "w", dt.date(2026, 11, 22))
    with here.store.begin() as tx:
        tokens = [issued.token for issued in tx.invitations.issue("w", count, secrets.token_bytes)]
    here.store.close()
    return [tokens[n::clients] for n in range(clients)]


def bare(file: Path) -> Flask:
    """Make the smallest application that keeps an answer on disk before it replies."""
    app, lock = Flask("bare"), threading.Lock()
    connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, words TEXT)")

    @app.post("/")
    def answer() -> Response:
        with lock:
            connection.execute("INSERT INTO answer (words) VALUES ('yes')")
        return redirect("/", 303)  # type: ignore[return-value]

    return app


def main(kind: str, folder: Path) -> None:
    """Serve until told to stop, having printed the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = replace(Config.at(folder), port=port)
    print(port, flush=True)
    if kind == "bare":
        serve(lambda: bare(folder / "bare.db"), config)
    else:
        serve(lambda: create_app(config, Store.open(config.database, Keyring.open(config.keys))), config)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
