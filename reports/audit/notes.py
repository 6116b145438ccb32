"""What a leader wrote in an audit, with who and when. Drafts never touch it."""

import datetime as dt
from collections.abc import Mapping

from pydantic import Field

from surveys.model import Frozen


class OwnWords(Frozen):
    """Something a person wrote, chose or filled in."""

    text: str
    who: str
    when: dt.date

    @property
    def signed(self) -> str:
        """Who and when, as it is printed: "A. Lead, 3 December 2026"."""
        return f"{self.who}, {self.when.day} {self.when:%B %Y}"


class Priority(Frozen):
    """One row of a priorities table: its cells in the order of the framework's header."""

    cells: tuple[str, ...]
    who: str
    when: dt.date


class AuditNotes(Frozen):
    """A leader's part of an audit, all of it optional.

    `profile` goes by field id, `evidence`, `areas`, `actions`, `positions` and `reasons` by statement number,
    `overall` and `priorities` by section number. `completed_by` and `date` head the document.
    """

    completed_by: str = ""
    date: dt.date | None = None
    profile: Mapping[str, OwnWords] = Field(default_factory=dict)
    evidence: Mapping[str, OwnWords] = Field(default_factory=dict)
    areas: Mapping[str, OwnWords] = Field(default_factory=dict)
    actions: Mapping[str, OwnWords] = Field(default_factory=dict)
    positions: Mapping[str, OwnWords] = Field(default_factory=dict)
    reasons: Mapping[str, OwnWords] = Field(default_factory=dict)
    overall: Mapping[str, OwnWords] = Field(default_factory=dict)
    priorities: Mapping[str, tuple[Priority, ...]] = Field(default_factory=dict)

    def dump(self) -> str:
        """Give the notes as JSON."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def load(cls, text: str) -> "AuditNotes":
        """Read back what `dump` gave."""
        return cls.model_validate_json(text)
