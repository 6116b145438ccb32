"""Rules about the version before: L02 and L30."""

from collections.abc import Iterator

from surveys.document import Finding, Path
from surveys.lint.rule import Context
from surveys.versions import EditKind, compare


def reused_ids(context: Context) -> Iterator[Finding]:
    """L02: an id that stood for a question of another type in the version before."""
    for item in context.draft.questions.values():
        old = context.earlier.by_id.get(item.id) if context.earlier else None
        if old and item.question and old.type != item.question.type:
            yield Finding((*item.path, "type"), f"'{item.id}' was a question of type {old.type} before.",
                          "Give the new question a new id; the old results keep theirs.")


def broken_series(context: Context) -> Iterator[Finding]:
    """L30: an edit after which results cannot be set beside earlier ones, without saying so."""
    if context.earlier is None or context.draft.survey is None or context.breaking:
        return
    for edit in compare(context.earlier, context.draft.survey):
        if edit.kind is EditKind.BREAKING and not edit.what.startswith("was of type"):
            what = f"Question '{edit.question}'" if edit.question else "The questionnaire"
            yield Finding(_place(context, edit.question), f"{what} {edit.what}: results before and after "
                                                          "cannot be compared.",
                          "Undo it, or say so with --breaking, which starts a new series.")


def _place(context: Context, question: str | None) -> Path:
    item = context.draft.questions.get(question or "")
    return item.path if item else ("id",)
