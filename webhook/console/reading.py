"""The safeguarding list and the requests to talk: read, and marked as read."""

import datetime as dt
from collections.abc import Callable, Iterable

from flask import Response, request

from bot.signposting import reads_first
from storage.store import Store
from storage.waiting import Item
from webhook.console.access import signed
from webhook.console.showing import back, item, page


class Reading:
    """Pages of what respondents wrote to the safeguarding lead."""

    def __init__(self, store: Store, today: Callable[[], dt.date]) -> None:
        self._store = store
        self._today = today

    def concerns(self) -> Response:
        """Show typed words, those with a phrase that may ask for help first."""
        with self._store.read() as tx:
            unread, read = tx.concerns.delivered(), tx.concerns.acknowledged()
        first = [one for one in _steady(unread) if reads_first(one.content["words"])]
        return page(self._store, "concerns", {
            "first": first, "others": [one for one in _steady(unread) if one not in first], "read": _steady(read)})

    def read_concern(self) -> Response:
        """Mark words as read."""
        with self._store.begin() as tx:
            done = tx.concerns.acknowledge(item(request.form.get("item", "")), signed().account.name, self._today())
        return back("concerns", told="read" if done else "gone")

    def requests(self) -> Response:
        """Show who wants to talk to someone."""
        with self._store.read() as tx:
            unread, read = tx.requests.delivered(), tx.requests.acknowledged()
        return page(self._store, "requests", {"unread": _steady(unread), "read": _steady(read)})

    def read_request(self) -> Response:
        """Mark a request as read."""
        with self._store.begin() as tx:
            done = tx.requests.acknowledge(item(request.form.get("item", "")), signed().account.name, self._today())
        return back("requests", told="read" if done else "gone")


def _steady(items: Iterable[Item]) -> list[Item]:
    # By their random ids: an order that says nothing, and stays the same while somebody reads.
    return sorted(items, key=lambda one: one.id)
