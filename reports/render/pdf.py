"""A report as a tagged PDF (PDF/UA-1), made from the same page as the HTML."""

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from reports.render.html import page
from reports.report import Report


def render(report: Report) -> bytes:
    """Give the report as PDF. The same report gives the same bytes: no date and no machine is in it."""
    document = HTML(string=page(report, print_only=True))
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return content
