"""A console with people who sign in, and pages opened without JavaScript or in a real browser."""

import re
import threading
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from werkzeug.serving import make_server

from tests.webhook.chat.conftest import asked, browser_context_args, browser_type_launch_args
from tests.webhook.chat.world import Visitor, World
from webhook.demo.recipients import FIRST, LEAD, SECOND
from webhook.safeguarding import alerts

__all__ = ["asked", "browser_context_args", "browser_type_launch_args"]

PASSWORD = "four words are better"
# What a password is checked against says itself how much work that is: tests need not wait for the real amount.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Reader(Visitor):
    """Somebody at the console."""

    @property
    def stamp(self):
        return re.search(r'name="stamp" value="([0-9a-f]+)"', self.text).group(1)

    @property
    def items(self):
        return re.findall(r'name="item" value="([0-9a-f]+)"', self.text)

    @property
    def words(self):
        return re.findall(r'class="heard-words"[^>]*>(.*?)</blockquote>', self.text, re.S)

    def sign_in(self, name, password=PASSWORD):
        return self.get("/console/sign-in").send("/console/sign-in", name=name, password=password)

    def send(self, path, **fields):
        return self.post(path, stamp=self.stamp, **fields)


class Office(World):
    """An installation whose made-up staff have a password."""

    def __init__(self, folder):
        super().__init__(folder)
        with self.store.begin() as tx:
            for account in tx.accounts.all():
                tx.accounts.set_secret(account.id, QUICK)

    def reader(self):
        return Reader(self.app.test_client())

    def says(self, *words, question="What would you change?"):
        """Let words wait on the list."""
        with self.store.begin() as tx:
            for one in words:
                tx.concerns.add({"question": question, "words": one})

    def tick(self, minutes=15):
        """Let time pass to the next quarter of an hour, and release."""
        self.wait(minutes)
        alerts.tick(self.store, self.clock.now, ZoneInfo("Europe/London"))

    def wait(self, minutes):
        self.clock.now += __import__("datetime").timedelta(minutes=minutes)

    def account(self, name):
        with self.store.read() as tx:
            return tx.accounts.named(name)


@pytest.fixture
def world(tmp_path):
    made = Office(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def dsl(world):
    return world.reader().sign_in(FIRST)


@pytest.fixture
def governor(world):
    return world.reader().sign_in(SECOND)


@pytest.fixture
def lead(world):
    return world.reader().sign_in(LEAD)


@pytest.fixture
def address(world):
    """Serve the console on a free port of this machine; give its address."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
