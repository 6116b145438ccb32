"""How one count out of a whole may be worded: in bands, or as a count with its small ends merged.

A figure never says more than its words: `low` and `high` are the ends of the range the words allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """Words to print, and the range of shares (0 to 1) that they stand for."""

    words: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """How many chose one of a question's choices, before anything is decided about showing it."""

    code: str
    label: str
    count: int
    favourable: bool = False


class Scheme(Protocol):
    """A way of wording counts."""

    def figure(self, part: int, whole: int) -> Figure:
        """Word `part` of `whole`."""
        ...

    def merged(self, parts: Sequence[Part], whole: int) -> tuple[Part, ...]:
        """Give the parts that may stand side by side, small ones merged; empty where some are too small."""
        ...


@dataclass(frozen=True, slots=True)
class Band:
    """One range of shares. A share on the edge of two bands belongs to the one further from the middle.

    The outermost bands hold their edge for a reason: at the smallest number of replies they then hold
    three counts, so that somebody who knows their own answer cannot tell the rest.
    """

    words: str
    low: Fraction
    high: Fraction

    def holds(self, share: Fraction) -> bool:
        """Say whether `share` is in the band."""
        above = share >= self.low if self.low == 0 or self.low > HALF else share > self.low
        below = share <= self.high if self.high == 1 or self.high < HALF else share < self.high
        return above and below


@dataclass(frozen=True, slots=True)
class Banded:
    """Shares in bands that cover 0 to 1."""

    bands: tuple[Band, ...]

    def figure(self, part: int, whole: int) -> Figure:
        """Word `part` of `whole` as its band."""
        share = Fraction(part, whole)
        band = next(band for band in self.bands if band.holds(share))
        return Figure(band.words, float(band.low), float(band.high))

    def merged(self, parts: Sequence[Part], whole: int) -> tuple[Part, ...]:
        """Give the parts as they are: a band never shows a small count."""
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts and percentages; fewer than `least` at either end are never told apart."""

    least: int

    def figure(self, part: int, whole: int) -> Figure:
        """Word `part` of `whole` as a count, or as "at least" and "or fewer" near the ends."""
        most = self.least - 1
        if part <= most:
            return Figure(f"{most} or fewer of {whole} ({ceil(100 * most / whole)}% or fewer)",
                          0.0, most / whole)
        if part >= whole - most:
            least = whole - most
            return Figure(f"at least {least} of {whole} ({floor(100 * least / whole)}% or more)",
                          least / whole, 1.0)
        return Figure(f"{part} of {whole} ({_percent(part, whole)})", part / whole, part / whole)

    def merged(self, parts: Sequence[Part], whole: int) -> tuple[Part, ...]:
        """Merge the good answers into one where any of them is small, and the other answers likewise.

        Merging across would let the merged cell be split again by the share of good answers. Merging only the
        small cells of a side would let them be worked out: a sum of 4 from two small cells is 2 and 2.
        """
        sides = [[part for part in parts if part.favourable is good] for good in (True, False)]
        if any(sum(part.count for part in side) < self.least for side in sides):
            return ()
        shown = [cell for side in sides for cell in self._side(side)]
        place = {part.code: n for n, part in enumerate(parts)}
        return tuple(sorted(shown, key=lambda cell: place[cell.code.split("+")[0]]))

    def _side(self, side: list[Part]) -> list[Part]:
        if all(part.count >= self.least for part in side):
            return side
        return [Part("+".join(part.code for part in side), either([part.label for part in side]),
                     sum(part.count for part in side), side[0].favourable)]


def either(labels: Sequence[str]) -> str:
    """Join labels as a sentence would: "Strongly agree or agree"."""
    later = [label[:1].lower() + label[1:] if label[1:2].islower() else label for label in labels[1:]]
    return " or ".join([*labels[:1], *later])


def _percent(part: int, whole: int) -> str:
    rounded = floor(100 * part / whole + 0.5)
    if rounded in (0, 100):
        return "under 1%" if rounded == 0 else "over 99%"
    return f"{rounded}%"


def _bands(*rows: tuple[str, Fraction, Fraction]) -> Banded:
    return Banded(tuple(Band(*row) for row in rows))


THREE = _bands(
    ("a third or fewer", Fraction(0), Fraction(1, 3)),
    ("about half", Fraction(1, 3), Fraction(2, 3)),
    ("two thirds or more", Fraction(2, 3), Fraction(1)),
)
FIVE = _bands(
    ("20% or fewer", Fraction(0), Fraction(20, 100)),
    ("20% to 40%", Fraction(20, 100), Fraction(40, 100)),
    ("40% to 60%", Fraction(40, 100), Fraction(60, 100)),
    ("60% to 80%", Fraction(60, 100), Fraction(80, 100)),
    ("80% or more", Fraction(80, 100), Fraction(1)),
)
TENTHS = _bands(
    ("about 10% or fewer", Fraction(0), Fraction(15, 100)),
    *((f"about {tens}%", Fraction(tens - 5, 100), Fraction(tens + 5, 100)) for tens in range(20, 90, 10)),
    ("about 90% or more", Fraction(85, 100), Fraction(1)),
)
