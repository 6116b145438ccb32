"""Charts as accessible SVG: a block for each published range on an axis from 0 to 100%.

A published figure is a range and never a point, so the block spans the range and nothing marks a place
inside it. Patterns and words at the end of each line carry the meaning; colour only repeats it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.release import Cell
from reports.report import Bar, Chart
from reports.templating import environment

WIDTH = 720
LABEL_WIDTH = 252
AXIS_LEFT = 268
AXIS_WIDTH = 290
WORDS_LEFT = AXIS_LEFT + AXIS_WIDTH + 14
WORDS_WIDTH = WIDTH - WORDS_LEFT - 4
TOP = 30
SIZE = 13.0
LEADING = 17
PADDING = 8
KEY_HEIGHT = 30
NARROWEST = 10.0
"""Units a block measures at least, so that an exact figure can be seen."""

# Widths in ems of DejaVu Sans, the widest common sans: what fits in it fits in any font a reader has.
_NARROW = dict.fromkeys("iIljJ.,:;'|!’‘` ", 0.36) | dict.fromkeys("ftr()[]-/\"“”", 0.45)
_WIDE = dict.fromkeys("mwMW%@—&", 0.98)
_PLAIN, _CAPITAL, _OTHER = 0.64, 0.76, 1.05

KEY = {"good": "A good answer", "other": "Another answer", "apart": "Kept apart from the shares",
       "held": "Not shown"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a chart as drawn: its place, its wrapped texts, and its block (in units of the SVG)."""

    top: int
    height: int
    label: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    left: float = 0.0
    width: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which the block is centred."""
        return self.top + self.height / 2

    def baselines(self, lines: tuple[str, ...]) -> Iterator[tuple[float, str]]:
        """Give each of `lines` with the baseline that centres them all in the row."""
        first = self.middle - len(lines) * LEADING / 2 + LEADING * 0.76
        return ((first + LEADING * place, line) for place, line in enumerate(lines))


def svg(chart: Chart, name: str) -> str:
    """Draw `chart` as one SVG element; `name` starts every id in it, so must be its own on the page."""
    rows = tuple(_rows(chart))
    kinds = {row.kind for row in rows}
    key = [(kind, words) for kind, words in KEY.items() if kind in kinds]
    bottom = rows[-1].top + rows[-1].height if rows else TOP
    height = bottom + (KEY_HEIGHT if len(key) > 1 else 4)
    return environment().get_template("chart.svg").render(
        chart=chart, name=name, rows=rows, width=WIDTH, height=height, top=TOP, bottom=bottom,
        key=_placed(key) if len(key) > 1 else (), size=SIZE, words_left=WORDS_LEFT,
        label_right=LABEL_WIDTH, axis_left=AXIS_LEFT, axis_width=AXIS_WIDTH,
        ticks=tuple((AXIS_LEFT + AXIS_WIDTH * share / 100, share) for share in range(0, 101, 20)))


def _rows(chart: Chart) -> Iterator[Row]:
    top = TOP
    for bar in chart.bars:
        label, words = wrapped(bar.label, LABEL_WIDTH), wrapped(bar.words, WORDS_WIDTH)
        height = max(len(label), len(words), 1) * LEADING + 2 * PADDING
        left, width = _block(bar.cell) if bar.cell else (0.0, 0.0)
        yield Row(top, height, label, words, _kind(bar), left, width)
        top += height


def _kind(bar: Bar) -> str:
    if bar.cell is None:
        return "held"
    if bar.cell.apart:
        return "apart"
    return "good" if bar.cell.favourable else "other"


def _block(cell: Cell) -> tuple[float, float]:
    low, high = sorted((min(max(cell.low, 0.0), 1.0), min(max(cell.high, 0.0), 1.0)))
    width = max((high - low) * AXIS_WIDTH, NARROWEST)
    left = AXIS_LEFT + (low + high) / 2 * AXIS_WIDTH - width / 2
    return min(max(left, AXIS_LEFT), AXIS_LEFT + AXIS_WIDTH - width), width


def _placed(key: list[tuple[str, str]]) -> tuple[tuple[float, str, str], ...]:
    places, left = [], 0.0
    for kind, words in key:
        places.append((left, kind, words))
        left += 26 + measure(words) + 18
    return tuple(places)


def measure(text: str) -> float:
    """Give the width that `text` takes at most, in units of the SVG."""
    return SIZE * sum(map(_em, text))


def _em(character: str) -> float:
    known = _NARROW.get(character) or _WIDE.get(character)
    if known:
        return known
    if ord(character) > 0x24F:
        return _OTHER
    return _CAPITAL if character.isupper() else _PLAIN


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Break `text` into lines no wider than `width`; a word too long for a line is broken too."""
    lines: list[str] = []
    for word in (piece for whole in text.split() for piece in _pieces(whole, width)):
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(word: str, width: float) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and measure(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece
