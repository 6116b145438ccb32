"""The sheet of slips: a square and a code for each, found by a screen reader, and no token in any text."""

import logging
import re
from xml.etree import ElementTree

import pikepdf
import pytest
import segno

from webhook.slips import ON_A_PAGE, Slip, sheet, square

ADDRESS = "https://voice.example.sch.uk"


def slips(count):
    return [Slip(f"{ADDRESS}/#TOKEN{place:018d}", f"ABC-DEF-{place:03d}") for place in range(count)]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("slips") / "slips.pdf"
    path.write_bytes(sheet(slips(9), "What is <it> like & here?", "Oak House", ADDRESS))
    with pikepdf.open(path) as opened:
        yield opened


def tagged(node):
    """Give every structure element under a node of the tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tagged(node.K)


def words_of(pdf):
    """Give the words on all pages, decoded through each font's own map."""
    return " ".join("".join(_shown(page)) for page in pdf.pages)


def _shown(page):
    maps = {name: _map(font) for name, font in page.Resources.Font.items()}
    current = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    code = bytes(piece)
                    yield "".join(current.get(code[at:at + 2].hex(), "") for at in range(0, len(code), 2))


def _map(font):
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes().decode().lower())
    return {code: bytes.fromhex(words).decode("utf-16-be") for code, words in pairs}


def test_eight_slips_are_on_a_page(pdf):
    assert ON_A_PAGE == 8
    assert len(pdf.pages) == 2
    width, height = (float(each) for each in list(pdf.pages[0].MediaBox)[2:])
    assert (round(width), round(height)) == (595, 842), "A4"


def test_every_code_and_the_address_are_in_words(pdf):
    words = words_of(pdf).replace(" ", "")
    for slip in slips(9):
        assert words.count(slip.code) == 1
    assert words.count("voice.example.sch.uk") == 9
    assert words.count("Youcanskipanyquestion,andyoucanstopwhenyoulike.") == 9


def test_each_square_is_a_figure_that_says_what_it_is(pdf):
    elements = list(tagged(pdf.Root.StructTreeRoot))
    said = [str(each.Alt) for each in elements if each.S == "/Figure"]
    assert len(said) == 9
    assert all(slip.code in alt for slip, alt in zip(slips(9), said, strict=True))
    assert [str(each.S) for each in elements].count("/H1") == 1
    assert [str(each.S) for each in elements].count("/H2") == 9


def test_the_pdf_claims_to_be_accessible(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "en-GB"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Slips to cut out: What is <it> like & here? – Oak House"


def test_no_token_stands_in_words_links_or_properties(pdf, tmp_path):
    assert "TOKEN" not in words_of(pdf)
    plain = tmp_path / "plain.pdf"
    pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    raw = plain.read_bytes()
    assert b"TOKEN" not in raw
    assert "TOKEN".encode("utf-16-be") not in raw
    assert b"/URI" not in raw
    assert b"CreationDate" not in raw


def dark(svg):
    """Give the dark modules of a square from its path: rows of strokes, each `h` a run of modules."""
    root = ElementTree.fromstring(svg)
    path = next(each for each in root.iter() if each.tag.endswith("path") and each.get("stroke"))
    column, row, found = 0.0, 0.0, set()
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path.get("d")):
        steps = [float(each) for each in numbers.replace("-", " -").split()]
        if kind == "h":
            found |= {(int(row), int(column) + step) for step in range(int(steps[0]))}
            column += steps[0]
        else:
            column, row = (steps[0], steps[1]) if kind == "M" else (column + steps[0], row + steps[1])
    return found


@pytest.mark.parametrize("link", [slips(1)[0].link, "http://localhost:8000/#" + "x" * 22])
def test_the_square_holds_the_link(link):
    expected = {(row, column) for row, line in enumerate(segno.make(link, error="m").matrix_iter(border=4))
                for column, is_dark in enumerate(line) if is_dark}
    drawn = square(Slip(link, "ABC-DEF-GHJ"))
    assert dark(drawn) == expected
    assert dark(drawn) != dark(square(Slip(link + "y", "ABC-DEF-GHJ")))
    assert "<title>" in drawn


def test_long_names_and_addresses_leave_room_for_the_code_and_raise_no_complaint(caplog):
    with caplog.at_level(logging.ERROR, "weasyprint"):
        made = sheet(slips(1), "What is it like here? " * 12, "A very long name of a setting " * 8,
                     "http://" + "long-name." * 12 + "example.sch.uk:8000")
    assert not caplog.records
    assert made.startswith(b"%PDF-")


def test_the_same_slips_give_the_same_bytes_and_none_give_a_page():
    assert sheet(slips(2), "T", "S", ADDRESS) == sheet(slips(2), "T", "S", ADDRESS)
    assert sheet([], "T", "S", ADDRESS).startswith(b"%PDF-")
