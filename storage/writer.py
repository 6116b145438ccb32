"""One writer at a time in this process, in the order they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Writer:
    """A queue before SQLite's own lock.

    Threads that wait on SQLite's busy timeout poll for 300 to 700 ms longer than they need. An ordinary lock
    is not enough: whoever lets go of it mostly takes it again, and some thread waits for hundreds of turns.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._holder: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn to write, and hold it for the block."""
        self._take()
        try:
            yield
        finally:
            self._pass_on()

    def _take(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder == me:
                raise RuntimeError("this thread is writing already; pass its transaction on")
            if self._holder is None:
                self._holder = me
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        self._wait(mine)
        self._holder = me

    def _wait(self, mine: threading.Lock) -> None:
        try:
            mine.acquire()
        except BaseException:  # Ctrl-C while waiting: leave the queue, or hand on the turn just given to us
            with self._guard:
                queued = mine in self._waiting
                if queued:
                    self._waiting.remove(mine)
            if not queued:
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._holder = 0  # nobody's thread: taken, until the next one wakes
                self._waiting.popleft().release()
            else:
                self._holder = None
