"""A chart as a PNG picture, for Word."""

from functools import cache
from importlib.resources import files

import resvg_py

from reports.charts import svg
from reports.drawings import drawing
from reports.report import Chart

SCALE = 3
"""Pixels to one unit of the SVG, so that print is crisp."""


def png(chart: Chart, name: str) -> bytes:
    """Draw `chart` as PNG with the report's own typeface; `name` starts every id in the drawing."""
    return _png(svg(chart, name), SCALE)


def drawn(name: str) -> bytes:
    """Give one of our drawings as PNG."""
    return _png(drawing(name), SCALE)


def _png(source: str, scale: int) -> bytes:
    # Without a family named for sans-serif, resvg draws no words at all.
    content = resvg_py.svg_to_bytes(svg_string=source, zoom=scale, background="white",
                                  font_files=list(_fonts()), skip_system_fonts=True,
                                  font_family="Atkinson Hyperlegible Next",
                                  sans_serif_family="Atkinson Hyperlegible Next")
    return bytes(content)


@cache
def _fonts() -> tuple[str, ...]:
    folder = files("reports") / "templates" / "fonts"
    return tuple(str(folder / f"AtkinsonHyperlegibleNext-{name}.ttf") for name in ("Regular", "Bold", "Italic"))
