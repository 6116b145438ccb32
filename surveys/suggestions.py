"""'Did you mean …?': the nearest known name to one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

LISTED = 12
"""Names spelled out in a remedy; more would bury the sentence."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a remedy: the nearest of `known` where one is near, and what else could be written."""
    names = {str(each).casefold(): str(each) for each in known}
    wanted = name.casefold()[:64]
    listed = ", ".join([*names.values()][:LISTED]) + (", …" if len(names) > LISTED else "")
    if near := get_close_matches(wanted, names, n=1, cutoff=0.7):
        return f"Did you mean '{names[near[0]]}'?"
    if near := get_close_matches(wanted, names, n=1, cutoff=0.5):
        return f"Did you mean '{names[near[0]]}'? You can use: {listed}."
    return f"Use one of: {listed}." if names else "There is nothing of the kind in this file yet."
