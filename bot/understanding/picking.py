"""Several of several choices: "1,3", "1 and 3", "13", "bus and taxi", "none"."""

import re
from collections.abc import Mapping

from bot.understanding.among import left_over, spans
from bot.understanding.choosing import choose
from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import How, Reading, checked, no_match
from bot.understanding.sentence import LONGEST, Sentence, sentence
from surveys.model import Question, Scale

DIGITS_RUN_TOGETHER = 9
"""Choices up to which "13" is read as 1 and 3."""
_DASHED = re.compile(r"\d\s?[-–—~]\s?\d")
_MOST_LEFT = 6
"""Words that say nothing, round the choices."""


def pick(words: str, lexicon: Lexicon, question: Question, scales: Mapping[str, Scale]) -> Reading:
    """Read `words` as one or more of the choices, each once, in the order shown."""
    if len(words) > LONGEST:
        return no_match("not_a_choice")
    alone = choose(words, lexicon)
    if alone.taken and alone.how is not How.LABEL:
        return _checked(alone.how, {(alone.position or 0) - 1}, lexicon, question, scales)
    heard = sentence(words, lexicon)
    if heard.below_zero or _is_range(heard, lexicon):
        return no_match("not_a_choice")
    numbered, more = _numbered(heard, lexicon)
    labelled = {one.place for one in spans(heard.words, lexicon)}
    if numbered is None:
        return no_match("not_a_choice")
    picked = numbered | labelled
    if not picked:
        return alone if alone.value is None else _checked(
            alone.how, {(alone.position or 0) - 1}, lexicon, question, scales)
    how = _how_sure(heard, lexicon, numbered, labelled, more)
    return _checked(how, picked, lexicon, question, scales) if how else no_match("negated")


def _checked(how: How, places: set[int], lexicon: Lexicon, question: Question,
             scales: Mapping[str, Scale]) -> Reading:
    codes = tuple(lexicon.codes[place] for place in sorted(places))
    reading = checked(how, codes, question, scales)
    if len(places) != 1 or reading.value is None:
        return reading
    return Reading(reading.how, reading.value, min(places) + 1, reading.code)


def _numbered(heard: Sentence, lexicon: Lexicon) -> tuple[set[int] | None, bool]:
    """Give the places said as numbers (None if one is not in the list), and whether to ask about them."""
    count, places, unsure = len(lexicon.codes), set[int](), False
    said = [word for at, word in enumerate(heard.words)
            if not any(one.start <= at < one.start + one.length for one in spans(heard.words, lexicon))]
    for word in said:
        spelled = lexicon.words.numbers.get(word)
        if word.isdigit() and (len(word) == 1 or 0 < int(word[:4]) <= count):
            places.add(int(word) - 1)
        elif word.isdigit():
            places |= {int(digit) - 1 for digit in word[:LONGEST]}
            unsure |= count > DIGITS_RUN_TOGETHER
        elif spelled is not None:
            places.add(spelled - 1)
    return (places if all(0 <= place < count for place in places) else None), unsure


def _how_sure(heard: Sentence, lexicon: Lexicon, numbered: set[int], labelled: set[int], unsure: bool) -> How | None:
    """Say how sure the choices picked are, given every other word; None where they must not be taken."""
    words = lexicon.words
    rest = {word for word in left_over(heard.words, spans(heard.words, lexicon))
            if not word.isdigit() and word not in words.numbers}
    if rest & (words["negations"] | words["except"]) - words["number_or_no"]:
        return None
    plain = words["polite"] | words["fillers"] | words["joiners"] | words["before_number"] | words["emphasis"]
    # A number beside a label that is not its own ("2 bus", bus being 1) may be a count, or a slip.
    mixed = bool(numbered and labelled) and not (numbered <= labelled or labelled <= numbered)
    if unsure or mixed or heard.doubted or rest - plain or len(rest) > _MOST_LEFT:
        return How.CONFIRM
    return How.LABEL if labelled - numbered else How.NUMBER


def _is_range(heard: Sentence, lexicon: Lexicon) -> bool:
    """Whether the reply runs from one number to another: "1-3" may mean two choices or three."""
    at = [place for place, word in enumerate(heard.words) if word.isdigit()]
    if len(at) != 2:
        return False
    between = heard.words[at[0] + 1:at[1]]
    return bool(_DASHED.search(heard.text)) or (len(between) == 1 and between[0] in lexicon.words["range_between"])
