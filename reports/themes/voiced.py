"""Comments that a person has reviewed to what a report may say of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports.disclosure.policies import COMMENTS_FROM
from reports.release import Release
from reports.themes.lexicon import themes
from reports.themes.rules import QUOTES_FROM, SUPPORT

_SHARES = ((Fraction(1, 4), "few"), (Fraction(1, 2), "some"))
_MOST = "many"
SAID = {"many": "Many wrote about", "some": "Some wrote about", "few": "A few wrote about"}


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment with what a person decided: its themes, none where they have not, and whether it may be quoted.

    `words` are redacted already; `may_quote` is the writer's own yes, `approved` the person's.
    """

    words: str
    themes: tuple[str, ...] = ()
    may_quote: bool = False
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Voiced:
    """What may be shown of one question's comments: themes as (name, few, some or many), and quotations."""

    themes: tuple[tuple[str, str], ...] = ()
    quotations: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say it; nothing where nothing may be shown."""
        parts = [f"{SAID[share]} {_joined([name for name, of in self.themes if of == share])}."
                 for share in SAID if any(of == share for _, of in self.themes)]
        quoted = "; ".join(f"“{words}”" for words in self.quotations)
        return " ".join((*parts, *([f"In their own words: {quoted}."] if quoted else [])))


def voiced(comments: Sequence[Comment]) -> Voiced:
    """Give what may be shown of one question's comments.

    Themes from 10 comments, and only those that 3 people wrote of, as few, some or many; quotations from 10
    comments, where the writer and a person both said yes. The order says nothing: quotations go by the alphabet.
    """
    number = len(comments)
    named: tuple[tuple[str, str], ...] = ()
    if number >= COMMENTS_FROM:
        counts = Counter(code for comment in comments for code in dict.fromkeys(comment.themes))
        named = tuple((themes()[code].name, _share(count, number)) for code, count in counts.most_common()
                      if count >= SUPPORT and code in themes())
    quotable = [one.words for one in comments if one.may_quote and one.approved] if number >= QUOTES_FROM else []
    return Voiced(tuple(sorted(named, key=_order)), tuple(sorted(dict.fromkeys(quotable), key=str.casefold)))


def told(release: Release, comments: Mapping[str, Sequence[Comment]]) -> Release:
    """Give a release as a report prints it, its comments with what may be shown of them.

    The frozen release is not changed; of a question that its policy holds back, nothing is added.
    """
    least = {question: len(found) for question, found in comments.items()}
    said = {question: f"{sentence} {voiced(comments[question]).sentence}".strip()
            if least.get(question, 0) >= COMMENTS_FROM else sentence
            for question, sentence in (release.comments or {}).items()}
    return replace(release, comments=said)


def _share(count: int, number: int) -> str:
    share = Fraction(count, number)
    return next((word for limit, word in _SHARES if share < limit), _MOST)


def _order(theme: tuple[str, str]) -> tuple[int, str]:
    # Within "many", "some" and "few" by the alphabet: an order by number would tell the numbers.
    return list(SAID).index(theme[1]), theme[0]


def _joined(names: Iterable[str]) -> str:
    *most, last = [name[:1].lower() + name[1:] for name in names]
    return f"{'; '.join(most)}; and {last}" if most else last
