"""Numbers that Word makes by itself, which stand in no text, are read as Word shows them."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from reports.framework_documents import Imported, read
from reports.framework_documents.sections import STATEMENT


def level(at: int, pattern: str, start: str = "1", kind: str = "decimal") -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>')


class Lists:
    """A Word document's lists, as a test adds them."""

    def __init__(self, word: bytes) -> None:
        self.document = docx.Document(BytesIO(word))
        self.root = self.document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)

    def define(self, definition: int, *levels: str) -> None:
        self.root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{definition}">'
                                      f'{"".join(levels)}</w:abstractNum>'))

    def use(self, number: int, definition: int, inner: str = "") -> None:
        self.root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId '
                                   f'w:val="{definition}"/>{inner}</w:num>'))

    def number(self, paragraph, number: object, at: object, words: str) -> None:
        paragraph.text = words
        paragraph._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'))

    def cells(self):
        """Give the first cell of every row of each section's table, with the number of the section."""
        for section, table in enumerate(self.document.tables[1:], 1):
            for row in table.rows:
                yield section, row.cells[0]

    def read(self) -> Imported:
        kept = BytesIO()
        self.document.save(kept)
        return read(kept.getvalue(), "numbered.docx")


def same(found: Imported, own: Imported) -> None:
    expected = [(each.number, each.text, each.questions) for each in own.framework.statements()]
    assert [(each.number, each.text, each.questions) for each in found.framework.statements()] == expected
    assert [(each.number, each.title) for each in found.framework.sections] == [
        (each.number, each.title) for each in own.framework.sections]
    assert found.counts == own.counts


def test_one_list_of_two_levels_numbers_sections_and_statements(own: Imported, own_word: bytes) -> None:
    lists = Lists(own_word)
    lists.define(7, level(0, "%1."), level(1, "%1.%2"))
    lists.use(3, 7)
    for section, cell in lists.cells():
        if match := STATEMENT.match(cell.text):
            lists.number(cell.paragraphs[0], 3, 1, match[3].strip())
        elif cell.text.startswith(f"{section}. "):
            lists.number(cell.paragraphs[0], 3, 0, cell.text.removeprefix(f"{section}. "))
    same(lists.read(), own)


def test_a_list_of_its_own_in_each_section(own: Imported, own_word: bytes) -> None:
    lists = Lists(own_word)
    for section in range(1, 7):
        lists.define(section, level(0, f"{section}.%1"))
        lists.use(section, section)
    for section, cell in lists.cells():
        if match := STATEMENT.match(cell.text):
            lists.number(cell.paragraphs[0], section, 0, match[3].strip())
    same(lists.read(), own)


def test_a_list_that_begins_again_and_one_from_a_style(own: Imported, own_word: bytes) -> None:
    lists = Lists(own_word)
    lists.define(1, level(0, "%1.", "9"), level(1, "%1.%2"))
    for section in range(1, 7):
        again = "".join(f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                        for at, start in ((0, section), (1, 1)))
        lists.use(section, 1, again)
    style = lists.document.styles.add_style("Statement", 1)
    style.element.get_or_add_pPr().append(parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'))
    for section, cell in lists.cells():
        if cell.text.startswith(f"{section}. "):
            lists.number(cell.paragraphs[0], section, 0, cell.text.removeprefix(f"{section}. "))
        elif match := STATEMENT.match(cell.text):
            cell.paragraphs[0].text, cell.paragraphs[0].style = match[3].strip(), style
            if section > 1:
                lists.number(cell.paragraphs[0], section, 1, match[3].strip())
    same(lists.read(), own)


@pytest.mark.parametrize("kind", ["bullet", "lowerRoman", "none"])
def test_what_is_not_counted_in_digits_adds_no_number(own: Imported, own_word: bytes, kind: str) -> None:
    lists = Lists(own_word)
    lists.define(1, level(0, "%1.", kind=kind))
    lists.use(1, 1)
    for _, cell in lists.cells():
        if STATEMENT.match(cell.text):
            lists.number(cell.paragraphs[0], 1, 0, cell.text.strip())
    same(lists.read(), own)


@pytest.mark.parametrize(("number", "at", "start"), [
    ("1", "99", "1"), ("-1", "-1", "1"), ("0", "0", "1"), ("", "", ""), ("1", "0", "9" * 400), ("x", "y", "z")])
def test_lists_that_make_no_sense_do_no_harm(own: Imported, own_word: bytes, number: str, at: str, start: str) -> None:
    lists = Lists(own_word)
    lists.define(1, level(0, "•" if start == "1" else "%1%1%9", start))
    lists.use(1, 1)
    lists.number(lists.document.paragraphs[2], number, at, "This form is for settings in Harbour.")
    for attribute in lists.root.iter(qn("w:ilvl")):
        attribute.set(qn("w:val"), at)
    assert lists.read().counts == own.counts
