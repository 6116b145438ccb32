"""How our Word files look, and what Word needs for a screen reader to find its way in them."""

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

TYPEFACE = "Arial"
"""On every machine that has Word; the file does not have to carry it."""
INK, DEEP, QUIET = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x0C, 0x4A, 0x4F), RGBColor(0x4A, 0x56, 0x63)
TINT, LINE = "EAF3F2", "B9C4CC"

# name: (size in points, bold, colour, space before, space after, kept with what follows)
LOOKS: dict[str, tuple[float, bool, RGBColor, float, float, bool]] = {
    "Normal": (10.5, False, INK, 0, 6, False),
    "Title": (24, True, DEEP, 0, 6, True),
    "Heading 1": (16, True, DEEP, 18, 6, True),
    "Heading 2": (13, True, DEEP, 14, 4, True),
    "Heading 3": (11, True, DEEP, 10, 3, True),
    "Caption": (10, True, INK, 6, 3, True),
    "List Bullet": (10.5, False, INK, 0, 3, False),
    "Setting": (12, True, QUIET, 0, 0, True),
    "About": (10.5, False, QUIET, 0, 2, False),
    "Lead": (12, False, INK, 0, 6, False),
    "Note": (10, False, QUIET, 2, 8, False),
    "Cell": (9, False, INK, 1, 2, False),
    "Cell Heading": (9, True, DEEP, 1, 2, False),
    "Gap": (4, False, INK, 0, 0, False),
    "Footer": (8, False, QUIET, 0, 0, False),
}


def apply(document: Doc, language: str) -> None:
    """Set every style that the renderer uses, and the language that words are read aloud in."""
    for name, (size, bold, colour, before, after, kept) in LOOKS.items():
        style = _style(document, name)
        style.font.name, style.font.size, style.font.bold, style.font.italic = TYPEFACE, Pt(size), bold, False
        style.font.color.rgb = colour
        _faces(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = kept
    _speak(document, language)
    _underlined(_style(document, "Title"))


def ruled(table: DocTable) -> None:
    """Draw a table's lines thin and grey, and give its words room."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "90"), ("bottom", "40"), ("right", "90")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        room.append(margin)
    table._element.tblPr.extend((lines, room))


def shade(cell: Cell) -> None:
    """Give a heading cell its tint."""
    tint = OxmlElement("w:shd")
    tint.set(qn("w:val"), "clear")
    tint.set(qn("w:color"), "auto")
    tint.set(qn("w:fill"), TINT)
    cell._element.get_or_add_tcPr().append(tint)


def repeat_header(row: Row) -> None:
    """Mark the header row: read out as one, and repeated on each page."""
    _flag(row, "w:tblHeader")
    keep_whole(row)


def keep_whole(row: Row) -> None:
    """Keep a row on one page."""
    _flag(row, "w:cantSplit")


def keep_together(table: DocTable) -> None:
    """Keep a small table on one page: Word holds each row to the next whose lines ask for it."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def described(table: DocTable, words: str) -> None:
    """Give a table the title that a screen reader says."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), words)
    look = table._element.tblPr.find(qn("w:tblLook"))
    if look is not None:
        # The schema fixes the order of a table's properties: its look comes before its caption.
        table._element.tblPr.append(look)
    table._element.tblPr.append(title)


def footer(section: Section, words: str, width: Emu) -> None:
    """Put `words` at the left and the page number at the right of the foot of each page, `width` apart."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Footer"
    # Word's own footer style has stops at the centre and right of a page of another size.
    for stops in paragraph.style.element.iter(qn("w:tabs")) if paragraph.style is not None else ():
        stops.clear()
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _style(document: Doc, name: str) -> ParagraphStyle:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a style of paragraphs")
    return style


def _faces(style: ParagraphStyle) -> None:
    # Word's own heading styles name theme fonts, which win over the font's name until they are taken off.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)


def _speak(document: Doc, language: str) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(spoken)
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _underlined(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _flag(row: Row, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(flag)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
