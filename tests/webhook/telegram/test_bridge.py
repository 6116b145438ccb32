"""Calls to Telegram from threads and forked processes, given up in time, with no secret in any log."""

import asyncio
import logging
import os
import threading
import time

import pytest

from tests.webhook.telegram.talking import CHAT, TOKEN
from webhook.channels.chatting.account import Account
from webhook.channels.chatting.bridge import Bridge, over_http
from webhook.channels.contract import Later, Outgoing
from webhook.channels.telegram import Telegram

HELLO = Outgoing("Hello")


def send(telegram):
    return telegram.send(str(CHAT), HELLO, "outbox-1")


def test_work_that_takes_too_long_is_given_up(telegram):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        telegram.bridge.call(lambda bot: asyncio.sleep(60), patience=0.05)
    assert time.monotonic() - began < 2


def test_many_threads_send_through_one_loop(telegram, line):
    threads = [threading.Thread(target=send, args=(telegram,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(line.named("sendMessage")) == 20
    assert [thread.name for thread in threading.enumerate()].count("telegram") == 1


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_that_was_forked_off_has_a_loop_of_its_own(telegram, line):
    send(telegram)
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(here, send(telegram).provider_id.encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(here)
    assert os.read(there, 10) == b"102"
    os.close(there)


def test_no_log_holds_the_token(caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    own = Account(TOKEN, "riverside_bot", api_url="http://127.0.0.1:9")
    channel = Telegram(own, Bridge(own, over_http))
    with pytest.raises(Later):
        channel.send(str(CHAT), HELLO, "outbox-1")
    assert channel.check() == ("Telegram cannot be reached.",)
    channel.bridge.close()
    written = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert TOKEN not in written
    assert str(CHAT) not in written
    assert "Hello" not in written
