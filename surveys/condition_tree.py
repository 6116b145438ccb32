"""A condition that has been read: its parts, and whether it holds."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from surveys.answers import Answer, Status

COMPARISONS: dict[str, Callable[..., bool]] = {"==": operator.eq, "!=": operator.ne, "<": operator.lt,
                                               "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of an `ask_if`. Frozen; knows whether it holds and what it looks at."""

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether the condition is met by the answers so far, on this channel."""
        return True

    def leaves(self) -> tuple["Condition", ...]:
        """Give the single comparisons it is made of, in the order written."""
        return ()

    def references(self) -> tuple["Reference", ...]:
        """Give every look at a question, in the order written; the channel is not one."""
        return tuple(leaf for leaf in self.leaves() if isinstance(leaf, Reference))


class Leaf(Condition):
    """A single comparison."""

    __slots__ = ()

    def leaves(self) -> tuple[Condition, ...]:
        """Give itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Reference(Leaf):
    """One look at an earlier question. `column` counts from 1 within the condition's text, for messages.

    `operator` is a comparison, `in`, `includes`, `is answered`, `is skipped` or `is shown`.
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
        if self.operator in COMPARISONS:
            return _compare(answer.value, self.operator, self.literals[0])
        if self.operator == "in":
            return any(_compare(answer.value, "==", literal) for literal in self.literals)
        return isinstance(answer.value, tuple) and self.literals[0] in answer.value


@dataclass(frozen=True, slots=True)
class OnChannel(Leaf):
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

    def leaves(self) -> tuple[Condition, ...]:
        """Give the part's."""
        return self.part.leaves()


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, Answer], channel: str) -> bool:
        """Say whether all parts hold."""
        return all(part.holds(answers, channel) for part in self.parts)

    def leaves(self) -> tuple[Condition, ...]:
        """Give every part's."""
        return tuple(leaf for part in self.parts for leaf in part.leaves())


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
