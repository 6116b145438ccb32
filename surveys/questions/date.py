"""A day. Only how many answered is counted: a date can pick a person out."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from surveys.errors import InvalidAnswer
from surveys.model import Entry, Question, Scale, Value


class Date(Question):
    """Type a day between `earliest` and `latest` (ISO dates, both included)."""

    type: Literal["date"]
    earliest: str = "1900-01-01"
    latest: str = "2100-12-31"
    entry: ClassVar[Entry] = "date"

    def accept(self, value: Value, scales: Mapping[str, Scale]) -> Value:
        """Give the day as an ISO date, or say what range it must be in."""
        try:
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            raise InvalidAnswer("not_a_date") from None
        if not dt.date.fromisoformat(self.earliest) <= day <= dt.date.fromisoformat(self.latest):
            raise InvalidAnswer("date_out_of_range", earliest=self.earliest, latest=self.latest)
        return day.isoformat()

    def bucket(self, value: Value, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give nothing: days are never counted one by one."""
        return ()
