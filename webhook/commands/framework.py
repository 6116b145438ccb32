"""`heard framework`: what Heard understands of a council's own audit document."""

import json
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from ruamel.yaml import YAML

from reports.framework import Framework, FrameworkSection
from reports.framework_documents import Imported, InvalidDocument, Line, as_json
from webhook import papers
from webhook.installation import stop

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _framework() -> None:
    """Read a council's own audit document."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word document (.docx) or plain text.")],
    as_json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the framework as a YAML file too.")] = None,
) -> None:
    """Print what is recognised in a document, statement by statement, and what could not be placed."""
    try:
        found = papers.read_document(file)
        if out is not None:
            papers.save(out, as_yaml(found.framework).encode())
            typer.echo(f"Written: {out}", err=True)
    except InvalidDocument as refusal:
        stop(str(refusal))
    except OSError as refusal:
        stop(f"{out} cannot be written ({refusal.strerror}). Choose another place.")
    if as_json_:
        typer.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    _summary(console, found)
    for section in found.framework.sections:
        _section(console, found, section)
    _rest(console, found)


def as_yaml(framework: Framework) -> str:
    """Give a framework in the form of the files that `reports.framework` reads."""
    written = StringIO()
    yaml = YAML()
    yaml.width = 120
    yaml.dump(framework.model_dump(mode="json", exclude_defaults=True), written)
    return written.getvalue()


def _summary(console: Console, found: Imported) -> None:
    framework = found.framework
    _say(console, framework.title, "bold")
    _say(console, _counted(found))
    if found.introduction:
        about = found.introduction
        _say(console, f"Introduction: {found.unit}s {about.first} to {about.last}, {about.lines} with words.")
    _say(console, f"{framework.profile_title}: {'; '.join(found.opening) or 'nothing that names the setting'}")
    for heading in dict.fromkeys(field.heading for field in framework.profile):
        labels = (field.label for field in framework.profile if field.heading == heading)
        _say(console, f"  {heading or 'Profile'}: {'; '.join(labels)}")
    _say(console, framework.reflections_title)


def _counted(found: Imported) -> str:
    counts = found.counts
    named = {"sections": "sections", "statements": "numbered statements", "positions": "positions",
             "priorities_tables": "priorities tables", "overall_rows": "overall rows",
             "profile_fields": "profile fields"}
    said = ", ".join(f"{counts[name]} {words}" for name, words in named.items())
    return f"{said}. Positions: {', '.join(found.framework.positions)}."


def _section(console: Console, found: Imported, section: FrameworkSection) -> None:
    unit = found.unit.capitalize()
    rows = [(each.number, str(found.lines[each.number]), each.text, " ".join((*each.questions, *each.partial)))
            for each in section.statements]
    title = f"{section.number}. {section.title}"
    _say(console, f"\n{title}", "bold")
    if console.is_terminal:
        table = Table("", unit, "Statement", "Questions", show_lines=True)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    else:
        for number, line, words, questions in rows:
            _say(console, "\t".join((number, f"{unit} {line}", words, questions or "no question")))
    offered = ", ".join(section.positions or found.framework.positions)
    _say(console, f"Overall row: {section.overall or 'none'} ({offered})")
    _say(console, f"Priorities table: {found.priorities.get(section.number, 0)} rows")


def _rest(console: Console, found: Imported) -> None:
    if found.remarks:
        _say(console, "\nWorth knowing", "bold")
        _lines(console, found, found.remarks)
    if found.filled:
        _say(console, f"\nFilled in already: {len(found.filled)} lines, which are not taken over.", "bold")
    _say(console, "\nCould not be placed" if found.unplaced else "\nEverything was placed.", "bold")
    _lines(console, found, found.unplaced)


def _lines(console: Console, found: Imported, lines: tuple[Line, ...]) -> None:
    for line in lines:
        _say(console, f"  {found.unit} {line.number}: {line.text}")


def _say(console: Console, words: str, style: str = "") -> None:
    # Words from a document are never read as rich's own markup, and never wrapped where a program reads them.
    if console.is_terminal:
        console.print(Text(words, style=style))
    else:
        typer.echo(words)
