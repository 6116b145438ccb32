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
