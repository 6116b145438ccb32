"""A report as a tagged PDF (PDF/UA-1), made from the same page as the HTML."""

import os

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from reports.render.html import page
from reports.report import Report

UNDATED = "946684800"
"""1 January 2000, in seconds: when a file was made is nobody's business."""


def render(report: Report) -> bytes:
    """Give the report as PDF. The same report gives the same bytes: no date and no machine is in it."""
    return printed(page(report, print_only=True))


def printed(html: str) -> bytes:
    """Give a page of HTML as a tagged PDF, without the time of its making."""
    # fontTools writes the time into a font that it changes, as it does with emoji; this is how it is told not to.
    os.environ.setdefault("SOURCE_DATE_EPOCH", UNDATED)
    content: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return content
