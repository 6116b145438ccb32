"""When something may be sent that nobody waits for: school hours on school days, never in quiet hours."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from surveys.model import Setting

QUIET_UNTIL, QUIET_FROM = dt.time(8), dt.time(20)
"""Whatever a setting's own hours are, nothing is begun before eight or after twenty."""
_FRIDAY = 4
_LOOK = 400
"""Days to look ahead for a school day; past that the terms have not been entered."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A setting's school hours, terms and days off, where it is."""

    zone: ZoneInfo
    first: dt.time
    last: dt.time
    terms: tuple[tuple[dt.date, dt.date], ...] = ()
    closed: frozenset[dt.date] = frozenset()

    @classmethod
    def of(cls, setting: Setting) -> "Calendar":
        """Give the calendar of a setting."""
        first, last = setting.hours
        return cls(ZoneInfo(setting.time_zone), max(first, QUIET_UNTIL), min(last, QUIET_FROM), setting.terms,
                   frozenset(setting.days_off))

    def today(self, moment: dt.datetime) -> dt.date:
        """Give the day that it is there."""
        return moment.astimezone(self.zone).date()

    def is_school_day(self, day: dt.date) -> bool:
        """Say whether the school is open; where no terms are entered, every weekday that is not a day off."""
        in_term = not self.terms or any(first <= day <= last for first, last in self.terms)
        return day.weekday() <= _FRIDAY and in_term and day not in self.closed

    def is_open(self, moment: dt.datetime) -> bool:
        """Say whether something may be begun at that moment."""
        there = moment.astimezone(self.zone)
        return self.is_school_day(there.date()) and self.first <= there.time().replace(tzinfo=None) < self.last

    def next_open(self, moment: dt.datetime) -> dt.datetime | None:
        """Give the first moment from this one on that is open; nothing where no term is entered that far ahead."""
        if self.is_open(moment):
            return moment
        there = moment.astimezone(self.zone)
        for ahead in range(_LOOK):
            day = there.date() + dt.timedelta(days=ahead)
            opens = dt.datetime.combine(day, self.first, self.zone)
            if self.is_school_day(day) and opens >= there:
                return opens.astimezone(dt.UTC)
        return None
