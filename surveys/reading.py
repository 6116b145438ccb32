"""How hard a text is to read: Flesch-Kincaid grade, as a reading age. Only the checks import this.

Source: Kincaid and others 1975, grade = 0.39 words a sentence + 11.8 syllables a word - 15.59; age is the
grade plus five. Crude on a single sentence, so a whole questionnaire is judged as well. Syllables come from
textstat 0.7.7 (the CMU dictionary); it fails on words it does not know, so those are counted here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import textstat

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|[0-9]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
GRADE_TO_AGE = 5


def words(text: str) -> list[str]:
    """Give the words of a text; a number is a word."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Give the sentences of a text, those that have words."""
    return [part for part in _SENTENCE_END.split(text) if words(part)]


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Count the syllables of an English word, one at least."""
    plain = word.lower().replace("’", "'")
    try:
        return max(1, int(textstat.syllable_count(plain)))
    except KeyError:
        return max(1, len(_VOWELS.findall(plain.removesuffix("e"))))


def reading_age(texts: Iterable[str]) -> float:
    """Give the age in years at which `texts`, read one after the other, are easy; 5 where there are no words.

    Never below 5: the formula goes under zero on very short words.
    """
    parts = [sentence for text in texts for sentence in sentences(text)]
    found = [word for sentence in parts for word in words(sentence)]
    if not found:
        return float(GRADE_TO_AGE)
    per_word = sum(syllables(word) for word in found) / len(found)
    grade = 0.39 * len(found) / len(parts) + 11.8 * per_word - 15.59
    return max(0.0, grade) + GRADE_TO_AGE
