"""A Word file to pieces, read as untrusted: small enough, no document types, nothing fetched or run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from reports.framework_documents.list_numbers import ListNumbers, list_numbers
from reports.framework_documents.pieces import InvalidDocument, Line, Piece, clean

MOST_MEMBERS = 3_000
MOST_BYTES = 60_000_000
MOST_XML = 30_000_000
"""Bytes once unpacked. Word's own files with pictures stay far below."""

_BROKEN = ("The file is not a Word document, or it is damaged. Open it in Word, save it as Word (.docx) "
           "and try again.")
_SWELLS = ("The file unpacks to far more than an audit document holds, so it was not opened. Save a copy "
           "without pictures and try again.")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading carries from paragraph to paragraph: the names of styles, the count of lines and of lists."""

    styles: Mapping[str, str]
    numbers: Iterator[int]
    lists: ListNumbers


def pieces(data: bytes) -> tuple[Piece, ...]:
    """Give the cells and loose lines of a .docx file; raise `InvalidDocument` where it cannot be used."""
    _check(data)
    try:
        document = Document(BytesIO(data))
        styles = {style.style_id: style.name or "" for style in document.styles}
        found = tuple(_blocks(document.element.body, _Reading(styles, count(1), list_numbers(document))))
    except Exception as error:
        # A damaged package raises whatever the library happened to trip over; to the reader it is one thing.
        raise InvalidDocument(_BROKEN) from error
    return found


def _check(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
                raise InvalidDocument(_SWELLS)
            if any(member.flag_bits & _ENCRYPTED for member in members):
                raise InvalidDocument("The file is locked with a password. Save a copy without one and try again.")
            xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
            if sum(member.file_size for member in xml) > MOST_XML:
                raise InvalidDocument(_SWELLS)
            if any(_declares_a_type(package.read(member)) for member in xml):
                raise InvalidDocument("The file holds instructions that no Word document has, so it was not opened. "
                                      "Open it in Word, save it as Word (.docx) and try again.")
    except InvalidDocument:
        raise
    except (BadZipFile, OSError, EOFError, ValueError, LookupError, RuntimeError, NotImplementedError) as error:
        raise InvalidDocument(_BROKEN) from error
    except Exception as error:
        # zlib, lzma and bz2 each have an error of their own, with no parent in common.
        raise InvalidDocument(_BROKEN) from error


def _declares_a_type(xml: bytes) -> bool:
    # Entities are how small XML grows large or reads other files. UTF-16 has a NUL beside each letter.
    return re.search(rb"<!\s*(?:doctype|entity)", xml.replace(b"\0", b""), re.IGNORECASE) is not None


def _blocks(parent: Element, reading: _Reading) -> Iterator[Piece]:
    for element in _within(parent, ("w:p", "w:tbl")):
        if element.tag == qn("w:tbl"):
            yield from _table(element, reading)
            continue
        lines = _lines(element, reading)
        style = _style(element, reading.styles)
        if any(line.text.strip() for line in lines):
            yield Piece(lines, heading=style.startswith(("heading", "title")), title=style == "title")


def _table(table: Element, reading: _Reading) -> Iterator[Piece]:
    for row in _within(table, ("w:tr",)):
        starts = True
        for cell in _within(row, ("w:tc",)):
            if _continues_above(cell):
                continue
            inner = [paragraph for paragraph in cell.iter(qn("w:p")) if not _in_fallback(paragraph)]
            lines = tuple(line for paragraph in inner for line in _lines(paragraph, reading))
            yield Piece(lines or (Line(next(reading.numbers), ""),), cell=True, starts_row=starts)
            starts = False


def _within(parent: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """Give the children with a name, those inside content controls and tracked insertions included."""
    wanted = {qn(name) for name in names}
    through = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag", "w:moveTo")}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in through:
            yield from _within(child, names)


def _continues_above(cell: Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _in_fallback(element: Element) -> bool:
    return any(str(parent.tag).endswith("}Fallback") for parent in element.iterancestors())


def _lines(paragraph: Element, reading: _Reading) -> tuple[Line, ...]:
    number = next(reading.numbers)
    shown, words = reading.lists.next(paragraph), "".join(_words(paragraph))
    words = f"{shown} {words}" if shown else words
    return tuple(Line(number, clean(line)) for line in words.split("\n"))


def _words(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:cr"), qn("w:tab"), qn("w:noBreakHyphen")):
        if _in_fallback(element) or element.getparent().tag != qn("w:r"):
            continue
        if element.tag == qn("w:t"):
            yield element.text or ""
        else:
            yield {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}.get(element.tag, "\n")


def _style(paragraph: Element, styles: Mapping[str, str]) -> str:
    chosen = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return styles.get(chosen.get(qn("w:val")), "").lower() if chosen is not None else ""
