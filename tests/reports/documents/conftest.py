"""An audit document in our own words, in the shape that councils give theirs, as plain text and as Word."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from reports.framework import Framework
from reports.framework_documents import Imported, read

OWN = Path(__file__).parent / "data" / "harbour-review.txt"
HEADER = ("Statement", "Evidence", "Areas for improvement", "Position (highlight)")


@pytest.fixture(scope="session")
def own_text() -> bytes:
    """The document as plain text."""
    return OWN.read_bytes()


@pytest.fixture(scope="session")
def own(own_text: bytes) -> Imported:
    """What is read from the plain text."""
    return read(own_text, OWN.name)


@pytest.fixture(scope="session")
def own_word(own: Imported) -> bytes:
    """The same document as a Word file, with merged cells and blank paragraphs as Word users make them."""
    document = docx.Document()
    document.add_paragraph(own.framework.title)
    document.add_paragraph("Nobody is left at the door")
    document.add_paragraph("This form is for settings in Harbour.")
    document.add_paragraph("It is filled in once a year.")
    document.add_paragraph(own.framework.profile_title)
    _profile(document, own)
    document.add_paragraph(own.framework.reflections_title)
    for section in own.framework.sections:
        _section(document, own.framework, section)
        document.add_paragraph("")
    return saved(document)


@pytest.fixture(scope="session")
def seed() -> bytes:
    """A council's real document, where this machine has it."""
    beside = Path(__file__).parents[4] / "shared" / "seeds"
    folder = Path(os.environ["HEARD_SEEDS"]) if os.environ.get("HEARD_SEEDS") else beside
    found = sorted(folder.glob("000*.txt"))
    if not found:
        pytest.skip("the council's own document is not here: name its folder in HEARD_SEEDS to test with it. "
                    "The document of the same shape in our own words was tested.")
    return found[0].read_bytes()


def saved(document: Document) -> bytes:
    """Give a Word document's bytes."""
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _profile(document: Document, own: Imported) -> None:
    table = document.add_table(rows=0, cols=3)
    for label in own.opening:
        row = table.add_row().cells
        row[0].text = label
        row[1].merge(row[2])
    first = None
    for field in own.framework.profile:
        row = table.add_row().cells
        if first is None or first.text.strip() != field.heading:
            first = row[0]
            first.text = field.heading
        else:
            first.merge(row[0])
        row[1].text = field.label


def _section(document: Document, framework: Framework, section) -> None:
    table = document.add_table(rows=0, cols=4)
    table.add_row().cells[0].merge(table.rows[-1].cells[3]).text = f"{section.number}. {section.title}"
    _fill(table, HEADER)
    for statement in section.statements:
        _fill(table, (f"{statement.number} {statement.text}\n \n", "", "", "\n\n".join(framework.positions) + "\n"))
    row = table.add_row().cells
    row[0].text = section.overall
    row[1].merge(row[3]).text = "\n" + "\n\n".join(section.positions)
    _fill(table, framework.priorities)
    for place in (1, 2, 3):
        _fill(table, (f"{place}:", "", "", ""))


def _fill(table, words: Sequence[str]) -> None:
    for cell, each in zip(table.add_row().cells, words, strict=True):
        cell.text = each
