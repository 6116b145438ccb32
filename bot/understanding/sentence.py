"""One reply made ready for looking up: its text, its words put right, and the doubts it shows."""

import re
from dataclasses import dataclass

from bot.normalise import fold, is_stretched, normalise, squeeze, tokens
from bot.understanding.lexicon import Lexicon

LONGEST = 1000
"""Characters of a reply to a closed question that are looked at; no answer is longer."""
_DOUBTFUL_FACE = re.compile(r"[:;=]['’]?-?[(/\\|]|-_+-|/s$")
_AGAIN = re.compile(r"(\w{2,}?)\1+")
_BELOW_ZERO = re.compile(r"^\s*[-−–]\s?\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is normalised, `phrase` folded; `words` have stretched letters and split words put right.

    `doubted`: a question mark or a face that takes the words back, so nothing in it is taken unasked.
    """

    text: str
    phrase: str
    words: tuple[str, ...]
    doubted: bool
    below_zero: bool


def sentence(words: str, lexicon: Lexicon, *, about: frozenset[str] = frozenset()) -> Sentence:
    """Read `words`, at most `LONGEST` characters of which count."""
    text = normalise(words[:LONGEST + 1])
    mended = _rejoined(tuple(_unstretched(word, lexicon) for word in tokens(text)), lexicon, about)
    return Sentence(text, fold(text), mended, "?" in text or bool(_DOUBTFUL_FACE.search(words[:LONGEST].casefold())),
                    bool(_BELOW_ZERO.match(words[:LONGEST])))


def _unstretched(word: str, lexicon: Lexicon) -> str:
    """Give the word that `word` is with letters held down ("yesss") or said again ("yesyes"); a word stays."""
    if (again := _AGAIN.fullmatch(word)) and again[1] in lexicon.folded:
        return again[1]
    candidates = lexicon.squeezed.get(squeeze(word), ())
    if word in candidates:
        return word
    # "not" and its kin come first: a negation must never be lost in mending.
    likely = sorted(candidates, key=lambda one: (one not in lexicon.words["negations"], one not in lexicon.known))
    return next((one for one in likely if is_stretched(word, one)), word)


def _rejoined(words: tuple[str, ...], lexicon: Lexicon, about: frozenset[str]) -> tuple[str, ...]:
    """Put together words split by a space too many: "dis agree", "some times", "do nt"."""
    negations = lexicon.words["negations"]
    mended: list[str] = []
    for word in words:
        together = (mended[-1] if mended else "") + word
        whole = together in negations or (len(together) >= 5 and together in lexicon.known)
        if mended and whole and not (mended[-1] in lexicon.known and word in lexicon.known):
            mended[-1] = together
        else:
            mended.append(word)
    return tuple(mended)
