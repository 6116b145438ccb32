"""Every way to say each choice of one question, in one language, ready to be looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.normalise import fold, normalise, squeeze
from bot.understanding.likeness import are_opposites
from bot.understanding.reading import How, Reading
from bot.vocabulary import Meaning, Vocabulary, vocabulary
from surveys.model import BASE_LANGUAGE, Choice

_JOINED_FROM = 5
"""Letters a label needs before it may be written with a space too many or too few."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase stands for: the place of the choice from 0, and how a reply that is it was read."""

    place: int
    how: How
    inside: bool
    """Whether the phrase may stand among a few other words."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one question. `exact` is keyed by normalised text, the others by folded text.

    `senses` says of each choice whether it is a yes (1), a no (-1) or neither. `polar`: taking one choice
    for another could turn the answer round, so slips are asked about.
    """

    codes: tuple[str, ...]
    words: Vocabulary
    exact: Mapping[str, Entry]
    folded: Mapping[str, Entry]
    joined: Mapping[str, Entry]
    ask: Mapping[str, int]
    spans: tuple[tuple[tuple[str, ...], int], ...]
    """What may stand among other words, longest first."""
    declared: frozenset[str]
    """The survey's own labels and synonyms."""
    labelled: frozenset[str]
    """Every word of those."""
    known: frozenset[str]
    """Every word of a label or synonym."""
    squeezed: Mapping[str, tuple[str, ...]]
    senses: tuple[int, ...]
    meanings: tuple[str, ...]
    initials: Mapping[str, frozenset[int]]
    polar: bool

    def reading(self, place: int, how: How) -> Reading:
        """Give the reading of the choice at `place`, from 0."""
        return Reading(how, self.codes[place], place + 1, self.codes[place])


Tier = list[tuple[str, Entry]]
_Signature = tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...], bool, bool], ...]


def lexicon(choices: tuple[Choice, ...], language: str, *, polar: bool = False) -> Lexicon:
    """Give the phrases for `choices` in `language`, then in the base language, then ready-made words."""
    signature: _Signature = tuple(
        (choice.code, choice.label.in_(language), choice.label.in_(BASE_LANGUAGE), choice.accept.get(language, ()),
         choice.accept.get(BASE_LANGUAGE, ()), choice.favourable, choice.apart) for choice in choices)
    return _lexicon(signature, language, polar)


@lru_cache(maxsize=2048)
def _lexicon(signature: _Signature, language: str, polar: bool) -> Lexicon:
    words = vocabulary(language)
    meanings = _meanings(signature, words)
    exact: dict[str, Entry | None] = {}
    folded: dict[str, Entry | None] = {}
    own = list(_declared(signature, words["false_friends"]))
    for tier in own:
        _add(exact, tier)
    for tier in (*own, *_lent(meanings)):
        _add(folded, [(fold(phrase), entry) for phrase, entry in tier])
    declared = frozenset(fold(phrase) for tier in own for phrase, _ in tier)
    kept = {phrase: entry for phrase, entry in folded.items() if entry and phrase}
    known = frozenset(word for phrase in kept for word in phrase.split())
    inside = {phrase: entry.place for phrase, entry in kept.items() if entry.inside}
    senses = tuple(meaning.sense if meaning else 0 for meaning in meanings)
    return Lexicon(
        codes=tuple(row[0] for row in signature), words=words,
        exact={phrase: entry for phrase, entry in exact.items() if entry and phrase}, folded=kept,
        joined=_joined({phrase: entry for phrase, entry in kept.items() if entry.inside}), ask=_ask(meanings, kept),
        spans=tuple(sorted(((tuple(phrase.split()), place) for phrase, place in inside.items()),
                           key=lambda span: (-len(span[0]), -len(" ".join(span[0])), span))),
        declared=declared, labelled=frozenset(word for phrase in declared for word in phrase.split()),
        known=known, squeezed=_squeezed(known | words["negations"] | words["polite"] | words["fillers"]),
        senses=senses, meanings=tuple(meaning.name if meaning else "" for meaning in meanings),
        initials=_initials(kept), polar=polar or _turns(signature, senses))


