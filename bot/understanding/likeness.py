"""How far two phrases are apart, and whether one is the other turned round."""

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

_TURNING = ("un", "dis", "in", "im", "ir", "il", "non", "anti", "mis", "not ", "no ", "never ", "nie ", "nu ",
            "nao ", "ne", "im", "غير ", "لا ", "not at all ", "less ", "not very ")
"""What makes a word its opposite when put before it."""
_FAR = 99


def apart(typed: str, phrase: str, most: int = 8) -> int:
    """Give how many letters must be changed, added, dropped or swapped; a large number past `most`."""
    distance = DamerauLevenshtein.distance(typed, phrase, score_cutoff=most)
    return distance if distance <= most else _FAR


def turns_round(typed: str, phrase: str) -> bool:
    """Whether one is the other, or nearly, with a turning word or prefix before it ("unsafe", "safe")."""
    return _prefixed(typed, phrase) or _prefixed(phrase, typed)


def are_opposites(labels: Iterable[str]) -> bool:
    """Whether any of `labels` is another turned round."""
    listed = sorted(set(labels))
    return any(_prefixed(one, other) for one in listed for other in listed if one != other)


def _prefixed(longer: str, shorter: str) -> bool:
    slips = 1 if len(shorter) >= 5 else 0
    return any(longer.startswith(turning) and len(longer) - len(turning) >= 2
               and apart(longer.removeprefix(turning), shorter, slips) <= slips for turning in _TURNING)
