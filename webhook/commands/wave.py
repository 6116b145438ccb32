"""`heard wave`: create, open, watch and close a round of questions."""

import json
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.table import Table

from surveys.loader import library, load
from surveys.model import Audience
from surveys.survey import Survey
from surveys.wave import Policy, Wave, WaveState
from webhook import waves
from webhook.channels import ADDRESSED
from webhook.commands.setting import Folder, code
from webhook.installation import Installation, opened, stop
from webhook.replied import replied

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
WAYS = ("web", *ADDRESSED)
WaveId = Annotated[str, typer.Argument(metavar="WAVE", help="The wave's id; `heard wave status` lists them.")]


@app.command()
def create(
    audience: Annotated[str, typer.Option(help=f"Who is asked: {', '.join(get_args(Audience)[:3])}.")] = "pupil",
    roster: Annotated[int | None, typer.Option(min=1, max=100_000, help="How many people will be asked.")] = None,
    name: Annotated[str, typer.Option(help="What staff call it; else the audience and the month.")] = "",
    sets: Annotated[str, typer.Option(help="Question sets besides the core, such as A,B.")] = "",
    policy: Annotated[Policy, typer.Option(help="How results are shown; frozen at opening.")] = "bands",
    lang: Annotated[str, typer.Option(help="Languages offered, such as en,pl.")] = "en",
    by: Annotated[str, typer.Option(help=f"How people may answer: {', '.join(WAYS)}.")] = "web",
    survey: Annotated[Path | None, typer.Option(help="Your own questionnaire file.")] = None,
    directory: Folder = None,
) -> None:
    """Draft a wave. Nothing is sent and nothing is fixed until it opens."""
    if roster is None:
        stop("Say how many people will be asked, for example: --roster 24")
    with opened(directory) as here:
        today = here.today()
        title = name.strip() or f"{audience.capitalize()} {today:%B %Y}"
        wave = waves.draft(here.store, here.setting(), _survey(audience, survey), wave_id=code(title),
                           name=title, roster=roster, sets=_split(sets), policy=policy, languages=_split(lang),
                           channels=_ways(by))
        asked = len(wave.survey.counted)
        typer.echo(f"Drafted wave {wave.id}: {asked} questions for {roster} people, policy {policy}.")
        for problem in waves.faults(wave):
            typer.echo(f"  {problem.severity.value}: {problem.fault} {problem.remedy}")
        typer.echo(f"Next: heard wave open {wave.id}")


@app.command("open")
def open_(wave: WaveId, directory: Folder = None) -> None:
    """Open a wave. Its questions, policy and roster are frozen from now on."""
    with opened(directory) as here:
        started = waves.open_wave(here.store, here.keys, wave, here.today())
        typer.echo(f"Wave {started.id} is open. Next: heard invite {started.id} --count {started.roster}")


@app.command()
def status(directory: Folder = None,
           as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show every wave. Replies are in steps, counted once a day; who replied is never shown."""
    with opened(directory) as here:
        rows = [_row(here, wave) for wave in _waves(here)]
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    table = Table("Wave", "Name", "Asked", "State", "Replies", "Opened", "Closed")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table if rows else "No waves yet. Begin with: heard wave create --audience pupil --roster 24")


@app.command()
def close(wave: WaveId, directory: Folder = None,
          yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Close a wave: count the ballots once, publish, and destroy the ballots and their key."""
    with opened(directory) as here:
        if not yes and not typer.confirm("Closing is final: no more replies, and ballots are destroyed. Close?"):
            stop("Nothing was changed.")
        release = waves.close(here.store, here.keys, wave, here.today(), lambda step: typer.echo(f"  {step}…"))
        typer.echo(f"Wave {wave} is closed. Asked: {release.asked}. Replied: {release.replied}.")
        typer.echo(f"Next: heard report {wave}   or: heard audit export")


def _survey(audience: str, file: Path | None) -> Survey:
    if file is not None:
        try:
            return load(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError):
            stop(f"{file} cannot be read as a text file. Give the path of a questionnaire in YAML.")
    shipped = library()
    if audience not in shipped:
        stop(f"There is no questionnaire for {audience!r}. There is {', '.join(shipped)}; "
             "or give your own with --survey FILE.")
    return shipped[audience]


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _ways(by: str) -> list[str]:
    if strangers := [name for name in _split(by) if name not in WAYS]:
        stop(f"There is no channel {strangers[0]!r}. There is {', '.join(WAYS)}.")
    return _split(by)


def _waves(here: Installation) -> list[Wave]:
    with here.store.read() as tx:
        return list(tx.waves.all())


def _row(here: Installation, wave: Wave) -> dict[str, str | int]:
    with here.store.begin() as tx:
        shown = replied(tx, wave, here.today())
    return {"wave": wave.id, "name": wave.name, "asked": wave.roster, "state": wave.state.value,
            "replies": shown if wave.state is WaveState.OPEN else "–",
            "opened": str(wave.opened or "–"), "closed": str(wave.closed or "–")}
