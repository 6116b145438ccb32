"""One wave in one document: who replied, what they said, what was held back and why."""

from collections.abc import Iterator, Sequence

from reports.comparison import band
from reports.people import capital, listed, people
from reports.release import Cell, Published, Release
from reports.report import Bar, Block, Bullets, Chart, Heading, Paragraph, Report, Table

HIGH, LOW = 0.6, 0.4
"""A question is named as a strength, or as one to look at, from and to these shares."""
NAMED, MOST_NAMED = 3, 6
"""Questions named at either end; more where they stand level, up to a limit."""
NOT_SHOWN = "Not shown"
NOTHING = ("Too few replied to show what they said. This protects the people who did reply. "
           "Talk with people in person, or ask again when more can take part.")


def report(release: Release) -> Report:
    """Give the summary of one release."""
    who = people(release)
    blocks: list[Block] = [*_in_short(release), Heading("What was said")]
    for section, title in (release.sections or {}).items():
        blocks += _section(release, section, title)
    blocks += [*_groups(release), *_written(release), *_held_back(release), *_rules(release)]
    about = (f"{capital(who)}, {release.month}", f"Questionnaire: {release.name}",
             f"{release.asked} were asked, {release.replied} replied")
    return Report(f"What {who} said", release.setting, about, tuple(blocks),
                  footer=f"{release.setting} · {release.name} · {release.month}")


def _in_short(release: Release) -> Iterator[Block]:
    yield Heading("In short")
    yield Paragraph(f"{release.asked} {people(release)} were asked and {release.replied} replied. "
                    f"{release.response}", "lead")
    for note in release.notes:
        yield Paragraph(note, "note")
    shown = [(row, row.favourable) for row in release.questions if row.favourable and row.group is None]
    if not shown:
        yield Paragraph(NOTHING)
        return
    highest = _ends([(row, cell) for row, cell in shown if band(cell)[0] >= HIGH], best=True)
    lowest = _ends([(row, cell) for row, cell in shown if band(cell)[1] <= LOW], best=False)
    yield from _named("Where good answers were most common", highest)
    yield from _named("Where good answers were least common", lowest)
    if not highest and not lowest:
        yield Paragraph("Nothing stood out as high or low: the figures lie in the middle.")


def _ends(rows: Sequence[tuple[Published, Cell]], *, best: bool) -> list[tuple[Published, Cell]]:
    ordered = sorted(rows, key=lambda pair: pair[1].low, reverse=best)
    level = ordered[NAMED - 1][1].low if len(ordered) >= NAMED else None
    return [pair for place, pair in enumerate(ordered) if place < NAMED or pair[1].low == level]


def _named(caption: str, rows: Sequence[tuple[Published, Cell]]) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(caption, 2)
    points = [f"{row.text} {capital(cell.words)} said “{cell.label}”." for row, cell in rows]
    more = len(points) - MOST_NAMED
    yield Bullets((*points[:MOST_NAMED], *([f"{more} more stood level with these."] if more > 0 else [])))


def _section(release: Release, section: str, title: str) -> Iterator[Block]:
    rows = [row for row in release.questions if row.section == section and row.group is None]
    if not rows:
        return
    yield Heading(title, 2)
    if not any(row.shown for row in rows):
        yield Paragraph("Too few replied to show anything here.", "note")
        return
    measured = [row for row in rows if row.favourable or not row.shown]
    for label in dict.fromkeys(row.favourable.label for row in measured if row.favourable):
        yield from _measured(title, label, [row for row in measured if _label(row, release.scale) == label])
    spread = [row for row in rows if row.cells]
    if spread:
        yield Table(f"{title}: how many chose each answer", ("Question", "Answers"),
                    tuple((row.text, "\n".join(f"{cell.label}: {cell.words}" for cell in row.cells))
                          for row in spread), (0.5, 0.5))


def _label(row: Published, usual: str) -> str:
    """Give the good answer a row is listed under; one that is held back goes with the usual one."""
    return row.favourable.label if row.favourable else usual


def _measured(title: str, label: str, rows: Sequence[Published]) -> Iterator[Block]:
    said = f"Said “{label}”"
    bars = tuple(Bar(row.text, row.favourable, _words(row)) for row in rows)
    description = " ".join(f"{bar.label} {capital(bar.words)}." for bar in bars)
    yield Chart(f"{title}: said “{label}”", description, bars)
    header = ("Question", said, "Replied", "Range had the others replied")
    cells = tuple((row.text, _words(row), row.replies, row.reach.words if row.reach else "–") for row in rows)
    yield Table(f"{title}: how many said “{label}”", header, cells, (0.46, 0.2, 0.14, 0.2))


def _words(row: Published) -> str:
    return row.favourable.words if row.favourable else NOT_SHOWN


def _groups(release: Release) -> Iterator[Block]:
    groups = release.groups or {}
    rows = [row for row in release.questions if row.group is not None]
    if not rows:
        return
    yield Heading("Group by group")
    if not any(row.shown for row in rows):
        yield Paragraph("The groups were too small to show apart from one another.", "note")
        return
    asked = dict.fromkeys((row.question, row.text) for row in rows if row.shown)
    table = tuple((text, *(_of(release, question, group) for group in groups)) for question, text in asked)
    yield Table(f"Said “{release.scale}”, group by group", ("Question", *groups.values()), table)


def _of(release: Release, question: str, group: str) -> str:
    row = release.of(question, group)
    return _words(row) if row else NOT_SHOWN


def _written(release: Release) -> Iterator[Block]:
    if release.comments:
        yield Heading("What people wrote")
        yield Bullets(tuple(release.comments.values()))


def _held_back(release: Release) -> Iterator[Block]:
    held = [row for row in release.questions if row.held_back and row.group is None]
    yield Heading("What was held back, and why")
    if not held:
        yield Paragraph("No question was held back.")
        return
    reasons = dict.fromkeys(row.held_back for row in held)
    yield Table("Questions held back", ("Question", "Why"),
                tuple((row.text, reason) for reason in reasons for row in held if row.held_back == reason),
                (0.6, 0.4), hide_caption=True)


def _rules(release: Release) -> Iterator[Block]:
    yield Heading("What may be shown")
    yield Paragraph(f"These rules were fixed before {listed([people(release)])} were asked.")
    yield Bullets(release.rules)
