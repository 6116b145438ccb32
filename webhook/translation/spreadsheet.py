"""Reading a spreadsheet that somebody sent: plain values only, within limits, and never anything it would run."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

MOST_BYTES = 3_000_000
MOST_UNPACKED = 40_000_000
MOST_PARTS = 200
MOST_ROWS = 5_000
COLUMNS = 3
"""Columns that are read: where it is, the English, the translation."""


class NotASpreadsheet(Exception):
    """A file that is not read. One sentence, saying what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands: its number from 1, the texts of its cells, and the columns that hold no plain text."""

    number: int
    cells: tuple[str, ...]
    odd: frozenset[int] = frozenset()


def read(path: Path) -> dict[str, tuple[Row, ...]]:
    """Give the rows of each sheet that have anything in them. Raises `NotASpreadsheet`."""
    data = _bytes(path)
    _look_into(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return {sheet.title: tuple(_rows(sheet, path)) for sheet in book.worksheets}
    except NotASpreadsheet:
        raise
    except Exception:  # openpyxl raises whatever a damaged file leads it into
        raise _unreadable(path) from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise NotASpreadsheet(f"{path} cannot be read. Check the name and the folder.") from None
    if len(data) > MOST_BYTES:
        raise NotASpreadsheet(f"{path} is larger than {MOST_BYTES // 1_000_000} MB, so it is not read. "
                              "Give the file that `heard translate export` made, without pictures.")
    return data


def _look_into(data: bytes, path: Path) -> None:
    """Unpack every part once, within the limit, so that what openpyxl opens is known to be small and plain."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS:
                raise _unreadable(path)
            for part in listed:
                with parts.open(part) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0 or _hostile(part.filename, content):
                    raise _unreadable(path)
    except NotASpreadsheet:
        raise
    except Exception:  # zipfile raises whatever a damaged archive leads it into
        raise _unreadable(path) from None


def _hostile(name: str, content: bytes) -> bool:
    """Say whether a part holds what no program saves in a spreadsheet: entities, or XML in another encoding."""
    in_utf_8 = b"\0" not in content[:64] and content[:2] not in (b"\xff\xfe", b"\xfe\xff")
    is_xml = name.lower().endswith((".xml", ".rels"))
    return (is_xml and not in_utf_8) or b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _unreadable(path: Path) -> NotASpreadsheet:
    return NotASpreadsheet(f"{path} is not a spreadsheet that Heard can read. Give the file that `heard translate "
                           "export` made, saved as an Excel workbook (.xlsx).")


def _rows(sheet: Any, path: Path) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), 1):
        texts = tuple(_text(cell.value) for cell in cells)
        if not any(texts):
            continue
        if number > MOST_ROWS:
            raise NotASpreadsheet(f"{path}: the sheet '{sheet.title}' has more than {MOST_ROWS} rows. "
                                  "Export it again, and fill in that file.")
        odd = frozenset(column for column, cell in enumerate(cells) if _odd(cell))
        yield Row(number, texts + ("",) * (COLUMNS - len(texts)), odd)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _odd(cell: Any) -> bool:  # noqa: ANN401
    """Say whether a cell holds a formula, an error, a date or true/false: anything but words or a number."""
    return cell.data_type in ("f", "e", "b") or isinstance(cell.value, bool | dt.date | dt.time | dt.timedelta)
