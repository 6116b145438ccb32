"""A questionnaire file as plain values, with the line and column of each, so that a fault names its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and a column, from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a path in the document; `offset` counts characters into the value found there."""

    path: Path
    fault: str
    remedy: str
    rule: str = "form"
    warning: bool | None = None
    offset: int = 0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Plain values, the place of each path, and what was wrong with the YAML itself.

    `written` has the author's own text of every value that YAML took for something other than text;
    `quoted` the paths whose text stands in quotation marks.
    """

    value: Plain
    places: Mapping[Path, Place] = field(default_factory=dict)
    written: Mapping[Path, str] = field(default_factory=dict)
    quoted: frozenset[Path] = frozenset()
    findings: tuple[Finding, ...] = ()

    def place(self, path: Path) -> Place:
        """Give where `path` stands, or its nearest ancestor that is in the file."""
        for length in range(len(path), -1, -1):
            if found := self.places.get(path[:length]):
                return found
        return Place()

    def at(self, path: Path) -> Plain:
        """Give the value at `path`, or None where there is none."""
        value = self.value
        for key in path:
            if isinstance(value, dict) and str(key) in value:
                value = value[str(key)]
            elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                value = value[key]
            else:
                return None
        return value
