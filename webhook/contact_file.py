"""A spreadsheet of contacts, saved as CSV: every fault at once, row by row, and no names read."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from surveys.model import Audience
from webhook import phone_numbers
from webhook.phone_numbers import Unusable

COLUMNS = ("number", "audience", "language", "children", "channel")
CHANNELS = ("sms", "whatsapp")
MOST_CHILDREN = 12
_OTHER_NAMES = {"phone": "number", "mobile": "number", "telephone": "number", "phone number": "number",
                "mobile number": "number", "how many children": "children"}


@dataclass(frozen=True, slots=True)
class Row:
    """One contact of the file. `line` is its line, the heading being line 1."""

    line: int
    number: str = field(repr=False)
    audience: str
    language: str = "en"
    children: int = 1
    channel: str = "sms"


class Read(NamedTuple):
    """What a file holds: rows, or problems with their lines; and the columns that were not read."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    unread: tuple[str, ...] = ()


def read(content: bytes, *, test_mode: bool = False) -> Read:
    """Read a file. Columns beside the known ones are not looked at, so that no name gets in."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=False)
    names = {name: _column(name) for name in table.fieldnames or ()}
    if missing := [name for name in ("number", "audience") if name not in names.values()]:
        return Read((), (f"The first line must name the columns. There is none called {' or '.join(missing)}. "
                         f"Heard reads: {', '.join(COLUMNS)}.",))
    unread = tuple(name for name, column in names.items() if column not in COLUMNS and name)
    rows, problems = _rows(({names[name]: (value or "").strip() for name, value in one.items()
                             if name in names and isinstance(value, str | None)} for one in table), test_mode)
    if not rows and not problems:
        problems = ("The file has no rows below its first line.",)
    return Read(tuple(rows), tuple(problems), unread)


def _rows(table: Iterable[Mapping[str, str]], test_mode: bool) -> tuple[list[Row], list[str] | tuple[str, ...]]:
    rows: list[Row] = []
    problems: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in enumerate(table, 2):
        if not any(cells.values()):
            continue
        try:
            row = _row(line, cells, test_mode)
        except Unusable as fault:
            problems.append(f"Line {line}: {fault}.")
            continue
        if (earlier := seen.setdefault((row.number, row.audience), line)) != line:
            problems.append(f"Line {line}: the number is in line {earlier} already. For two children, keep one "
                            "line and write 2 under children.")
            continue
        rows.append(row)
    return rows, problems


def _row(line: int, cells: Mapping[str, str], test_mode: bool) -> Row:
    audience = cells["audience"].casefold()
    audience = {"parents": "parent", "carer": "parent", "pupils": "pupil", "student": "pupil"}.get(audience, audience)
    if audience not in get_args(Audience):
        raise Unusable(f"the audience must be {', '.join(get_args(Audience))}, not {cells['audience']!r:.20}")
    channel = cells.get("channel", "").casefold() or "sms"
    if channel not in CHANNELS:
        raise Unusable(f"the channel must be {' or '.join(CHANNELS)}, not {channel!r:.20}")
    children = cells.get("children", "") or "1"
    if not (children.isascii() and children.isdigit() and 1 <= int(children) <= MOST_CHILDREN):
        raise Unusable(f"children must be a number from 1 to {MOST_CHILDREN}")
    try:
        number = phone_numbers.read(cells["number"], test_mode=test_mode)
    except Unusable as fault:
        raise Unusable(f"the number {fault}" if cells["number"] else "there is no number") from None
    return Row(line, number, audience, cells.get("language", "").casefold() or "en",
               int(children) if audience == "parent" else 1, channel)


def _column(name: str) -> str:
    plain = (name or "").strip().casefold()
    return _OTHER_NAMES.get(plain, plain)
