"""Invitations on paper: a sheet of slips to cut out, each with a square to scan and a code to type."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.render.html import typeface
from reports.render.pdf import printed

ON_A_PAGE = 8
QUIET_ZONE = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


class Slip(NamedTuple):
    """One invitation: the link that its QR code holds, and the code to type where there is no camera."""

    link: str
    code: str


def sheet(slips: Sequence[Slip], title: str, setting_name: str, address: str) -> bytes:
    """Give the slips as a tagged PDF (PDF/UA-1) on A4, eight a page with lines to cut along.

    `title` is the questionnaire's, `address` where a code is typed. The link's token is in the square alone:
    never in a text, a link of the PDF or its properties.
    """
    template = _environment().get_template("slips.html")
    page = template.render(pages=_pages(slips), title=title, setting_name=setting_name,
                           address=_shown(address), square=square, typeface=typeface())
    return printed(page)


def square(slip: Slip) -> Markup:
    """Give the QR code of a slip's link as SVG, with the words that a screen reader says."""
    said = f"QR code that opens the questions, the same as typing {slip.code}"
    drawn = segno.make(slip.link, error="m", micro=False).svg_inline(border=QUIET_ZONE, omitsize=True, title=said,
                                                                     svgclass="square", lineclass=None)
    return Markup(drawn)  # noqa: S704 - drawn by segno, which escapes the title


def _pages(slips: Sequence[Slip]) -> list[Sequence[Slip]]:
    return [slips[first:first + ON_A_PAGE] for first in range(0, len(slips), ON_A_PAGE)]


def _shown(address: str) -> str:
    """Give an address as people type it: browsers add https:// themselves, and http:// has to stay."""
    return address.removeprefix("https://").rstrip("/")


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("webhook", "templates"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
