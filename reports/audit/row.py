"""One row of the table of statements: a cell for each column, by what the framework says it holds."""

from collections.abc import Callable, Mapping, Sequence

from reports.audit.notes import OwnWords
from reports.audit.value import Audit
from reports.evidence import Sentence
from reports.framework import Role, Statement

DRAFTED = "Drafted from what people said:"
TO_LOOK_AT = "To look at:"


def statement_row(audit: Audit, statement: Statement) -> tuple[str, ...]:
    """Give a statement's cells in the order of the framework's columns."""
    framework = audit.framework
    return tuple(_marked(audit, statement, head) if role == "choice" else _CELLS[role](audit, statement)
                 for head, role in zip(framework.columns, framework.roles, strict=True))


def offered(words: Sequence[str], chosen: OwnWords | None) -> str:
    """Give the positions a leader may choose from, and the one chosen."""
    return "\n".join([*words, *([f"Chosen: {chosen.text} ({chosen.signed})"] if chosen else [])])


def _marked(audit: Audit, statement: Statement, position: str) -> str:
    chosen = audit.notes.positions.get(statement.number)
    if chosen is None or chosen.text != position:
        return ""
    return f"Chosen ({chosen.signed})" + _why(audit, statement)


def _position(audit: Audit, statement: Statement) -> str:
    chosen = audit.notes.positions.get(statement.number)
    return offered(audit.framework.positions, chosen) + _why(audit, statement)


def _why(audit: Audit, statement: Statement) -> str:
    reason = audit.notes.reasons.get(statement.number)
    return "" if reason is None else f"\nWhy: {reason.text} ({reason.signed})"


def _statement(audit: Audit, statement: Statement) -> str:
    parts = [f"{letter}) {part}" for letter, part in zip("abcdefghij", statement.parts, strict=False)]
    opening = f"{statement.number} {statement.title or statement.text}"
    return "\n".join([opening, *([statement.text] if statement.title else []), *parts])


def _evidence(audit: Audit, statement: Statement) -> str:
    return _cell(audit.notes.evidence.get(statement.number), audit.drafts[statement.number].evidence)


def _areas(audit: Audit, statement: Statement) -> str:
    return _cell(audit.notes.areas.get(statement.number), audit.drafts[statement.number].areas)


def _notes(audit: Audit, statement: Statement) -> str:
    return "\n".join([_evidence(audit, statement), TO_LOOK_AT, _areas(audit, statement)])


def _own(audit: Audit, statement: Statement) -> str:
    written = audit.notes.actions.get(statement.number)
    return "" if written is None else f"{written.text} ({written.signed})"


def _strengths(audit: Audit, statement: Statement) -> str:
    return _cell(audit.notes.evidence.get(statement.number), audit.drafts[statement.number].strengths)


def _sources(audit: Audit, statement: Statement) -> str:
    return "\n".join(sentence.text for sentence in audit.drafts[statement.number].sources)


def _prompts(audit: Audit, statement: Statement) -> str:
    return "\n".join(statement.prompts)


def _references(audit: Audit, statement: Statement) -> str:
    return "\n".join(statement.references)


def _cell(own: OwnWords | None, drafted: Sequence[Sentence]) -> str:
    lines = [sentence.text for sentence in drafted]
    return "\n".join(lines if own is None else [f"{own.text} ({own.signed})", DRAFTED, *lines])


_CELLS: Mapping[Role, Callable[[Audit, Statement], str]] = {
    "statement": _statement, "references": _references, "prompts": _prompts, "evidence": _evidence, "areas": _areas,
    "position": _position, "notes": _notes, "strengths": _strengths,
    "sources": _sources, "own": _own,
}
