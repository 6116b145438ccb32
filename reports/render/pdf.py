"""A report as a tagged PDF (PDF/UA-1), made from the same page as the HTML."""

import os
from threading import get_ident
from typing import Any

from weasyprint import HTML, LOGGER
from weasyprint.text.fonts import FontConfiguration

from reports.render.html import page
from reports.report import Report

UNDATED = "946684800"
"""1 January 2000, in seconds: when a file was made is nobody's business."""
ERROR = 40
"""The level at which WeasyPrint complains of what a reader would miss; below it are style rules it passes over."""


class UnreadablePage(ValueError):
    """A page that a screen reader could not read in full. The message names what it lacks."""


def render(report: Report) -> bytes:
    """Give the report as PDF. The same report gives the same bytes: no date and no machine is in it."""
    return printed(page(report, print_only=True))


def printed(html: str) -> bytes:
    """Give a page of HTML as a tagged PDF, without the time of its making; raise `UnreadablePage` where one must not.

    A picture without words, a page without a language, or a part that cannot be fetched.
    """
    # fontTools writes the time into a font that it changes, as it does with emoji; this is how it is told not to.
    os.environ.setdefault("SOURCE_DATE_EPOCH", UNDATED)
    missing: list[str] = []
    here = get_ident()

    def listen(said: Any) -> bool:  # noqa: ANN401 - a record of the log, which only WeasyPrint makes here
        if said.levelno >= ERROR and said.thread == here:
            missing.append(said.getMessage())
        return True

    # WeasyPrint only writes of a picture without words in its log, and makes the file all the same.
    LOGGER.addFilter(listen)
    try:
        content: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    finally:
        LOGGER.removeFilter(listen)
    if missing:
        raise UnreadablePage(f"The PDF is not made, because not everybody could read it: {'; '.join(missing)}")
    return content
