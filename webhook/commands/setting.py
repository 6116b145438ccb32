"""`heard setting`: the setting that respondents read of."""

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from pydantic import ValidationError

from surveys.model import Setting
from webhook.installation import opened, stop

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Folder = Annotated[Path | None, typer.Option("--dir", help="Where Heard keeps everything; else HEARD_DIR.")]


def code(name: str) -> str:
    """Give a short id made of `name`: "St Anne's" becomes `st_annes`."""
    plain = re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", name.lower())).strip("_")
    return plain[:32].rstrip("_") or "setting"


@app.command()
def create(
    name: Annotated[str, typer.Option(help="The setting's name, as pupils know it.")],
    safe_adult: Annotated[str, typer.Option(help="The person a pupil can go to.")] = "the safeguarding lead",
    contact: Annotated[str, typer.Option(help="Where and when to find them.")] = "",
    pupils: Annotated[str, typer.Option(help="Your word for pupils (students, young people).")] = "pupils",
    pupil: Annotated[str, typer.Option(help="Your word for one of them.")] = "pupil",
    directory: Folder = None,
) -> None:
    """Make a new installation with its keys and database, for one setting."""
    try:
        setting = Setting(id=code(name), name=name.strip(), pupils=pupils, pupil=pupil, safe_adult=safe_adult,
                          contact=contact)
    except ValidationError:
        stop("The setting's name must have 1 to 60 characters.")
    with opened(directory, new=True) as here:
        with here.store.begin() as tx:
            tx.setting.put(setting)
        typer.echo(f"{setting.name} is set up in {here.config.folder}.")
        typer.echo(f"Its keys are in {here.config.keys}. Keep that file out of backups of the database.")
        typer.echo("Next: heard wave create --audience pupil --roster HOW_MANY")


@app.command()
def show(directory: Folder = None) -> None:
    """Show the setting as respondents read of it."""
    with opened(directory) as here:
        for label, value in here.setting().model_dump(exclude={"word"}).items():
            typer.echo(f"{label.replace('_', ' '):<12} {value}")


@app.command()
def calendar(
    hours: Annotated[str, typer.Option(help="When reminders may go on a school day, such as 09:00-15:30.")] = "",
    term: Annotated[list[str] | None, typer.Option(help="A term or half term, 2026-09-02..2026-10-23; again for "
                                                   "each.")] = None,
    day_off: Annotated[list[str] | None, typer.Option(help="A day off in term, 2026-11-20; again for each.")] = None,
    time_zone: Annotated[str, typer.Option(help="Such as Europe/London.")] = "",
    directory: Folder = None,
) -> None:
    """Say when school is open: reminders go out then, and never before eight or after twenty."""
    with opened(directory) as here:
        setting = here.setting()
        written = setting.model_dump(mode="json")
        written |= {"hours": hours.split("-")} if hours else {}
        written |= {"terms": [one.split("..") for one in term]} if term else {}
        written |= {"days_off": day_off} if day_off else {}
        written |= {"time_zone": time_zone} if time_zone else {}
        try:
            changed = Setting.model_validate(written)
            ZoneInfo(changed.time_zone)
        except (ValidationError, ZoneInfoNotFoundError, ValueError):
            stop("That cannot be read. Write hours like 09:00-15:30, terms like 2026-09-02..2026-10-23, days like "
                 "2026-11-20, and the time zone like Europe/London.")
        with here.store.begin() as tx:
            tx.setting.put(changed)
    first, last = changed.hours
    typer.echo(f"Reminders go out from {first:%H:%M} to {last:%H:%M} on school days ({changed.time_zone}).")
    terms = "\n".join(f"  {start} to {end}" for start, end in changed.terms)
    typer.echo(terms or "  No terms yet: every weekday counts.")
