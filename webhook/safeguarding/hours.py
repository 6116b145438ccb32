"""School hours, by which it is counted how long something has waited."""

import datetime as dt
from zoneinfo import ZoneInfo

OPENS, CLOSES = dt.time(9), dt.time(15, 30)
WAIT = dt.timedelta(hours=4)
"""School hours that the first recipient has before the second is alerted."""
_WEEKEND = 5
_LONG = 14
"""Days beyond which nothing more needs counting."""


def school_time(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    """Give the school hours between two moments, Monday to Friday, on the setting's own clock.

    Holidays count as school days: better that a second person is told too early than nobody is.
    """
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    last = min(last, day + dt.timedelta(days=_LONG))
    total = dt.timedelta()
    while day <= last:
        if day.weekday() < _WEEKEND:
            opens, closes = (dt.datetime.combine(day, time, zone) for time in (OPENS, CLOSES))
            total += max(dt.timedelta(), _utc(min(closes, end)) - _utc(max(opens, start)))
        day += dt.timedelta(days=1)
    return total


def _utc(moment: dt.datetime) -> dt.datetime:
    # Differences within one zone ignore the hour that clocks are put on or back.
    return moment.astimezone(dt.UTC)
