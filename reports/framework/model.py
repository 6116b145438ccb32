"""Audit and quality frameworks: what a setting is expected to show, and which questions speak to it."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, model_validator

from surveys.model import Frozen

Filled = Annotated[str, Field(min_length=1)]


class Statement(Frozen):
    """One expectation, under its number.

    `questions` ask people who know it from their own experience; `partial` ask people who see one side of
    it, so they never stand as the only evidence. `documents` are what would show it besides voice.
    """

    number: Filled
    text: Filled
    questions: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class FrameworkSection(Frozen):
    """Statements that are judged together, and the caption of the row for the overall judgement.

    `positions` are the words of the overall row where they differ from the framework's own, as in documents
    that write "In Progress" there and "In progress" elsewhere.
    """

    number: Filled
    title: Filled
    overall: str = ""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    positions: tuple[str, ...] = ()


class ProfileField(Frozen):
    """One fact about the setting that its leader fills in, and the heading it stands under."""

    id: Filled
    label: Filled
    heading: str = ""


class Framework(Frozen):
    """One audit or quality framework, in our own wording or in a council's.

    `columns` head the table of statements and `priorities` the table of priorities, which has
    `priority_rows` rows to begin with. `positions` are the words a leader chooses from; Heard never does.
    The titles of the profile and of the reflections may be alike: real documents have that.
    """

    id: Filled
    title: Filled
    source: str = ""
    profile_title: str = "About the setting"
    reflections_title: str = "Reflections"
    profile: tuple[ProfileField, ...] = ()
    sections: Annotated[tuple[FrameworkSection, ...], Field(min_length=1)]
    columns: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)] = (
        "Statement", "Evidence", "Areas for improvement", "Position")
    positions: Annotated[tuple[str, ...], Field(min_length=1)] = ("Embedded", "In progress", "Not started")
    priorities: Annotated[tuple[str, ...], Field(min_length=1)] = (
        "Priority", "Actions", "Intended impact", "Timeframe")
    priority_rows: Annotated[int, Field(ge=1, le=20)] = 3

    @model_validator(mode="after")
    def _numbered_once(self) -> "Framework":
        seen: set[str] = set()
        for statement in self.statements():
            if statement.number in seen:
                raise ValueError(f"statement {statement.number} is there twice; give each its own number")
            seen.add(statement.number)
        return self

    def statements(self) -> Iterator[Statement]:
        """Give the statements in order, across sections."""
        for section in self.sections:
            yield from section.statements

    def by_number(self) -> dict[str, Statement]:
        """Give the statements by their number."""
        return {statement.number: statement for statement in self.statements()}

    def drawing_on(self, known: "Framework") -> "Framework":
        """Give this framework with questions and documents taken from `known` where numbers match.

        A council's own document brings its exact wording and no questions; the statement with the same
        number in the framework we ship knows which questions speak to it.
        """
        ours = known.by_number()
        return self.model_copy(update={"sections": tuple(_matched(s, ours) for s in self.sections)})


def _matched(section: FrameworkSection, known: Mapping[str, Statement]) -> FrameworkSection:
    statements = tuple(_speaking(statement, known.get(statement.number))
                       for statement in section.statements)
    return section.model_copy(update={"statements": statements})


def _speaking(statement: Statement, ours: Statement | None) -> Statement:
    if ours is None or statement.questions or statement.partial:
        return statement
    return statement.model_copy(update={"questions": ours.questions, "partial": ours.partial,
                                        "documents": statement.documents or ours.documents})
