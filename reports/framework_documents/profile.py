"""The first half of an audit document: its introduction, and the facts a setting fills in about itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.framework import ProfileField
from reports.framework_documents.imported import Introduction
from reports.framework_documents.pieces import Line, Piece

MOST_FIELDS = 200
"""A form with more is no profile of a setting."""

_OPENING = re.compile(r"(?:name of (?:the )?(?:setting|school|provision|provider|academy)|completed by|date)\b.{0,30}$",
                      re.IGNORECASE)
_SHARE = re.compile(r"%|percent", re.IGNORECASE)
_SHARE_ASKED = re.compile(r"(?:%|percentage|per cent)\s*(?:of|pupil|student)", re.IGNORECASE)
_FIGURE = re.compile(r"\W*[\d.,]+\s*%?\W*$")
_PART = re.compile(r"part\s+\d+\b", re.IGNORECASE)

# What stands in a label, and the id of that fact in the framework we ship: what a lead filled in carries over.
_KNOWN = (("previously", "previously_looked_after"), ("sen support", "sen_support"), ("ehcp", "ehcp"),
          ("health and care", "ehcp"), ("eal", "eal"), ("pupil premium", "pupil_premium"), ("fsm", "fsm"),
          ("free school", "fsm"), ("ethnic", "ethnic_minority"), ("transgender", "transgender"),
          ("medical", "medical"), ("lac", "looked_after"), ("looked after", "looked_after"),
          ("attendance", "attendance"), ("other", "context"), ("anything else", "context"))


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the statements."""

    title: str
    profile_title: str
    reflections_title: str
    introduction: Introduction | None
    labels: tuple[str, ...] = ()
    fields: tuple[ProfileField, ...] = ()
    filled: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Found:
    labels: list[str] = field(default_factory=list)
    fields: list[ProfileField] = field(default_factory=list)
    filled: list[Line] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    heading: str = ""


def opening(pieces: Sequence[Piece]) -> Opening:
    """Read what stands before the first section."""
    start = next((place for place, piece in enumerate(pieces) if piece.cell and _begins(piece.text)), len(pieces))
    before, form = pieces[:start], pieces[start:]
    loose = [piece for piece in before if not piece.cell and piece.text]
    title = next((piece for piece in loose if piece.title), loose[0] if loose else None)
    profile = _heading(loose) if form else None
    after = _heading([piece for piece in form if not piece.cell] if form else loose)
    prose = [piece for piece in loose if piece not in (title, profile, after)]
    cells = tuple(line for piece in before if piece.cell for line in piece.written)
    found = _fields([piece for piece in form if piece is not after])
    return Opening(title.text if title else "", profile.text if profile else "", after.text if after else "",
                   _introduction(prose), tuple(found.labels), tuple(found.fields), tuple(found.filled),
                   (*cells, *found.unplaced))


def _begins(text: str) -> bool:
    return bool(_OPENING.match(text) or _SHARE_ASKED.search(text)) and len(text) < 200


def _heading(loose: Sequence[Piece]) -> Piece | None:
    marked = [piece for piece in loose if _PART.match(piece.text) or (piece.heading and not piece.title)]
    return marked[-1] if marked else loose[-1] if loose else None


def _introduction(prose: Sequence[Piece]) -> Introduction | None:
    lines = [line for piece in prose for line in piece.written]
    return Introduction(lines[0].number, lines[-1].number, len({line.number for line in lines})) if lines else None


def _fields(form: Sequence[Piece]) -> _Found:
    found = _Found()
    place = 0
    while place < len(form):
        piece = form[place]
        following = form[place + 1] if place + 1 < len(form) and form[place + 1].cell else None
        place += 1
        if not piece.text:
            continue
        if not piece.cell:
            found.heading = piece.text
        elif _is_label(piece, following):
            _label(found, piece)
            if following is not None and _is_value(following, piece):
                found.filled += following.written
                place += 1
        else:
            found.heading = piece.text
    return found


def _is_label(piece: Piece, following: Piece | None) -> bool:
    if _begins(piece.text) or _SHARE.search(piece.text):
        return True
    return following is None or not following.text or _is_value(following, piece)


def _is_value(piece: Piece, label: Piece) -> bool:
    if not piece.text or _FIGURE.match(piece.text):
        return True
    if piece.starts_row or _begins(piece.text) or _SHARE.search(piece.text):
        return False
    # The name, the person and the date are words; after any other label words are the next label.
    return bool(_OPENING.match(label.text))


def _label(found: _Found, piece: Piece) -> None:
    if _OPENING.match(piece.text):
        found.labels.append(piece.text)
        return
    if len(found.fields) == MOST_FIELDS:
        found.unplaced += piece.written
        return
    first, *rest = piece.written
    found.fields.append(ProfileField(id=_id(f"{found.heading} {first.text}", first.text, found), label=first.text,
                                     heading=found.heading))
    found.filled += rest


def _id(whole: str, label: str, found: _Found) -> str:
    taken = {each.id for each in found.fields}
    known = next((id_ for words, id_ in _KNOWN if re.search(rf"\b{words}\b", label.lower())), None) or \
        next((id_ for words, id_ in _KNOWN if re.search(rf"\b{words}\b", whole.lower())), None)
    wanted = known or re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:40] or "field"
    return next(name for name in (wanted, *(f"{wanted}_{n}" for n in range(2, MOST_FIELDS + 2))) if name not in taken)
