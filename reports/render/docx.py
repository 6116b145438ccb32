"""A report as a Word file that can be edited: real headings, header rows, language and alternative texts."""

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.shared import Emu, Mm
from docx.table import Table as DocTable
from docx.table import _Cell as Cell

from reports.render import word_style as style
from reports.render.paging import small, tall
from reports.render.picture import drawn, png
from reports.report import Block, Bullets, Chart, Form, Heading, PageBreak, Paragraph, Pictured, Report, Table

LONG, SHORT, MARGIN, FOOT = Mm(297), Mm(210), Mm(16), Mm(20)
FIXED = dt.datetime(2000, 1, 1)
"""The date in every file's properties: when a file was made is nobody's business."""


def render(report: Report) -> bytes:
    """Give the report as a .docx file. The same report gives the same words, styles and properties."""
    document = Document()
    _properties(document, report)
    style.apply(document, report.language)
    width = _page(document, report)
    _title(document, report)
    for place, block in enumerate(report.blocks):
        _WRITERS[type(block)](document, block, width, place)
    _no_gap_at_end(document)
    kept = BytesIO()
    document.save(kept)
    return _undated(kept)


def _undated(file: BytesIO) -> bytes:
    """Pack the file again: a zip gives each part the minute it was written."""
    kept = BytesIO()
    with ZipFile(file) as package, ZipFile(kept, "w", ZIP_DEFLATED) as undated:
        for part in package.infolist():
            undated.writestr(ZipInfo(part.filename, FIXED.timetuple()[:6]), package.read(part), ZIP_DEFLATED)
    return kept.getvalue()


def _properties(document: Doc, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.language = report.title, report.language
    properties.author, properties.last_modified_by = report.setting or "Heard", ""
    properties.subject, properties.comments = " · ".join(report.about), ""
    properties.created = properties.modified = FIXED
    properties.revision = 1


def _page(document: Doc, report: Report) -> Emu:
    section = document.sections[0]
    section.page_width, section.page_height = (LONG, SHORT) if report.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if report.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin, section.footer_distance = MARGIN, FOOT, FOOT // 2
    width = Emu(section.page_width - 2 * MARGIN)
    style.footer(section, report.footer, width)
    return width


def _title(document: Doc, report: Report) -> None:
    if report.setting:
        document.add_paragraph(report.setting, style="Setting")
    document.add_heading(report.title, 0)
    for line in report.about:
        document.add_paragraph(line, style="About")


def _heading(document: Doc, block: Heading, width: Emu, place: int) -> None:
    document.add_heading(block.text, block.level)


def _paragraph(document: Doc, block: Paragraph, width: Emu, place: int) -> None:
    document.add_paragraph(block.text, style={"plain": "Normal", "lead": "Lead", "note": "Note"}[block.look])


def _bullets(document: Doc, block: Bullets, width: Emu, place: int) -> None:
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _form(document: Doc, block: Form, width: Emu, place: int) -> None:
    _caption(document, block.caption)
    if not block.fields:
        return  # Word calls a file damaged that holds a table without rows.
    table = _table(document, len(block.fields), (0.4, 0.6), width)
    for row, field in zip(table.rows, block.fields, strict=True):
        style.shade(row.cells[0])
        _fill(row.cells[0], field.label, "Cell Heading")
        _fill(row.cells[1], field.value, "Cell")
    if small([(field.label, field.value) for field in block.fields]):
        style.keep_together(table)
    style.described(table, block.caption)


def _grid(document: Doc, block: Table, width: Emu, place: int) -> None:
    if not block.hide_caption:
        _caption(document, block.caption)
    widths = block.widths or (1 / len(block.header),) * len(block.header)
    table = _table(document, 1 + len(block.rows), widths, width)
    for cell, words in zip(table.rows[0].cells, block.header, strict=True):
        style.shade(cell)
        _fill(cell, words, "Cell Heading")
    style.repeat_header(table.rows[0])
    for row, cells in zip(table.rows[1:], block.rows, strict=True):
        if not tall(cells):
            style.keep_whole(row)
        for cell, words in zip(row.cells, cells, strict=True):
            _fill(cell, words, "Cell")
    if small(block.rows):
        style.keep_together(table)
    style.described(table, block.caption)


def _chart(document: Doc, block: Chart, width: Emu, place: int) -> None:
    _caption(document, block.title)
    drawn = min(width, Mm(165))
    picture: Any = document.add_picture(BytesIO(png(block, f"chart{place}")), width=drawn)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # the table that says the same follows it
    about = picture._inline.docPr
    about.set("descr", f"{block.title}. {block.description}")
    about.set("title", block.title)


def _pictured(document: Doc, block: Pictured, width: Emu, place: int) -> None:
    line = document.add_paragraph(style="Lead")
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(26), Mm(-26)
    picture: Any = line.add_run().add_picture(BytesIO(drawn(block.picture)), width=Mm(20))
    picture._inline.docPr.set("descr", block.description)
    line.add_run(f"\t{block.text}")


def _break(document: Doc, block: PageBreak, width: Emu, place: int) -> None:
    document.add_paragraph(style="Gap").add_run().add_break(WD_BREAK.PAGE)


_WRITERS: dict[type[Block], Callable[[Doc, Any, Emu, int], None]] = {
    Heading: _heading, Paragraph: _paragraph, Bullets: _bullets, Form: _form, Table: _grid, Chart: _chart,
    Pictured: _pictured, PageBreak: _break,
}


def _caption(document: Doc, words: str) -> None:
    document.add_paragraph(words, style="Caption")


def _table(document: Doc, rows: int, widths: Sequence[float], width: Emu) -> DocTable:
    table: DocTable = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    style.ruled(table)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * share))
    for row in table.rows:
        for cell, share in zip(row.cells, widths, strict=True):
            cell.width = Emu(int(width * share))
    document.add_paragraph(style="Gap")
    return table


def _fill(cell: Cell, words: str, look: str) -> None:
    first, *others = words.split("\n")
    cell.paragraphs[0].text, cell.paragraphs[0].style = first, look
    for line in others:
        cell.add_paragraph(line, style=look)


def _no_gap_at_end(document: Doc) -> None:
    last = document.paragraphs[-1]
    if last.style is not None and last.style.name == "Gap":
        last._element.getparent().remove(last._element)
        document.add_paragraph(style="Gap")
