"""`heard check`: every fault of questionnaire files, each at its line, with the remedy."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from surveys import lint, loader
from surveys.errors import InvalidSurvey, Problem, Severity
from surveys.model import Channel
from surveys.suggestions import did_you_mean
from surveys.survey import Survey


def run(
    files: Annotated[list[Path] | None, typer.Argument(
        help="Questionnaire files; the ones that come with Heard when none is named.")] = None,
    against: Annotated[Path | None, typer.Option(
        help="The version before: say what the edit does to its results.")] = None,
    breaking: Annotated[bool, typer.Option(
        "--breaking", help="The edit is meant to start a new series.")] = False,
    channel: Annotated[list[str] | None, typer.Option(
        help="Check as for this channel, not those the file names; may be repeated.")] = None,
    live: Annotated[list[str] | None, typer.Option(
        help="Check that this language can go live; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check questionnaire files, fault by fault. Ends with 1 when any has an error."""
    _known_channels(channel or ())
    named: list[Path | str] = [*files] if files else [*loader.SHIPPED]
    if against and len(named) != 1:
        _stop("--against compares one file with its version before. Name exactly one file.")
    problems: list[Problem] = []
    try:
        earlier = loader.load_file(against) if against else None
    except InvalidSurvey as invalid:
        problems, named = [*invalid.problems], []
        earlier = None
    for name in named:
        problems += _check(name, earlier, breaking=breaking, channels=channel, live=live)
    _report(problems, len(named), as_json=as_json)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _check(name: Path | str, earlier: Survey | None, *, breaking: bool, channels: Sequence[str] | None,
           live: Sequence[str] | None) -> tuple[Problem, ...]:
    try:
        if isinstance(name, str):
            text, file = loader.library_text(name), f"surveys/library/{name}.yaml"
        else:
            text, file = loader.read_text(name), str(name)
    except InvalidSurvey as invalid:
        return invalid.problems
    return lint.check(text, file, earlier=earlier, breaking=breaking, channels=channels, languages_live=live)


def _report(problems: Sequence[Problem], files: int, *, as_json: bool) -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if as_json:
        found = [problem.as_dict() for problem in problems]
        typer.echo(json.dumps({"problems": found, "files": files, "errors": errors, "warnings": warnings}))
        return
    for problem in problems:
        # A file's name may hold bytes that are not text.
        typer.echo(str(problem).encode("utf-8", "replace").decode())
    typer.echo(f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _known_channels(channels: Sequence[str]) -> None:
    for name in channels:
        if name not in get_args(Channel):
            _stop(f"There is no channel '{name}'. {did_you_mean(name, get_args(Channel))}")


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
