"""What somebody could work out from figures that overlap: the whole, its groups, and the people between.

Each figure allows a range of counts. Together they can allow less than each alone; this finds out how much
less, for people who also know their own answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, product


@dataclass(frozen=True, slots=True)
class Span:
    """A group of `size` people, of whom `low` to `high` gave a good answer as far as is published."""

    size: int
    low: int
    high: int

    def knowing(self, good: int, other: int) -> "Span":
        """Give what is left open once `good` and `other` answers in the group are known."""
        return replace(self, low=max(self.low, good), high=min(self.high, self.size - other))

    @property
    def possible(self) -> bool:
        """Whether any count is left."""
        return self.low <= self.high


def withstands(groups: Sequence[Span], whole: Span, *, insiders: int, smallest_cell: int) -> bool:
    """Say whether nobody's answer, and no small count, follows from the groups and the whole together.

    `groups` part the whole: whoever is in none of the published groups makes one more, wide open.
    """
    if any(_pinned(groups, whole, place, smallest_cell) for place in range(len(groups))):
        return False
    seats = list(product(range(len(groups)), (True, False)))
    return all(_silent(groups, whole, known) for known in combinations_with_replacement(seats, insiders))


def _pinned(groups: Sequence[Span], whole: Span, place: int, smallest_cell: int) -> bool:
    others = [group for n, group in enumerate(groups) if n != place]
    low = max(groups[place].low, whole.low - sum(group.high for group in others))
    high = min(groups[place].high, whole.high - sum(group.low for group in others))
    small = low < smallest_cell or groups[place].size - high < smallest_cell
    return low == high and small


def _silent(groups: Sequence[Span], whole: Span, known: Sequence[tuple[int, bool]]) -> bool:
    """Say whether insiders in these seats learn nobody else's answer."""
    if any(known.count((place, True)) + known.count((place, False)) > group.size
           for place, group in enumerate(groups)) or not _consistent(groups, whole, known):
        return True
    return all(_consistent(groups, whole, [*known, (place, answer)])
               for place in _places_of_others(groups, known) for answer in (True, False))


def _places_of_others(groups: Sequence[Span], known: Sequence[tuple[int, bool]]) -> Iterator[int]:
    for place, group in enumerate(groups):
        if group.size > sum(1 for seat, _ in known if seat == place):
            yield place


def _consistent(groups: Sequence[Span], whole: Span, known: Sequence[tuple[int, bool]]) -> bool:
    left = [group.knowing(known.count((place, True)), known.count((place, False)))
            for place, group in enumerate(groups)]
    return (all(group.possible for group in left)
            and sum(group.low for group in left) <= whole.high
            and sum(group.high for group in left) >= whole.low)
