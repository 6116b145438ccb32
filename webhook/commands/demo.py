"""`heard demo`: a made-up setting, from questions to a filled audit."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from reports.framework import Framework
from reports.framework_documents import InvalidDocument
from storage.keyring import Keyring
from storage.store import Store
from webhook import papers
from webhook.app import create_app
from webhook.clock import now
from webhook.config import Config, ConfigError
from webhook.demo.recipients import FIRST, LEAD, SECOND
from webhook.demo.run import NotADemo, Shown
from webhook.demo.run import run as build
from webhook.demo.setting import SETTING
from webhook.demo.showcase import showcase
from webhook.installation import stop
from webhook.safeguarding.watch import Watch
from webhook.server import PortTaken, check_port, serve


def run(
    directory: Annotated[Path, typer.Option("--dir", help="Where to build it.")] = Path("demo-setting"),
    seed: Annotated[int, typer.Option(help="Another seed, other made-up people.")] = 1,
    document: Annotated[Path | None, typer.Option("--audit", help="Fill this audit document.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to serve.")] = 8000,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it when it is made.")] = True,
) -> None:
    """Build a made-up setting, run three waves through the real conversation, and serve what they say."""
    try:
        config = Config.at(directory, HEARD_PORT=str(port))
        if serving:
            check_port(config)
        shown = _built(config, seed, papers.chosen_framework(document))
    except (ConfigError, NotADemo, PortTaken, InvalidDocument) as refusal:
        stop(str(refusal))
    except OSError as refusal:
        stop(f"{refusal.filename or directory} cannot be used ({refusal.strerror}).")
    except KeyboardInterrupt:
        stop(f"Stopped. {directory} is half made; the next `heard demo` begins it afresh.")
    _say(config, shown, serving=serving)
    if serving:
        serve(lambda: _load(config, shown), config)


def _load(config: Config, shown: Shown) -> Flask:
    store = Store.open(config.database, Keyring.open(config.keys))
    app = create_app(config, store)
    Watch(store, None, config.public_base_url, ZoneInfo(SETTING.time_zone), now).start()
    app.register_blueprint(showcase(shown.papers, SETTING.name, shown.shelves, shown.answer_link))
    return app


def _built(config: Config, seed: int, framework: Framework) -> Shown:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<34}"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        def watch(words: str, parts: int) -> Callable[[], None]:
            if not console.is_terminal:
                console.print(f"{words}…")
            task = progress.add_task(words, total=parts)
            return lambda: progress.advance(task)

        return build(config, seed, framework, now().date(), watch)


def _say(config: Config, shown: Shown, *, serving: bool) -> None:
    if not serving:
        typer.echo(f"The made-up setting is in {config.folder}; its papers are in {shown.papers}.")
        return
    typer.echo("\nHarbour Lane is ready. Open:")
    typer.echo(f"  answer as a pupil  {shown.answer_link}")
    typer.echo(f"  the reports        {config.public_base_url}/demo/")
    typer.echo(f"  the audit          {config.public_base_url}/demo/{shown.audit_file}")
    typer.echo(f"  the console        {config.public_base_url}/console  as {FIRST}, {SECOND} or {LEAD}, "
               f"password {shown.password}")
    typer.echo("Stop with Ctrl-C.")
