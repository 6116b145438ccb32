"""An insider with pencil and paper: every data set that fits what is published, and what follows from it.

Written from the rules alone, and importing nothing of Heard. It is given a way of publishing, tries it on
every data set of a size, and looks at those that come out alike, to the letter. An insider knows how many
there were and their own answer; everybody else must be left with at least two possible answers.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations_with_replacement

Dataset = tuple[int, ...]
"""How many hold each value, in a fixed order of values; with groups, group by group."""


def datasets(people: int, values: int) -> Iterator[Dataset]:
    """Give every way in which `people` can hold `values` values."""
    if values == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in datasets(people - first, values - 1):
            yield (first, *rest)


def grouped(sizes: tuple[int, ...], values: int) -> Iterator[Dataset]:
    """Give every way in which groups of these sizes can hold `values` values, one group after another."""
    if not sizes:
        yield ()
        return
    for first in datasets(sizes[0], values):
        for rest in grouped(sizes[1:], values):
            yield (*first, *rest)


def leaks(everything: Iterable[Dataset], publish: Callable[[Dataset], Hashable], *, sizes: tuple[int, ...],
          insiders: int, smallest: int = 3) -> list[str]:
    """Give what could be worked out of somebody; empty where nothing can.

    A small count of the first value (fewer than `smallest`, not none) may not follow for certain either, nor
    that nobody holds it.
    """
    alike: dict[Hashable, list[Dataset]] = defaultdict(list)
    for dataset in everything:
        alike[publish(dataset)].append(dataset)
    return [found for fitting in alike.values() for found in _worked_out(fitting, sizes, insiders, smallest)]


def _worked_out(fitting: list[Dataset], sizes: tuple[int, ...], insiders: int, smallest: int) -> Iterator[str]:
    values = len(fitting[0]) // len(sizes)
    for known in combinations_with_replacement(range(len(fitting[0])), insiders):
        held = {seat: known.count(seat) for seat in known}
        fits = [data for data in fitting if all(data[seat] >= times for seat, times in held.items())]
        for group, size in enumerate(sizes):
            others = size - sum(seat // values == group for seat in known)
            seats = range(group * values, (group + 1) * values)
            left = [seat % values for seat in seats if any(data[seat] > held.get(seat, 0) for data in fits)]
            if fits and others > 0 and len(left) < 2:
                yield f"of {sizes}: whoever holds {known} knows that the rest of group {group} hold {left}"
    for group in range(len(sizes)):
        counts = {data[group * values] for data in fitting}
        if len(counts) == 1 and max(counts) < smallest <= sizes[group]:
            yield f"of {sizes}: exactly {max(counts)} of group {group} hold the first value"
