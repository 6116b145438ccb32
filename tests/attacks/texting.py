"""Attack 2, by text message: people who answer on their phones, each with words and a number of their own.

Looked for in every file after every message, in every line that is logged, and, once a message has been sent, in
whatever of the outbox opens with the keys that are there.
"""

import io
import logging
import secrets
from contextlib import redirect_stderr, redirect_stdout

from bot.conversation import Inbound
from bot.rendering import plain
from storage.contacts import Contact, Place
from surveys.loader import load
from tests.attacks import files, watching
from tests.attacks.town import SETTING, Town
from webhook import waves
from webhook.channels.contract import Arrival, Outgoing, Sent
from webhook.messaging import Messaging
from webhook.sending import Sender

QUESTIONNAIRE = """
id: short
audience: parent
title: A few questions
channels: [web, sms]
intro: Hello from {setting}.
already_done: You have already answered these questions. Thank you.
closed: These questions closed on {date}.
opted_out: OK, we have stopped, and will not message you again.
scales:
  yn:
    ordered: true
    polarity: best_first
    choices: [{code: "yes", label: "Yes", favourable: true}, {code: "no", label: "No"}]
sections:
  - id: s
    title: Here
    questions:
      - {id: safe, type: scale, scale: yn, text: Is your child safe here?}
      - {id: better, type: free_text, text: What would make it better?}
"""


BELONG = 180
"""Seconds after which words in two messages are two answers."""


class Phone:
    """A provider that takes every message and keeps none."""

    name, rendering, kind, forgets = "sms", "sms", "phone", "at_end"
    per_second, per_chat = 1000.0, 1000.0

    def compose(self, reply, trace="", purpose="question"):
        return (Outgoing(plain(reply, "sms"), purpose=purpose, trace=trace),)

    def send(self, address, message, outbox_id):
        return Sent("SM" + outbox_id)

    def forget(self, address, provider_ids):
        pass


def attack(folder, people=4):
    """Let people answer by text; give where anything of theirs turns up."""
    said, found = io.StringIO(), []
    handler, root = logging.StreamHandler(said), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(said), redirect_stderr(said), Town(folder / "town") as town:
            found += _round(town, people)
            found += files.finds(_secrets(people), {"the log": said.getvalue().encode()})
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    return sorted(set(found))


def _secrets(people):
    numbers = {f"number {n}": _number(n) for n in range(people)}
    return numbers | {f"number {n} without its plus": _number(n)[1:] for n in range(people)} | {
        f"words {n}": _words(n) for n in range(people)}


def _number(n):
    return f"+4477009002{n:02}"


def _words(n):
    return f"a canary of parent {n} sang in the hall"


def _round(town, people):
    waves.draft(town.store, SETTING, load(QUESTIONNAIRE), wave_id="t", name="Parents", roster=people,
                channels=("web", "sms"))
    waves.open_wave(town.store, town.keys, "t", town.today)
    phone = {"sms": Phone()}
    messaging = Messaging(town.store, phone, town.clock)
    sender = Sender(town.store, phone, town.clock, pause=lambda seconds: town.pass_by(seconds))
    found = []
    for n in range(people):
        _know(town, n)
        for words in ("hello", "yes", _words(n), "no"):
            messaging.receive(Arrival("sms", _number(n), secrets.token_hex(8), Inbound(words=words)))
            found += _look(town, people, "while a message waits")
            town.pass_by(BELONG)
            sender.drain()
            found += _look(town, people, "after it is sent") + _still_opens(town)
    with town.store.read() as tx:
        if tx.ballots.count("t") != people:
            found.append("the attack itself does not work: somebody's answers are not in the box")
    town.close("t")
    town.tick()
    return found + _look(town, people, "after closing") + _still_opens(town)


def _know(town, n):
    with town.store.begin() as tx:
        (issued,) = tx.invitations.issue("t", 1)
        invitation = tx.invitations.by_token(issued.token)
        mark = tx.contacts.mark("phone", _number(n))
        tx.contacts.put(mark, Contact("phone", "sms", _number(n), places=(Place("t", invitation.id.hex()),)))


def _look(town, people, when):
    return [f"{what} {when}" for what in files.finds(_secrets(people), files.everything(town.config.folder))]


def _still_opens(town):
    """Open what is over in the outbox with the keys that are there: no address and no words may be left in it."""
    found = []
    with town.store.read() as tx:
        for id_, state, locked in watching.rows(town, "SELECT id, state, locked FROM outbox"):
            content = tx.outbox.open(id_, locked)
            if state in ("sent", "delivered", "failed", "unknown") and {"address", "message"} & content.keys():
                found.append(f"a message that was {state} is still in the outbox")
    return found
