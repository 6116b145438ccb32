"""One of several choices: the steps in order, each less sure than the one before. The first to find, decides."""

from collections.abc import Callable

from bot.understanding.among import among_words
from bot.understanding.lexicon import Entry, Lexicon
from bot.understanding.places import as_number, as_place
from bot.understanding.reading import How, Reading, no_match
from bot.understanding.sentence import LONGEST, Sentence, sentence
from bot.understanding.slips import as_part, as_slip

Words = frozenset[str]
Step = Callable[[Sentence, Lexicon, Words], Reading | None]
NOT_A_CHOICE = "not_a_choice"


def choose(words: str, lexicon: Lexicon, about: Words = frozenset()) -> Reading:
    """Read `words` as one of the choices; `about` are the question's own words, which may come along."""
    if len(words) > LONGEST:
        return no_match(NOT_A_CHOICE)
    heard = sentence(words, lexicon)
    for step in STEPS:
        if (found := step(heard, lexicon, about)) is not None:
            doubtful = heard.doubted and heard.text not in lexicon.exact
            return found.asked() if doubtful and lexicon.polar else found
    return no_match("several_choices" if _is_several(heard, lexicon) else NOT_A_CHOICE)


def _as_written(heard: Sentence, lexicon: Lexicon, _: Words) -> Reading | None:
    found = lexicon.exact.get(heard.text) or _folded(heard, lexicon)
    return lexicon.reading(found.place, found.how) if found else None


def _folded(heard: Sentence, lexicon: Lexicon) -> Entry | None:
    mended = " ".join(heard.words)
    together = mended.replace(" ", "")
    spelled_out = len(together) > 1 and len(together) == len(heard.words)
    return (lexicon.folded.get(heard.phrase) or lexicon.folded.get(mended) or lexicon.joined.get(together)
            or (lexicon.folded.get(together) if spelled_out else None))


def _as_likely(heard: Sentence, lexicon: Lexicon, _: Words) -> Reading | None:
    """Ask about what is likely ("not really"), and refuse what sounds like an answer but is none."""
    mended = " ".join(heard.words)
    if {heard.phrase, mended} & lexicon.words["unclear"]:
        return no_match(NOT_A_CHOICE)
    place = lexicon.ask.get(heard.phrase, lexicon.ask.get(mended))
    return None if place is None else lexicon.reading(place, How.CONFIRM)


def _as_nothing(heard: Sentence, _: Lexicon, __: Words) -> Reading | None:
    if heard.words:
        return None
    return no_match(NOT_A_CHOICE if heard.text else "empty")


def _among(heard: Sentence, lexicon: Lexicon, about: Words) -> Reading | None:
    """Read a label among other words; where those are doubtful, a slip of a longer label comes first."""
    found = among_words(heard, lexicon, about)
    if found is None or found.how is not How.CONFIRM:
        return found
    return as_slip(heard, lexicon, about) or found


def _is_several(heard: Sentence, lexicon: Lexicon) -> bool:
    places = {int(word) for word in heard.words if word.isdigit() and len(word) < 4}
    return len(places) > 1 and all(0 < place <= len(lexicon.codes) for place in places)


STEPS: tuple[Step, ...] = (as_place, _as_written, _as_nothing, _as_likely, as_number, _among, as_slip, as_part)
