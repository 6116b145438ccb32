"""What each audience said about one statement: the newest release that asked, and the one before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.comparison import Change, change, comparable
from reports.framework import Statement
from reports.people import people
from reports.release import Cell, Published, Release

AUDIENCES = {"p": "pupil", "c": "parent", "s": "staff"}
"""The audience by the first letter of a shipped question's id."""


@dataclass(frozen=True, slots=True)
class Source:
    """The tally that a sentence comes from: one question in one wave."""

    wave: str
    question: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One audience's answer to one question. `partial`: it sees one side of the statement only."""

    release: Release
    row: Published
    partial: bool
    before: tuple[Release, Published] | None = None

    @property
    def people(self) -> str:
        """Who said it."""
        return people(self.release)

    @property
    def figure(self) -> Cell | None:
        """The share of good answers, where it is shown."""
        return self.row.favourable

    @property
    def source(self) -> Source:
        """Where it comes from."""
        return Source(self.release.wave, self.row.question)

    @property
    def unsure(self) -> Cell | None:
        """The share that did not know, where it is shown and large enough to matter."""
        return next((cell for cell in self.row.cells if cell.apart and cell.low > 0), None)

    @property
    def change(self) -> Change | None:
        """How the figure stands beside the wave before, where the two can be compared."""
        if self.before is None or self.figure is None or self.before[1].favourable is None:
            return None
        return change(self.before[1].favourable, self.figure)


def heard(statement: Statement, releases: Sequence[Release]) -> tuple[Voice, ...]:
    """Give the voices on a statement, in the order its questions are listed; `releases` oldest first."""
    return tuple(_heard(statement, releases))


def unheard(statement: Statement, releases: Sequence[Release]) -> tuple[str, ...]:
    """Give the audiences that have a question on the statement which no wave has asked them."""
    asked = {row.question for release in releases for row in release.questions}
    named = (*statement.questions, *statement.partial)
    heard_from = {AUDIENCES.get(question[:1], "") for question in named if question in asked}
    missing = dict.fromkeys(AUDIENCES.get(question[:1], "") for question in named if question not in asked)
    return tuple(audience for audience in missing if audience and audience not in heard_from)


def _heard(statement: Statement, releases: Sequence[Release]) -> Iterator[Voice]:
    for question in (*statement.questions, *statement.partial):
        rows = [(release, row) for release in releases if (row := release.of(question))]
        if not rows:
            continue
        release, row = rows[-1]
        earlier = [pair for pair in rows[:-1] if comparable(pair[1], row)]
        yield Voice(release, row, question in statement.partial, earlier[-1] if earlier else None)