def _add(table: dict[str, Entry | None], tier: Tier) -> None:
    """Add a tier: an earlier tier wins, and a phrase for two choices within one stands for neither."""
    fresh: dict[str, Entry | None] = {}
    for phrase, entry in tier:
        held = fresh.setdefault(phrase, entry)
        if held and held.place != entry.place:
            fresh[phrase] = None
    for phrase, found in fresh.items():
        known = table.setdefault(phrase, found)
        if known and found and known.place == found.place and found.inside:
            table[phrase] = replace(known, inside=True)


def _declared(signature: _Signature, friends: frozenset[str]) -> Iterator[Tier]:
    """Give the survey's own labels, codes and synonyms: the conversation's language, then the base language."""
    yield [(normalise(row[1]), Entry(place, How.EXACT, True)) for place, row in enumerate(signature)] + [
        (normalise(row[0]), Entry(place, How.EXACT, False)) for place, row in enumerate(signature)
        if row[0] not in friends]
    yield [_alias(phrase, place) for place, row in enumerate(signature) for phrase in row[3]]
    base = [(normalise(row[2]), Entry(place, How.EXACT, True)) for place, row in enumerate(signature)]
    base += [_alias(phrase, place) for place, row in enumerate(signature) for phrase in row[4]]
    yield [(phrase, entry) for phrase, entry in base if fold(phrase) not in friends]


def _lent(meanings: tuple[Meaning | None, ...]) -> Iterator[Tier]:
    """Give the ready-made words for the choices' meanings."""
    for name, inside in (("accept", True), ("whole", False)):
        yield [(phrase, Entry(place, How.ALIAS, inside)) for place, meaning in enumerate(meanings) if meaning
               for phrase in getattr(meaning, name)]


def _alias(phrase: str, place: int) -> tuple[str, Entry]:
    text = normalise(phrase)
    return text, Entry(place, How.ALIAS, inside=not (len(text) == 1 and text.isascii()))


def _meanings(signature: _Signature, words: Vocabulary) -> tuple[Meaning | None, ...]:
    """Give each choice's meaning, by its English label or else its code; one shared by two is given to none."""
    found: list[Meaning | None] = []
    for code, _, label, *_ in signature:
        name = fold(normalise(label))
        by_name = next((m for m in words.meanings.values() if name in m.names), None)
        found.append(by_name or next((m for m in words.meanings.values() if code in m.codes), None))
    names = [meaning.name for meaning in found if meaning]
    return tuple(meaning if meaning and names.count(meaning.name) == 1 and meaning.needs <= {*names} else None
                 for meaning in found)


def _ask(meanings: tuple[Meaning | None, ...], kept: Mapping[str, Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, meaning in enumerate(meanings):
        for phrase in (meaning.ask if meaning else ()):
            if phrase not in kept:
                found[phrase] = -1 if phrase in found else place
    return {phrase: place for phrase, place in found.items() if place >= 0}


def _joined(kept: Mapping[str, Entry]) -> dict[str, Entry]:
    joined: dict[str, Entry | None] = {}
    for phrase, entry in kept.items():
        together = phrase.replace(" ", "")
        if len(together) >= _JOINED_FROM:
            held = joined.setdefault(together, entry)
            if held and held.place != entry.place:
                joined[together] = None
    return {phrase: entry for phrase, entry in joined.items() if entry}


def _squeezed(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        found[squeeze(word)] = (*found.get(squeeze(word), ()), word)
    return found


def _initials(kept: Mapping[str, Entry]) -> dict[str, frozenset[int]]:
    """Give each first letter of a label and the places of the choices it may stand for."""
    found: dict[str, frozenset[int]] = {}
    for phrase, entry in kept.items():
        if entry.inside and entry.how is How.EXACT:
            found[phrase[0]] = found.get(phrase[0], frozenset()) | {entry.place}
    return found


def _turns(signature: _Signature, senses: tuple[int, ...]) -> bool:
    """Whether some choice is the reverse of another: by meaning, by favour, or by a word such as un- or not."""
    rated = [row[5] for row in signature if not row[6]]
    labels = [fold(normalise(label)) for row in signature for label in {row[1], row[2]}]
    return (1 in senses and -1 in senses) or (any(rated) and not all(rated)) or are_opposites(labels)
