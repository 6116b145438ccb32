"""The frameworks we ship, and what an author of another one is told."""

from pathlib import Path

import pytest

from reports.framework import Framework, InvalidFramework, Statement, load, names, parse, shipped
from surveys.loader import library

SMALL = """
id: own
title: Our own
sections:
  - number: 1
    title: One
    statements:
      - {number: 1.10, text: We listen., questions: [p5.3], documents: [minutes]}
"""


@pytest.mark.parametrize("name", names())
def test_shipped_frameworks_name_only_questions_that_are_asked(name: str) -> None:
    asked = {question.id for survey in library().values() for question in survey.questions}
    for statement in shipped()[name].statements():
        assert {*statement.questions, *statement.partial} <= asked
        assert not {*statement.questions} & {*statement.partial}
        assert statement.documents, f"{statement.number} names no document"


def test_the_audit_has_its_source_shape() -> None:
    audit = load("ap-audit")
    assert [len(section.statements) for section in audit.sections] == [7, 6, 6, 4, 8, 4]
    assert [statement.number for statement in audit.statements()] == [
        f"{section}.{n}" for section, last in enumerate([7, 6, 6, 4, 8, 4], 1) for n in range(1, last + 1)]
    assert len([field for field in audit.profile if field.heading == audit.profile[0].heading]) == 10
    assert len(audit.profile) == 12
    assert audit.positions == ("Embedded", "In progress", "Not started")
    assert len(audit.priorities) == 4
    assert audit.priority_rows == 3


def test_each_statement_draws_on_the_items_with_its_number() -> None:
    asked = {question.id for survey in library().values() for question in survey.questions}
    for statement in load("ap-audit").statements():
        own = {f"{audience}{statement.number}" for audience in "pcs"} & asked
        assert {*statement.questions, *statement.partial} == own


def test_numbers_without_quotes_are_read_as_written() -> None:
    assert [statement.number for statement in parse(SMALL).statements()] == ["1.10"]


def test_a_council_document_draws_on_the_questions_we_know() -> None:
    theirs = Framework(id="council", title="Theirs", sections=(
        {"number": "1", "title": "One", "statements": (  # type: ignore[arg-type]
            Statement(number="1.4", text="Their exact words."), Statement(number="9.9", text="Something else."))},))
    matched = list(theirs.drawing_on(load("ap-audit")).statements())
    assert matched[0].text == "Their exact words."
    assert matched[0].questions == ("s1.4",)
    assert matched[0].partial == ("c1.4",)
    assert matched[0].documents
    assert matched[1].questions == ()


@pytest.mark.parametrize("text,told", [
    ("", "The file is empty. Start with 'id:', 'title:' and 'sections:'."),
    ("just words", "This is not a framework."),
    ("id: x\ntitle: y\n", "'sections' is missing."),
    ("id: x\ntitle: y\nsections: []\n", "'sections' is empty."),
    ("id: x\ntitle: [\n", "A bracket is opened and never closed."),
    (SMALL.replace("p5.3", "p5.33"), "Statement 1.10 names the question 'p5.33', which no questionnaire has. "
                                     "Did you mean 'p5.3'?"),
    (SMALL.replace("documents", "papers"), "'papers' is not a part of a framework."),
    (SMALL + "      - {number: 1.10, text: Again.}\n", "statement 1.10 is there twice"),
])
def test_a_wrong_framework_is_refused_with_the_place_and_the_remedy(text: str, told: str) -> None:
    with pytest.raises(InvalidFramework) as refused:
        parse(text, "own.yaml")
    assert told in str(refused.value)
    assert str(refused.value).startswith("own.yaml:")


def test_frameworks_are_read_from_files_and_by_name(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(SMALL, encoding="utf-8")
    assert load(file).title == "Our own"
    with pytest.raises(InvalidFramework, match=r"no such framework\. Did you mean 'ap-audit'"):
        load("ap-audti")


def test_a_framework_survives_json() -> None:
    audit = load("ap-audit")
    assert Framework.model_validate_json(audit.model_dump_json()) == audit
