"""`heard framework import`, and the demo and the audit with a council's own document."""

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from reports.framework import load

HEARD = Path(sys.executable).with_name("heard")
OWN = Path(__file__).parents[2] / "reports" / "documents" / "data" / "harbour-review.txt"
EXACT = {"1.4": "Those who govern know the law on special educational needs & disability, and check that it is kept.",
         "5.8": "Families can get help here too, for themselves and for their child’s learning."}


def test_it_prints_each_statement_with_its_line_and_questions(heard):
    done = heard("framework", "import", str(OWN))
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[1].startswith("6 sections, 35 numbered statements, 3 positions, 6 priorities tables")
    statements = [line.split("\t") for line in lines if "\t" in line]
    assert len(statements) == 35
    assert statements[3][0] == "1.4"
    assert statements[3][2:] == [EXACT["1.4"], "s1.4 c1.4"]
    assert "Everything was placed." in done.out
    assert "section 6 bears the caption of section 5" in done.out


def test_what_could_not_be_placed_is_printed_with_its_line(heard, tmp_path):
    text = OWN.read_text(encoding="utf-8")
    place = text.index("\t3. What the adults")
    changed = tmp_path / "changed.txt"
    changed.write_text(text[:place] + "\tPhotographs [red]here[/red]\n" + text[place:], encoding="utf-8")
    done = heard("framework", "import", str(changed))
    line = text[:place].count("\n") + 1
    assert f"line {line}: Photographs [red]here[/red]" in done.out


def test_json_and_a_framework_file_hold_the_same(heard, tmp_path):
    out = tmp_path / "own.yaml"
    done = heard("framework", "import", str(OWN), "--json", "--out", str(out))
    assert done.code == 0
    found = json.loads(done.out)
    assert found["counts"]["statements"] == 35
    framework = load(out)
    assert [each.text for each in framework.statements()] == [
        each["text"] for section in found["sections"] for each in section["statements"]]
    assert framework.sections[0].positions == ("Embedded", "In Progress", "Not Started")
    audit = heard.here("audit", "export", "--framework", str(out))
    assert audit.code == 1
    assert "key file" in audit.err


@pytest.mark.parametrize("name", ["none.docx", "", "folder"])
@pytest.mark.parametrize("command", [("framework", "import"), ("audit", "export", "--document")])
def test_a_file_that_is_not_there_is_one_clear_sentence(heard, tmp_path, name, command):
    (tmp_path / "folder").mkdir()
    done = heard(*command, str(tmp_path / name))
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "is not a file" in done.err


@pytest.mark.parametrize("content", [b"", b"not Word at all", b"\x00\x01\x02" * 50, b"PK\x03\x04broken"])
@pytest.mark.parametrize("command", [("framework", "import"), ("audit", "export", "--document"),
                                     ("demo", "--no-serve", "--audit")])
def test_a_file_that_is_no_audit_document_is_one_clear_sentence(heard, tmp_path, content, command):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(content)
    done = heard(*command, str(bad))
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert done.err.strip().endswith(".")
    assert list(tmp_path.iterdir()) == [bad], "nothing is made for a document that cannot be read"


def test_a_file_that_may_not_be_written_is_one_clear_sentence(heard, tmp_path):
    done = heard("framework", "import", str(OWN), "--out", str(tmp_path / "no" / "such" / "folder.yaml"))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_name_that_is_not_text_is_read_like_any_other(tmp_path):
    strange = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    with open(strange, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(OWN.read_bytes())
    done = subprocess.run([HEARD, "framework", "import", strange], capture_output=True)
    assert done.returncode == 0
    assert b"35 numbered statements" in done.stdout


def test_the_demo_fills_a_councils_document_word_for_word(heard, tmp_path):
    folder = tmp_path / "setting"
    done = heard("demo", "--no-serve", "--dir", str(folder), "--audit", str(OWN))
    assert done.code == 0, done.err
    html = (folder / "papers" / "audit.html").read_text(encoding="utf-8")
    tables = docx.Document(str(folder / "papers" / "audit.docx")).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    for number, words in EXACT.items():
        assert f"{number} {words}".replace("&", "&amp;") in html
        (row,) = (row for row in rows if row[0] == f"{number} {words}")
        assert row[1], "evidence is drafted beside the council's own words"
        assert row[3] == "Embedded\nIn progress\nNot started"
    assert "HARBOUR COUNCIL INCLUSION REVIEW - AP Review Form" in html
    assert "Overall strength of growing up, behaviour and care of CYP" in html
    assert not any(each.text in html for each in load("ap-audit").statements())
