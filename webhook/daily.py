"""What is done once a day while Heard serves: deleting what has been kept for long enough."""

import datetime as dt
import logging
import threading
from collections.abc import Callable

from storage import retention
from storage.errors import StorageError
from storage.store import Store

EVERY = 3600.0
"""Seconds between looks at the calendar; a laptop that slept still does its day's work within the hour."""
_log = logging.getLogger("heard")


class Daily(threading.Thread):
    """A thread that runs the day's deletions once on each new day, beginning at once."""

    def __init__(self, store: Store, today: Callable[[], dt.date], every: float = EVERY) -> None:
        super().__init__(name="daily", daemon=True)
        self._store = store
        self._today = today
        self._every = every
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look at the calendar until told to stop."""
        done: dt.date | None = None
        while True:
            if (today := self._today()) != done and self._tidy(today):
                done = today
            if self._stopping.wait(self._every):
                return

    def stop(self) -> None:
        """Stop at the next moment that nothing is being done."""
        self._stopping.set()

    def _tidy(self, today: dt.date) -> bool:
        try:
            retention.finish_closings(self._store)
            retention.run(self._store, today)
        except StorageError as refusal:
            _log.error("The day's deletions could not be done and will be tried again: %s", refusal)
            return False
        return True
