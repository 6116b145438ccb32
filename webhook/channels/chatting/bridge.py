"""Calls to Telegram from threads: one event loop a process, on a thread of its own.

It starts at the first call, which is after a server has forked: a loop does not survive that. A loop for
each call would not do either: the connections of python-telegram-bot belong to the loop that made them.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from webhook.channels.chatting.account import Account

PATIENCE = 14.0
"""Seconds for everything that one message takes; a channel gives up within 15."""
CONNECTIONS = 8
QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.CRITICAL}
"""Loggers and what they may say: httpx prints addresses, which hold the bot's token, and telegram whole answers."""
Made = TypeVar("Made")
Requests = Callable[[], BaseRequest]


def hush() -> None:
    """Keep the bot's token and people's words out of every log."""
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def over_http() -> BaseRequest:
    """Give connections to Telegram that give up within `PATIENCE`."""
    return HTTPXRequest(connection_pool_size=CONNECTIONS, connect_timeout=4, read_timeout=9, write_timeout=4,
                        pool_timeout=3)


class Bridge:
    """One bot, called from any thread."""

    def __init__(self, account: Account, requests: Requests = over_http) -> None:
        self._account = account
        self._requests = requests
        self._lock = threading.Lock()
        self._process = 0
        self._running: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._bot: Bot | None = None

    def call(self, work: Callable[[Bot], Coroutine[Any, Any, Made]], patience: float = PATIENCE) -> Made:
        """Do `work` with the bot and wait for what it gives, or raise what it raises.

        Raises `TimeoutError` after `patience` seconds; the work is then given up, wherever it had got to.
        """
        return self.begin(work, patience).result(patience + 1)

    def begin(self, work: Callable[[Bot], Coroutine[Any, Any, Made]], patience: float = PATIENCE) -> "Future[Made]":
        """Begin `work` and go on; its end need not be waited for."""
        loop, bot = self._started()
        return asyncio.run_coroutine_threadsafe(_within(work(bot), patience), loop)

    def close(self) -> None:
        """Stop the loop and its thread."""
        with self._lock:
            loop, self._running = self._running, None
        if loop is not None and self._thread is not None and self._process == os.getpid():
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join(PATIENCE)

    def _started(self) -> tuple[asyncio.AbstractEventLoop, Bot]:
        with self._lock:
            if self._running is None or self._bot is None or self._process != os.getpid():
                self._running, self._bot = self._start()
                self._process = os.getpid()
            return self._running, self._bot

    def _start(self) -> tuple[asyncio.AbstractEventLoop, Bot]:
        hush()
        # Without it python-telegram-bot warns each time Telegram asks for patience, and waits are whole seconds.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        base = self._account.api_url
        lines = self._requests(), self._requests()
        bot = Bot(self._account.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot",
                  request=lines[0], get_updates_request=lines[1])
        loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=_run, args=(loop, lines), daemon=True, name="telegram")
        self._thread.start()
        return loop, bot


def _run(loop: asyncio.AbstractEventLoop, lines: Sequence[BaseRequest]) -> None:
    loop.run_forever()
    loop.run_until_complete(_hang_up(lines))
    loop.close()


async def _hang_up(lines: Sequence[BaseRequest]) -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for line in lines:
        await line.shutdown()


async def _within(work: Awaitable[Made], seconds: float) -> Made:
    return await asyncio.wait_for(work, seconds)
