"""Audit and quality frameworks: what a setting is expected to show, and which questions speak to it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from surveys.model import Frozen

Filled = Annotated[str, Field(min_length=1)]
Role = Literal["statement", "references", "prompts", "evidence", "areas", "position", "choice", "notes", "strengths",
               "sources", "own"]
"""What a column holds. `choice` is one position word, to be marked; `notes` takes evidence and areas together;
`own` is left for the leader."""


class Statement(Frozen):
    """One expectation, under its number.

    `questions` ask people who know it from their own experience; `partial` ask people who see one side of
    it, so they never stand as the only evidence. `documents` are what would show it besides voice. A broad
    expectation may have a short `title`, lettered `parts`, `prompts` (questions for leaders to discuss; Heard asks
    them of nobody) and `references` (what an inspection asks to see).
    """

    number: Filled
    text: Filled
    title: str = ""
    parts: tuple[Filled, ...] = ()
    prompts: tuple[Filled, ...] = ()
    references: tuple[Filled, ...] = ()
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

    `columns` head the table of statements, `roles` say what each holds, and `widths` are their shares of the page.
    `priorities` head the table of priorities, which has `priority_rows` rows to begin with; there is no such table
    where they are empty. `positions` are the words a leader chooses from; Heard never does. `best` is the one that
    asks for a reason beside a Weak voice: the first unless named. The titles of the profile and of the reflections
    may be alike: real documents have that.
    """

    id: Filled
    title: Filled
    source: str = ""
    profile_title: str = "About the setting"
    reflections_title: str = "Reflections"
    profile: tuple[ProfileField, ...] = ()
    sections: Annotated[tuple[FrameworkSection, ...], Field(min_length=1)]
    columns: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)] = (
        "Statement", "Evidence", "Areas for improvement", "Position")
    roles: tuple[Role, ...] = ("statement", "evidence", "areas", "position")
    widths: tuple[float, ...] = (0.21, 0.43, 0.23, 0.13)
    positions: tuple[Filled, ...] = ("Embedded", "In progress", "Not started")
    best: str = ""
    overall_rows: bool = True
    priorities: tuple[str, ...] = ("Priority", "Actions", "Intended impact", "Timeframe")
    priority_rows: Annotated[int, Field(ge=1, le=20)] = 3

    @model_validator(mode="after")
    def _numbered_once(self) -> "Framework":
        seen: set[str] = set()
        for statement in self.statements():
            if statement.number in seen:
                raise ValueError(f"statement {statement.number} is there twice; give each its own number")
            seen.add(statement.number)
        return self

    @model_validator(mode="after")
    def _columns_fit(self) -> "Framework":
        if not len(self.columns) == len(self.roles) == len(self.widths):
            raise ValueError("give as many 'roles' and 'widths' as there are 'columns'")
        marked = {head for head, role in zip(self.columns, self.roles, strict=True) if role == "choice"}
        if not marked <= {*self.positions}:
            raise ValueError("a column with the role 'choice' must be headed by one of the 'positions'")
        if self.best and self.best not in self.positions:
            raise ValueError("'best' must be one of the 'positions'")
        return self

    @property
    def best_position(self) -> str:
        """The position that asks for a reason beside a Weak voice; empty where there are no positions."""
        return self.best or next(iter(self.positions), "")

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
