"""The one place that reads the clock; everything else is handed it."""

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives the present moment with its time zone."""


def now() -> dt.datetime:
    """Give the present moment, in UTC."""
    return dt.datetime.now(dt.UTC)
