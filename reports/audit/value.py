"""An audit: a framework, the evidence drafted for it, and what a leader decided and wrote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.audit.notes import AuditNotes
from reports.evidence import Evidence, Signal, SignalRule
from reports.evidence import draft as draft_evidence
from reports.framework import Framework, FrameworkSection
from reports.release import Release


@dataclass(frozen=True, slots=True)
class Audit:
    """One setting's audit. `drafts` go by statement number; `releases` are what they were drawn from."""

    framework: Framework
    releases: tuple[Release, ...]
    drafts: Mapping[str, Evidence]
    notes: AuditNotes = field(default_factory=AuditNotes)
    rule: SignalRule = field(default_factory=SignalRule)

    @property
    def setting(self) -> str:
        """The setting's name, as its newest release has it."""
        return self.releases[-1].setting if self.releases else ""

    @property
    def pupils(self) -> str:
        """The setting's word for its pupils."""
        return self.releases[-1].pupils if self.releases else "pupils"

    def position(self, number: str) -> str:
        """Give the position a leader chose for a statement; empty until then. Heard never sets one."""
        chosen = self.notes.positions.get(number)
        return chosen.text if chosen else ""

    def reasons_wanted(self, section: FrameworkSection) -> Iterator[str]:
        """Give the statements of a section whose position and voice disagree, with no word on why."""
        best = self.framework.best_position
        for number in self.signalled(section, Signal.WEAK):
            if best and self.position(number) == best and number not in self.notes.reasons:
                yield number

    def signalled(self, section: FrameworkSection, signal: Signal) -> tuple[str, ...]:
        """Give the numbers of a section's statements that have a signal."""
        return tuple(statement.number for statement in section.statements
                     if self.drafts[statement.number].signal is signal)


def draft(framework: Framework, releases: Sequence[Release], own: AuditNotes | None = None,
          rule: SignalRule | None = None) -> Audit:
    """Draft an audit's evidence from a setting's releases, oldest first, around a leader's own words."""
    rule = rule or SignalRule()
    pupils = releases[-1].pupils if releases else "pupils"
    drafts = {statement.number: draft_evidence(statement, releases, rule, pupils)
              for statement in framework.statements()}
    return Audit(framework, tuple(releases), drafts, own or AuditNotes(), rule)
