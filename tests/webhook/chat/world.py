"""An installation with open waves, and people who answer in it without JavaScript."""

import datetime as dt
import html
import re
import secrets
from pathlib import Path

from storage.keyring import Keyring
from storage.store import Store
from surveys.loader import library
from surveys.model import Setting
from webhook import waves
from webhook.app import create_app
from webhook.config import Config
from webhook.demo.recipients import appoint

SETTING = Setting(id="river", name="Riverside Lodge", safe_adult="Ms Okafor", contact="Room 4, any break.")
ALL_KINDS = (Path(__file__).parent / "all_kinds.yaml").read_text(encoding="utf-8")


class Clock:
    """A clock that tests set."""

    def __init__(self):
        self.now = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)

    def __call__(self):
        return self.now


class World:
    """One installation: a store, open waves, and the application over them."""

    def __init__(self, folder):
        self.config = Config.at(folder)
        self.keys = Keyring.create(self.config.keys)
        (folder / "database").mkdir(exist_ok=True)
        self.clock = Clock()
        self.store = Store.create(self.config.database, self.keys, lambda: self.clock.now.date())
        with self.store.begin() as tx:
            tx.setting.put(SETTING)
        appoint(self.store, self.clock.now)
        self.app = create_app(self.config, self.store, self.clock)

    def open(self, name, survey=None, languages=("en",), sets=()):
        self.draft(name, survey, languages, sets)
        waves.open_wave(self.store, self.keys, name, self.clock.now.date())
        return self

    def draft(self, name, survey=None, languages=("en",), sets=()):
        waves.draft(self.store, SETTING, survey or library()["pupil"], wave_id=name, name=name, roster=20,
                    sets=sets, languages=languages)

    def invite(self, wave, how_many=1):
        with self.store.begin() as tx:
            issued = tx.invitations.issue(wave, how_many, secrets.token_bytes)
        return issued if how_many > 1 else issued[0]

    def close(self, wave):
        return waves.close(self.store, self.keys, wave, self.clock.now.date())

    def counts(self, wave):
        with self.store.read() as tx:
            return tuple(tx.invitations.counts(wave)), tx.ballots.count(wave)

    def ballots(self, wave):
        with self.store.read() as tx:
            return tx.ballots.open_all(wave)

    def visitor(self, **headers):
        return Visitor(self.app.test_client(), headers)


class Visitor:
    """Somebody with a browser without JavaScript: opens pages, posts the forms that are on them."""

    def __init__(self, client, headers=None):
        self.client = client
        self.headers = headers or {}
        self.status, self.text, self.where, self.response = 0, "", "", None

    def get(self, path):
        return self._took(self.client.get(path, headers=self.headers))

    def post(self, path, follow=True, **fields):
        response = self.client.post(path, data=fields, headers=self.headers)
        return self._took(response, follow=follow)

    def _took(self, response, follow=True):
        while follow and response.status_code == 303:
            response = self.client.get(response.headers["Location"], headers=self.headers)
        self.response, self.status, self.text = response, response.status_code, response.text
        self.where = response.request.path
        return self

    def enter(self, issued, by="code"):
        return self.post("/chat/enter", **{by: getattr(issued, by)})

    def pick(self, *codes, step=None):
        return self.post("/chat", step=step or self.step, pick=list(codes))

    def type(self, words, step=None):
        return self.post("/chat", step=step or self.step, words=words)

    def way(self, command, step=None):
        return self.post("/chat", step=step or self.step, way=command)

    @property
    def heading(self):
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.S)
        return html.unescape(re.sub(r"<[^>]+>", "", found.group(1))).strip() if found else ""

    @property
    def step(self):
        found = re.search(r'name="step" value="(\d+)"', self.text)
        return found.group(1) if found else None

    @property
    def choices(self):
        return re.findall(r'name="pick" value="([^"]+)"', self.text)

    @property
    def picked(self):
        return re.findall(r'name="pick" value="([^"]+)"[^>]* checked', self.text)

    @property
    def typed(self):
        found = (re.search(r"<textarea[^>]*>(.*?)</textarea>", self.text, re.S)
                 or re.search(r'name="words"[^>]*value="([^"]*)"', self.text))
        return html.unescape(found.group(1)) if found else None

    @property
    def says(self):
        body = self.text.partition("<main")[2]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def answer_all(self, choose=lambda codes: codes[0], words="The music room is good."):
        """Answer every question to the end; give the headings seen."""
        seen = []
        while self.step and len(seen) < 80:
            seen.append(self.heading)
            if self.choices:
                self.pick(choose(self.choices))
            else:
                self.type(words)
        return seen


def skip_to(visitor, heading):
    """Skip on until a question."""
    while visitor.heading != heading:
        visitor.pick(visitor.choices[0]) if "begin" in visitor.text and visitor.step == "1" else visitor.way("/skip")
    return visitor
