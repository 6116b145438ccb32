"""The audit document: the shape of its source, drafts beside a leader's own words, no position of ours."""

import datetime as dt
from collections.abc import Callable

import pytest

from reports.audit import AuditNotes, OwnWords, Priority, draft, report
from reports.evidence import Signal
from reports.framework import Framework, FrameworkSection, Statement, load
from reports.release import Release
from reports.report import Bullets, Form, Heading, Paragraph, Report, Table

Make = Callable[..., Release]
DAY = dt.date(2026, 12, 3)


@pytest.fixture
def releases(shipped_release: Make) -> tuple[Release, ...]:
    return (shipped_release("pupil", 18, 24, lambda q: 5, comments=12), shipped_release("parent", 16, 30, lambda q: 8),
            shipped_release("staff", 14, 14, lambda q: 7))


def own(text: str) -> OwnWords:
    return OwnWords(text=text, who="A. Lead", when=DAY)


def tables(document: Report, header: str) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.header[0] == header]


def test_the_document_has_the_shape_of_its_source(releases: tuple[Release, ...]) -> None:
    document = report(draft(load("ap-audit"), releases))
    assert document.landscape
    assert [len(table.rows) for table in tables(document, "Statement")] == [7, 6, 6, 4, 8, 4]
    assert len(tables(document, "Overall")) == 6
    assert [[row[0] for row in table.rows] for table in tables(document, "Priority")] == [["1:", "2:", "3:"]] * 6
    forms = [block for block in document.blocks if isinstance(block, Form)]
    assert [len(form.fields) for form in forms] == [3, 10, 1, 1]
    assert forms[0].fields[0].value == "Oak House"
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert titles[0] == "1. Culture, leadership and governance"
    assert len(titles) == 6


def test_positions_are_offered_and_none_is_chosen(releases: tuple[Release, ...]) -> None:
    audit = draft(load("ap-audit"), releases)
    document = report(audit)
    cells = [row[-1] for header in ("Statement", "Overall") for table in tables(document, header) for row in table.rows]
    assert {*cells} == {"Embedded\nIn progress\nNot started"}
    assert not any(audit.position(statement.number) for statement in audit.framework.statements())


def test_a_leaders_words_stand_first_and_keep_their_author(releases: tuple[Release, ...]) -> None:
    notes = AuditNotes(
        completed_by="A. Lead", date=DAY, profile={"ehcp": own("60"), "context": own("We moved in May.")},
        evidence={"1.1": own("We rewrote our values.")}, areas={"1.1": own("Ask again in spring.")},
        positions={"1.1": own("In progress")}, overall={"1": own("In progress")},
        priorities={"1": (Priority(cells=("Fairness", "Circle time"), who="A. Lead", when=DAY),)})
    document = report(draft(load("ap-audit"), releases, AuditNotes.load(notes.dump())))
    row = tables(document, "Statement")[0].rows[0]
    assert row[1].startswith("We rewrote our values. (A. Lead, 3 December 2026)\n"
                             "Drafted from what people said:\nPupils, ")
    assert row[2].startswith("Ask again in spring. (A. Lead, 3 December 2026)\n")
    assert row[3] == "Embedded\nIn progress\nNot started\nChosen: In progress (A. Lead, 3 December 2026)"
    assert "Chosen: In progress" in tables(document, "Overall")[0].rows[0][1]
    assert tables(document, "Priority")[0].rows == (("1: Fairness", "Circle time", "", ""), ("2:", "", "", ""),
                                                     ("3:", "", "", ""))
    forms = [block for block in document.blocks if isinstance(block, Form)]
    fields = {field.label: field.value for form in forms for field in form.fields}
    assert fields["Completed by"] == "A. Lead"
    assert fields["Date"] == "3 December 2026"
    assert "60" in fields.values()


def test_embedded_beside_a_weak_voice_asks_for_a_reason(releases: tuple[Release, ...]) -> None:
    chosen = {"positions": {"5.3": own("Embedded")}}
    audit = draft(load("ap-audit"), releases, AuditNotes.model_validate(chosen))
    assert audit.drafts["5.3"].signal is Signal.WEAK
    wanted = "5.3 is marked “Embedded” while its voice signal is Weak. Add a sentence that says why."
    assert wanted in [block.text for block in report(audit).blocks if isinstance(block, Paragraph)]
    explained = AuditNotes.model_validate(chosen | {"reasons": {"5.3": own("The council began in June.")}})
    document = report(draft(load("ap-audit"), releases, explained))
    assert wanted not in [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "Why: The council began in June." in tables(document, "Statement")[4].rows[2][3]


def test_an_imported_document_keeps_its_words_and_quirks(releases: tuple[Release, ...]) -> None:
    section = FrameworkSection(number="6", title="Outcomes", overall="Overall quality of behaviour",
                               positions=("Embedded", "In Progress", "Not Started"),
                               statements=(Statement(number="6.2", text="Their exact words on progress."),))
    theirs = Framework(id="council", title="Their audit", sections=(section,), profile_title="Part 1",
                       reflections_title="Part 1", priorities=("Improvement priorities", "Actions", "Impact", "When"))
    document = report(draft(theirs.drawing_on(load("ap-audit")), releases))
    row = tables(document, "Statement")[0].rows[0]
    assert row[0] == "6.2 Their exact words on progress."
    assert "Do you know how well you are doing?" in row[1]
    assert tables(document, "Overall")[0].rows[0] == ("Overall quality of behaviour",
                                                      "Embedded\nIn Progress\nNot Started")
    assert tables(document, "Improvement priorities")


def test_an_audit_before_any_wave_has_closed_says_so() -> None:
    document = report(draft(load("ap-audit"), ()))
    assert document.about[0] == "No questionnaire has closed yet, so no voice evidence could be drafted."
    assert "Other evidence has to carry this:" in tables(document, "Statement")[0].rows[0][1]


def test_the_rules_of_disclosure_and_the_response_are_printed(releases: tuple[Release, ...]) -> None:
    document = report(draft(load("ap-audit"), releases))
    bullets = [item for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    assert {*releases[0].rules} <= {*bullets}
    assert any(item.startswith("Strong voice: ") for item in bullets)
    asked = tables(document, "Questionnaire")[0].rows
    assert [row[3:5] for row in asked] == [("24", "15 to 19"), ("30", "15 to 19"), ("14", "10 to 14")]
