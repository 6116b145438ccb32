"""`heard understand`: how replies would be read, one a line, as a conversation would read them."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.understanding import How, Reading, understand
from surveys import loader
from surveys.errors import InvalidSurvey
from surveys.model import Question
from surveys.suggestions import did_you_mean
from surveys.survey import Survey

MOST_BYTES = 1 << 20
"""Bytes of one line that are read; what follows is passed over."""


def run(
    survey: Annotated[str, typer.Argument(help="pupil, parent or staff, or a questionnaire file.")],
    question: Annotated[str, typer.Argument(help="The id of the question that the replies answer.")],
    lang: Annotated[str, typer.Option(help="The language of the conversation.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Read replies from standard input, one a line, and print how each would be understood."""
    asked = _survey(survey)
    put = _question(asked, question)
    if lang not in asked.languages:
        _stop(f"The questionnaire '{asked.id}' is not in the language '{lang}'. {did_you_mean(lang, asked.languages)}")
    today = dt.datetime.now().astimezone().date()
    for reply in _replies():
        reading = understand(reply, put, asked, lang, today)
        _print(_as_json(reply, reading) if as_json else _as_text(reply, reading))


def _survey(name: str) -> Survey:
    """Give a shipped questionnaire or one from a file, or end with what is wrong."""
    if name in loader.SHIPPED:
        return loader.read_library(name)
    path = Path(name)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        _stop(f"There is no questionnaire '{name}'. {did_you_mean(name, loader.SHIPPED)} "
              "A file of your own is named with its ending, .yaml.")
    try:
        return loader.load_file(path)
    except InvalidSurvey as invalid:
        more = f" (and {len(invalid.problems) - 1} more; see: heard check {name})" if len(invalid.problems) > 1 else ""
        _stop(f"{invalid.problems[0]}{more}")


def _question(survey: Survey, name: str) -> Question:
    found = survey.by_id.get(name)
    answerable = [each.id for each in survey.questions if each.answerable]
    if found is None:
        _stop(f"The questionnaire '{survey.id}' has no question '{name}'. {did_you_mean(name, answerable)}")
    if not found.answerable:
        _stop(f"'{name}' tells and does not ask, so it has no replies. {did_you_mean(name, answerable)}")
    return found


def _replies() -> Iterator[str]:
    """Give each line of standard input; bytes that are not UTF-8 become the replacement character."""
    source = sys.stdin.buffer
    while line := source.readline(MOST_BYTES):
        rest = line
        while not rest.endswith(b"\n") and rest:
            rest = source.readline(MOST_BYTES)
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", errors="replace")


def _as_json(reply: str, reading: Reading) -> str:
    """Give exactly `reply`, `how`, `choice` and `position`."""
    return json.dumps({"reply": reply, "how": reading.how.value, "choice": reading.code,
                       "position": reading.position}, ensure_ascii="utf" not in _encoding())


def _as_text(reply: str, reading: Reading) -> str:
    shown = reply if len(reply) <= 60 else f"{reply[:57]}..."
    shown = "".join(character if character.isprintable() else "\ufffd" for character in shown)
    return f"{shown}  ->  {reading.how.value}{_meant(reading)}"


def _meant(reading: Reading) -> str:
    """Say what the reply stands for, or why it cannot be used."""
    if reading.how is How.COMMAND:
        return f": {reading.detail['command'].replace('_', ' ')}"
    if reading.value is None:
        return f": {reading.reason.replace('_', ' ')}"
    if reading.code is None:
        value = str(reading.value)
        return f": {value if len(value) <= 60 else value[:57] + '...'}"
    place = f"{reading.position} " if reading.position else ""
    return f": {place}{reading.code}"


def _encoding() -> str:
    return (sys.stdout.encoding or "ascii").lower()


def _print(line: str) -> None:
    """Print a line; a terminal that cannot show a character shows its number."""
    typer.echo(line.encode(_encoding(), "backslashreplace").decode(_encoding()))


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
