"""Names of the people a wave is about, found as they are typed: misspelt, with 's, in small letters, spaced out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import product

from bot.redaction.span import Span

FUZZY = 5
"""Letters from which a name is found with one letter wrong, missing, added, or swapped with the next."""
LONGEST = 30
_TITLE = r"(?:mr|mrs|ms|miss|sir|madam|dr|mx|prof|professor|coach|auntie|uncle)"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?<![^\W_]){_LETTER}[^\W_]*(?:\$[^\W_]*)*(?:['’]{_LETTER}+)*")
_PAIR = re.compile(rf"(?<![^\W_])(?=({_LETTER}{{1,{LONGEST}}})([ -])({_LETTER}{{2,{LONGEST}}})(?![^\W_]))")
_SHORT = re.compile(r"['’](?:s|ll|ve|re|d|m)$", re.IGNORECASE)
_NOT = re.compile(r"n['’]t$", re.IGNORECASE)
_TITLED = re.compile(rf"\b(?i:{_TITLE})\b\.? ?([A-Z][\w'’\-]*(?: [A-Z][\w'’\-]+)?)")
_TITLED_SMALL = re.compile(rf"\b(?:mr|mrs|ms|mx|dr)\b\.? ?({_LETTER}(?:{_LETTER}|['’\-])+)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:my (?:real |first |full |last )?name(?:'s|’s| is|s)"
    r"|(?:he|she|they|teacher|man|lady|boy|girl|friend|mate|staff)(?: is|'s|’s)? (?:called|named)"
    r"|signed|love from|i'm called|im called) ([A-Za-z][\w'’\-]+)", re.IGNORECASE)
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-*]{1,2}[^\W\d_]){2,14}(?![^\W_])")
_STARTS = re.compile(r"(?:^|[.!?:;\n\"“(\-–•])\s*$")
_PARTICLES = frozenset((
    "de", "da", "do", "dos", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ibn", "abu", "ap", "mac", "mc",
    "mr", "mrs", "ms", "miss", "sir", "dr", "mx", "the", "and"))
_NOT_NAMES = frozenset((
    "and", "or", "but", "is", "was", "the", "a", "an", "i", "my", "in", "on", "at", "to", "for", "who", "said", "has",
    "had", "not", "sir", "miss", "no", "so", "if"))
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "est", "ly", "y", "ness", "less", "ful")
_DIGITS = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s"})
_DOING = re.compile(r"\s+(?:said|says|told|tells|hit|hits|helped|helps|shouted|shouts|keeps|kept|makes|made|"
                    r"gave|gives|lets|asked|asks|talks|talked|listens|hates|likes|pushed|pushes|bullies|bullied|called|calls|took|"
                    r"takes|knows|is|was|has|does|did|and (?:I|i|me|[A-Z]))\b")


class Roster:
    """The names of a wave's pupils and staff. Made in memory for one use, and never stored.

    `names` are whole names ("Kyle Smith", "Ms Amira Okafor"), each part of which is looked for.
    """

    __slots__ = ("_common", "_near", "_plain")

    def __init__(self, names: Iterable[str] = ()) -> None:
        parts = {part for name in names for part in _parts(name)}
        self._common = frozenset(part for part in parts if part in words("common") or ordinary(part))
        self._plain = frozenset(part for part in parts if part not in self._common)
        self._near: dict[str, set[str]] = {}
        for name in self._plain:
            for shorter in _shortened(name) if len(name) >= FUZZY else ():
                self._near.setdefault(shorter, set()).add(name)

    def __repr__(self) -> str:
        return "Roster(…)"

    def has(self, word: str) -> bool:
        """Say whether `word` is one of the names, which an ordinary word is not, as it may be misspelt."""
        if len(word) > LONGEST or _NOT.search(word):
            return False
        return any(self._is(form) for plain in {bare(word), bare(_SHORT.sub("", word))} for form in _forms(plain))

    def exactly(self, word: str) -> bool:
        """Say whether `word` is one of the names, letter by letter."""
        return bare(word) in self._plain

    def common(self, word: str) -> bool:
        """Say whether `word` is a name that is also an ordinary word ("Will", "Grace")."""
        plain = bare(_SHORT.sub("", word))
        return plain in self._common or (plain.endswith("s") and plain[:-1] in self._common)

    def _is(self, word: str) -> bool:
        if word in self._plain:
            return True
        if len(word) < FUZZY - 1 or ordinary(word) or word in words("common"):
            return False
        return any(near(word, name) for shorter in _shortened(word) for name in self._near.get(shorter, ()))


def names(text: str, roster: Roster) -> Iterator[Span]:
    """Find names: those of the roster, and whoever a title or "my name is" points at."""
    for match in _WORD.finditer(text):
        if len(match[0]) > 1 and (roster.has(match[0]) or (roster.common(match[0]) and _as_name(text, match, roster))):
            yield Span(match.start(), match.end(), "name")
    for match in _SPACED.finditer(text):
        if roster.has(re.sub(r"[^\w]", "", match[0])):
            yield Span(match.start(), match.end(), "name")
    for match in _PAIR.finditer(text):
        if roster.exactly(match[1] + match[3]) or (match[2] == "-" and roster.has(match[1] + match[3])):
            yield Span(match.start(1), match.end(3), "name")
    yield from _pointed_at(text, roster)


def _pointed_at(text: str, roster: Roster) -> Iterator[Span]:
    """Find whoever a title or "my name is" points at, of the roster or not."""
    yield from (Span(match.start(), match.end(), "name") for match in _TITLED.finditer(text))
    for pattern, start in ((_TITLED_SMALL, 0), (_CALLED, 1)):
        for match in pattern.finditer(text):
            word = bare(match[1])
            if word not in _NOT_NAMES and (match[1][0].isupper() or roster.common(word) or not ordinary(word)):
                yield Span(match.start(start), match.end(1), "name")


def _as_name(text: str, match: re.Match[str], roster: Roster) -> bool:
    """Say whether a name that is a word too is meant as a name here: by its capital, and by its place."""
    word = match[0]
    if not (word[0].isupper() and (word[1:].islower() or len(word) == 1)):
        return False
    if not _STARTS.search(text, max(0, match.start() - 4), match.start()):
        return True
    after = _WORD.search(text, match.end(), match.end() + LONGEST)
    surname = bool(after and after[0][0].isupper() and (roster.has(after[0]) or roster.common(after[0])))
    return surname or bool(_SHORT.search(word) or _DOING.match(text, match.end()))


@lru_cache(maxsize=2)
def words(kind: str) -> frozenset[str]:
    """Give a list of words: `common` are names as well, `ordinary` are not a misspelt name.

    The ordinary ones are those that most children know at ten (Dale and Chall 1948) and those of school life.
    """
    return frozenset((files("bot.redaction") / f"{kind}.txt").read_text(encoding="utf-8").split())


def ordinary(word: str) -> bool:
    """Say whether a word in small letters is an English word, bare or with an ending."""
    known = words("ordinary")
    stems = (word[:-len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2)
    return word in known or any(stem in known or stem + "e" in known or (stem[-1] == stem[-2] and stem[:-1] in known)
                                or (stem.endswith("i") and stem[:-1] + "y" in known) for stem in stems)


def bare(word: str) -> str:
    """Give a word in small letters, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum() or letter in "@$")


