"""Plain text to pieces: a line that begins with a tab begins a cell, and the lines after it belong to it."""

import re
from collections.abc import Iterator, Sequence

from reports.framework_documents.pieces import InvalidDocument, Line, Piece, clean

MOST_CHARACTERS = 2_000_000
APART = 4
"""So many blank lines end a cell. Cells hold blank lines of their own, two or three in a row."""

_PART = re.compile(r"part\s+\d+\b", re.IGNORECASE)
_SECTION = re.compile(r"\d{1,2}[.)]\s+\S")
_TABLE = re.compile(r"\t\s*(?:statement\b|\d{1,2}\.\d)", re.IGNORECASE)
_PICTURE = re.compile(r"\[image:[^\]\n]{0,200}\]")


def pieces(data: bytes) -> tuple[Piece, ...]:
    """Give the cells and loose lines of a text file; raise `InvalidDocument` for what is not text."""
    text = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise InvalidDocument(f"The file has more than {MOST_CHARACTERS:,} characters. An audit document is far "
                              "shorter; check that this is the right file.")
    lines = [clean(_PICTURE.sub("", line)) for line in re.split(r"\r\n|\r|\n", text)]
    return tuple(_pieces(lines))


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _binary(text):
            return text
    raise InvalidDocument("The file is neither a Word document nor plain text. Save it as Word (.docx) or as "
                          "plain text (.txt) and try again.")


def _binary(text: str) -> bool:
    strange = sum(character < " " and character not in "\t\r\n\x0b\x0c" for character in text)
    return "\0" in text or strange * 100 > len(text)


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    cell: list[Line] = []
    blank = 0
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield from _whole(cell)
            *full, last = line.removeprefix("\t").split("\t")
            yield from (Piece((Line(number, words),), cell=True) for words in full)
            cell = [Line(number, last)]
        elif not cell or (line.strip() and _leaves_table(lines, number, blank)):
            yield from _whole(cell)
            cell = []
            if line.strip():
                yield Piece((Line(number, line),))
        else:
            cell.append(Line(number, line))
        blank = 0 if line.strip() else blank + 1
    yield from _whole(cell)


def _whole(cell: Sequence[Line]) -> Iterator[Piece]:
    if cell:
        yield Piece(tuple(cell), cell=True)


def _leaves_table(lines: Sequence[str], number: int, blank: int) -> bool:
    line = lines[number - 1].strip()
    if blank >= APART or _PART.match(line):
        return True
    following = next((after for after in lines[number:number + 8] if after.strip()), "")
    return bool(_SECTION.match(line) and _TABLE.match(following))
