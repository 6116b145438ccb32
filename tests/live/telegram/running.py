"""Heard as it runs, with its bot at the stand-in: pages, worker and an open wave of staff."""

import datetime as dt
import secrets
import threading

from werkzeug.serving import make_server

from surveys.loader import library
from surveys.model import Setting
from webhook import installation, waves
from webhook.app import create_app
from webhook.channels.chatting import checking
from webhook.channels.chatting.account import invitation
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.jobs import Jobs, queue
from webhook.sending import Sender

SETTING = Setting(id="river", name="Riverside Lodge", safe_adult="Ms Okafor", contact="Room 4, any break.")
WAVE = "staff_1"


class Prepared:
    """An installation with an open wave of staff, where nothing runs."""

    def __init__(self, environment, *, sets=()):
        self.config = Config.read(environment)
        made = installation.make(self.config)
        self.keys, self.store = made.keys, made.store
        with self.store.begin() as tx:
            tx.setting.put(SETTING)
        appoint(self.store, now())
        waves.draft(self.store, SETTING, library()["staff"], wave_id=WAVE, name="Staff", roster=20, sets=sets,
                    channels=("web", "telegram"))
        waves.open_wave(self.store, self.keys, WAVE, now().date())

    def invite(self):
        """Make an invitation; give its token."""
        with self.store.begin() as tx:
            return tx.invitations.issue(WAVE, 1, secrets.token_bytes)[0].token


class Running:
    """One installation, served and sending, until it is stopped."""

    def __init__(self, environment, channel, *, sets=()):
        made = Prepared(environment, sets=sets)
        self.config, self.keys, self.store, self.channel = made.config, made.keys, made.store, channel
        self._prepared = made
        # Telegram takes a message a second to one chat; the stand-in takes more, and people here do not wait.
        channel.per_second = channel.per_chat = 1000.0
        self._serve({channel.name: channel})
        channel.bridge.call(lambda bot: checking.set_webhook(bot, channel.account))

    def _serve(self, channels):
        self.sender = Sender(self.store, channels, now)
        self.jobs = Jobs(queue(self.config, secrets.token_bytes(32)), self.sender)
        self.app = create_app(self.config, self.store, now, channels, self.jobs.ring)
        self._server = make_server("127.0.0.1", int(self.config.public_base_url.rpartition(":")[2]), self.app,
                                   threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.jobs.start(threads=1)

    def invite(self):
        """Give the link that lets one person in, and its token."""
        token = self._prepared.invite()
        return invitation(self.channel.account.name, token), token

    def counts(self):
        """Give how many were invited, started and are done, and how many ballots there are."""
        with self.store.read() as tx:
            return tuple(tx.invitations.counts(WAVE)), tx.ballots.count(WAVE)

    def close_wave(self):
        """Close the wave; give the release and the tallies."""
        release = waves.close(self.store, self.keys, WAVE, dt.datetime.now(dt.UTC).date())
        with self.store.read() as tx:
            return release, tx.tallies.get(WAVE)

    def stop(self):
        """Stop serving and sending."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.jobs.stop()
        self.store.close()
