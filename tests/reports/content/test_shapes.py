"""Each shipped framework in the shape of its source, filled from one set of releases."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.audit import draft, report
from reports.framework import load, names, shipped
from reports.release import Release
from reports.render import render
from reports.report import Table

Make = Callable[..., Release]
SEEDS = Path(os.environ.get("HEARD_SEEDS", Path(__file__).parents[4] / "shared" / "seeds"))


def seed(begins: str) -> str:
    found = next(iter(sorted(SEEDS.glob(f"{begins}*.txt"))), None) if SEEDS.is_dir() else None
    if found is None:
        pytest.skip("no source documents beside the repository: set HEARD_SEEDS to their folder")
    return found.read_text(encoding="utf-8")


@pytest.fixture
def releases(shipped_release: Make) -> tuple[Release, ...]:
    return (shipped_release("pupil", 18, 24, lambda q: 5), shipped_release("parent", 16, 30, lambda q: 8),
            shipped_release("staff", 14, 14, lambda q: 12))


@pytest.mark.parametrize("name", names())
def test_one_set_of_releases_feeds_each_framework(name: str, releases: tuple[Release, ...]) -> None:
    framework = load(name)
    document = report(draft(framework, releases))
    tables = [each for each in document.blocks if isinstance(each, Table) and each.header == framework.columns]
    assert [len(table.rows) for table in tables] == [len(section.statements) for section in framework.sections]
    assert "Pupils, November 2026:" in "\n".join(cell for table in tables for row in table.rows for cell in row)
    assert framework.title.encode() in render(document, "html")


@pytest.mark.parametrize("name", names())
def test_our_own_words_promise_no_whole_groups(name: str) -> None:
    said = " ".join(" ".join((each.title, each.text, *each.parts, *each.prompts)) for each in load(name).statements())
    assert not re.search(r"\b(all|none|every)\b", said.lower())


def test_the_rating_has_a_column_for_each_colour_and_marks_none(releases: tuple[Release, ...]) -> None:
    framework = load("send-rag")
    assert [len(section.statements) for section in framework.sections] == [13, 11, 5, 4, 11, 10, 3]
    document = report(draft(framework, releases))
    tables = [each for each in document.blocks if isinstance(each, Table)]
    rated = [row for each in tables if each.header == framework.columns for row in each.rows]
    assert {cell for row in rated for cell in row[1:4]} == {""}
    assert not [each for each in tables if each.header[0] in ("Overall", "Priority")]


def test_the_rows_of_the_rating_are_those_of_its_source() -> None:
    cells = [line.strip() for line in seed("003").splitlines() if line.startswith("\t") and line.strip()]
    heads = [place for place, cell in enumerate(cells) if cell.startswith((
        "Culture, Leadership", "High Quality Teaching-", "Use of Expertise", "Personalisation", "Flexible use of Evid",
        "Communication and Coll", "Effective use of res"))]
    counted = [end - start - 1 for start, end in zip(heads, [*heads[1:], len(cells)], strict=True)]
    assert counted == [len(section.statements) for section in shipped()["send-rag"].sections]


def test_the_deep_dive_has_five_areas_with_references_key_questions_and_notes() -> None:
    framework = load("deep-dive")
    assert framework.roles == ("statement", "references", "prompts", "notes")
    assert [len(each.prompts) for each in framework.statements()] == [6, 5, 9, 2, 5]
    cited = [{words.split()[0] for words in each.references} for each in framework.statements()]
    assert cited == [{"3.1"}, {"3.3"}, {"2.5", "3.7", "6.3"}, {"2.6", "3.4", "6.4"}, {"6.1", "6.2"}]


def test_the_deep_dive_asks_as_many_questions_as_its_source_and_cites_the_same_references() -> None:
    text = seed("002")
    prompts = [len(each.prompts) for each in load("deep-dive").statements()]
    assert text.count("·") == sum(prompts)
    cited = {words.split()[0] for each in load("deep-dive").statements() for words in each.references}
    assert cited == set(re.findall(r"(?m)^\s*(\d\.\d)\b", text))


def test_the_area_view_has_five_themes_and_two_columns_of_findings() -> None:
    framework = load("area-send")
    assert len([*framework.statements()]) == 5
    assert framework.roles == ("statement", "evidence", "areas")


def test_the_themes_of_the_area_view_are_those_of_its_source() -> None:
    text = seed("001")
    themes = " ".join(each.title.lower() for each in load("area-send").statements())
    for theirs, ours in (("Strategic planning", "strategic planning"), ("LA oversight of AP", "authority's oversight"),
                         ("Commissioning", "commissioning"), ("Inclusion", "inclusion"),
                         ("Monitoring and oversight", "monitoring, oversight"),
                         ("Quality assurance", "quality assurance"), ("Pupils in settings", "pupils in settings")):
        assert theirs in text
        assert ours in themes


def test_the_quality_areas_have_their_parts_their_questions_and_the_template(releases: tuple[Release, ...]) -> None:
    framework = load("ap-quality")
    assert [len(section.statements) for section in framework.sections] == [4, 4, 5]
    assert [len(each.prompts) for each in framework.statements()] == [5, 3, 3, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3]
    assert {each.number: len(each.parts) for each in framework.statements() if each.parts} == {"3": 4, "7": 3, "12": 3}
    assert framework.columns[1:] == ("Strengths", "Development areas", "Sources of evidence", "Actions")
    tables = [each for each in report(draft(framework, releases)).blocks
              if isinstance(each, Table) and each.header == framework.columns]
    first = tables[0].rows[0]
    assert "Staff, November 2026:" in first[1]
    assert "Parents and carers, November 2026:" in first[2]
    assert "14 were asked and 10 to 14 replied." in first[3]
    assert first[4] == ""


def test_each_evaluative_question_of_the_source_has_ours() -> None:
    text = seed("004")
    start = text.index("AP Quality Toolkit: Evaluative questions\n\nThese evaluative questions")
    asked = text[start:text.index("AP Quality Toolkit: Evaluative template\n\nCommunity", start)]
    areas = re.split(r"(?m)^\d+\. ", asked)[1:]
    assert [len(re.findall(r"(?m)^- ", area)) for area in areas] == [
        len(each.prompts) for each in load("ap-quality").statements()]


def test_audiences_are_never_compared_across_different_questions(releases: tuple[Release, ...]) -> None:
    wide = draft(load("area-send"), releases).drafts["3"]
    told = " ".join(sentence.text for sentence in (*wide.evidence, *wide.areas))
    assert "more positive than" not in told
    assert "less positive than" not in told
    assert "clearly more positive than" in " ".join(
        sentence.text for sentence in draft(load("ap-audit"), releases).drafts["1.1"].evidence)
