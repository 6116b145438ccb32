"""Comparing published figures by band only: between audiences, and with the wave before.

Figures are never subtracted. Each is laid on the five bands; two are apart only where no band holds both.
"""

from enum import StrEnum

from reports.release import Cell, Published

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_NEARLY = 1e-9


class Change(StrEnum):
    """How a figure stands beside the one before it."""

    UP = "moved up a band or more"
    SIMILAR = "stayed similar"
    DOWN = "moved down a band or more"


def band(cell: Cell) -> tuple[float, float]:
    """Give the ends of the run of five-part bands that holds what `cell` may stand for."""
    low = max(edge for edge in EDGES[:-1] if edge <= cell.low + _NEARLY)
    high = min(edge for edge in EDGES[1:] if edge >= cell.high - _NEARLY and edge > low)
    return low, high


def change(before: Cell, now: Cell) -> Change:
    """Say how `now` stands beside `before`."""
    (old_low, old_high), (low, high) = band(before), band(now)
    if low >= old_high:
        return Change.UP
    return Change.DOWN if high <= old_low else Change.SIMILAR


def apart(higher: Cell, lower: Cell) -> bool:
    """Say whether at least one whole band lies between two figures."""
    return band(higher)[0] - band(lower)[1] >= 0.2 - _NEARLY


def comparable(before: Published, now: Published) -> bool:
    """Say whether two rows asked the same question in the same words, and both are shown."""
    return (before.question == now.question and before.wording == now.wording and before.group == now.group
            and before.favourable is not None and now.favourable is not None)
