"""The `ask_if` grammar: when a question is asked, from earlier answers and the channel.

    p2.1 == no and (channel == web or p5.5 is not answered)
    visits >= 3        where in (home, school)        likes includes art

A question left unanswered makes every comparison about it false, `!=` too; ask with `is answered`.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from surveys.answers import Answer, Status
from surveys.condition_words import CHANNEL, ConditionError, Words

DEEPEST = 24
"""Brackets and nots inside one another; more is a mistake or an attack on the stack."""
COMPARISONS: dict[str, Callable[..., bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge}
STATES = ("answered", "skipped", "shown")
__all__ = ["CHANNEL", "Condition", "ConditionError", "Reference", "parse"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of an `ask_if`. Frozen; knows whether it holds and what it looks at."""

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether the condition is met by the answers so far, on this channel."""
        return True

    def references(self) -> tuple["Reference", ...]:
        """Give every question it looks at, in the order written; the channel is not one."""
        return ()


@dataclass(frozen=True, slots=True)
class Reference(Condition):
    """One look at one earlier question: `question operator literals`.

    `operator` is a comparison, `in`, `includes`, `is answered`, `is skipped` or `is shown`; `column` counts
    from 1 within the condition's text, for messages.
    """

    question: str
    operator: str
    literals: tuple[str, ...]
    column: int = field(compare=False, default=1)

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether that question's answer fits."""
        answer = answers.get(self.question)
        if self.operator.startswith("is "):
            return _is(self.operator[3:], answer)
        if answer is None or answer.value is None:
            return False
        if self.operator == "includes":
            return isinstance(answer.value, tuple) and self.literals[0] in answer.value
        if self.operator == "in":
            return any(_compare(answer.value, "==", literal) for literal in self.literals)
        return _compare(answer.value, self.operator, self.literals[0])

    def references(self) -> tuple["Reference", ...]:
        """Give itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class OnChannel(Condition):
    """`channel == sms`, `channel != sms` or `channel in (sms, web)`."""

    equal: bool
    channels: tuple[str, ...]
    column: int = field(compare=False, default=1)

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether the conversation is on such a channel."""
        return (channel in self.channels) is self.equal


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The opposite of a condition."""

    part: Condition

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether the part does not hold."""
        return not self.part.holds(answers, channel)

    def references(self) -> tuple[Reference, ...]:
        """Give the part's."""
        return self.part.references()


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether all parts hold."""
        return all(part.holds(answers, channel) for part in self.parts)

    def references(self) -> tuple[Reference, ...]:
        """Give every part's."""
        return tuple(found for part in self.parts for found in part.references())


@dataclass(frozen=True, slots=True)
class AnyOf(AllOf):
    """At least one part holds."""

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether any part holds."""
        return any(part.holds(answers, channel) for part in self.parts)


def _is(state: str, answer: Answer | None) -> bool:
    status = answer.status if answer else Status.NOT_SHOWN
    if state == "answered":
        return status is Status.ANSWERED
    if state == "skipped":
        return status in (Status.SKIPPED, Status.PREFER_NOT)
    return status is not Status.NOT_SHOWN


def _compare(value: object, sign: str, literal: str) -> bool:
    if isinstance(value, tuple):
        return False
    if isinstance(value, str):
        return COMPARISONS[sign](value, literal)
    try:
        return COMPARISONS[sign](value, float(literal))
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read a condition; an empty one always holds. Raises `ConditionError` with column and remedy."""
    words = Words.of(text)
    if words.at_end():
        return Condition()
    condition = _either(words, 0)
    if not words.at_end():
        raise words.error(f"{words.next.text!r} is left over.",
                          "Join two comparisons with 'and' or 'or'.")
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
        raise words.error(f"The channel cannot be compared with {sign!r}.", "Write channel == sms.")
    return OnChannel(sign != "!=", literals, name.column)


def _state(words: Words, name: str, column: int) -> Condition:
    opposite = words.take("not")
    state = words.state(STATES)
    if name == CHANNEL:
        raise words.error("The channel is always known.", "Write channel == sms.")
    found = Reference(name, f"is {state}", (), column)
    return Not(found) if opposite else found
