"""Whether a spreadsheet that came back can be used: every fault at once, each with its sheet and row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.translating import LONGEST, faults
from webhook.translation.lines import Line, parted
from webhook.translation.spreadsheet import Row
from webhook.translation.workbook import ABOUT, DIRECTIONS, HEADINGS, QUESTIONNAIRE, READ_ME, SENTENCES

MOST_SHOWN = 60
"""Faults that are listed; more mean that something else is wrong."""


class WrongTranslation(Exception):
    """A spreadsheet that cannot be used. Carries every fault, each saying where it is and what to do."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - MOST_SHOWN
        super().__init__("\n".join((*self.faults[:MOST_SHOWN], *([f"… and {more} more."] if more > 0 else ()))))


@dataclass(frozen=True, slots=True)
class About:
    """What the first sheet says: of which questionnaire this is the translation, and into what."""

    survey: str
    language: str
    name: str
    dir: str


def about(sheets: Mapping[str, tuple[Row, ...]]) -> About:
    """Read the first sheet. Raises `WrongTranslation` where it is not as it was exported."""
    lacking = [name for name in (READ_ME, QUESTIONNAIRE, SENTENCES) if name not in sheets]
    if lacking:
        raise WrongTranslation([f"There is no sheet '{name}'. Give the whole file that `heard translate export` made."
                                for name in lacking])
    said = {row.cells[0].strip(): " ".join(row.cells[1].split()) for row in sheets[READ_ME]}
    values = [said.get(label, "") for label in ABOUT]
    directions = {words: name for name, words in DIRECTIONS.items()}
    if not all(values) or values[-1] not in directions or len(values[2]) > 40 or [*faults(values[2], values[2], "en")]:
        raise WrongTranslation([f"{READ_ME}: the rows {', '.join(ABOUT)} are not as they were exported. "
                                "Export it again, and copy the translations over."])
    return About(values[0], values[1], values[2], directions[values[3]])


def translations(sheet: str, rows: tuple[Row, ...], lines: Iterable[Line], language: str,
                 ) -> tuple[dict[str, str], list[str]]:
    """Give the translation of each line by its place, and every fault of the sheet.

    `lines` are what a fresh export would hold.
    """
    wanted = {line.place: line for line in lines}
    if not rows or [cell.strip() for cell in rows[0].cells] != [*HEADINGS[:3]]:
        return {}, [f"{sheet}, row 1: the headings are not {', '.join(HEADINGS[:3])}. Export it again."]
    said: dict[str, str] = {}
    found: list[str] = []
    seen: set[str] = set()
    for row in rows[1:]:
        place = row.cells[0].strip()
        line = wanted.get(place)
        problems = [*_row_faults(row, line, place in seen, language)]
        seen.add(place)
        found += [f"{sheet}, row {row.number}{f' ({place})' if line else ''}: {problem}" for problem in problems]
        if line is not None and not problems:
            said[place] = tidy(row.cells[2], line)
    missing = [place for place in wanted if place not in seen]
    found += [f"{sheet}: the row '{place}' is missing. Export it again, and copy the translations over."
              for place in missing]
    return said, found


def tidy(cell: str, line: Line) -> str:
    """Give a cell's words without needless spaces; lines of their own stay where the English has them."""
    if line.several:
        return cell
    if "\n" not in line.english:
        return " ".join(cell.split())
    return "\n".join(" ".join(part.split()) for part in cell.strip().splitlines())


def _row_faults(row: Row, line: Line | None, twice: bool, language: str) -> Iterator[str]:
    if line is None:
        yield (f"'{row.cells[0][:60]}' is not a place of this translation. Put the first column back as it was, or "
               "export it again.")
        return
    if twice:
        yield "This row is there twice. Delete one of the two."
    if " ".join(row.cells[1].split()) != " ".join(line.english.split()):
        yield "The English is not what it is now. Export it again, and look at this translation once more."
    if row.odd:
        yield "There is a formula, a date or true/false in this row. Type words."
    elif line.several:
        yield from _list_faults(row.cells[2], language)
    else:
        yield from faults(line.english, tidy(row.cells[2], line), language)
        if line.place == "months" and row.cells[2].count(",") != line.english.count(","):
            yield "There must be twelve months with a comma between each two."


def _list_faults(cell: str, language: str) -> Iterator[str]:
    if len(cell) > LONGEST:
        yield f"This has {len(cell):,} characters; {LONGEST:,} is the most."
        return
    for word in parted(cell):
        yield from faults(word, word, language)
