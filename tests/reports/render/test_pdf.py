"""The PDF report: tagged as PDF/UA asks, without complaint, and the same bytes each time."""

import logging
from collections import Counter

import pikepdf
import pytest

from reports.render import render
from reports.render.pdf import UnreadablePage, printed
from reports.report import Chart

NAMES = ("rich", "audit", "summary")


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


@pytest.mark.parametrize("name", NAMES)
def test_it_claims_and_shows_its_structure(pdf, name, every) -> None:
    with pdf(name) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert every[name].title in about["dc:title"]
        kinds = Counter(str(each.S) for each in tagged(root.StructTreeRoot))
        assert kinds["/H1"] == 1
        assert kinds["/H2"]
        assert min(kinds["/Table"], kinds["/TR"], kinds["/TH"], kinds["/TD"]) > 0


@pytest.mark.parametrize("name", ["rich", "summary"])
def test_each_chart_is_a_figure_with_words(pdf, name) -> None:
    with pdf(name) as opened:
        figures = [each for each in tagged(opened.Root.StructTreeRoot) if each.S == "/Figure"]
        assert figures
        assert all(str(each.get("/Alt", "")).strip() for each in figures)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_made_without_complaint_and_the_same_each_time(every, rendered, name, caplog) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        assert render(every[name], "pdf") == rendered(name, "pdf")
    assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_says_when_or_where_it_was_made(pdf, name) -> None:
    with pdf(name) as opened:
        assert not {"/CreationDate", "/ModDate", "/Author"} & set(opened.docinfo)
        assert not any("/URI" in str(each.get("/A", {})) for page in opened.pages for each in page.get("/Annots", []))
        assert "/JavaScript" not in opened.Root.get("/Names", {})


def test_an_audit_lies_on_its_side(pdf) -> None:
    for name, wide in (("audit", True), ("summary", False)):
        with pdf(name) as opened:
            _, _, width, height = (float(each) for each in opened.pages[0].MediaBox)
            assert (width > height) is wide


def test_a_chart_says_in_the_pdf_what_it_shows(pdf, every) -> None:
    charts = [block for block in every["summary"].blocks if isinstance(block, Chart)]
    with pdf("summary") as opened:
        said = [str(each.Alt) for each in tagged(opened.Root.StructTreeRoot) if each.S == "/Figure"]
    assert said == [f"{chart.title}. {chart.description}" for chart in charts]


@pytest.mark.parametrize("fault", ["<html lang='en-GB'><title>T</title><img src='data:image/svg+xml,<svg/>'>",
                                   "<html lang='en-GB'><title>T</title><img alt='A' src='nowhere.png'>",
                                   "<title>T</title><p>In what language?"])
def test_a_page_that_not_everybody_could_read_is_not_printed(fault) -> None:
    with pytest.raises(UnreadablePage, match="not everybody could read it: "):
        printed(fault)
    assert printed("<html lang='en-GB'><title>T</title><p>Words")
