"""Files that are not what they say, that swell, that are damaged: one clear sentence, never anything else."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.framework_documents import Imported, InvalidDocument, read
from reports.framework_documents.reading import MOST_BYTES

TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/></Types>')


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return kept.getvalue()


def with_part(word: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(word)) as package:
        members = {member: package.read(member) for member in package.namelist()}
    return zipped({**members, name: content})


def sentence(data: bytes, name: str) -> str:
    with pytest.raises(InvalidDocument) as refused:
        read(data, name)
    said = str(refused.value)
    assert said.endswith(".")
    assert "Traceback" not in said
    assert len(said) < 400
    return said


@pytest.mark.parametrize(("data", "name", "expected"), [
    (b"", "a.docx", "empty"), (b" \n\t \n", "a.txt", "empty"),
    (b"just words", "a.docx", "not a Word document"),
    (b"\x7fELF\x02\x01\x01" + bytes(200), "a.txt", "neither"),
    (bytes(range(256)) * 4, "a.txt", "neither"),
    (b"%PDF-1.7 ...", "a.docx", "PDF"), (b"\xd0\xcf\x11\xe0rest", "a.docx", ".doc"), (b"{\\rtf1", "a.txt", "rich text"),
    (b"Dear parents, thank you.", "a.txt", "1.1"), (b"1.1 Not in a cell", "a.txt", "tab"),
    (zipped({"hello.txt": "hello"}), "a.docx", "not a Word document"),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "not a Word document"),
    (zipped({"[Content_Types].xml": TYPES}), "a.docx", "not a Word document"),
    (b"PK\x03\x04" + bytes(300), "a.docx", "not a Word document"),
    (b"\t1.1 " + b"long " * 2000, "a.txt", "too long"),
])
def test_what_is_not_an_audit_document_is_refused_in_words(data: bytes, name: str, expected: str) -> None:
    assert expected in sentence(data, name)


def test_a_file_too_large_is_refused_before_it_is_opened() -> None:
    assert "larger than" in sentence(b"x" * (MOST_BYTES + 1), "a.txt")
    assert "more than" in sentence(b"word " * 500_000, "a.txt")
    assert "cells" in sentence(b"\tcell" * 300_000, "a.txt")


def test_a_document_of_the_largest_size_is_read_quickly() -> None:
    form = "\tDate\n" + "\t% of pupils\n" * 9_000
    statements = "".join(f"\t{n // 99 + 1}.{n % 99 + 1} Words\n" for n in range(9_000))
    found = read((form + statements).encode(), "a.txt")
    assert found.counts["statements"] == 9_000
    assert found.counts["profile_fields"] == 200
    assert len(found.unplaced) == 8_800


def test_a_file_that_swells_is_refused_before_it_is_unpacked() -> None:
    assert "unpacks" in sentence(zipped({"word/document.xml": bytes(80_000_000)}), "bomb.docx")
    assert "unpacks" in sentence(zipped({f"word/{place}.xml": "" for place in range(3_001)}), "many.docx")
    assert "unpacks" in sentence(zipped({"word/document.xml": bytes(40_000_000)}), "xml.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(own_word: bytes, encoding: str) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    attack = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'
    assert "instructions" in sentence(with_part(own_word, "word/document.xml", attack.encode(encoding)), "a.docx")
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
    assert "instructions" in sentence(with_part(own_word, "word/styles.xml", outside.encode()), "a.docx")


def test_a_locked_file_is_named_as_such(own_word: bytes) -> None:
    locked = bytearray(own_word)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 4)
    assert "password" in sentence(bytes(locked), "a.docx")


def test_control_characters_in_a_document_do_no_harm(own_text: bytes) -> None:
    found = read(own_text.replace(b"greeted by name", b"greeted \x1b[31mby\x0c name\x07"), "a.txt")
    assert "greeted [31mby name," in found.framework.by_number()["1.1"].text


def test_a_number_that_comes_twice_is_reported(own_text: bytes) -> None:
    found = read(own_text.replace(b"\t1.2 ", b"\t1.1 "), "a.txt")
    assert found.counts["statements"] == 34
    assert any(line.text.startswith("1.1 Leaders") for line in found.unplaced)


def never_anything_else(data: bytes, name: str) -> None:
    try:
        found = read(data, name)
    except InvalidDocument as refused:
        assert str(refused)
    else:
        assert isinstance(found, Imported)
        assert found.framework.sections


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FRAGMENTS = st.sampled_from(["\t", "\n", "\n\n\n\n\n", "1.", "1.1 ", "\t1.1 Words", "\t2.1 More\n\t\n\t\n\tGood\nBad\n",
                             "\t1. Title\n", "\tStatement\n", "\tOverall\n", "\tImprovement priorities\n", "\t1:\n",
                             "Part 1 – X\n", "\tDate\n", "\t% of pupils", "Embedded", "\x0b", "é", "\u2028", "٣"])


@QUICK
@given(st.binary(max_size=400), st.text(max_size=12))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    never_anything_else(data, name)


@settings(QUICK, max_examples=400)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=40))
def test_any_arrangement_of_cells_is_read_or_refused(parts: list[str]) -> None:
    never_anything_else("".join(parts).encode("utf-8", "ignore"), "a.txt")


@QUICK
@given(data=st.data())
def test_a_document_with_lines_lost_or_moved_is_read_or_refused(own_text: bytes, data: st.DataObject) -> None:
    lines = own_text.split(b"\n")
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(lines)))
        piece = lines[start:start + data.draw(st.integers(0, 60))]
        del lines[start:start + len(piece)]
        if data.draw(st.booleans()):
            at = data.draw(st.integers(0, len(lines)))
            lines[at:at] = piece
    never_anything_else(b"\n".join(lines), "a.txt")


@settings(QUICK, max_examples=60)
@given(place=st.integers(0, 10**9), byte=st.integers(0, 255), end=st.integers(0, 10**9), cut=st.booleans())
def test_a_damaged_word_file_is_read_or_refused(own_word: bytes, place: int, byte: int, end: int, cut: bool) -> None:
    damaged = bytearray(own_word)
    damaged[place % len(damaged)] = byte
    never_anything_else(bytes(damaged[:end % len(damaged)] if cut else damaged), "a.docx")
