"""The clock of the safeguarding list while Heard serves: ticks on the quarter of an hour, e-mails between."""

import datetime as dt
import logging
import threading
from zoneinfo import ZoneInfo

from storage.errors import StorageError
from storage.store import Store
from storage.waiting import TICK
from webhook.clock import Clock
from webhook.safeguarding import alerts
from webhook.safeguarding.mail import Mailer

EVERY = 15.0
"""Seconds between looks at the clock."""
_log = logging.getLogger("heard")


class Watch(threading.Thread):
    """A thread that releases what waits at each quarter of an hour, and sends what is to be sent."""

    def __init__(self, store: Store, mailer: Mailer | None, address: str, zone: ZoneInfo, clock: Clock) -> None:
        super().__init__(name="safeguarding", daemon=True)
        self._store = store
        self._mailer = mailer
        self._address = address
        self._zone = zone
        self._clock = clock
        self._stopping = threading.Event()
        # Nothing is released before the next quarter begins: a start-up says nothing about who was here.
        self._quarter = _quarter(clock())

    def run(self) -> None:
        """Look at the clock until told to stop."""
        while not self._stopping.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Do what is due now; what fails is tried again at the next look."""
        now = self._clock()
        try:
            if _quarter(now) != self._quarter:
                alerts.tick(self._store, now, self._zone)
                self._quarter = _quarter(now)
            if self._mailer is not None:
                alerts.send(self._store, self._mailer, self._address, now)
        except StorageError as refusal:
            _log.error("The safeguarding list could not be looked after and will be again: %s", refusal)

    def stop(self) -> None:
        """Stop at the next moment that nothing is being done."""
        self._stopping.set()


def _quarter(now: dt.datetime) -> int:
    return int(now.timestamp()) // TICK
