"""Several of several choices: "1,3", "1 and 3", "13", "bus and taxi", "none"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.among import left_over, spans
from bot.understanding.choosing import choose
from bot.understanding.lexicon import Lexicon
from bot.understanding.places import letter_place
from bot.understanding.reading import How, Reading, checked, no_match
from bot.understanding.sentence import LONGEST, Sentence, sentence
from bot.understanding.slips import mistyped
from surveys.model import Question, Scale

DIGITS_RUN_TOGETHER = 9
"""Choices up to which "13" is read as 1 and 3."""
_DASHED = re.compile(r"\d\s?[-–—~]\s?\d")


@dataclass(frozen=True, slots=True)
class Picked:
    """The places picked, from 0, by how they were said, and the words that picked nothing.

    `astray`: a number that is not in the list. `unsure`: digits run together in a list too long for that.
    """

    numbered: frozenset[int]
    labelled: frozenset[int]
    rest: frozenset[str]
    astray: bool
    unsure: bool


def pick(words: str, lexicon: Lexicon, question: Question, scales: Mapping[str, Scale],
         about: frozenset[str] = frozenset()) -> Reading:
    """Read `words` as one or more of the choices, each once, in the order shown."""
    alone = choose(words, lexicon, about)
    if len(words) > LONGEST or alone.how in (How.EXACT, How.ALIAS, How.NUMBER) or alone.reason == "empty":
        return _of(alone, question, scales)
    heard = sentence(words, lexicon)
    picked = _picked(heard, lexicon)
    if picked.astray or heard.below_zero or _is_range(heard, lexicon):
        return no_match("not_a_choice")
    if not picked.numbered | picked.labelled:
        return _of(alone, question, scales)
    how = _how_sure(heard, picked, lexicon, about)
    if how is None:
        return no_match("negated")
    codes = tuple(lexicon.codes[place] for place in sorted(picked.numbered | picked.labelled))
    return _placed(checked(how, codes, question, scales), lexicon)


def _of(alone: Reading, question: Question, scales: Mapping[str, Scale]) -> Reading:
    """Give the reading of one choice as an answer of one."""
    if alone.code is None:
        return alone
    reading = checked(alone.how, (alone.code,), question, scales)
    return Reading(reading.how, reading.value, alone.position, reading.code)


def _placed(reading: Reading, lexicon: Lexicon) -> Reading:
    """Give the reading its place where it picks one choice only."""
    if reading.code not in lexicon.codes:
        return reading
    return Reading(reading.how, reading.value, lexicon.codes.index(reading.code) + 1, reading.code)


def _picked(heard: Sentence, lexicon: Lexicon) -> Picked:
    found = spans(heard.words, lexicon)
    count, numbered, rest, unsure = len(lexicon.codes), set[int](), set[str](), False
    labelled = {one.place for one in found}
    for word in left_over(heard.words, found):
        if word.isdigit() and len(word) > 1 and not 0 < int(word[:4]) <= count:
            numbered |= {int(digit) - 1 for digit in word}
            unsure = unsure or count > DIGITS_RUN_TOGETHER
        elif (place := _place_said(word, lexicon)) is not None:
            numbered.add(place)
        elif (slipped := mistyped(word, lexicon)) is not None:
            labelled.add(slipped)
            unsure = unsure or len(heard.words) > 1
        else:
            rest.add(word)
    # "2 sport" is one pick said twice, but "13" where there is an option 13 may be either.
    unsure = unsure or (count > DIGITS_RUN_TOGETHER and heard.text.isdigit() and len(heard.text) > 1)
    return Picked(frozenset(numbered), frozenset(labelled), frozenset(rest),
                  any(not 0 <= place < count for place in numbered), unsure)


def _place_said(word: str, lexicon: Lexicon) -> int | None:
    """Give the place, from 0, that one word says: a number, a number word, an ordinal or a letter."""
    if word.isdigit():
        return int(word[:4]) - 1
    said = lexicon.words.numbers.get(word) or lexicon.words.ordinals.get(word)
    return letter_place(word, lexicon) if said is None else said - 1


def _how_sure(heard: Sentence, picked: Picked, lexicon: Lexicon, about: frozenset[str]) -> How | None:
    """Say how sure the choices picked are, given every other word; None where they must not be taken."""
    words, numbered, labelled = lexicon.words, picked.numbered, picked.labelled
    if picked.rest & (words["negations"] | words["except"]) - words["number_or_no"]:
        return None
    plain = words["polite"] | words["fillers"] | words["joiners"] | words["before_number"] | words["emphasis"]
    # A number beside a label that is not its own ("2 bus", bus being 1) may be a count, or a slip.
    mixed = bool(numbered and labelled) and not (numbered <= labelled or labelled <= numbered)
    if picked.unsure or mixed or heard.doubted or picked.rest - plain - about:
        return How.CONFIRM
    return How.LABEL if labelled - numbered else How.NUMBER


def _is_range(heard: Sentence, lexicon: Lexicon) -> bool:
    """Whether the reply runs from one number to another: "1-3" may mean two choices or three."""
    at = [place for place, word in enumerate(heard.words) if word.isdigit()]
    if len(at) != 2:
        return False
    between = heard.words[at[0] + 1:at[1]]
    return bool(_DASHED.search(heard.text)) or (len(between) == 1 and between[0] in lexicon.words["range_between"])
