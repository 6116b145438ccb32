"""A council's own document is read word for word, with its oddities, from Word and from plain text."""

import json
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from reports import audit
from reports.framework import load
from reports.framework_documents import Imported, as_json, read
from reports.render import render

EXACT = {
    "1.1": "Everyone who comes here is greeted by name, and what makes people different is talked about kindly.",
    "1.4": "Those who govern know the law on special educational needs & disability, and check that it is kept.",
    "2.1": "Anyone can get in, get about, eat, and use the toilets (indoors and out) without asking for help.",
    "5.8": "Families can get help here too, for themselves and for their child’s learning.",
    "6.1": "Needs are found early, and help is stepped up or down by an agreed plan",
}


def test_everything_in_the_document_is_found(own: Imported) -> None:
    assert own.counts == {"sections": 6, "statements": 35, "positions": 3, "priorities_tables": 6,
                          "profile_fields": 12, "overall_rows": 6, "unplaced": 0}
    assert [len(section.statements) for section in own.framework.sections] == [7, 6, 6, 4, 8, 4]
    assert own.opening == ("Name of setting", "Completed by", "Date")
    assert set(own.priorities.values()) == {3}


def test_the_wording_is_exact(own: Imported) -> None:
    statements = own.framework.by_number()
    assert {number: statements[number].text for number in EXACT} == EXACT
    assert own.framework.title == "HARBOUR COUNCIL INCLUSION REVIEW - AP Review Form"
    assert own.framework.sections[5].title == "What becomes of CYP"
    assert own.framework.columns == ("Statement", "Evidence", "Areas for improvement", "Position (highlight)")
    assert own.framework.priorities[0] == "Improvement priorities (add rows if required)"


def test_both_halves_may_be_called_part_1(own: Imported) -> None:
    assert own.framework.profile_title == "Part 1 – About You"
    assert own.framework.reflections_title == "Part 1 – Thinking About Inclusion"
    assert any("Both halves" in remark.text for remark in own.remarks)


def test_positions_are_one_set_however_they_are_spelled(own: Imported) -> None:
    assert own.framework.positions == ("Embedded", "In progress", "Not started")
    assert {section.positions for section in own.framework.sections} == {("Embedded", "In Progress", "Not Started")}


def test_an_overall_row_with_another_sections_caption_is_kept_and_said(own: Imported) -> None:
    fifth, sixth = own.framework.sections[4:]
    assert sixth.overall == fifth.overall == "Overall strength of growing up, behaviour and care of CYP"
    assert any("section 6 bears the caption of section 5" in remark.text for remark in own.remarks)


def test_a_document_cut_short_is_read_to_its_end_and_said(own: Imported, own_text: bytes) -> None:
    assert own_text.decode().rstrip().endswith("3:")
    remark = next(each for each in own.remarks if "ends inside the priorities of section 6" in each.text)
    assert own_text.decode().splitlines()[remark.number - 1].strip() == "3:"


def test_the_introduction_is_known_as_such(own: Imported) -> None:
    assert own.introduction is not None
    assert (own.introduction.first, own.introduction.lines) == (2, 11)
    assert not any("100% of pupils" in field.label for field in own.framework.profile)


def test_profile_fields_have_the_ids_we_know(own: Imported) -> None:
    assert [field.id for field in own.framework.profile] == [field.id for field in load("ap-audit").profile]
    assert [field.heading for field in own.framework.profile][9:] == [
        "Setting profile", "Attendance", "Other things we should know"]


def test_statements_know_their_line_and_their_questions(own: Imported, own_text: bytes) -> None:
    lines = own_text.decode().split("\n")
    ours = load("ap-audit").by_number()
    for statement in own.framework.statements():
        assert lines[own.lines[statement.number] - 1].startswith(f"\t{statement.number} {statement.text[:20]}")
        assert statement.questions == ours[statement.number].questions


def test_what_cannot_be_placed_is_given_with_its_line(own_text: bytes) -> None:
    lines = own_text.decode().split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("\t3. "))
    changed = "\n".join([*lines[:place], "\tPlease staple your photographs here.", *lines[place:]])
    found = read(changed.encode(), "x.txt")
    assert (place + 1, "Please staple your photographs here.") in found.unplaced
    assert found.counts["statements"] == 35


