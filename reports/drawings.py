"""Our own simple drawings for easy reading: thick lines, few colours, one thing each."""

from functools import cache
from importlib.resources import files

DRAWINGS = {
    "ask": "Two speech bubbles",
    "choose": "A tick and a cross",
    "skip": "An arrow over a step",
    "names": "A badge with no name",
    "together": "Many people in one group",
    "locked": "A closed padlock",
    "bin": "A bin",
    "few": "A few people behind a curtain",
    "read": "A person reading a page",
    "clock": "A clock",
    "help": "Two people talking",
    "phone": "A phone",
    "report": "A page with bars",
}
"""Each drawing's name, and what it shows."""


@cache
def drawing(name: str) -> str:
    """Give a drawing as SVG. Raises `KeyError` for a name that is not in `DRAWINGS`."""
    if name not in DRAWINGS:
        raise KeyError(name)
    return (files("reports") / "templates" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
