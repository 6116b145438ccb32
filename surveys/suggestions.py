"""'Did you mean …?': the nearest known name to one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

LISTED = 12
"""Names spelled out in a remedy; more would bury the sentence."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a remedy: the nearest of `known` where one is near, and what could be written."""
    names = [str(each) for each in known]
    near = get_close_matches(name[:64], names, n=1, cutoff=0.6)
    listed = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of: {listed}." if names else "There is nothing of the kind in this file yet."
