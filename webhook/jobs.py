"""The doorbell and the clock of the outbox, by huey: on SQLite, PostgreSQL or Redis, chosen by URL alone.

The outbox is the truth. A job has no arguments and says only "look": one that is lost costs a minute, because
the clock rings too. Jobs are signed, because huey would run whatever is put into its queue.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from huey import PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from storage.errors import StorageError
from webhook.config import Config, ConfigError
from webhook.reminders import Reminders
from webhook.sending import Sender

QUEUE = "heard"
SOON = 60.0
"""Seconds: what is due within the minute gets a ring of its own; the clock does for the rest."""
REMIND_EVERY = 15
"""Minutes between looks for reminders that are due."""
_log = logging.getLogger("heard")


def queue(config: Config, secret: bytes) -> Huey:
    """Open the queue that `HEARD_JOBS_URL` names; `secret` signs what is put in. Raises `ConfigError`."""
    url = config.given.get("HEARD_JOBS_URL", "")
    kind = urlsplit(url).scheme if url else "sqlite"
    own: dict[str, Any] = {"results": False, "serializer": SignedSerializer(secret=secret.hex())}
    if kind == "sqlite":
        file = Path("/" + url.partition(":///")[2].lstrip("/")) if url else config.folder / "jobs.db"
        file.touch(0o600)
        return SqliteHuey(QUEUE, filename=str(file), fsync=False, **own)
    if kind in ("redis", "rediss"):
        return RedisHuey(QUEUE, url=url, **own)
    if kind in ("postgres", "postgresql"):
        return PostgresHuey(QUEUE, dsn=url, **own)
    raise ConfigError(("HEARD_JOBS_URL must begin with sqlite:///, postgresql:// or redis://. "
                       "Leave it out to use a file in HEARD_DIR.",))


class Jobs:
    """What rings and what answers. A process that only serves pages has no `sender` and only rings."""

    def __init__(self, huey: Huey, sender: Sender | None = None, reminders: Reminders | None = None) -> None:
        logging.getLogger("huey").setLevel(logging.ERROR)
        self._huey = huey
        self._sender = sender
        self._reminders = reminders
        self._consumer: Consumer | None = None
        self._send = huey.task(name="send")(self.send)
        huey.periodic_task(crontab(), name="sweep")(self.sweep)
        huey.periodic_task(crontab(minute=f"*/{REMIND_EVERY}"), name="remind")(self.remind)

    def ring(self) -> None:
        """Say that something waits. Where a ring waits already, that one does: it comes after this commit."""
        try:
            if self._huey.pending_count() == 0:
                self._send()
        except Exception as fault:
            _log.warning("The queue of jobs cannot be reached (%s). Messages wait for the next minute.",
                         type(fault).__name__)

    def send(self) -> None:
        """Send what waits; come again for what is due within the minute."""
        if self._sender is None:
            return
        self._safely(self._sender.drain)
        wait = self._sender.wait()
        if wait is not None and wait <= SOON:
            self._send.schedule(delay=wait)

    def sweep(self) -> None:
        """Each minute: free what dead workers held, and send."""
        if self._sender is not None:
            self._safely(self._sender.sweep)
            self.ring()

    def remind(self) -> None:
        """Each quarter of an hour: queue reminders that are due."""
        if self._reminders is not None:
            self._safely(self._reminders.plan)
            self.ring()

    def start(self, threads: int = 2) -> None:
        """Answer the bell in threads of this process, beginning with what was left over."""
        self._consumer = _Quiet(self._huey, workers=threads, worker_type="thread", check_worker_health=False,
                                initial_delay=0.05, max_delay=0.5, backoff=1.2)
        self._consumer.start()
        self.ring()

    def stop(self) -> None:
        """Stop when what is in hand is done."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)

    def _safely(self, work: Callable[[], object]) -> None:
        try:
            work()
        except StorageError as refusal:
            _log.error("Sending stopped and will be tried again within a minute: %s", refusal)


class _Quiet(Consumer):  # type: ignore[misc]
    """A consumer inside a server that has its own handling of signals."""

    def _set_signal_handlers(self) -> None:
        return
