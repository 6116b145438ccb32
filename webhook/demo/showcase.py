"""The demo's reports and audit on a page. Only the demo serves these: its people are made up."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, render_template, send_from_directory

REPORT_STYLE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""Reports are single files that carry their own style, and nothing that runs."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is on show: each paper's title, what it says of itself, and its files by format."""

    title: str
    about: str
    files: tuple[tuple[str, str], ...]


def showcase(folder: Path, setting: str, shelves: tuple[Shelf, ...], answer_link: str) -> Blueprint:
    """Give pages that list the papers in `folder` and hand them out."""
    pages = Blueprint("demo", __name__, url_prefix="/demo", template_folder="templates")

    @pages.get("/")
    def index() -> str:
        return render_template("demo/index.html", setting=setting, shelves=shelves, answer_link=answer_link)

    @pages.get("/<name>")
    def paper(name: str) -> Response:
        response = send_from_directory(folder, name)
        response.headers["Content-Security-Policy"] = REPORT_STYLE
        return response

    return pages
