"""The Word report: real headings, marked header rows, a language, and words that can be edited."""

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.render import render
from reports.report import Form, Heading, Table

NAMES = ("rich", "audit", "summary")


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_headings(word, every, name) -> None:
    document, report = word(name), every[name]
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert found[0] == ("Title", report.title)
    assert found[1:] == [(f"Heading {block.level}", block.text) for block in report.blocks
                         if isinstance(block, Heading)]


@pytest.mark.parametrize("name", NAMES)
def test_header_rows_are_marked_and_rows_stay_whole(word, every, name) -> None:
    tables = word(name).tables
    blocks = [block for block in every[name].blocks if isinstance(block, Form | Table)]
    blocks = [block for block in blocks if isinstance(block, Table) or block.fields]
    assert len(tables) == len(blocks)
    for table, block in zip(tables, blocks, strict=True):
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [isinstance(block, Table), *[False] * (len(marked) - 1)]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption


@pytest.mark.parametrize("name", NAMES)
def test_language_title_and_fixed_dates_are_set(word, every, name) -> None:
    document = word(name)
    about = document.core_properties
    assert (about.title, about.language) == (every[name].title, "en-GB")
    assert about.created == about.modified
    assert about.created.replace(tzinfo=None) == dt.datetime(2000, 1, 1)
    spoken = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


@pytest.mark.parametrize("name", ["rich", "summary"])
def test_pictures_have_words(word, name) -> None:
    pictures = word(name).inline_shapes
    assert len(pictures)
    for picture in pictures:
        assert picture._inline.docPr.get("descr").strip()


def test_an_audit_lies_on_its_side_and_a_summary_stands(word) -> None:
    assert word("audit").sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert word("audit").sections[0].page_width > word("audit").sections[0].page_height
    assert word("summary").sections[0].orientation == WD_ORIENT.PORTRAIT


def test_position_words_stand_on_lines_of_their_own(word) -> None:
    cells = [row.cells[-1] for table in word("audit").tables for row in table.rows[1:] if len(row.cells) == 4]
    positions = [[p.text for p in cell.paragraphs] for cell in cells if "Embedded" in cell.text]
    assert len(positions) == 35
    assert all(lines == ["Embedded", "In progress", "Not started"] for lines in positions)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_gives_the_same_bytes(every, rendered, name) -> None:
    assert render(every[name], "docx") == rendered(name, "docx")


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_well_formed_and_nothing_is_fetched(rendered, name) -> None:
    with zipfile.ZipFile(BytesIO(rendered(name, "docx"))) as package:
        assert package.testzip() is None
        relations = [package.read(part).decode() for part in package.namelist() if part.endswith(".rels")]
    assert not any(re.search(r'TargetMode="External"', text) for text in relations)


def test_small_tables_and_forms_stay_on_one_page(word, every) -> None:
    for table in word("audit").tables:
        held = [all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
                for row in table.rows]
        is_small = len(table.rows) <= 10 and len("".join(c.text for row in table.rows for c in row.cells)) < 800
        assert held[:-1] == [is_small] * (len(held) - 1)
        assert not held[-1], "nothing holds a table to what follows it"


def test_the_foot_of_a_page_is_below_its_words(word) -> None:
    for name in NAMES:
        section = word(name).sections[0]
        assert section.bottom_margin - section.footer_distance >= Mm(8)
        foot = section.footer.paragraphs[0]
        assert [stop.position for stop in foot.paragraph_format.tab_stops] == [
            pytest.approx(section.page_width - section.left_margin - section.right_margin, abs=20_000)]
