"""Which questions can be asked at all: every run of answers that matters, tried."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations, product
from math import prod

from surveys.answers import NOT_SHOWN, SKIPPED, Answer
from surveys.conditions import Condition, Reference
from surveys.draft import Draft, Item
from surveys.model import Question, Value
from surveys.questions.date import Date
from surveys.questions.number import Number
from surveys.structure import conditions

MOST_RUNS = 20_000
"""Runs of answers tried for one question; past that it is taken as reachable, in the author's favour."""
TOO_MANY = frozenset({True, False})


class Reach:
    """What can happen in a draft on `channels`, trying only answers that some condition tells apart."""

    def __init__(self, draft: Draft, channels: tuple[str, ...]) -> None:
        self._draft = draft
        self._channels = channels
        self._conditions = {item.id: condition for item, condition in conditions(draft)}

    def outcomes(self, item: Item) -> frozenset[bool]:
        """Give what the item's own condition can come to, each question answered freely."""
        condition = self._conditions.get(item.id, Condition())
        names = sorted({reference.question for reference in condition.references()})
        if not all(name in self._draft.questions for name in names):
            return TOO_MANY
        domains = [self._domain(name, absent=True) for name in names]
        found: set[bool] = set()
        runs = ((channel, run) for channel in self._channels for run in product(*domains))
        for number, (channel, run) in enumerate(runs):
            if number > MOST_RUNS:
                return TOO_MANY
            found.add(condition.holds(dict(zip(names, run, strict=True)), channel))
            if len(found) == 2:
                break
        return frozenset(found)

    def asked(self, item: Item) -> bool | None:
        """Say whether some run of answers leads to `item`; None where there are too many to try."""
        names = sorted(self._needed(item.id), key=lambda name: self._draft.order[name])
        if not all(name in self._draft.questions for name in names):
            return None
        if prod(len(self._domain(name, absent=False)) for name in names) > MOST_RUNS:
            return None
        condition = self._conditions.get(item.id, Condition())
        return any(condition.holds(answers, channel) for channel, answers in self._runs(names))

    def _runs(self, names: list[str]) -> Iterator[tuple[str, Mapping[str, Answer]]]:
        for channel in self._channels:
            runs: list[dict[str, Answer]] = [{}]
            for name in names:
                condition = self._conditions.get(name, Condition())
                runs = [run | {name: answer} for run in runs
                        for answer in (self._domain(name, absent=False)
                                       if condition.holds(run, channel) else (NOT_SHOWN,))]
            yield from ((channel, run) for run in runs)

    def _needed(self, start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            condition = self._conditions.get(waiting.pop(), Condition())
            for reference in condition.references():
                if reference.question not in found and reference.question in self._draft.order:
                    found.add(reference.question)
                    waiting.append(reference.question)
        return found - {start}

    def _domain(self, name: str, *, absent: bool) -> tuple[Answer, ...]:
        question = self._draft.questions[name].question
        if question is None or not question.answerable:
            return (NOT_SHOWN,)
        answers = [Answer.of(value) for value in _values(question, self._literals.get(name, ()), self._draft)]
        left = [SKIPPED] if question.type != "consent" else []
        conditional = absent and bool(question.ask_if)
        return (*answers, *left, *([NOT_SHOWN] if conditional else []))

    @cached_property
    def _literals(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for condition in self._conditions.values():
            for leaf in condition.leaves():
                if isinstance(leaf, Reference):
                    found.setdefault(leaf.question, {}).update(dict.fromkeys(leaf.literals))
        return {name: tuple(literals) for name, literals in found.items()}


def _values(question: Question, literals: tuple[str, ...], draft: Draft) -> tuple[Value, ...]:
    """Give values of which no condition can tell any other apart."""
    if question.entry in ("choice", "choices"):
        codes = [choice.code for choice in question.choices(draft.scales)]
        named = [code for code in codes if code in literals]
        named += [code for code in codes if code not in literals][:1]
        if question.type == "consent":
            return ("yes",)
        if question.entry == "choice":
            return tuple(named)
        return tuple(c for size in range(1, min(len(named), 8) + 1) for c in combinations(named[:8], size))
    if isinstance(question, Number):
        return _numbers(question, literals)
    if isinstance(question, Date):
        return _days(question, literals)
    return ("words",)


def _numbers(question: Number, literals: tuple[str, ...]) -> tuple[Value, ...]:
    found = {question.least, question.most}
    for literal in literals:
        try:
            found |= {float(literal) + step for step in (-1, 0, 1) if question.whole or step == 0}
            found |= set() if question.whole else {float(literal) - 1e-6, float(literal) + 1e-6}
        except ValueError:
            continue
    return tuple(sorted(number for number in found if question.least <= number <= question.most))


def _days(question: Date, literals: tuple[str, ...]) -> tuple[Value, ...]:
    found = {question.earliest, question.latest}
    for literal in literals:
        try:
            day = dt.date.fromisoformat(literal).toordinal()
        except ValueError:
            continue
        found |= {dt.date.fromordinal(max(1, day + step)).isoformat() for step in (-1, 0, 1)}
    return tuple(sorted(day for day in found if question.earliest <= day <= question.latest))
