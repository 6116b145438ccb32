"""The bytes of a document to what was recognised in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Literal

from reports.framework import Framework, FrameworkSection, Statement, load
from reports.framework_documents import plain_text, profile, sections, word
from reports.framework_documents.imported import Imported
from reports.framework_documents.pieces import InvalidDocument, Line, Piece
from reports.framework_documents.sections import Found, Part

MOST_BYTES = 20_000_000
MOST_PIECES = 20_000
KNOWN = "ap-audit"
_COLUMNS = 4
_ZIP = b"PK\x03\x04"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "The file is in Word's older form (.doc), or locked with a password. Open it in Word, save "
                          "it as Word (.docx) without a password and try again."),
    (b"%PDF", "The file is a PDF. Ask for the Word document, or save it as Word (.docx), and try again."),
    (b"{\\rtf", "The file is rich text. Open it in Word, save it as Word (.docx) and try again."),
)
_POSITION = 40
"""Characters of a position word at most; a longer line is somebody's sentence."""


def read(data: bytes, name: str) -> Imported:
    """Read a Word document or plain text; `name` is its file name, which gives the framework its id.

    Raises `InvalidDocument` where no numbered statement can be found, or the file is not safe to open.
    """
    pieces, unit = _pieces(data, name)
    if len(pieces) > MOST_PIECES:
        raise InvalidDocument(f"{_shown(name)} has {len(pieces):,} cells and lines, far more than an audit document. "
                              "Check that this is the right file.")
    start = sections.begin(pieces)
    if start is None:
        raise InvalidDocument(
            f"{_shown(name)} holds no table with numbered statements such as 1.1. Type the numbers into the "
            "first column where it has none; in plain text, begin each cell with a tab.")
    opening, found = profile.opening(pieces[:start]), sections.sections(pieces[start:])
    parts = [part for part in found.parts if part.rows]
    found.unplaced += opening.unplaced
    found.unplaced += [Line(part.line, part.title) for part in found.parts if not part.rows]
    if not parts:
        raise InvalidDocument(f"The statements of {_shown(name)} are too long to be statements. Check that each "
                              "stands in a cell of its own.")
    framework = _framework(name, opening, parts, _positions(parts, found), found)
    _remark(parts, framework, found)
    return Imported(framework, name, unit, opening.introduction, opening.labels,
                    {row.number: row.line for part in parts for row in part.rows},
                    {part.number: part.priority_rows for part in parts if part.priorities},
                    tuple(sorted(found.unplaced)), tuple(sorted([*opening.filled, *found.filled])),
                    tuple(sorted(found.remarks)))


def _pieces(data: bytes, name: str) -> tuple[tuple[Piece, ...], Literal["line", "paragraph"]]:
    if not data.strip():
        raise InvalidDocument(f"{_shown(name)} is empty.")
    if len(data) > MOST_BYTES:
        raise InvalidDocument(f"{_shown(name)} is larger than {MOST_BYTES // 1_000_000} MB. Save a copy without "
                              "pictures and try again.")
    for begins, sentence in _OTHERS:
        if data.startswith(begins):
            raise InvalidDocument(sentence)
    if data.startswith(_ZIP) or name.lower().endswith(".docx"):
        return word.pieces(data), "paragraph"
    return plain_text.pieces(data), "line"


@cache
def _known() -> Framework:
    return load(KNOWN)


def _shown(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[:80] or "The file"


def _id(name: str) -> str:
    stem = unicodedata.normalize("NFKD", PurePosixPath(name.replace("\\", "/")).stem.lower())
    return re.sub(r"[^a-z0-9]+", "-", stem.encode("ascii", "ignore").decode()).strip("-")[:40].strip("-") or "own-audit"


def _positions(parts: Sequence[Part], found: Found) -> tuple[str, ...]:
    """Give the words most position cells offer, spelled as they are first; what else stands there was filled in."""
    offered: dict[tuple[str, ...], tuple[str, ...]] = {}
    votes: Counter[tuple[str, ...]] = Counter()
    for lines in [row.positions for part in parts for row in part.rows]:
        words = tuple(line.text for line in lines if len(line.text) <= _POSITION)
        if 2 <= len(words) <= 7:
            folded = tuple(word.casefold() for word in words)
            offered.setdefault(folded, words)
            votes[folded] += 1
    if not votes:
        found.remarks.append(Line(parts[0].line, "No words for positions were found. Heard's own are offered."))
        return _known().positions
    chosen = offered[votes.most_common(1)[0][0]]
    known = {word.casefold() for word in chosen}
    for lines in [each for part in parts for each in (*(row.positions for row in part.rows), part.overall_positions)]:
        found.filled += [line for line in lines if line.text.casefold() not in known]
    return chosen


def _framework(name: str, opening: profile.Opening, parts: Sequence[Part], positions: tuple[str, ...],
               found: Found) -> Framework:
    ours = _known()
    columns = next((tuple(part.columns) for part in parts if len(part.columns) == _COLUMNS), ours.columns)
    for part in parts:
        if part.columns and len(part.columns) != _COLUMNS:
            found.unplaced.append(Line(part.line, " | ".join(part.columns)))
    priorities = next((tuple(part.priorities) for part in parts if len(part.priorities) > 1), ours.priorities)
    rows = max(part.priority_rows for part in parts) or ours.priority_rows
    return Framework(
        id=_id(name), title=opening.title or "Audit", source=_shown(name),
        profile_title=opening.profile_title or ours.profile_title,
        reflections_title=opening.reflections_title or ours.reflections_title,
        profile=opening.fields, sections=tuple(_section(part, positions) for part in parts), columns=columns,
        positions=positions, priorities=priorities, priority_rows=min(rows, 20)).drawing_on(ours)


def _section(part: Part, positions: tuple[str, ...]) -> FrameworkSection:
    known = {word.casefold() for word in positions}
    own = tuple(line.text for line in part.overall_positions if line.text.casefold() in known)
    spelled_apart = len(own) == len(positions) and own != positions
    return FrameworkSection(
        number=part.number, title=part.title, overall=part.overall, positions=own if spelled_apart else (),
        statements=tuple(Statement(number=row.number, text=row.text) for row in part.rows))


def _remark(parts: Sequence[Part], framework: Framework, found: Found) -> None:
    found.remarks += _captions(parts)
    last = parts[-1]
    if last.priority_rows and last.last_row < len(last.priorities):
        found.remarks.append(Line(last.last_line, f"The document ends inside the priorities of section {last.number}: "
                                                  f"the last row has {last.last_row} of {len(last.priorities)} cells."))
    if framework.profile_title.split("–")[0] == framework.reflections_title.split("–")[0]:
        found.remarks.append(Line(parts[0].line, "Both halves begin with the same words: "
                                                 f"“{framework.profile_title}” and “{framework.reflections_title}”."))
    ours = _known().by_number().keys()
    theirs = framework.by_number().keys()
    if ours != theirs:
        found.remarks.append(Line(parts[0].line, "The numbers are not those of the audit that Heard knows. Check that "
                                                 "each statement means what the one with its number means there."))


def _captions(parts: Sequence[Part]) -> Iterator[Line]:
    seen: dict[str, str] = {}
    for part in parts:
        if part.overall and (other := seen.setdefault(part.overall.casefold(), part.number)) != part.number:
            yield Line(part.overall_line, f"The overall row of section {part.number} bears the caption of section "
                                          f"{other}. It is kept as it stands.")
