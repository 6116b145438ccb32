"""What stays on one page: a rule that Word and the printed page share."""

from collections.abc import Sequence

TALL = 600
"""Characters in a row from which it may be broken between pages: kept whole it would leave a page half empty."""
FEW_ROWS = 10
FEW_CHARACTERS = 900


def tall(row: Sequence[str]) -> bool:
    """Say whether a row is so tall that it may be broken between pages."""
    return sum(map(len, row)) >= TALL


def small(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a table is so small that it is kept on one page."""
    return len(rows) <= FEW_ROWS and sum(len(cell) for row in rows for cell in row) <= FEW_CHARACTERS
