"""The numbers that Word makes by itself: they are in no text, and only a document's lists say what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

LEVELS = 9
MOST = 9_999
"""A list that counts further is no numbering of statements."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, and its pattern (`%1.%2`), empty where it does not count in digits."""

    start: int = 1
    pattern: str = ""


@dataclass(slots=True)
class ListNumbers:
    """Counts a document's lists, paragraph by paragraph in the order of reading (ECMA-376 part 1, 17.9).

    `lists` gives the levels of each definition, `uses` the definition and the restarts of each list, and
    `styled` the list and level that a paragraph has from its style.
    """

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    uses: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styled: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, paragraph: Element) -> str:
        """Count one paragraph; give its number as Word shows it ("1.1"), or nothing where it shows none in digits."""
        used, at = self._place(paragraph)
        if used not in self.uses or not 0 <= at < LEVELS:
            return ""
        definition, restarts = self.uses[used]
        levels, counts = self.lists.get(definition, {}), self.counts.setdefault(definition, {})
        if used not in self.begun:
            self.begun.add(used)
            counts.update({level: start - 1 for level, start in restarts.items()})
        counts[at] = counts.get(at, levels.get(at, Level()).start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return self._shown(levels, counts, at)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        used, at = self.styled.get(style.get(qn("w:val"), ""), ("", 0)) if style is not None else ("", 0)
        own = properties.find(qn("w:numPr"))
        return _list(own, used, at) if own is not None else (used, at)

    def _shown(self, levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
        def count(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            return str(counts.get(level, levels.get(level, Level()).start))

        if counts[at] > MOST:
            return ""
        return re.sub(r"%([1-9])", count, levels.get(at, Level()).pattern)


def list_numbers(document: Document) -> ListNumbers:
    """Give the lists of a Word document, none of them begun."""
    found = ListNumbers()
    related = [each.target_part for each in document.part.rels.values()
               if each.reltype == RELATIONSHIP_TYPE.NUMBERING and not each.is_external]
    for part in related:
        root = part.element
        for definition in root.findall(qn("w:abstractNum")):
            found.lists[_value(definition, "w:abstractNumId")] = dict(_levels(definition))
        for use in root.findall(qn("w:num")):
            found.uses[_value(use, "w:numId")] = (_child(use, "w:abstractNumId"), dict(_restarts(use)))
    found.styled = dict(_styled(document.styles.element))
    return found


def _levels(definition: Element) -> Iterator[tuple[int, Level]]:
    formats = {}
    for level in definition.findall(qn("w:lvl")):
        formats[_number(_value(level, "w:ilvl"), 0)] = (
            _number(_child(level, "w:start"), 1), _child(level, "w:numFmt") or "decimal", _child(level, "w:lvlText"))
    for at, (start, _, pattern) in formats.items():
        named = [int(place) - 1 for place in re.findall(r"%([1-9])", pattern)]
        in_digits = named and all(formats.get(level, (1, "decimal", ""))[1] == "decimal" for level in named)
        yield at, Level(start, pattern if in_digits else "")


def _restarts(use: Element) -> Iterator[tuple[int, int]]:
    for override in use.findall(qn("w:lvlOverride")):
        if start := _child(override, "w:startOverride"):
            yield _number(_value(override, "w:ilvl"), 0), _number(start, 1)


def _styled(styles: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles.findall(qn("w:style")):
        own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            yield _value(style, "w:styleId"), _list(own, "", 0)


def _list(own: Element, used: str, at: int) -> tuple[str, int]:
    return _child(own, "w:numId") or used, _number(_child(own, "w:ilvl"), at)


def _child(element: Element, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else _value(child, "w:val")


def _value(element: Element, name: str) -> str:
    return str(element.get(qn(name), ""))


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,5}", text) else otherwise
