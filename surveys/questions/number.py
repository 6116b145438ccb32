"""A number, counted in declared bands so that an unusual one stays hidden."""

from collections.abc import Mapping
from math import isfinite
from typing import ClassVar, Literal

from surveys.errors import InvalidAnswer
from surveys.model import Choice, Entry, Frozen, Question, Scale, Text, Value


class Band(Frozen):
    """The numbers from `low` to `high`, both included; an end left out is open."""

    label: Text
    low: float | None = None
    high: float | None = None


class Number(Question):
    """Type a number between `least` and `most`. Without bands only how many answered is counted."""

    type: Literal["number"]
    least: float = 0
    most: float = 1_000_000
    whole: bool = True
    bands: tuple[Band, ...] = ()
    entry: ClassVar[Entry] = "number"

    def accept(self, value: Value, scales: Mapping[str, Scale]) -> Value:
        """Give the number, or say what range it must be in."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
            raise InvalidAnswer("not_a_number")
        if not self.least <= value <= self.most:
            raise InvalidAnswer("out_of_range", least=f"{self.least:g}", most=f"{self.most:g}")
        if self.whole and value != int(value):
            raise InvalidAnswer("not_whole")
        return int(value) if self.whole else value

    def bands_as_choices(self) -> tuple[Choice, ...]:
        """Give the bands as choices `band_1`…, for reports."""
        return tuple(Choice(code=f"band_{n}", label=band.label) for n, band in enumerate(self.bands, 1))

    def buckets(self, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give a code for each band, in the order declared."""
        return tuple(choice.code for choice in self.bands_as_choices())

    def bucket(self, value: Value, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give the first band that holds the number, if one does."""
        number = float(value) if isinstance(value, int | float) else 0.0
        for n, band in enumerate(self.bands, 1):
            if (band.low is None or number >= band.low) and (band.high is None or number <= band.high):
                return (f"band_{n}",)
        return ()
