"""An audit as a document in the shape of its source: profile, statements, positions, priorities."""

from collections.abc import Iterator, Sequence

from reports.audit.row import offered, statement_row
from reports.audit.value import Audit
from reports.disclosure import NOT_FOR_OTHERS
from reports.evidence import Signal
from reports.framework import FrameworkSection
from reports.people import capital, listed, people
from reports.release import Release
from reports.report import Block, Bullets, Field, Form, Heading, PageBreak, Paragraph, Report, Table


def report(audit: Audit) -> Report:
    """Give the audit as a report: evidence and areas drafted, positions as the leader left them."""
    months = list(dict.fromkeys(release.month for release in audit.releases))
    drawn = f"Evidence drafted from questionnaires that closed in {listed(months)}." if months else \
        "No questionnaire has closed yet, so no voice evidence could be drafted."
    blocks: list[Block] = [*_how_to_read(audit), *_profile(audit), *([PageBreak()] if audit.framework.profile else []),
                           Heading(audit.framework.reflections_title)]
    for section in audit.framework.sections:
        blocks += _section(audit, section)
    blocks += _rules(audit)
    yours = "Positions are" if audit.framework.positions else "The judgement is"
    about = (drawn, f"Evidence and areas for improvement are drafts. {yours} for the setting's leaders.")
    return Report(audit.framework.title, audit.setting, about, tuple(blocks), landscape=True,
                  footer=" · ".join(part for part in (audit.setting, audit.framework.title) if part))


def _how_to_read(audit: Audit) -> Iterator[Block]:
    yield Heading("How to read this")
    yield Paragraph("Each statement shows what people said about it, who was asked, and how clearly their "
                    "voice speaks. Voice is one kind of evidence. It does not decide a position.", "lead")
    yield Bullets((
        *(["The position on each statement is left open for the setting's leaders to choose."]
          if audit.framework.positions else []),
        "“Replied” counts people who gave a view on that question. Those who skipped it or did not know are "
        "not in the figure.",
        f"{capital(audit.pupils)} and adults answered on different scales. Set the bands side by side; do not "
        "take one from another.",
        *audit.rule.words,
    ))
    if audit.releases:
        yield _who_was_asked(audit.releases)


def _who_was_asked(releases: Sequence[Release]) -> Table:
    rows = tuple((release.name, capital(people(release)), release.month, release.asked, release.replied,
                  release.response if release.speaks_for_all else f"{release.response}\n{NOT_FOR_OTHERS}")
                 for release in releases)
    return Table("Who was asked", ("Questionnaire", "Who", "Closed", "Asked", "Replied", "Response"), rows,
                 (0.24, 0.16, 0.14, 0.08, 0.12, 0.26))


def _profile(audit: Audit) -> Iterator[Block]:
    framework, notes = audit.framework, audit.notes
    date = f"{notes.date.day} {notes.date:%B %Y}" if notes.date else ""
    yield Heading(framework.profile_title)
    yield Form("Setting", (Field("Name of setting", audit.setting), Field("Completed by", notes.completed_by),
                           Field("Date", date)))
    for heading in dict.fromkeys(field.heading for field in framework.profile):
        fields = tuple(Field(field.label, notes.profile[field.id].text if field.id in notes.profile else "")
                       for field in framework.profile if field.heading == heading)
        yield Form(heading or framework.profile_title, fields)


def _section(audit: Audit, section: FrameworkSection) -> Iterator[Block]:
    title = f"{section.number}. {section.title}"
    framework = audit.framework
    yield Heading(title, 2)
    if "prompts" not in framework.roles:
        yield from _to_discuss(section)
    rows = tuple(statement_row(audit, statement) for statement in section.statements)
    yield Table(f"{title}: statements", framework.columns, rows, framework.widths, hide_caption=True)
    if framework.overall_rows and framework.positions:
        yield _overall(audit, section)
    yield Paragraph(_by_voice(audit, section), "note")
    for number in audit.reasons_wanted(section):
        yield Paragraph(f"{number} is marked “{framework.best_position}” while its voice signal is Weak. "
                        "Add a sentence that says why.", "note")
    if framework.priorities:
        yield Table(f"{title}: priorities", framework.priorities, _priorities(audit, section), hide_caption=True)


def _to_discuss(section: FrameworkSection) -> Iterator[Block]:
    for statement in section.statements:
        if statement.prompts:
            yield Heading(f"{statement.number}. {statement.title or statement.text}: questions to discuss", 3)
            yield Bullets(statement.prompts)


def _overall(audit: Audit, section: FrameworkSection) -> Table:
    words = section.positions or audit.framework.positions
    caption = section.overall or f"Overall: {section.title}"
    return Table(f"{section.number}. {section.title}: overall", ("Overall", "Position"),
                 ((caption, offered(words, audit.notes.overall.get(section.number))),), (0.6, 0.4),
                 hide_caption=True)


def _priorities(audit: Audit, section: FrameworkSection) -> tuple[tuple[str, ...], ...]:
    columns = len(audit.framework.priorities)
    written = audit.notes.priorities.get(section.number, ())
    filled = [tuple((*row.cells, *[""] * columns)[:columns]) for row in written]
    blank = [("", *[""] * (columns - 1))] * max(0, audit.framework.priority_rows - len(filled))
    return tuple((f"{place}: {row[0]}".rstrip(), *row[1:]) for place, row in enumerate([*filled, *blank], 1))


def _by_voice(audit: Audit, section: FrameworkSection) -> str:
    found = [(signal, audit.signalled(section, signal)) for signal in Signal]
    return "Voice in this section. " + " ".join(
        f"{signal.value}: {', '.join(numbers)}." for signal, numbers in found if numbers)


def _rules(audit: Audit) -> Iterator[Block]:
    for policy in dict.fromkeys(release.policy for release in audit.releases):
        using = [release for release in audit.releases if release.policy == policy]
        yield Heading("What may be shown, and what is held back")
        yield Paragraph(f"This holds for {listed([release.name for release in using])}.")
        yield Bullets(using[-1].rules)
    written = tuple(f"{release.name}: {sentence}" for release in audit.releases
                    for sentence in (release.comments or {}).values())
    if written:
        yield Heading("What people wrote")
        yield Bullets(written)
