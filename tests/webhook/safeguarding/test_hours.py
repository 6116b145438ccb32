"""School hours between two moments, on the setting's own clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhook.safeguarding.hours import school_time

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(("start", "end", "hours"), [
    ("2026-11-23 10:00", "2026-11-23 14:00", 4), ("2026-11-23 08:00", "2026-11-23 10:00", 1),
    ("2026-11-23 15:00", "2026-11-24 09:30", 1), ("2026-11-27 15:30", "2026-11-30 09:00", 0),
    ("2026-11-23 14:00", "2026-11-23 10:00", 0), ("2026-10-23 09:00", "2026-10-26 10:00", 7.5)])
def test_school_hours(start, end, hours):
    moments = (dt.datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (start, end))
    assert school_time(*moments, LONDON) == dt.timedelta(hours=hours)


MOMENTS = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC))


@given(MOMENTS, st.integers(0, 400), st.integers(0, 400))
def test_school_time_only_grows(start, first, second):
    middle, end = start + dt.timedelta(hours=first), start + dt.timedelta(hours=first + second)
    assert dt.timedelta() <= school_time(start, middle, LONDON) <= school_time(start, end, LONDON)
