"""A report with every kind of block and hostile words, and the real reports, for the tests of renderers."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.document import Document

from reports import audit, summary
from reports.disclosure import publish
from reports.framework import load
from reports.release import Cell, Release
from reports.render import render
from reports.report import Bar, Bullets, Chart, Field, Form, Heading, PageBreak, Paragraph, Report, Table
from surveys.loader import library
from surveys.model import Setting
from surveys.tally import Tally
from surveys.wave import Wave

SCRIPT = '<script>alert("1")</script>'
HOSTILE = (SCRIPT, "كيف حالك اليوم؟", "🙂 👩‍👩‍👧 happy", "x" * 300, '=cmd|"/c calc"!A1', "a & b < c > d ' \"",
           "{{ 7 * 7 }} {% raw %}", "]]> --> <!-- </style>", "tab\tand\x0bcontrol\x00\x1b[31m \ufffe end", "")


def cell(low: float, high: float, *, apart: bool = False, favourable: bool = False) -> Cell:
    """Give a published range."""
    return Cell("c", "Label", "words", low, high, apart, favourable)


CHART = Chart("What people said", "Three bars from 0 to 100%.", (
    Bar("A good answer that has quite a long question above it, as they often do", cell(0.6, 0.8, favourable=True),
        "60–80%"),
    Bar(SCRIPT, cell(0, 0.2), "under 20%"), Bar("y" * 300, cell(0.9, 1.0), "z" * 120),
    Bar("Don't know 🙂 كيف", cell(0.5, 0.5, apart=True), "50%"), Bar("Held back", None, "Too few replied to show")))


@pytest.fixture(scope="session")
def rich() -> Report:
    """Every block type, with words that would break a careless renderer."""
    rows = tuple((words, f"second {words}", "Embedded\nIn progress\nNot started") for words in HOSTILE)
    return Report(f"Everything {SCRIPT}", "Oak & Ash <House>", ("Pupils, November 2026", SCRIPT), (
        Heading("First part"), Paragraph("An opening.", "lead"), Paragraph("=1+1", "plain"),
        Heading("Below it", 2), Heading("Deeper", 3), Bullets(HOSTILE), Bullets(()),
        Form("Setting", (Field("Name", SCRIPT), Field("Date"), Field("كيف", "two\nlines"))), Form("Empty", ()),
        Table("Hostile cells", ("What", "Again", "Position"), rows, (0.4, 0.4, 0.2)),
        Table("No rows", ("One", "Two"), ()), PageBreak(),
        Table("Unseen caption", ("A", "B"), (("1", ""), ("", "2")), hide_caption=True, row_headers=False),
        CHART, Chart("No bars", "Nothing was asked.", ()), Paragraph("Held back.", "note")), footer="Oak · <b>Foot</b>")


@pytest.fixture(scope="session")
def release() -> Release:
    """A release of the shipped pupil questionnaire: 18 of 24 replied."""
    survey = library()["pupil"].with_sets(("A",)).at(Setting(id="oak", name="Oak House"))
    wave = Wave(id="w1", setting="oak", name="Autumn", survey=survey, roster=24, closed=dt.date(2026, 11, 20))
    tallies = [_tally(question, survey) for question in survey.counted]
    return publish(wave, tallies, {q.id: 12 for q in survey.counted if q.entry == "words"}, invited=24)


def _tally(question, survey) -> Tally:
    counts = dict.fromkeys(question.buckets(survey.scales), 0)
    choices = survey.choices(question)
    if choices:
        good = next(choice.code for choice in choices if choice.favourable)
        bad = next(choice.code for choice in reversed(choices) if not choice.favourable and not choice.apart)
        counts |= {good: 11, bad: 7}
    return Tally(question.id, counts, 18, 0, 0, 0, None)


@pytest.fixture(scope="session")
def real(release: Release) -> dict[str, Report]:
    """The audit and a summary, as they are written for a setting."""
    return {"audit": audit.report(audit.draft(load("ap-audit"), (release,))), "summary": summary.report(release)}


@pytest.fixture(scope="session")
def every(rich: Report, real: dict[str, Report]) -> dict[str, Report]:
    """All reports, by name."""
    return {"rich": rich, **real}


@pytest.fixture(scope="session")
def rendered(every: dict[str, Report]) -> Callable[[str, str], bytes]:
    """Give a report's bytes in a format; each is made once."""
    made: dict[tuple[str, str], bytes] = {}

    def give(name: str, format_: str) -> bytes:
        if (name, format_) not in made:
            made[name, format_] = render(every[name], format_)
        return made[name, format_]
    return give


@pytest.fixture(scope="session")
def word(rendered: Callable[[str, str], bytes]) -> Callable[[str], Document]:
    """Open a report's Word file."""
    return lambda name: docx.Document(BytesIO(rendered(name, "docx")))


@pytest.fixture
def pdf(rendered: Callable[[str, str], bytes]) -> Callable[[str], pikepdf.Pdf]:
    """Open a report's PDF."""
    return lambda name: pikepdf.open(BytesIO(rendered(name, "pdf")))
