"""Rules about who is asked what: L06 to L09."""

import datetime as dt
from collections.abc import Iterator

from surveys.conditions import OnChannel, Reference
from surveys.document import Finding
from surveys.draft import Item
from surveys.lint.reach import TOO_MANY, Reach
from surveys.lint.rule import Context
from surveys.model import Question
from surveys.questions.number import Number
from surveys.structure import condition_place, conditions
from surveys.suggestions import did_you_mean

KNOWN_CHANNELS = ("web", "sms", "telegram", "whatsapp", "terminal")
EQUALS = ("==", "!=", "in")


def literals_fit(context: Context) -> Iterator[Finding]:
    """L06: a condition compares a question with something it can never be."""
    draft = context.draft
    for item, condition in conditions(draft):
        for leaf in condition.leaves():
            if isinstance(leaf, OnChannel):
                faults = _channel_faults(leaf)
            elif isinstance(leaf, Reference) and leaf.question in draft.questions:
                asked = draft.questions[leaf.question].question
                faults = _faults(leaf, asked, context) if asked else iter(())
            else:
                continue
            path, offset = condition_place(draft, item, leaf.column)
            for fault, remedy in faults:
                yield Finding(path, f"Question '{item.id}', ask_if: {fault}", remedy, offset=offset)


def _channel_faults(leaf: OnChannel) -> Iterator[tuple[str, str]]:
    for name in leaf.channels:
        if name not in KNOWN_CHANNELS:
            yield f"'{name}' is not a channel.", did_you_mean(name, KNOWN_CHANNELS)


def _faults(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    if not asked.answerable:
        yield f"'{asked.id}' asks nothing, so it has no answer.", "Use a question that is answered."
    elif not leaf.operator.startswith("is "):
        yield from _ENTRIES[asked.entry](leaf, asked, context)


def _choice(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    if leaf.operator not in EQUALS:
        yield (f"the answers to '{asked.id}' cannot be compared with '{leaf.operator}'.",
               "Use ==, != or in (…) with its codes.")
        return
    yield from _codes(leaf, asked, context)


def _choices(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    if leaf.operator != "includes":
        yield (f"'{asked.id}' can have several answers, so '{leaf.operator}' never fits.",
               f"Write {asked.id} includes {leaf.literals[0]}.")
        return
    yield from _codes(leaf, asked, context)


def _codes(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    codes = [choice.code for choice in asked.choices(context.draft.scales)]
    for literal in leaf.literals if codes else ():
        if literal not in codes:
            yield f"'{asked.id}' has no choice '{literal}'.", did_you_mean(literal, codes)


def _number(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    if leaf.operator == "includes":
        yield f"'{asked.id}' is one number.", "Use ==, <, > or in (…)."
    for literal in leaf.literals:
        try:
            number = float(literal)
        except ValueError:
            yield f"'{asked.id}' is a number, and '{literal}' is not.", "Write a number such as 3."
            continue
        if isinstance(asked, Number) and not asked.least <= number <= asked.most:
            yield (f"'{asked.id}' runs from {asked.least:g} to {asked.most:g}, so it is never {literal}.",
                   "Use a number in that range.")


def _date(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    if leaf.operator == "includes":
        yield f"'{asked.id}' is one day.", "Use ==, < or >."
    for literal in leaf.literals:
        try:
            dt.date.fromisoformat(literal)
        except ValueError:
            yield f"'{asked.id}' is a day, and '{literal}' is not.", "Write it as 2026-09-01."


def _words(leaf: Reference, asked: Question, context: Context) -> Iterator[tuple[str, str]]:
    yield (f"'{asked.id}' is answered in free words, which must not steer the questionnaire.",
           f"Use {asked.id} is answered, or is skipped.")


_ENTRIES = {"choice": _choice, "choices": _choices, "number": _number, "date": _date, "words": _words}


def never_asked(context: Context) -> Iterator[Finding]:
    """L07: a question that no run of answers leads to, though its own condition could hold."""
    reach = Reach(context.draft, context.possible_channels)
    for item in context.draft.questions.values():
        if reach.outcomes(item) != {False} and reach.asked(item) is False:
            yield Finding(_at(item), f"Question '{item.id}' can never be asked: no answers lead to it.",
                          "Check its 'ask_if' against those of the questions it names.")


def constant_conditions(context: Context) -> Iterator[Finding]:
    """L09: an `ask_if` that holds whatever is answered, or never."""
    reach = Reach(context.draft, context.possible_channels)
    for item, condition in conditions(context.draft):
        outcomes = reach.outcomes(item) if condition.leaves() else TOO_MANY
        if outcomes == {True}:
            yield Finding(_at(item), f"The ask_if of '{item.id}' is always true.", "Take it out.")
        elif outcomes == {False}:
            yield Finding(_at(item), f"The ask_if of '{item.id}' is never true, so it is never asked.",
                          "Correct the condition, or take the question out.")


def endings(context: Context) -> Iterator[Finding]:
    """L08: questions that wait for one another, and channels on which nothing is asked."""
    needs = {item.id: {reference.question for reference in condition.references()}
             for item, condition in conditions(context.draft)}
    for item, _ in conditions(context.draft):
        if item.id in _needed(item.id, needs):
            yield Finding(_at(item), f"Question '{item.id}' waits for an answer that waits for it.",
                          "Break the circle: use only earlier questions.")
    counted = [item for item in context.draft.questions.values()
               if item.question and item.question.answerable and item.question.type != "consent"]
    readable = all(item.question for item in context.draft.items)
    for channel in context.channels if readable else ():
        reach = Reach(context.draft, (channel,))
        if all(reach.asked(item) is False for item in counted):
            yield Finding(("sections",), f"On {channel} nothing is asked: the path has no end to come to.",
                          "Ask at least one question there, or take the channel out.")


def _needed(start: str, needs: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return found


def _at(item: Item) -> tuple[str | int, ...]:
    return (*item.path, "ask_if")
