"""A report as its readers meet it: headings, sentences, tables and charts. The one value renderers read."""

from dataclasses import dataclass
from typing import Literal

from reports.release import Cell


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 for the report's parts and 2 or 3 below them (the title is apart)."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences. `look` marks the opening summary or a note on what was held back."""

    text: str
    look: Literal["plain", "lead", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a leader fills in: its label, and what stands there so far."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A two-column block of labels and values to fill in, such as a setting's profile."""

    caption: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. A cell may hold several lines, split by a line feed.

    `widths` are shares of the page, one per column; `row_headers`: the first cell of a row names it.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    row_headers: bool = True
    hide_caption: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: a question, the share to draw, and the words printed at its end."""

    label: str
    cell: Cell | None
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of shares from 0 to 100%, always beside the table that says the same.

    `description` is what a screen reader says in place of the picture. A bar without a cell was held back.
    """

    title: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture beside one or two sentences that say the same, for easy reading.

    `picture` is the name of a drawing in `reports.drawings`, `description` what a screen reader says of it.
    """

    picture: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block = Heading | Paragraph | Bullets | Form | Table | Chart | Pictured | PageBreak


@dataclass(frozen=True, slots=True)
class Report:
    """One document. `about` are the lines under the title: setting, month, audience, who it is for."""

    title: str
    setting: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    landscape: bool = False
    footer: str = ""
