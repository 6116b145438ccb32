"""`heard papers`: notices, data protection drafts and the safeguarding protocol, from the live set-up."""

from pathlib import Path
from typing import Annotated

import typer

from reports.papers import PAPERS
from reports.render import RENDERERS
from surveys.model import Setting
from webhook import facts, papers
from webhook.commands.setting import Folder
from webhook.installation import Installation, opened, stop

FORMATS = ("html", "docx", "pdf")


def run(
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("papers"),
    setting: Annotated[str, typer.Option(help="The setting's id or name, where there are several.")] = "",
    format_: Annotated[str, typer.Option("--format", help="Formats, such as html,docx,pdf.")] = ",".join(FORMATS),
    only: Annotated[str, typer.Option(help="Only these papers, such as pupil-notice,dpia-draft.")] = "",
    directory: Folder = None,
) -> None:
    """Write the papers that go with asking; each says in its footer which set-up it was made from."""
    formats, names = _split(format_), _split(only) or list(PAPERS)
    _known(formats, [name for name in RENDERERS if name in FORMATS], "format")
    _known(names, list(PAPERS), "paper")
    with opened(directory) as here:
        held = facts.read(here.store, here.config, _setting(here, setting), here.today())
        written = papers.write({name: PAPERS[name](held) for name in names}, formats, out)
        if not held.alerting.second:
            typer.echo("Nobody is told yet when a child writes something; the papers say so. "
                       "See: heard safeguarding recipients", err=True)
        typer.echo(f"Written: {len(written)} files in {out}, from set-up {held.digest}.")


def _setting(here: Installation, wanted: str) -> Setting:
    if not wanted:
        return here.setting()
    with here.store.read() as tx:
        found = tx.setting.all()
    chosen = next((one for one in found if wanted in (one.id, one.name)), None)
    if chosen is None:
        stop(f"There is no setting {wanted!r} here. There is: {', '.join(one.id for one in found) or 'none yet'}.")
    return chosen


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _known(wanted: list[str], known: list[str], what: str) -> None:
    strange = [name for name in wanted if name not in known]
    if strange or not wanted:
        stop(f"There is no {what} {', '.join(map(repr, strange)) or 'named'}. Use: {', '.join(known)}.")
