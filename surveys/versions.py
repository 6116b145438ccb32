"""What an edit does to a series of results: nothing, adds to it, or breaks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from surveys.model import Question
from surveys.questions.scale import ScaleQuestion
from surveys.survey import Survey


class EditKind(IntEnum):
    """Cosmetic: same series. Additive: a new question that can be skipped. Breaking: the series splits."""

    COSMETIC = 0
    ADDITIVE = 1
    BREAKING = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two versions; `question` is None where it is about the whole."""

    kind: EditKind
    question: str | None
    what: str


MEANING = ("version", "ask_if", "least", "most", "whole", "bands", "earliest", "latest")
"""Fields that change who is asked, or what an answer means; `version` is how an author says so."""


def compare(earlier: Survey, later: Survey) -> tuple[Edit, ...]:
    """Give every edit from `earlier` to `later`, worst first."""
    edits = [*_whole(earlier, later)]
    for question in earlier.questions:
        new = later.by_id.get(question.id)
        edits += [*_question(earlier, later, question, new)] if new else [
            Edit(EditKind.BREAKING, question.id, "is no longer asked")]
    for question in later.questions:
        if question.id not in earlier.by_id:
            kind = EditKind.BREAKING if question.required else EditKind.ADDITIVE
            edits.append(Edit(kind, question.id, "is new"))
    if not edits and earlier.content_hash != later.content_hash:
        edits.append(Edit(EditKind.COSMETIC, None, "is worded or ordered differently"))
    return tuple(sorted(edits, key=lambda edit: -edit.kind))


def _whole(earlier: Survey, later: Survey) -> Iterator[Edit]:
    for name in ("id", "audience"):
        before, after = getattr(earlier, name), getattr(later, name)
        if before != after:
            yield Edit(EditKind.BREAKING, None, f"has another {name} ('{before}' became '{after}')")


def _question(earlier: Survey, later: Survey, old: Question, new: Question) -> Iterator[Edit]:
    if old.type != new.type:
        yield Edit(EditKind.BREAKING, old.id, f"was of type {old.type} and is now {new.type}")
        return
    for name in MEANING:
        if getattr(old, name, None) != getattr(new, name, None):
            yield Edit(EditKind.BREAKING, old.id, f"has another '{name}'")
    if _answers(earlier, old) != _answers(later, new):
        yield Edit(EditKind.BREAKING, old.id, "has other choices, or other ones count as favourable")
    if new.required and not old.required:
        yield Edit(EditKind.BREAKING, old.id, "is now required")
    if _words(earlier, old) != _words(later, new):
        yield Edit(EditKind.COSMETIC, old.id, "is worded differently")


def _answers(survey: Survey, question: Question) -> object:
    choices = [(c.code, c.favourable, c.apart, c.exclusive) for c in survey.choices(question)]
    if not isinstance(question, ScaleQuestion):
        return sorted(choices)
    scale = survey.scales.get(question.scale)
    return choices, scale.polarity if scale else None


def _words(survey: Survey, question: Question) -> object:
    return (question.text, question.help, question.plain, question.wording,
            [choice.label for choice in survey.choices(question)])
