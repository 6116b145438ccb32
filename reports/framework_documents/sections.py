"""The second half of an audit document: sections, numbered statements, overall rows and priorities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.framework_documents.pieces import Line, Piece

LONGEST = 4_000
"""Characters of a statement that are believed; a longer one is a table that lost its form."""

STATEMENT = re.compile(r"(\d{1,2})\.(\d{1,2})[.:)]?\s+(\S.*)$", re.DOTALL)
_SECTION = re.compile(r"(\d{1,2})\s*[.)]\s+(\S.{0,199})$")
_OVERALL = re.compile(r"overall\b", re.IGNORECASE)
_PRIORITIES = re.compile(r"(?:improvement\s+)?priorit(?:y|ies)\b", re.IGNORECASE)
_PRIORITY = re.compile(r"\d{1,2}\s*[:.)]?(?=\s|$)")
_AHEAD = 8
_COLUMNS = 4


@dataclass(slots=True)
class Row:
    """One numbered statement as found, with the lines of its position cell."""

    number: str
    text: str
    line: int
    positions: tuple[Line, ...] = ()


@dataclass(slots=True)
class Part:
    """One section as found."""

    number: str
    title: str
    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    overall: str = ""
    overall_line: int = 0
    overall_positions: tuple[Line, ...] = ()
    priorities: list[str] = field(default_factory=list)
    priority_rows: int = 0
    last_row: int = 0
    last_line: int = 0


@dataclass(slots=True)
class Found:
    """Everything found, and every line that was not understood or was filled in by somebody."""

    parts: list[Part] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    filled: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)


def begin(pieces: Sequence[Piece]) -> int | None:
    """Give the place where the sections begin; nothing where no cell holds a numbered statement."""
    first = next((place for place, piece in enumerate(pieces) if piece.cell and STATEMENT.match(piece.text)), None)
    if first is None:
        return None
    return next((place for place in range(first) if _title(pieces, place)), first)


def sections(pieces: Sequence[Piece]) -> Found:
    """Read the sections, in order."""
    found = Found()
    place = 0
    while place < len(pieces):
        place += _take(found, pieces, place)
    return found


def _take(found: Found, pieces: Sequence[Piece], place: int) -> int:
    """Read the piece at `place` with the cells of its row; give how many pieces that was."""
    piece = pieces[place]
    if not piece.text:
        return 1
    if title := _title(pieces, place):
        _open(found, title[0], title[1], piece.number)
        return 1
    if piece.cell and (match := STATEMENT.match(piece.text)):
        return _statement(found, pieces, place, match)
    if found.parts and piece.cell:
        return _below(found, found.parts[-1], pieces, place)
    found.unplaced += piece.written
    return 1


def _below(found: Found, part: Part, pieces: Sequence[Piece], place: int) -> int:
    piece = pieces[place]
    if _OVERALL.match(piece.text):
        return _overall(found, part, pieces, place)
    if _PRIORITIES.match(piece.text):
        return _priorities(part, pieces, place)
    if part.priorities and _PRIORITY.match(piece.text):
        return _priority(found, part, pieces, place)
    if not part.rows:
        part.columns.append(piece.text)
    else:
        found.unplaced += piece.written
    return 1


def _title(pieces: Sequence[Piece], place: int) -> tuple[str, str] | None:
    """Give number and title where the first statement of that section follows soon."""
    match = _SECTION.match(pieces[place].text)
    if not match:
        return None
    for after in [piece for piece in pieces[place + 1:place + 1 + 2 * _AHEAD] if piece.text][:_AHEAD]:
        if (statement := STATEMENT.match(after.text)) and after.cell:
            return (match[1], match[2]) if int(statement[1]) == int(match[1]) else None
        if _SECTION.match(after.text):
            return None
    return None


def _open(found: Found, number: str, title: str, line: int) -> None:
    known = next((part for part in found.parts if part.number == number), None)
    if known is None:
        found.parts.append(Part(number, title, line))
        return
    found.remarks.append(Line(line, f"Section {number} begins a second time. Its statements are kept together."))
    found.parts.remove(known)
    found.parts.append(known)


def _statement(found: Found, pieces: Sequence[Piece], place: int, match: re.Match[str]) -> int:
    piece, number = pieces[place], f"{match[1]}.{match[2]}"
    if not found.parts or int(found.parts[-1].number) != int(match[1]):
        found.remarks.append(Line(piece.number, f"Statement {number} stands where no section {match[1]} was begun."))
        _open(found, match[1], f"Section {match[1]}", piece.number)
    part = found.parts[-1]
    row = _row(pieces, place, max(len(part.columns), _COLUMNS) - 1)
    if number in found.numbers or len(match[3]) > LONGEST:
        found.unplaced += piece.written
        return 1 + len(row)
    found.numbers.add(number)
    part.rows.append(Row(number, match[3], piece.number, row[-1].written if row else ()))
    found.filled += [line for cell in row[:-1] for line in cell.written]
    return 1 + len(row)


def _row(pieces: Sequence[Piece], place: int, most: int) -> list[Piece]:
    """Give the cells that follow in the same row: at most `most`, fewer where something else begins."""
    cells: list[Piece] = []
    for at in range(place + 1, min(place + 1 + most, len(pieces))):
        piece = pieces[at]
        if not piece.cell or piece.starts_row or STATEMENT.match(piece.text) or _title(pieces, at):
            break
        cells.append(piece)
    return cells


def _overall(found: Found, part: Part, pieces: Sequence[Piece], place: int) -> int:
    cells = _row(pieces, place, _COLUMNS - 1)
    ends = next((at for at, cell in enumerate(cells) if _PRIORITIES.match(cell.text)), len(cells))
    cells = cells[:ends]
    lines = [line for cell in cells for line in cell.written]
    if pieces[place].text.lower() == "overall" and len(lines) == 1:
        return 1 + len(cells)
    if part.overall:
        found.unplaced += pieces[place].written
        return 1
    part.overall, part.overall_line = pieces[place].text, pieces[place].number
    part.overall_positions = tuple(lines)
    return 1 + len(cells)


def _priorities(part: Part, pieces: Sequence[Piece], place: int) -> int:
    header = [pieces[place].text]
    for cell in _row(pieces, place, 7):
        if not cell.text or _PRIORITY.match(cell.text):
            break
        header.append(cell.text)
    part.priorities = header
    return len(header)


def _priority(found: Found, part: Part, pieces: Sequence[Piece], place: int) -> int:
    cells = _row(pieces, place, len(part.priorities) - 1)
    ends = next((at for at, cell in enumerate(cells) if _PRIORITY.fullmatch(cell.text)), len(cells))
    cells = cells[:ends]
    part.priority_rows += 1
    part.last_row, part.last_line = 1 + len(cells), pieces[place].number
    if not _PRIORITY.fullmatch(pieces[place].text):
        found.filled += pieces[place].written
    found.filled += [line for cell in cells for line in cell.written]
    return 1 + len(cells)
