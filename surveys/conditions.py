"""The `ask_if` grammar: when a question is asked, from earlier answers and the channel.

    p2.1 == no and (channel == web or p5.5 is not answered)
    visits >= 3        where in (home, school)        likes includes art

A question left unanswered makes every comparison about it false, `!=` too; ask with `is answered`.
"""

from functools import lru_cache

from surveys.condition_tree import AllOf, AnyOf, Condition, Leaf, Not, OnChannel, Reference
from surveys.condition_words import CHANNEL, ConditionError, Words

DEEPEST = 24
"""Brackets and nots inside one another; more is a mistake or an attack on the stack."""
STATES = ("answered", "skipped", "shown")
__all__ = ["CHANNEL", "AllOf", "AnyOf", "Condition", "ConditionError", "Leaf", "Not", "OnChannel", "Reference",
           "parse"]


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read a condition; an empty one always holds. Raises `ConditionError` with column and remedy."""
    words = Words.of(text)
    if words.at_end():
        return Condition()
    condition = _either(words, 0)
    if not words.at_end():
        raise words.error(f"{words.next.text!r} is left over.", "Join two comparisons with 'and' or 'or'.")
    return condition


def _either(words: Words, depth: int) -> Condition:
    parts = [_both(words, depth)]
    while words.take("or"):
        parts.append(_both(words, depth))
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _both(words: Words, depth: int) -> Condition:
    parts = [_one(words, depth)]
    while words.take("and"):
        parts.append(_one(words, depth))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _one(words: Words, depth: int) -> Condition:
    if depth > DEEPEST:
        raise words.error("The condition has too many brackets inside one another.",
                          "Split it over several questions.")
    if words.take("not"):
        return Not(_one(words, depth + 1))
    if words.take("("):
        inner = _either(words, depth + 1)
        words.expect(")", "Close the bracket with ')'.")
        return inner
    return _comparison(words)


def _comparison(words: Words) -> Condition:
    name = words.name()
    if words.take("is"):
        return _state(words, name.text, name.column)
    sign = words.operator()
    literals = words.listed() if sign == "in" else (words.literal(),)
    if name.text != CHANNEL:
        return Reference(name.text, sign, literals, name.column)
    if sign not in ("==", "!=", "in"):
        raise ConditionError(f"The channel cannot be compared with {sign!r}.", "Write channel == sms.",
                             name.column)
    return OnChannel(sign != "!=", literals, name.column)


def _state(words: Words, name: str, column: int) -> Condition:
    opposite = words.take("not")
    state = words.state(STATES)
    if name == CHANNEL:
        raise ConditionError("The channel is always known.", "Write channel == sms.", column)
    found = Reference(name, f"is {state}", (), column)
    return Not(found) if opposite else found
