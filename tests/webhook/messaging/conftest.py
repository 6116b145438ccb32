"""A toy channel, a clock that tests set, and an installation whose people have numbers."""

import datetime as dt
import secrets
import threading
from dataclasses import replace

import pytest

from bot.conversation import Inbound
from bot.rendering import plain
from storage.contacts import Contact, Place
from storage.keyring import Keyring
from storage.store import Store
from surveys.loader import library
from surveys.model import Setting
from surveys.survey import Survey
from webhook import waves
from webhook.channels.contract import Arrival, Button, Outgoing, Sent
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.inviting import Inviting
from webhook.keeping import Surveys
from webhook.messaging import Messaging
from webhook.reminders import Reminders
from webhook.sending import Sender

SETTING = Setting(id="river", name="Riverside", safe_adult="Ms Okafor", contact="Room 4.")
ANN, BEN = "+447700900101", "+447700900102"
SHORT = Survey.model_validate({
    "id": "short", "audience": "parent", "title": "A few questions", "intro": "Hello from Riverside.",
    "already_done": "You have already answered these questions.", "closed": "These questions closed on {date}.",
    "opted_out": "OK, we have stopped, and will not message you again.",
    "scales": {"yn": {"ordered": True, "polarity": "best_first", "choices": [
        {"code": "yes", "label": "Yes", "favourable": True}, {"code": "no", "label": "No"}]}},
    "sections": [{"id": "s", "title": "Here", "questions": [
        {"type": "scale", "id": "safe", "text": "Is your child safe here?", "scale": "yn"},
        {"type": "scale", "id": "happy", "text": "Is your child happy here?", "scale": "yn"},
        {"type": "free_text", "id": "better", "text": "What would make it better?"}]}]})


class Clock:
    """A clock that tests set. It begins on a Monday in term, at eleven."""

    def __init__(self):
        self.now = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)

    def __call__(self):
        return self.now

    def forward(self, **by):
        self.now += dt.timedelta(**by)


class Toy:
    """A channel whose provider is a list. What it should raise next is in `faults`."""

    name, rendering, kind = "sms", "sms", "phone"
    per_second, per_chat = 1000.0, 1000.0
    forgets = "at_end"

    def __init__(self, name="sms", **own):
        self.name = name
        self.sent, self.forgotten, self.faults = [], [], []
        self.guard = threading.Lock()
        for key, value in own.items():
            setattr(self, key, value)

    def verify(self, raw):
        pass

    def parse(self, raw):
        return ()

    def compose(self, reply, trace="", purpose="question"):
        buttons = tuple((Button(option.label, f"{reply.step}|{option.code}"),) for option in reply.options)
        return (Outgoing(plain(reply, self.rendering), buttons=buttons, purpose=purpose, trace=trace),)

    def send(self, address, message, outbox_id):
        with self.guard:
            if self.faults and (fault := self.faults.pop(0)):
                raise fault
            self.sent.append((address, message.text))
            return Sent(f"SM{len(self.sent)}")

    def forget(self, address, provider_ids):
        self.forgotten.append((address, tuple(provider_ids)))

    def check(self):
        return ()

    def to(self, address):
        return [text for whom, text in self.sent if whom == address]


class World:
    """One installation with a toy channel, and people who write in."""

    def __init__(self, folder, toy, url=""):
        self.config = Config.at(folder, **({"HEARD_DATABASE_URL": url} if url else {}))
        self.keys = Keyring.create(self.config.keys)
        (folder / "database").mkdir(exist_ok=True)
        self.clock = Clock()
        self.store = Store.create(self.config.database, self.keys, lambda: self.clock.now.date())
        with self.store.begin() as tx:
            tx.setting.put(SETTING)
        appoint(self.store, self.clock.now)
        self.toy, self.channels = toy, {toy.name: toy}
        self.messaging = Messaging(self.store, self.channels, self.clock)
        self.sender = Sender(self.store, self.channels, self.clock, pause=lambda s: self.clock.forward(seconds=s))
        self.reminders = Reminders(self.store, self.channels, self.clock, "https://voice.example")

    def open(self, name="parents", survey=SHORT, **more):
        waves.draft(self.store, SETTING, survey, wave_id=name, name=name, roster=20, channels=("web", self.toy.name),
                    **more)
        waves.open_wave(self.store, self.keys, name, self.clock.now.date())
        return self

    def know(self, address=ANN, *names, children=0, quiet=()):
        """Make a contact with an invitation to each wave named, or one for each child."""
        with self.store.begin() as tx:
            places = []
            for name in names or ("parents",):
                for nth in range(1, children + 1) if children else (0,):
                    (issued,) = tx.invitations.issue(name, 1)
                    found = tx.invitations.by_token(issued.token)
                    places.append(Place(name, found.id.hex(), nth=nth, token=issued.token, quiet=name in quiet))
            mark = tx.contacts.mark(self.toy.kind, address)
            tx.contacts.put(mark, Contact(self.toy.kind, self.toy.name, address, places=tuple(places)))
        return mark

    def invite(self):
        inviting = Inviting(self.channels, Surveys(), SETTING, "https://voice.example")
        with self.store.begin() as tx:
            return sum(inviting.invite(tx, mark, contact, self.clock()) for mark, contact in tuple(tx.contacts.all()))

    def say(self, words="", address=ANN, id_=None, send=True, **more):
        """Write in, let the worker run, and give what came back."""
        if send:
            self.clock.forward(minutes=2)  # what comes within a minute of typed words may belong to them
        before = len(self.toy.to(address))
        arrival = Arrival(self.toy.name, address, id_ or secrets.token_hex(8), Inbound(words=words))
        self.messaging.receive(replace(arrival, **more))
        if not send:
            return None
        self.run()
        return self.toy.to(address)[before:]

    def tap(self, code, step=0, address=ANN):
        return self.say(address=address, inbound=Inbound(tap=code, step=step))

    def run(self):
        self.sender.drain()
        self.clock.forward(seconds=3)
        self.sender.drain()

    def contact(self, address=ANN):
        with self.store.read() as tx:
            return tx.contacts.get(tx.contacts.mark(self.toy.kind, address))

    def counts(self, wave="parents"):
        with self.store.read() as tx:
            return tuple(tx.invitations.counts(wave)), tx.ballots.count(wave)

    def outbox(self):
        found = {}
        with self.store.read() as tx:
            for (_, state, code), many in tx.outbox.counts().items():
                found[f"{state} {code}".strip()] = many
        return found

    def issue(self, wave="parents"):
        with self.store.begin() as tx:
            return tx.invitations.issue(wave, 1)[0]


@pytest.fixture
def toy():
    return Toy()


@pytest.fixture
def world(tmp_path, toy):
    made = World(tmp_path, toy)
    yield made
    made.store.close()


@pytest.fixture
def make_world():
    """Make an installation in a folder, for tests that need many."""
    return lambda folder: World(folder, Toy())


@pytest.fixture
def parents(world):
    """An open wave of parents; Ann was invited by SMS and has got the invitation."""
    world.open()
    world.know()
    world.invite()
    world.run()
    world.toy.sent.clear()
    return world


@pytest.fixture
def shipped():
    return library()
