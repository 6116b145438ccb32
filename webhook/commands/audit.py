"""`heard audit`: the audit document, with evidence drafted from what people said."""

from pathlib import Path
from typing import Annotated

import typer

from reports.framework import Framework, InvalidFramework
from reports.framework_documents import InvalidDocument
from reports.render import RENDERERS, render
from webhook import papers, reviewing
from webhook.commands.setting import Folder
from webhook.installation import opened, stop

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _audit() -> None:
    """Write the audit with what people said."""


@app.command()
def export(
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(RENDERERS)}.")] = "docx",
    framework: Annotated[str, typer.Option(help="A shipped framework.")] = papers.SHIPPED,
    document: Annotated[Path | None, typer.Option(help="Your own document, to fill.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; else named for the framework.")] = None,
    names: Annotated[Path | None, typer.Option(
        help="Names to take out of quotations, one a line. The list is not kept.")] = None,
    directory: Folder = None,
) -> None:
    """Write the audit. Evidence and areas are drafts; the position on each statement is yours."""
    if format_ not in RENDERERS:
        stop(f"There is no format {format_!r}. Use one of {', '.join(RENDERERS)}.")
    wanted = _wanted(document, framework)
    with opened(directory) as here:
        known = reviewing.names_in(names)
        found = [reviewing.reviewed(here.store, release, known)
                 for release in papers.releases(here.store, here.setting().id)]
        content = render(papers.audit_report(found, wanted), format_)
        path = papers.save(out or Path(f"{wanted.id}.{format_}"), content)
        waves = ", ".join(release.name for release in found) or "no closed wave yet, so no evidence"
        typer.echo(f"Written: {path}   (drawn from: {waves})")


def _wanted(document: Path | None, framework: str) -> Framework:
    try:
        return papers.chosen_framework(document, framework)
    except (InvalidDocument, InvalidFramework) as refusal:
        stop(str(refusal))