def near(one: str, other: str) -> bool:
    """Say whether two words differ by one letter: changed, missing, added, or swapped with the next."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    return (left[1:] == right[1:] or left[1:] == right or left == right[1:]
            or (left[:2] == right[1::-1] and left[2:] == right[2:]))


def _shortened(word: str) -> frozenset[str]:
    return frozenset((word, *(word[:place] + word[place + 1:] for place in range(len(word)))))


def _forms(plain: str) -> Iterator[str]:
    """Give the ways a typed word may be read: as it is, without its s, figures as letters, repeats as one."""
    yield plain
    if plain.endswith("s") and len(plain) > 3 and not ordinary(plain):
        yield plain[:-1]
    if not plain.isalpha():
        yield from {plain.translate(_DIGITS).replace("1", one) for one in "il"}
        yield plain.rstrip("0123456789")
    if plain[-1:] == plain[-2:-1]:
        yield plain[:-1]
    if re.search(r"(.)\1\1", plain):
        yield from {re.sub(r"(.)\1{2,}", times, plain) for times in (r"\1", r"\1\1")}


def _parts(name: str) -> Iterator[str]:
    pieces = [bare(piece) for piece in re.split(r"[\s,()\"“”/]+", name)]
    kept = [piece for piece in pieces if len(piece) > 1 and piece not in _PARTICLES]
    yield from kept
    yield from (bare(part) for part in re.split(r"[\s\-–,()\"“”/]+", name) if len(bare(part)) > 2
                and bare(part) not in _PARTICLES)
    yield from (one + other for one, other in product(kept, kept) if one != other and len(kept) <= 4)
