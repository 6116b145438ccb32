"""The summary of one wave, for a usual setting and for a tiny one; and the prose of both reports."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reports import audit, summary
from reports.framework import load
from reports.release import Release
from reports.report import Bullets, Chart, Form, Heading, Paragraph, Report, Table

Make = Callable[..., Release]
SWEEPING = re.compile(r"\b(all|none|every|everybody|everyone|nobody|no one)\b", re.IGNORECASE)
PRESENT = re.compile(r"\b(are happy|are safe|feel that|say that)\b")


def words(document: Report) -> Iterator[str]:
    yield from (document.title, *document.about, document.footer)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Form():
                yield from (block.caption, *(f"{field.label} {field.value}" for field in block.fields))
            case Table():
                yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
            case Chart():
                yield from (block.title, block.description)


def prose(document: Report, *releases: Release) -> Iterator[str]:
    """Give what we wrote ourselves: the questions we quote are taken out."""
    quoted = sorted({row.text for release in releases for row in release.questions}, key=len, reverse=True)
    for text in words(document):
        for question in quoted:
            text = text.replace(question, "")
        yield text


def test_a_summary_shows_who_replied_what_they_said_and_what_was_held_back(shipped_release: Make) -> None:
    release = shipped_release("pupil", 18, 24, lambda q: {"p1.1": 2, "p2.5": 17}.get(q, 11), comments=12)
    document = summary.report(release)
    assert document.title == "What pupils said"
    assert ("24 pupils were asked and 15 to 19 replied. "
            "Three quarters or more of those asked replied.") in words(document)
    assert "Do you feel welcome here? 80% or more said “Yes”." in words(document)
    assert "Do staff treat all pupils fairly? 20% or fewer said “Yes”." in words(document)
    charted = [block for block in document.blocks if isinstance(block, Chart)]
    assert [bar.label for chart in charted for bar in chart.bars] == [row.text for row in release.questions]
    for chart in charted:
        assert all(f"{bar.label} {bar.words[0].upper()}{bar.words[1:]}." in chart.description for bar in chart.bars)
    assert "No question was held back." in words(document)
    assert [*release.rules] == [*document.blocks[-1].items]  # type: ignore[union-attr]


def test_bars_that_were_held_back_have_no_figure(shipped_release: Make) -> None:
    release = shipped_release("pupil", 7, 8, lambda q: 5)
    document = summary.report(release)
    bars = {bar.label: bar for block in document.blocks if isinstance(block, Chart) for bar in block.bars}
    assert (bars["Do you feel safe here?"].cell, bars["Do you feel safe here?"].words) == (None, "Not shown")
    assert bars["Do you feel welcome here?"].words == "two thirds or more"
    held = next(b for b in document.blocks if isinstance(b, Table) and b.caption == "Questions held back")
    assert ("Do you feel safe here?", "Too few replied to show. A sensitive question needs 9 replies.") in held.rows


def test_a_setting_too_small_for_any_figure_is_told_what_it_can_do(shipped_release: Make) -> None:
    document = summary.report(shipped_release("pupil", 4, 7, lambda q: 4))
    assert summary.NOTHING in words(document)
    assert not any(isinstance(block, Chart) for block in document.blocks)


def test_groups_have_a_table_of_their_own(release_of: Make) -> None:
    release = release_of("yes_no", {"yes": 14, "no": 11}, groups={"a": {"yes": 6, "no": 6}, "b": {"yes": 8, "no": 5}})
    table = next(b for b in summary.report(release).blocks if isinstance(b, Table) and "group" in b.caption)
    assert table.header == ("Question", "Stage A", "Stage B")
    assert table.rows == (("Is it good here?", "40% to 60%", "60% to 80%"),)
    tiny = release_of("yes_no", {"yes": 14, "no": 4}, groups={"a": {"yes": 10}, "b": {"yes": 4, "no": 4}})
    assert "The groups were too small to show apart from one another." in words(summary.report(tiny))


def test_many_that_stand_level_are_counted_and_not_listed(shipped_release: Make) -> None:
    document = summary.report(shipped_release("pupil", 18, 24, lambda q: 18))
    assert any(re.fullmatch(r"\d+ more stood level with these\.", text) for text in words(document))


@pytest.mark.parametrize("policy", ["bands", "counts"])
@pytest.mark.parametrize("n", [3, 7, 13, 30, 64])
def test_nothing_we_write_sweeps_people_together(shipped_release: Make, policy: str, n: int) -> None:
    found = [shipped_release(name, n, n + 4, good, policy=policy, unsure=n // 8, comments=n)
             for name, good in (("pupil", lambda q: n - n // 8), ("parent", lambda q: 0), ("staff", lambda q: n // 2))]
    earlier = shipped_release("pupil", n, n + 4, lambda q: n // 2, policy=policy, year=2025)
    documents = [*map(summary.report, found), audit.report(audit.draft(load("ap-audit"), [earlier, *found]))]
    for document in documents:
        for text in prose(document, *found):
            assert not SWEEPING.search(text), text
            assert not PRESENT.search(text), text
            assert "None" not in text
        assert not any("  " in text or ".." in text for text in words(document))


def test_a_setting_that_says_students_is_never_told_of_pupils(shipped_release: Make) -> None:
    release = replace(shipped_release("pupil", 18, 24, lambda q: 11), pupils="students")
    document = summary.report(release)
    assert document.title == "What students said"
    assert not any("pupil" in text.lower() for text in prose(document, release) if "Pupils 2026" not in text)
