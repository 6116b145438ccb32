"""Changes to a YAML file that leave every other character of it as its author wrote it.

A loader that writes back would lay out long lists and folded texts anew; here only the changed values are
replaced, at the places the parser gives for them.
"""

from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from surveys.document import Path
from surveys.model import BASE_LANGUAGE
from surveys.yaml_words import Words, written


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value, the column of the name it stands under, and whether it lies within braces or brackets."""

    node: Node
    column: int
    flow: bool


class Page:
    """A YAML text and the changes gathered for it. The text must be one that `yaml_reader.read` accepts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = YAML(typ="safe", pure=True).compose(text)
        self._edits: list[tuple[int, int, str]] = []

    def __contains__(self, path: Path) -> bool:
        try:
            self._spot(path)
        except KeyError:
            return False
        return True

    def put(self, path: Path, words: Words) -> None:
        """Write `words` over the value at `path`. Raises `KeyError` where there is none."""
        spot = self._spot(path)
        start, end = self._span(spot.node)
        self._edits.append((start, end, written(words, spot.column, flow=spot.flow)))

    def translate(self, path: Path, language: str, words: Words) -> None:
        """Write `words` beside the other languages at `path`; a bare text there becomes the English.

        Raises `KeyError` where there is nothing at `path`.
        """
        spot = self._spot(path)
        if not isinstance(spot.node, MappingNode):
            self._spread(spot, language, words)
        elif (*path, language) in self:
            self.put((*path, language), words)
        else:
            self._append(spot, language, words)

    def declare(self, path: Path, name: str, fields: dict[str, str]) -> None:
        """Write `name: {field: value, …}` at `path`, over what stands under that name."""
        pairs = ", ".join(f"{field}: {written(value, 0, flow=True)}" for field, value in fields.items())
        if (*path, name) not in self:
            self._insert(self._spot(path), f"{name}: {{{pairs}}}")
            return
        start, end = self._span(self._spot((*path, name)).node)
        while self._text[start - 1] in " \n":
            start -= 1
        self._edits.append((start, end, f" {{{pairs}}}"))

    def text(self) -> str:
        """Give the text with every change made."""
        made = self._text
        for start, end, words in sorted(self._edits, reverse=True):
            made = made[:start] + words + made[end:]
        return made

    def _append(self, spot: _Spot, name: str, words: Words) -> None:
        flow = spot.flow or _in_braces(spot.node)
        column = spot.column if flow or not isinstance(spot.node, MappingNode) else self._column(spot.node)
        self._insert(spot, f"{name}: {written(words, column, flow=flow)}")

    def _insert(self, spot: _Spot, entry: str) -> None:
        """Put an entry after the last one of a mapping."""
        node = spot.node
        if not isinstance(node, MappingNode) or not node.value:
            raise KeyError(entry)
        _, end = self._span(node.value[-1][1])
        if _in_braces(node):
            self._edits.append((end, end, f", {entry}"))
            return
        line_end = self._text.find("\n", end)
        end = len(self._text) if line_end < 0 else line_end
        self._edits.append((end, end, f"\n{' ' * self._column(node)}{entry}"))

    def _spread(self, spot: _Spot, language: str, words: Words) -> None:
        """Make a bare text a mapping of languages, with the English as it was written."""
        start, end = self._span(spot.node)
        raw = self._text[start:end]
        if spot.flow:
            self._edits.append((start, end, f"{{{BASE_LANGUAGE}: {raw}, {language}: {written(words, 0, flow=True)}}}"))
            return
        while self._text[start - 1] == " ":
            start -= 1
        column = spot.column + 2
        lines = [line if not line.strip() else f"  {line}" for line in raw.split("\n")[1:]]
        english = "\n".join([f"{BASE_LANGUAGE}: {raw.partition(chr(10))[0]}", *lines])
        other = f"{language}: {written(words, column, flow=False)}"
        self._edits.append((start, end, f"\n{' ' * column}{english}\n{' ' * column}{other}"))

    def _span(self, node: Node) -> tuple[int, int]:
        """Give where a node starts and ends; a folded text's end takes in the line breaks after it."""
        start, end = node.start_mark.index, node.end_mark.index
        return start, start + len(self._text[start:end].rstrip())

    @staticmethod
    def _column(node: MappingNode) -> int:
        return int(node.value[0][0].start_mark.column)

    def _spot(self, path: Path) -> _Spot:
        spot = _Spot(self._root, 0, flow=False)
        for step in path:
            spot = _below(spot, step, spot.flow or _in_braces(spot.node))
        return spot


def _in_braces(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _below(spot: _Spot, step: str | int, flow: bool) -> _Spot:
    node = spot.node
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return _Spot(node.value[step], spot.column, flow)
    for name, value in node.value if isinstance(node, MappingNode) else ():
        if name.value == step:
            return _Spot(value, name.start_mark.column, flow)
    raise KeyError(step)
