"""Heard under messages: an installation whose people are all in the middle of a questionnaire."""

import datetime as dt
import socket
import sys
from dataclasses import replace
from pathlib import Path

from engine import survey_text
from serving import bare

from bot import engine
from storage.contacts import Contact, Place
from storage.keyring import Keyring
from storage.store import Store
from surveys.loader import load
from surveys.model import Setting
from webhook import waves
from webhook.app import create_app
from webhook.channels.building import build
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.installation import make
from webhook.server import serve

PUBLIC = "https://bench.example.sch.uk"
TOKEN, SECRET = "auth_token_of_the_bench", "secret_of_the_bench_0001"
SETTINGS = {
    "sms": {"HEARD_TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "HEARD_TWILIO_AUTH_TOKEN": TOKEN,
            "HEARD_TWILIO_FROM": "+447700900001"},
    "telegram": {"HEARD_TELEGRAM_TOKEN": "123456:ABC-bench", "HEARD_TELEGRAM_BOT": "bench_bot",
                 "HEARD_TELEGRAM_SECRET": SECRET}}
SPACE = {"sms": "phone", "telegram": "telegram"}


def address(kind: str, person: int) -> str:
    """Give one of the people's addresses: far more than there are drama numbers, and no message leaves."""
    return f"+4477009{person:08d}" if kind == "sms" else str(1000 + person)


def config(kind: str, folder: Path) -> Config:
    """Give the configuration with one channel set up."""
    return Config.at(folder, HEARD_PUBLIC_BASE_URL=PUBLIC, **SETTINGS.get(kind, {}))


def prepare(kind: str, folder: Path, people: int) -> None:
    """Make an installation with an open wave, and everybody asked its first question."""
    here = make(config(kind, folder))
    setting = Setting(id="bench", name="Bench")
    with here.store.begin() as tx:
        tx.setting.put(setting)
    appoint(here.store, now())
    waves.draft(here.store, setting, load(survey_text()), wave_id="w", name="Bench", roster=people,
                channels=("web", kind))  # type: ignore[arg-type]
    wave = waves.open_wave(here.store, here.keys, "w", dt.date(2026, 11, 22))
    begun = engine.start(wave.survey.in_languages(wave.languages), channel=kind).conversation.dump()
    with here.store.begin() as tx:
        for person, issued in enumerate(tx.invitations.issue("w", people)):
            found = tx.invitations.by_token(issued.token)
            assert found is not None
            mark = tx.contacts.mark(SPACE[kind], address(kind, person))
            tx.contacts.put(mark, Contact(SPACE[kind], kind, address(kind, person), here=0,
                                          places=(Place("w", found.id.hex(), shown=True),)))
            tx.conversations.start(tx.contacts.handle(mark, "w"), "w", found.id, begun)
    here.store.close()


def check(kind: str, folder: Path, answered: int) -> None:
    """Stop unless every message was answered, and the answer queued."""
    here = config(kind, folder)
    store = Store.open(here.database, Keyring.open(here.keys))
    with store.read() as tx:
        queued = sum(tx.outbox.counts().values())
    store.close()
    if queued < answered:
        raise SystemExit(f"{answered} messages were sent and only {queued} answers are queued")


def main(kind: str, folder: Path) -> None:
    """Serve until told to stop, having printed the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = replace(config(kind, folder), port=port)
    print(port, flush=True)
    if kind == "bare":
        serve(lambda: bare(folder / "bare.db"), here)
        return
    serve(lambda: create_app(here, Store.open(here.database, Keyring.open(here.keys)),
                             channels=build(here).channels), here)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
