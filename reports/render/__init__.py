"""The formats a report comes in. A new one is a file here and a line in `RENDERERS`."""

from collections.abc import Callable
from importlib import import_module

from reports.render.legible import legible
from reports.report import Report

Renderer = Callable[[Report], bytes]

RENDERERS: dict[str, str] = {
    "html": "reports.render.html",
    "pdf": "reports.render.pdf",
    "docx": "reports.render.docx",
}
"""Format to module. A module is loaded when its format is asked for: PDF alone takes half a second."""


def render(report: Report, format_: str) -> bytes:
    """Give `report` as one file in `format_`, a key of `RENDERERS`; raise `KeyError` for another."""
    renderer: Renderer = import_module(RENDERERS[format_]).render
    return renderer(legible(report))
