"""`heard report`: the summary of one closed wave."""

from pathlib import Path
from typing import Annotated

import typer

from reports.render import RENDERERS, render
from webhook import papers, reviewing
from webhook.commands.setting import Folder
from webhook.installation import opened, stop


def run(
    wave: Annotated[str, typer.Argument(metavar="WAVE", help="A closed wave's id.")],
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(RENDERERS)}.")] = "html",
    out: Annotated[Path | None, typer.Option(help="The file to write; else named for the wave.")] = None,
    names: Annotated[Path | None, typer.Option(
        help="Names to take out of quotations, one a line. The list is not kept.")] = None,
    directory: Folder = None,
) -> None:
    """Write what one audience said, as far as the disclosure policy allows."""
    if format_ not in RENDERERS:
        stop(f"There is no format {format_!r}. Use one of {', '.join(RENDERERS)}.")
    with opened(directory) as here:
        found = papers.releases(here.store, here.setting().id)
        release = next((release for release in found if release.wave == wave), None)
        if release is None:
            closed = ", ".join(release.wave for release in found) or "none yet"
            stop(f"Wave {wave!r} has no results: it is not closed, or not known. Closed waves: {closed}.")
        shown = reviewing.reviewed(here.store, release, reviewing.names_in(names))
        path = papers.save(out or Path(f"{wave}.{format_}"), render(papers.summary_report(shown), format_))
        typer.echo(f"Written: {path}")
