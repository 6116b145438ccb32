"""A report as one HTML file that needs nothing else: its style, its charts and its words are in it."""

from base64 import b64encode
from dataclasses import replace
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from reports.charts import svg
from reports.drawings import drawing
from reports.render.paging import small, tall
from reports.report import Bullets, Chart, Form, Heading, PageBreak, Paragraph, Pictured, Report, Table
from reports.templating import environment

FACES = (("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"))
"""Atkinson Hyperlegible Next (SIL Open Font Licence): letters that are hard to mistake for each other."""


def render(report: Report) -> bytes:
    """Give the report as HTML, in UTF-8."""
    return page(report).encode()


def page(report: Report, *, print_only: bool = False) -> str:
    """Give the report's page; `print_only` leaves out what only a screen needs."""
    template = environment().get_template("report.html")
    return template.render(report=report, draw=_draw_for_print if print_only else _draw, drawn=_drawn, kinds=_KINDS,
                           style=style(), print_only=print_only, small=small, tall=tall)


_KINDS = {Heading: "heading", Paragraph: "paragraph", Bullets: "bullets", Form: "form", Table: "table",
          Chart: "chart", Pictured: "pictured", PageBreak: "break"}


def _draw(chart: Chart, place: int) -> Markup:
    return Markup(svg(chart, f"chart{place}"))  # noqa: S704 - made by our own escaping template


def _draw_for_print(chart: Chart, place: int) -> Markup:
    # A PDF has one alternative text for a drawing and takes it from the drawing's title.
    return _draw(replace(chart, title=f"{chart.title}. {chart.description}"), place)


def _drawn(name: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(drawing(name).encode()).decode()}"


@cache
def style() -> Markup:
    """Give the style sheet with its typeface inside it."""
    sheet = (files("reports") / "templates" / "report.css").read_text(encoding="utf-8")
    return typeface() + Markup(sheet)  # noqa: S704 - our own file


@cache
def typeface() -> Markup:
    """Give the typeface as rules of a style sheet, for any page of ours that is printed."""
    return Markup("".join(_face(*face) for face in FACES))  # noqa: S704 - our own files


def _face(name: str, weight: int, slant: str) -> str:
    font = (files("reports") / "templates" / "fonts" / f"AtkinsonHyperlegibleNext-{name}.ttf").read_bytes()
    return (f"@font-face{{font-family:'Atkinson Hyperlegible Next';font-weight:{weight};font-style:{slant};"
            f"src:url(data:font/ttf;base64,{b64encode(font).decode()})}}\n")
