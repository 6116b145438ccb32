"""What Word files and plain text have in common: cells and loose lines, in order, each with its place."""

import re
from dataclasses import dataclass
from typing import NamedTuple


class InvalidDocument(ValueError):
    """A document that no framework can be read from. The message is one sentence or two, with the remedy."""


class Line(NamedTuple):
    """One line of a document: its number from 1 (in Word files that of the paragraph), and its words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One table cell, or one line outside tables.

    `starts_row` is known in Word files only. `heading` marks a line that the document itself styles as
    one, and `title` the one it styles as its title.
    """

    lines: tuple[Line, ...]
    cell: bool = False
    starts_row: bool = False
    heading: bool = False
    title: bool = False

    @property
    def written(self) -> tuple[Line, ...]:
        """The lines that are not blank, without the spaces around them."""
        return tuple(Line(line.number, line.text.strip()) for line in self.lines if line.text.strip())

    @property
    def text(self) -> str:
        """The words, on one line."""
        return " ".join(line.text for line in self.written)

    @property
    def number(self) -> int:
        """The number of the first line with words in it."""
        return (self.written or self.lines)[0].number


_NOT_WORDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def clean(text: str) -> str:
    """Take out control characters, which neither Word nor XML can hold."""
    return _NOT_WORDS.sub("", text)