def test_what_was_filled_in_already_is_set_apart(own_text: bytes) -> None:
    lines = own_text.decode().split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("\t2.2 "))
    empty = next(number for number in range(place + 1, len(lines)) if lines[number] == "\t")
    lines[empty] = "\tOverall, pupils told us that signs help."
    found = read("\n".join(lines).encode(), "x.txt")
    assert found.filled == ((empty + 1, "Overall, pupils told us that signs help."),)
    assert found.counts == {**read(own_text, "x.txt").counts}


def test_a_word_file_says_the_same_as_the_text(own: Imported, own_word: bytes) -> None:
    found = read(own_word, "harbour-review.docx")
    assert found.unit == "paragraph"
    assert found.counts == own.counts
    assert found.framework.model_copy(update={"source": ""}) == own.framework.model_copy(update={"source": ""})
    assert found.introduction is not None
    assert found.introduction.lines == 3


def test_word_content_controls_and_nested_tables_are_read(own_word: bytes) -> None:
    document = docx.Document(BytesIO(own_word))
    table = document.tables[1]
    row = table.rows[2]._tr
    control = row.makeelement(qn("w:sdt"))
    content = control.makeelement(qn("w:sdtContent"))
    control.append(content)
    row.addprevious(control)
    content.append(row)
    document.tables[2].rows[2].cells[1].add_table(1, 1).cell(0, 0).text = "A picture of the door"
    kept = BytesIO()
    document.save(kept)
    found = read(kept.getvalue(), "x.docx")
    assert found.counts["statements"] == 35
    assert [line.text for line in found.filled] == ["A picture of the door"]


def test_a_document_we_wrote_can_be_read_again(own: Imported) -> None:
    for framework in (own.framework, load("ap-audit")):
        again = read(render(audit.report(audit.draft(framework, ())), "docx"), "audit.docx")
        assert again.counts["sections"] == 6
        assert [(each.number, each.text) for each in again.framework.statements()] == [
            (each.number, each.text) for each in framework.statements()]
        assert again.framework.positions == framework.positions
        assert [each.label for each in again.framework.profile] == [each.label for each in framework.profile]
        assert [each.overall for each in again.framework.sections] == [each.overall for each in framework.sections]


def test_json_holds_every_statement_and_every_oddity(own: Imported) -> None:
    found = json.loads(json.dumps(as_json(own)))
    assert found["counts"]["statements"] == 35
    assert found["sections"][0]["statements"][0] == {"number": "1.1", "line": own.lines["1.1"], "text": EXACT["1.1"],
                                                     "questions": ["p1.1", "c1.1", "s1.1"]}
    assert len(found["remarks"]) == 3


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a\x00b\n.txt", "Ünïcode – ‮audit.txt", "", "....", "x" * 500,
                                  "con/../🙂.txt"])
def test_any_file_name_gives_a_harmless_id(own_text: bytes, name: str) -> None:
    framework = read(own_text, name).framework
    assert framework.id.replace("-", "").isalnum()
    assert framework.id.isascii()
    assert 1 <= len(framework.id) <= 40
    assert framework.source.isprintable()


def test_a_councils_real_document(seed: bytes) -> None:
    found = read(seed, "council.txt")
    assert found.counts == {"sections": 6, "statements": 35, "positions": 3, "priorities_tables": 6,
                            "profile_fields": 12, "overall_rows": 6, "unplaced": 0}
    text = " ".join(seed.decode().split())
    assert all(" ".join(statement.text.split()) in text for statement in found.framework.statements())
    assert found.framework.sections[5].overall == found.framework.sections[4].overall
    assert found.framework.sections[0].positions == ("Embedded", "In Progress", "Not Started")
    assert sum("%" in field.label for field in found.framework.profile) == 11
    assert found.framework.profile_title.startswith("Part 1")
    assert found.framework.reflections_title.startswith("Part 1")
    assert not found.filled
