"""What somebody could work out from figures that overlap: the whole, its groups, and the people between.

Each figure allows a range of counts. Together they can allow less than each alone; this finds out how much
less, for people who also know their own answers. Holding a breakdown back says something too ("the figures
were of a kind that is held back"), so a set of alternatives is judged as one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

Seat = tuple[int, bool]
"""A group by its place, and whether somebody in it gave a good answer."""


@dataclass(frozen=True, slots=True)
class Span:
    """A group of `size` people, of whom `low` to `high` gave a good answer as far as is published."""

    size: int
    low: int
    high: int


Groups = tuple[Span, ...]
"""One alternative: a span for each group, which together part the whole."""


def consistent(groups: Sequence[Span], whole: Span, known: Sequence[Seat] = ()) -> bool:
    """Say whether some counts fit the groups, the whole and the answers that are known."""
    low = high = 0
    for place, group in enumerate(groups):
        least = max(group.low, known.count((place, True)))
        most = min(group.high, group.size - known.count((place, False)))
        if least > most:
            return False
        low, high = low + least, high + most
    return low <= whole.high and high >= whole.low


def withstand(alternatives: Sequence[Groups], whole: Span, *, insiders: int, smallest_cell: int) -> bool:
    """Say whether nobody's answer, and no small count, follows for certain.

    `alternatives` are the groups' spans that would all look alike. Insiders are that many people who pool
    what they answered; whoever they are, each other person must be left with both answers possible.
    """
    sizes = [group.size for group in alternatives[0]]
    if any(_pinned(alternatives, whole, place, smallest_cell) for place in range(len(sizes))):
        return False
    seats = list(product(range(len(sizes)), (True, False)))
    return all(_silent(alternatives, whole, known, sizes)
               for known in combinations_with_replacement(seats, insiders))


def _pinned(alternatives: Sequence[Groups], whole: Span, place: int, smallest_cell: int) -> bool:
    """Say whether a group's count is known exactly, and is small or leaves a small remainder."""
    ranges = [_narrowed(groups, whole, place) for groups in alternatives]
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    size = alternatives[0][place].size
    return low == high and (low < smallest_cell or size - high < smallest_cell)


def _narrowed(groups: Groups, whole: Span, place: int) -> tuple[int, int]:
    others = [group for n, group in enumerate(groups) if n != place]
    return (max(groups[place].low, whole.low - sum(group.high for group in others)),
            min(groups[place].high, whole.high - sum(group.low for group in others)))


def _silent(alternatives: Sequence[Groups], whole: Span, known: Sequence[Seat], sizes: Sequence[int]) -> bool:
    """Say whether insiders in these seats learn nobody else's answer."""
    fitting = [groups for groups in alternatives if consistent(groups, whole, known)]
    return not fitting or all(
        any(consistent(groups, whole, [*known, (place, answer)]) for groups in fitting)
        for place in _places_of_others(known, sizes) for answer in (True, False))


def _places_of_others(known: Sequence[Seat], sizes: Sequence[int]) -> Iterator[int]:
    for place, size in enumerate(sizes):
        if size > sum(1 for seat, _ in known if seat == place):
            yield place
