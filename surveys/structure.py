"""Faults between the parts of a questionnaire that would break a conversation; found even while single
fields are still wrong."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from surveys.conditions import Condition, ConditionError, parse
from surveys.document import Finding, Path
from surveys.draft import Draft, Item
from surveys.model import Choice
from surveys.questions.date import Date
from surveys.questions.scale import ScaleQuestion
from surveys.suggestions import did_you_mean


def duplicate_ids(draft: Draft) -> Iterator[Finding]:
    """L01: two questions, or two sections, with one id."""
    first: dict[str, int] = {}
    for item in draft.items:
        path = (*item.path, "id")
        if item.id in first:
            yield Finding(path, f"The id '{item.id}' is used before, on line {first[item.id]}.",
                          "Give each question its own id.", "L01")
        elif item.id:
            first[item.id] = draft.document.place(path).line
    yield from _duplicate_sections(draft)


def _duplicate_sections(draft: Draft) -> Iterator[Finding]:
    sections = draft.document.at(("sections",))
    seen: set[str] = set()
    for place, section in enumerate(sections if isinstance(sections, list) else ()):
        name = section.get("id") if isinstance(section, dict) else None
        if isinstance(name, str) and name in seen:
            yield Finding(("sections", place, "id"), f"The section id '{name}' is used before.",
                          "Give each section its own id.", "L01")
        seen.add(str(name))


def conditions(draft: Draft) -> Iterator[tuple[Item, Condition]]:
    """Give every `ask_if` that can be read, with its question's item."""
    for item in draft.items:
        try:
            condition = parse(ask_if(draft, item))
        except ConditionError:
            continue
        yield item, condition


def ask_if(draft: Draft, item: Item) -> str:
    """Give the question's `ask_if` as written; empty where it has none."""
    written = draft.document.at((*item.path, "ask_if"))
    return written if isinstance(written, str) else ""


def condition_place(draft: Draft, item: Item, column: int) -> tuple[Path, int]:
    """Give the path of the `ask_if` and how far into its line `column` (from 1) stands."""
    path = (*item.path, "ask_if")
    return path, column - 1 + (path in draft.document.quoted)


def unreadable_conditions(draft: Draft) -> Iterator[Finding]:
    """An `ask_if` that does not follow the grammar."""
    for item in draft.items:
        try:
            parse(ask_if(draft, item))
        except ConditionError as error:
            path, offset = condition_place(draft, item, error.column)
            yield Finding(path, f"Question '{item.id}', ask_if: {error.fault}", error.remedy, offset=offset)


def unknown_references(draft: Draft) -> Iterator[Finding]:
    """L04: an `ask_if`, scale, set or language that names something the file does not have."""
    for item, condition in conditions(draft):
        for reference in condition.references():
            if reference.question not in draft.order:
                path, offset = condition_place(draft, item, reference.column)
                yield Finding(path, f"Question '{item.id}', ask_if: there is no question "
                                    f"'{reference.question}'.",
                              did_you_mean(reference.question, draft.order), "L04", offset=offset)
    for item in draft.items:
        yield from _unknown_names(draft, item)
    yield from _unknown_languages(draft)


def _unknown_names(draft: Draft, item: Item) -> Iterator[Finding]:
    scales = draft.document.at(("scales",))
    known = {"scale": frozenset(scales if isinstance(scales, dict) else ()), "set": draft.sets}
    for field, names in known.items():
        if field == "scale" and not isinstance(item.question, ScaleQuestion | None):
            continue
        name = draft.document.at((*item.path, field))
        if isinstance(name, str) and name not in names:
            yield Finding((*item.path, field), f"Question '{item.id}': there is no {field} '{name}'.",
                          did_you_mean(name, sorted(names)), "L04")


def _unknown_languages(draft: Draft) -> Iterator[Finding]:
    for path, text in draft.texts:
        for language in sorted(text.languages - set(draft.languages)):
            yield Finding((*path, language), f"'{language}' is not one of this questionnaire's languages.",
                          f"{did_you_mean(language, draft.languages)} Languages are declared under "
                          f"'languages:'.", "L04")


def later_references(draft: Draft) -> Iterator[Finding]:
    """L05: an `ask_if` about a question that has not been asked yet."""
    for item, condition in conditions(draft):
        here = draft.order.get(item.id, 0)
        for reference in condition.references():
            if draft.order.get(reference.question, -1) < here:
                continue
            path, offset = condition_place(draft, item, reference.column)
            when = "itself" if reference.question == item.id else f"'{reference.question}', which comes later"
            yield Finding(path, f"Question '{item.id}' depends on {when}.",
                          "Use only questions asked before it.", "L05", offset=offset)


def choice_lists(draft: Draft) -> Iterator[tuple[Path, tuple[Choice, ...]]]:
    """Give every list of choices once, with its path: each scale's, and each question's own."""
    for name, scale in draft.scales.items():
        yield ("scales", name, "choices"), scale.choices
    for item in draft.items:
        options = getattr(item.question, "options", None)
        if options is not None:
            yield (*item.path, "options"), options


def duplicate_codes(draft: Draft) -> Iterator[Finding]:
    """L11: two choices of one list with one code."""
    for path, choices in choice_lists(draft):
        counts = Counter(choice.code for choice in choices)
        seen: set[str] = set()
        for number, choice in enumerate(choices):
            if counts[choice.code] > 1 and choice.code in seen:
                yield Finding((*path, number, "code"),
                              f"The code '{choice.code}' is used before in this list.",
                              "Give each choice its own code.", "L11")
            seen.add(choice.code)


def two_groups(draft: Draft) -> Iterator[Finding]:
    """More than one question that declares a group: two breakdowns could pick people out."""
    groups = [item for item in draft.items if item.question and item.question.type == "group"]
    for item in groups[1:]:
        yield Finding((*item.path, "type"), f"Question '{item.id}' declares a second group.",
                      "Keep one group question; results are broken down by one thing at most.")


def bands_and_ranges(draft: Draft) -> Iterator[Finding]:
    """Ranges that nothing fits, and dates that are not dates."""
    for item in draft.items:
        for field, fault in _range_faults(item):
            yield Finding((*item.path, field), f"Question '{item.id}': {fault}", "Check both ends.")


def _range_faults(item: Item) -> Iterable[tuple[str, str]]:
    question = item.question
    least, most = getattr(question, "least", 0), getattr(question, "most", 1)
    if least > most:
        yield "least", f"least ({least:g}) is above most ({most:g})."
    if isinstance(question, Date):
        odd = [name for name in ("earliest", "latest") if not _is_day(getattr(question, name))]
        yield from ((name, f"{name} is not a day; write it as 2026-09-01.") for name in odd)
        if not odd and question.earliest > question.latest:
            yield "earliest", "earliest is after latest."


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


CHECKS = (duplicate_ids, unreadable_conditions, unknown_references, later_references, duplicate_codes,
          two_groups, bands_and_ranges)
"""What a questionnaire must pass before a conversation can run on it."""
