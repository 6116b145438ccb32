"""What was read from a council's own document, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from reports.framework import Framework
from reports.framework_documents.pieces import Line


@dataclass(frozen=True, slots=True)
class Introduction:
    """The prose before the forms: its first and last line, and how many lines have words."""

    first: int
    last: int
    lines: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A framework with the exact wording of a document, and an account of every line that is not in it.

    `unit` says what line numbers count: lines of text, or paragraphs of Word. `opening` are the labels that
    head the form (name, completed by, date). `lines` and `priorities` give the line of each statement and
    the number of priority rows of each section, by number. `unplaced` could not be understood; `filled` is what
    somebody had written into the document already, which is not taken over; `remarks` are its oddities.
    """

    framework: Framework
    name: str
    unit: Literal["line", "paragraph"]
    introduction: Introduction | None = None
    opening: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    priorities: Mapping[str, int] = field(default_factory=dict)
    unplaced: tuple[Line, ...] = ()
    filled: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much was recognised."""
        return {"sections": len(self.framework.sections), "statements": len(tuple(self.framework.statements())),
                "positions": len(self.framework.positions), "priorities_tables": len(self.priorities),
                "profile_fields": len(self.framework.profile),
                "overall_rows": sum(bool(section.overall) for section in self.framework.sections),
                "unplaced": len(self.unplaced)}


def as_json(imported: Imported) -> dict[str, Any]:
    """Give what was read as plain values, for printing as JSON."""
    framework = imported.framework
    intro = imported.introduction
    return {
        "file": imported.name, "unit": imported.unit, "id": framework.id, "title": framework.title,
        "counts": imported.counts, "positions": list(framework.positions), "columns": list(framework.columns),
        "priorities": list(framework.priorities), "priority_rows": framework.priority_rows,
        "profile_title": framework.profile_title, "reflections_title": framework.reflections_title,
        "opening": list(imported.opening),
        "profile": [{"id": each.id, "heading": each.heading, "label": each.label} for each in framework.profile],
        "introduction": {"first": intro.first, "last": intro.last, "lines": intro.lines} if intro else None,
        "sections": [_section(imported, number) for number in range(len(framework.sections))],
        "unplaced": _lines(imported.unplaced), "filled": _lines(imported.filled), "remarks": _lines(imported.remarks),
    }


def _section(imported: Imported, place: int) -> dict[str, Any]:
    section = imported.framework.sections[place]
    return {
        "number": section.number, "title": section.title, "overall": section.overall,
        "overall_positions": list(section.positions or imported.framework.positions),
        "priority_rows": imported.priorities.get(section.number, 0),
        "statements": [{"number": each.number, "line": imported.lines.get(each.number), "text": each.text,
                        "questions": [*each.questions, *each.partial]} for each in section.statements],
    }


def _lines(lines: tuple[Line, ...]) -> list[dict[str, int | str]]:
    return [{"line": line.number, "text": line.text} for line in lines]
