"""A slip of the finger, and a part of a label: near enough to one choice, and far from every other."""

from bot.normalise import is_picture
from bot.understanding.lexicon import Lexicon
from bot.understanding.likeness import apart, turns_round
from bot.understanding.reading import How, Reading
from bot.understanding.sentence import Sentence

ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
"""Letters from which one slip, and two, are forgiven."""
MARGIN = 2
"""How much further away the next choice must be."""
_SHORTEST_POLAR = 3
_SHORTEST_PART = 3
_ENDINGS = ("ing", "ed", "es", "s")


def as_slip(heard: Sentence, lexicon: Lexicon, _: frozenset[str]) -> Reading | None:
    """Read a mistyped label. Where a slip could turn the answer round it is asked about, never taken."""
    core = _core(heard.words, lexicon)
    if any(is_picture(word) for word in heard.words):
        return None
    place = mistyped(core, lexicon)
    if place is None:
        return None
    sure = not lexicon.polar and {*heard.words} == {*core.split()}
    return lexicon.reading(place, How.LABEL if sure else How.CONFIRM)


def mistyped(phrase: str, lexicon: Lexicon) -> int | None:
    """Give the place of the one choice that `phrase` is a slip of, if every other is well out of reach."""
    letters = len(phrase.replace(" ", ""))
    if letters < ONE_SLIP_FROM:
        return None
    nearest: dict[int, tuple[int, str]] = {}
    for known, entry in lexicon.folded.items():
        distance = apart(phrase, known)
        nearest[entry.place] = min(nearest.get(entry.place, (distance, known)), (distance, known))
    ranked = sorted((distance, place, known) for place, (distance, known) in nearest.items())
    if not ranked or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + MARGIN):
        return None
    distance, place, known = ranked[0]
    near = distance <= _forgiven(letters, known, lexicon) and not _turned(phrase, known, lexicon)
    return place if near else None


def as_part(heard: Sentence, lexicon: Lexicon, _: frozenset[str]) -> Reading | None:
    """Ask about a reply that is part of one label only, or another form of its word ("maths", "walking")."""
    if lexicon.polar or set(heard.words) & lexicon.words["negations"]:
        return None
    core = " ".join(map(_stem, _core(heard.words, lexicon).split()))
    if len(core) < _SHORTEST_PART and not core.isdigit():
        return None
    places = {entry.place for phrase, entry in lexicon.folded.items() if entry.how is How.EXACT and entry.inside
              and f" {core} " in f" {' '.join(map(_stem, phrase.split()))} "}
    return lexicon.reading(places.pop(), How.CONFIRM) if len(places) == 1 else None


def _stem(word: str) -> str:
    """Give an English word without its commonest endings, if four letters stay."""
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), word)


def _core(words: tuple[str, ...], lexicon: Lexicon) -> str:
    """Give the words without the polite ones round them."""
    polite, kept = lexicon.words["polite"] | lexicon.words["fillers"], list(words)
    while len(kept) > 1 and kept[-1] in polite:
        kept.pop()
    while len(kept) > 1 and kept[0] in polite:
        kept.pop(0)
    return " ".join(kept)


def _forgiven(letters: int, phrase: str, lexicon: Lexicon) -> int:
    if len(phrase) < (_SHORTEST_POLAR if lexicon.polar else ONE_SLIP_FROM):
        return 0
    return 2 if min(letters, len(phrase.replace(" ", ""))) >= TWO_SLIPS_FROM else 1


def _turned(core: str, phrase: str, lexicon: Lexicon) -> bool:
    """Whether the reply has a negation more or less than the label, or a turning prefix."""
    # A negation that is a label itself ("no", "disagree") turns nothing round.
    negations = lexicon.words["negations"] - lexicon.folded.keys()
    said = sum(word in negations for word in core.split())
    return said != sum(word in negations for word in phrase.split()) or turns_round(core, phrase)
