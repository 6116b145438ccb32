"""`heard serve` alone: what it loads receives, answers and sends."""

import logging
import threading
import time
from zoneinfo import ZoneInfo

import pytest

from bot.conversation import Inbound
from webhook.channels.building import Built
from webhook.channels.contract import Arrival
from webhook.commands import serve
from webhook.daily import Daily
from webhook.safeguarding.watch import Watch


@pytest.fixture
def quiet_threads(monkeypatch):
    """The threads that look at the calendar are not started: they would outlive the test."""
    for thread in (Daily, Watch):
        monkeypatch.setattr(thread, "start", lambda self: None)


def test_one_command_is_enough(world, quiet_threads, monkeypatch):
    world.open()
    code = world.issue().code
    world.store.close()
    started = []
    monkeypatch.setattr(serve, "worker", lambda *given, **more: started.append(real(*given, **more)) or started[0])
    app = serve.load(world.config, ZoneInfo("Europe/London"), Built({"sms": _reading(world.toy)}, ()))
    try:
        assert app.test_client().post("/sms", data=code).status_code == 200
        until = time.monotonic() + 15
        while len(world.toy.sent) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        assert [text[:5] for _, text in world.toy.sent] == ["Hello", "1/3 I"]
    finally:
        started[0].stop()
    assert not [thread for thread in threading.enumerate() if "huey" in thread.name.casefold()]
    assert not logging.getLogger("huey").isEnabledFor(logging.INFO)


real = serve.worker


def _reading(toy):
    toy.parse = lambda raw: (Arrival("sms", "+447700900101", "SM1", Inbound(words=raw.body.decode())),)
    return toy
