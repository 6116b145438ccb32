"""An installation of Heard that texts: its web pages, its worker, and parents with phones."""

import datetime as dt

from storage.contacts import Contact, Place
from storage.keyring import Keyring
from storage.store import Store
from surveys.loader import read_library
from surveys.model import Setting
from webhook import contact_file, importing, waves
from webhook.app import create_app
from webhook.channels.building import build
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.inviting import Inviting
from webhook.keeping import Surveys
from webhook.sending import Sender

SETTING = Setting(id="river", name="Riverside", safe_adult="Ms Okafor", contact="Room 4.")
WAVE = "parents"


class Clock:
    """A clock that tests set. It begins on a Monday in term, at eleven."""

    def __init__(self):
        self.now = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)

    def __call__(self):
        return self.now

    def forward(self, **by):
        self.now += dt.timedelta(**by)


class Riverside:
    """One installation, with an open wave for parents.

    `network` carries texts: `write(number, words)` from a phone, and `messages(number)` that went to it. The
    channels are the configured ones unless others are given.
    """

    def __init__(self, environment, network, channels=None):
        self.config, self.network, self.clock = Config.read(environment), network, Clock()
        self.config.folder.mkdir()
        self.config.database_folder.mkdir()
        self.keys = Keyring.create(self.config.keys)
        self.store = Store.create(self.config.database, self.keys, lambda: self.clock.now.date())
        built = build(self.config)
        assert built.problems == ()
        self.channels = channels or built.channels
        self.app = create_app(self.config, self.store, self.clock, self.channels)
        self.sender = Sender(self.store, self.channels, self.clock, pause=lambda s: self.clock.forward(seconds=s))
        with self.store.begin() as tx:
            tx.setting.put(SETTING)
        waves.draft(self.store, SETTING, read_library("parent"), wave_id=WAVE, name="Parents", roster=20,
                    channels=("web", "sms", "whatsapp"))
        appoint(self.store, self.clock())
        waves.open_wave(self.store, self.keys, WAVE, self.clock.now.date())

    def know(self, *numbers, language="en", channel="sms"):
        """Keep a parent's number with an invitation, as importing a list does."""
        with self.store.begin() as tx:
            for number in numbers:
                issued, = tx.invitations.issue(WAVE, 1)
                place = Place(WAVE, tx.invitations.by_token(issued.token).id.hex(), token=issued.token)
                mark = tx.contacts.mark("phone", number)
                tx.contacts.put(mark, Contact("phone", channel, number, language=language, places=(place,)))

    def take_in(self, file):
        """Take in a list of numbers, as `heard contacts import` does."""
        found = contact_file.read(file.encode(), test_mode=True)
        assert found.problems == ()
        return importing.take_in(self.store, found.rows)

    def invite(self):
        inviting = Inviting(self.channels, Surveys(), SETTING, self.config.public_base_url)
        with self.store.begin() as tx:
            for mark, contact in tuple(tx.contacts.all()):
                inviting.invite(tx, mark, contact, self.clock())
        self.run()

    def run(self):
        """Let the worker send what waits."""
        self.sender.drain()
        self.clock.forward(seconds=3)
        self.sender.drain()

    def received(self, number):
        """Give every text that a phone has received."""
        return [text["body"] for text in self.network.messages(number)]

    def write(self, number, words):
        """Write from a phone after as long as reading takes, and give what comes back."""
        self.clock.forward(seconds=20)
        before = len(self.received(number))
        self.network.write(number, words)
        self.run()
        return self.received(number)[before:]

    def close(self):
        return waves.close(self.store, self.keys, WAVE, self.clock.now.date())

    def tallies(self):
        with self.store.read() as tx:
            return {tally.question: tally for tally in tx.tallies.get(WAVE)}

    def outbox(self):
        """Count messages by state and code."""
        with self.store.read() as tx:
            return {f"{state} {code}".strip(): many for (_, state, code), many in tx.outbox.counts().items()}

    def contact(self, number):
        with self.store.read() as tx:
            return tx.contacts.get(tx.contacts.mark("phone", number))

    def opted_out(self, number):
        with self.store.read() as tx:
            return tx.optouts.has("phone", number)

    def counts(self):
        with self.store.read() as tx:
            return tuple(tx.invitations.counts(WAVE)), tx.ballots.count(WAVE)
