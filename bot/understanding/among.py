"""A label or synonym among a few other words, where those do not take it back or turn it round."""

from dataclasses import dataclass

from bot.normalise import is_picture
from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import How, Reading, no_match
from bot.understanding.sentence import Sentence

MOST_WORDS = 6
_SEVERAL = no_match("several_choices")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in the reply: whose it is, and where it stands."""

    place: int
    start: int
    length: int


def among_words(heard: Sentence, lexicon: Lexicon, about: frozenset[str]) -> Reading | None:
    """Read a label or synonym that stands, words together, in a reply of at most six words."""
    said = heard.words
    if sum(not is_picture(word) for word in said) > MOST_WORDS or not lexicon.known & set(said):
        return None
    found = spans(said, lexicon)
    if not found:
        return None
    if len({one.place for one in found}) > 1 or heard.below_zero:
        return _SEVERAL
    how = _judged(said, found, lexicon, about)
    return lexicon.reading(found[0].place, how) if how else _why_not(said, found, lexicon)


def spans(said: tuple[str, ...], lexicon: Lexicon) -> list[Found]:
    """Find every label and synonym in the words, longest first, none overlapping, in the order said."""
    free, found, present = [True] * len(said), [], set(said)
    for phrase, place in lexicon.spans:
        if not present.issuperset(phrase):
            continue
        for start in range(len(said) - len(phrase) + 1):
            window = slice(start, start + len(phrase))
            if start and len(phrase) == 1 and phrase[0] in lexicon.words["first_only"]:
                continue
            # "agree strongly" is "strongly agree": the words together, in either order.
            if all(free[window]) and sorted(said[window]) == sorted(phrase):
                free[window] = [False] * len(phrase)
                found.append(Found(place, start, len(phrase)))
    return sorted(found, key=lambda one: one.start)


def left_over(said: tuple[str, ...], found: list[Found]) -> tuple[str, ...]:
    """Give the words that stand outside what was found."""
    covered = {at for one in found for at in range(one.start, one.start + one.length)}
    return tuple(word for at, word in enumerate(said) if at not in covered)


def _why_not(said: tuple[str, ...], found: list[Found], lexicon: Lexicon) -> Reading:
    rest = {*left_over(said, found)}
    return _SEVERAL if any(word.isdigit() for word in rest) else no_match("negated")


def _judged(said: tuple[str, ...], found: list[Found], lexicon: Lexicon, about: frozenset[str]) -> How | None:
    """Say how sure the one choice found is, given every other word; None where it must not be taken."""
    place, others = found[0].place, left_over(said, found)
    numbers = {word: number for word in others if (number := _number(word, lexicon)) is not None}
    digits, rest = {*numbers.values()}, tuple(word for word in others if word not in numbers)
    told, own = _answer_in(rest, lexicon)
    if digits - {place + 1} or (own is not None and lexicon.senses[own] * lexicon.senses[place] < 0):
        return None
    plain = {*rest} <= (harmless := _harmless(said, found[0], lexicon, about))
    turned = _never_more(said, lexicon)
    if own == place:
        return How.LABEL if not turned and (plain or told is How.LABEL) else How.CONFIRM
    if negations := [word for word in rest if word in lexicon.words["negations"]]:
        agreeing = {*rest} - {*negations} <= harmless | about and _no_before_a_no(negations, said, found[0], lexicon)
        return How.CONFIRM if agreeing else None
    if any(_determines(said, one, lexicon) for one in found):
        return None
    if lexicon.polar and (turned or not plain):
        return How.CONFIRM
    return How.NUMBER if digits else How.LABEL


def _answer_in(rest: tuple[str, ...], lexicon: Lexicon) -> tuple[How, int | None]:
    """Read the other words as an answer of their own: the same again ("no, they don't") or another."""
    polite = lexicon.words["polite"]
    phrase = " ".join(rest)
    core = " ".join(word for word in rest if word not in polite or word in lexicon.words["pronouns"])
    if {*rest} <= polite | lexicon.words["emphasis"]:
        return How.NO_MATCH, None
    for said in (phrase, core):
        if said in lexicon.folded:
            return How.LABEL, lexicon.folded[said].place
        if said in lexicon.ask:
            return How.CONFIRM, lexicon.ask[said]
    return How.NO_MATCH, None


def _no_before_a_no(negations: list[str], said: tuple[str, ...], one: Found, lexicon: Lexicon) -> bool:
    """Whether the one negation only says a no again: "no, I disagree", "no, I don't feel safe"."""
    if len(negations) != 1 or lexicon.senses[one.place] >= 0:
        return False
    if lexicon.meanings[one.place] == "no":
        return one.start == 0 and negations[0] in lexicon.words["deny"]
    return said[0] == negations[0] and negations[0] in lexicon.words["plain_no"] and "no" not in lexicon.meanings


def _determines(said: tuple[str, ...], one: Found, lexicon: Lexicon) -> bool:
    """Whether a "no" or "never" belongs to the word after it: "no problem", "never had any trouble"."""
    after = one.start + 1
    if one.length > 1 or said[one.start] not in lexicon.words["determiners"] or after >= len(said):
        return False
    words = lexicon.words
    plain = words["polite"] | words["fillers"] | words["emphasis"] | words["determiners"] | lexicon.known
    plain |= words["conjunctions"]
    plain -= words["not_after_no"]
    return not (said[after] in plain or said[after].isdigit() or is_picture(said[after]))


def _never_more(said: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a "never" goes before more words, which it may turn round: "never say no"."""
    turning = lexicon.words["determiners"] - lexicon.words["plain_no"] - lexicon.words["first_answers"]
    return any(word in turning for word in said[:-1])


def _number(word: str, lexicon: Lexicon) -> int | None:
    """Give the place that a word beside a label names: "2 agree", "two agree", "b) agree"."""
    if word in lexicon.words["emphasis"]:
        return None
    if word.isdigit():
        return int(word[:4])
    if word in lexicon.words["polite"] or word in lexicon.words["fillers"] or word in lexicon.words["joiners"]:
        return None
    if len(word) == 1 and "a" <= word <= "j":
        return ord(word) - ord("a") + 1
    return lexicon.words.numbers.get(word)


def _harmless(said: tuple[str, ...], one: Found, lexicon: Lexicon, about: frozenset[str]) -> frozenset[str]:
    """Give the words that may stand beside the choice found without changing it."""
    words, sense = lexicon.words, lexicon.senses[one.place]
    allowed = words["polite"] | words["fillers"] | words["before_number"] | _pictures(sense, lexicon)
    if lexicon.meanings[one.place] != "no":
        allowed |= about - lexicon.known
    if sense > 0 and "yes" not in lexicon.meanings:
        allowed |= words.meanings["yes"].accept
    own = {*said[one.start:one.start + one.length]}
    graded = any(own < {*phrase.split()} for phrase, entry in lexicon.folded.items()
                 if entry.how is How.EXACT and entry.place != one.place)
    # "Really agree" may mean Agree or Strongly agree; "really, yes" can only mean Yes.
    allowed = allowed - words["emphasis"] if graded else allowed | words["emphasis"]
    return allowed - words["negations"]


def _pictures(sense: int, lexicon: Lexicon) -> frozenset[str]:
    """Give the emoji that go with an answer of this sense; any other may mean the reverse, or a joke."""
    emoji = lexicon.words.emoji
    return emoji["plain"] | (emoji["up"] if sense >= 0 else frozenset()) | (
        emoji["down"] if sense <= 0 else frozenset())
