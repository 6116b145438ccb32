"""A fresh installation for each test, and a real browser."""

import os
import shutil
import threading
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

from bot import phrases
from surveys.loader import load
from tests.webhook.chat.world import ALL_KINDS, World

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def pupils(world):
    return world.open("pupils")


@pytest.fixture
def spoken():
    """Arabic and Polish as a speaker would have checked them."""
    phrases.use([replace(phrases.phrasebook(language), status="checked") for language in ("ar", "pl")])
    yield
    phrases.use(())


@pytest.fixture
def kinds(world, spoken):
    return world.open("kinds", load(ALL_KINDS), languages=("en", "ar", "pl"))


@pytest.fixture
def visitor(pupils):
    return pupils.visitor()


@pytest.fixture
def begun(pupils, visitor):
    """A pupil past the opening, at the first counted question."""
    visitor.enter(pupils.invite("pupils"))
    while "Question 1 of" not in visitor.says:
        visitor.pick(visitor.choices[0])
    return visitor


@pytest.fixture
def parent(kinds):
    return kinds.visitor().enter(kinds.invite("kinds"))


# A real browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not shutil.which(CHROMIUM):
        missing = f"NOT TESTED: the web-chat in a browser, because {CHROMIUM} is missing. Install chromium."
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "chromium_sandbox": False,
            "args": ["--disable-quic", "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce",
            "locale": "en-GB"}


@pytest.fixture
def address(world):
    """Serve the world on a free port of this machine; give its address."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asked(page, address):
    """Watch the page: every address it asks for, and everything its console says."""
    page.goto("about:blank")
    seen = Watched(address)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.console.append(message.text))
    page.on("pageerror", lambda fault: seen.console.append(str(fault)))
    return seen


class Watched:
    """What a page asked for and complained of."""

    def __init__(self, address):
        self.address, self.requests, self.console = address, [], []

    @property
    def strangers(self):
        return [url for url in self.requests if not url.startswith(self.address + "/")]
