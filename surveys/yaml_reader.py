"""YAML text to a `Document`.

Read from the parser's events rather than with a loader: no recursion, nothing is built that was not asked
for, every duplicate name is found, and a number where text belongs keeps the text the author wrote.
"""

import math
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode

from surveys.document import Document, Finding, Path, Place, Plain
from surveys.yaml_faults import SYNTAX, in_plain_words, mark_of

LONGEST = 400_000
"""Characters a questionnaire file may have; ten times the longest one shipped."""
DEEPEST = 16
"""Levels of nesting; a questionnaire needs nine."""
LARGEST_WHOLE = 2**53


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.fault)
        self.finding = finding


@dataclass(slots=True)
class _Frame:
    value: dict[str, Plain] | list[Plain]
    path: Path
    key: str | None = None
    twice: bool = False


def read(text: str) -> Document:
    """Read a YAML text; what is wrong with it is in the document's `findings`, never raised."""
    if len(text) > LONGEST:
        return _nothing(Finding((), f"The file has {len(text):,} characters; the limit is {LONGEST:,}.",
                                "Split it into several questionnaires.", SYNTAX))
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.add(event)
    except _Refused as refused:
        return _nothing(*builder.findings, refused.finding)
    except MarkedYAMLError as error:
        place = Place(*mark_of(error))
        return _nothing(*builder.findings, Finding((), *in_plain_words(error), SYNTAX, place=place))
    except (YAMLError, ValueError):
        return _nothing(Finding((), "The file holds characters that are not text.",
                                "Save it as plain text (UTF-8), not as a document or a picture.", SYNTAX))
    if builder.root is None:
        return _nothing(Finding((), "The file is empty.",
                                "Start with 'id:', 'audience:', 'title:' and 'sections:'.", SYNTAX))
    return Document(builder.root, builder.places, builder.written, frozenset(builder.quoted),
                    tuple(builder.findings))


def _nothing(*findings: Finding) -> Document:
    return Document(None, findings=findings)


class _Builder:
    """Plain values put together from parser events, without recursion."""

    def __init__(self) -> None:
        self.root: Plain = None
        self.places: dict[Path, Place] = {}
        self.written: dict[Path, str] = {}
        self.quoted: set[Path] = set()
        self.findings: list[Finding] = []
        self._stack: list[_Frame] = []
        self._resolver = YAML(typ="safe", pure=True).resolver
        self._documents = 0

    def add(self, event: Event) -> None:
        """Take the next event."""
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "The file holds two documents, parted by '---'.", "Keep one a file.")
        elif isinstance(event, NodeEvent):
            self._node(event)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()

    def _node(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            self._refuse(event, "Anchors (&name) and aliases (*name) are not read here.",
                         "Write the text out in full, or in quotes if it starts with & or *.")
        if getattr(event, "ctag", None):
            self._refuse(event, "Tags (!name) are not read here.",
                         "Take the tag out, or put text that starts with ! in quotes.")
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        else:
            self._open(event)

    def _key(self, frame: _Frame, event: NodeEvent) -> None:
        if not isinstance(event, ScalarEvent):
            self._refuse(event, "A name before ':' must be a plain word.", "Take the brackets out.")
            return
        place = _place(event)
        frame.key, frame.twice = event.value, event.value in frame.value
        if frame.twice:
            first = self.places[(*frame.path, event.value)]
            self.findings.append(Finding(
                frame.path, f"{event.value!r} is written twice; the first is on line {first.line}.",
                "Keep one of the two.", place=place))
        else:
            self.places[(*frame.path, event.value)] = place

    def _scalar(self, event: ScalarEvent) -> None:
        path = self._path()
        tag = self._resolver.resolve(ScalarNode, event.value, event.implicit)
        value = self._value(event, str(tag).rsplit(":", 1)[-1])
        if not isinstance(value, str):
            self.written[path] = event.value
        if event.style in ("'", '"'):
            self.quoted.add(path)
        if value is not None:
            self.places[path] = _place(event)
        self._put(value)

    def _value(self, event: ScalarEvent, kind: str) -> Plain:
        written: str = event.value
        if kind == "null":
            return None
        if kind == "bool":
            return written.lower() == "true"
        if kind not in ("int", "float"):
            return written
        try:
            number = float(written.replace("_", ""))
        except ValueError:
            return written
        if not math.isfinite(number) or abs(number) > LARGEST_WHOLE:
            self._refuse(event, f"The number {written[:20]} is too large.",
                         "Write a smaller number, or put it in quotes if it is text.")
        return int(number) if kind == "int" else number

    def _open(self, event: NodeEvent) -> None:
        if len(self._stack) >= DEEPEST:
            self._refuse(event, f"The file is nested more than {DEEPEST} levels deep.",
                         "Check the brackets and the spaces at the starts of lines.")
        path = self._path()
        value: dict[str, Plain] | list[Plain] = {} if isinstance(event, MappingStartEvent) else []
        if isinstance(event, SequenceStartEvent) or path not in self.places:
            self.places.setdefault(path, _place(event))
        self._put(value)
        self._stack.append(_Frame(value, path))

    def _path(self) -> Path:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return (*frame.path, str(frame.key), "(again)") if frame.twice else (*frame.path, str(frame.key))

    def _put(self, value: Plain) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif not frame.twice:
            frame.value[str(frame.key)] = value
        frame.key = None

    def _refuse(self, event: Event, fault: str, remedy: str) -> None:
        raise _Refused(Finding((), fault, remedy, SYNTAX, place=_place(event)))


def _place(event: Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
