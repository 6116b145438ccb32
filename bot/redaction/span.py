"""What is to be taken out of a text: where it stands, and the one token that goes in its place."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Token = Literal["email", "link", "number", "place", "name"]
STRENGTH: tuple[Token, ...] = ("email", "link", "number", "place", "name")
"""Where two finds overlap, the first of these names them both."""
_THERE = re.compile(r"\[(email|link|number|place|name)\]")
_BETWEEN = re.compile(r"[ \t,-]{0,3}")


class Span(NamedTuple):
    """Characters `start` up to `end` of a text, and what they are."""

    start: int
    end: int
    token: Token


def there(text: str) -> Iterator[Span]:
    """Give the tokens that stand in a text already."""
    known: dict[str, Token] = {token: token for token in STRENGTH}
    return (Span(match.start(), match.end(), known[match[1]]) for match in _THERE.finditer(text))


def merged(text: str, found: Iterable[Span]) -> tuple[Span, ...]:
    """Give the finds in order, none overlapping; neighbours of one kind become one.

    "Kyle Smith" is one name: two tokens in a row would tell more than one.
    """
    spans: list[Span] = []
    for span in sorted(found):
        last = spans[-1] if spans else None
        if last and span.start < last.end:
            spans[-1] = Span(last.start, max(last.end, span.end), _stronger(last.token, span.token))
        elif last and last.token == span.token and _BETWEEN.fullmatch(text, last.end, span.start):
            spans[-1] = Span(last.start, span.end, last.token)
        else:
            spans.append(span)
    return tuple(spans)


def _stronger(one: Token, other: Token) -> Token:
    return min(one, other, key=STRENGTH.index)
