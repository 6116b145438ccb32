"""A choice by its place in the list: a number or letter as displayed, a number among polite words, "the second one"."""

from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import How, Reading, no_match
from bot.understanding.sentence import Sentence

MOST_WORDS = 8
"""Words round a number, all of them polite ones: "can you put me down for a 2 please"."""
_MOST_DIGITS = 3


def as_place(heard: Sentence, lexicon: Lexicon, _: frozenset[str]) -> Reading | None:
    """Read a whole reply that is a number or a letter of the list as displayed."""
    text = heard.text
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        labelled = lexicon.exact.get(text)
        place = int(text) - 1
        if labelled and labelled.place != place and 0 <= place < len(lexicon.codes):
            return no_match("not_a_choice")
        return None if labelled else _at(place, lexicon)
    if len(text) == 1 and "a" <= text <= "z" and text not in lexicon.exact:
        return _lettered(text, lexicon)
    return None


def as_number(heard: Sentence, lexicon: Lexicon, _: frozenset[str]) -> Reading | None:
    """Read "option 2", "two", "the second one", "2 please": one number, and nothing else that says anything."""
    if heard.below_zero or len(heard.words) > MOST_WORDS:
        return None
    digits = {word for word in heard.words if word.isdigit()}
    found = _one_number(heard, lexicon, digits) if digits else _spelled(heard, lexicon)
    if found is None:
        return None
    return _at(found - 1, lexicon) or (no_match("not_a_choice") if digits and not digits & lexicon.labelled else None)


def _one_number(heard: Sentence, lexicon: Lexicon, digits: set[str]) -> int | None:
    if len(digits) != 1 or len(digit := next(iter(digits))) > _MOST_DIGITS:
        return None
    before = lexicon.words["before_number"] - (lexicon.words["number_or_no"] & lexicon.folded.keys())
    said = heard.words
    at = said.index(digit)
    rest = [word for place, word in enumerate(said)
            if word not in digits and word not in lexicon.words["polite"]
            and lexicon.words.numbers.get(word) != int(digit)
            and not (word in lexicon.words["after_ordinal"] and place == at + 1)
            and not (word in before and place < at and (place == at - 1 or word not in lexicon.words["negations"]))]
    return None if rest else int(digit)


def _spelled(heard: Sentence, lexicon: Lexicon) -> int | None:
    """Give the place said by one number word, one ordinal or one letter after "option"."""
    words, said = lexicon.words, heard.words
    ordinals = [at for at, word in enumerate(said) if word in words.ordinals and word not in lexicon.labelled]
    if len(ordinals) == 1:
        rest = [word for at, word in enumerate(said) if at != ordinals[0]]
        place = words.ordinals[said[ordinals[0]]]
        whole = said[ordinals[0]] not in words["needs_one"] or bool(set(rest) & words["after_ordinal"])
        return place % (len(lexicon.codes) + 1) if whole and _polite(rest, lexicon, words["after_ordinal"]) else None
    numbers = [at for at, word in enumerate(said) if word in words.numbers and word not in lexicon.labelled]
    if len(numbers) == 1:
        at = numbers[0]
        before, number = said[at - 1] if at else "", words.numbers[said[at]]
        meant = before not in words["not_the_number"] or (before in words["number_or_no"] and number > 1)
        rest = [word for place, word in enumerate(said) if place != at]
        return words.numbers[said[at]] if meant and _polite(rest, lexicon) else None
    return _option_letter(said, lexicon)


def _polite(rest: list[str], lexicon: Lexicon, more: frozenset[str] = frozenset()) -> bool:
    before = lexicon.words["before_number"] - (lexicon.words["number_or_no"] & lexicon.folded.keys())
    return set(rest) <= lexicon.words["polite"] | before | more


def _option_letter(said: tuple[str, ...], lexicon: Lexicon) -> int | None:
    """Give the place of the letter in "option b" or "b please"; "a" and "i" are words unless "option" is said."""
    words = lexicon.words
    before = words["before_number"] - words["negations"]
    letters = [at for at, word in enumerate(said) if len(word) == 1 and "a" <= word <= "z"
               and ((at and said[at - 1] in before) or word not in words["polite"] | words["fillers"])]
    if len(letters) != 1 or not _polite([word for at, word in enumerate(said) if at != letters[0]], lexicon):
        return None
    letter, named = said[letters[0]], letters[0] and said[letters[0] - 1] in before
    reading = _at(ord(letter) - ord("a"), lexicon) if named else _lettered(letter, lexicon)
    return reading.position if reading else None


def _lettered(letter: str, lexicon: Lexicon) -> Reading | None:
    """Read a letter of the list, unless it could as well be the first letter of another choice."""
    place = ord(letter) - ord("a")
    return None if lexicon.initials.get(letter, frozenset()) - {place} else _at(place, lexicon)


def letter_place(word: str, lexicon: Lexicon) -> int | None:
    """Give the place, from 0, of a single letter of the list that cannot be a word or another choice."""
    if len(word) != 1 or not "a" <= word <= "z" or word in lexicon.words["joiners"]:
        return None
    reading = _lettered(word, lexicon)
    return reading.position - 1 if reading and reading.position else None


def _at(place: int, lexicon: Lexicon) -> Reading | None:
    return lexicon.reading(place, How.NUMBER) if 0 <= place < len(lexicon.codes) else None
