"""`heard invite`: single-use invitations, as links and as slips of paper to cut out."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from storage.invitations import Issued
from surveys.wave import Wave, WaveState
from webhook import slips
from webhook.channels.chatting import account
from webhook.commands.setting import Folder
from webhook.installation import Installation, opened, stop


def run(
    wave: Annotated[str, typer.Argument(metavar="WAVE", help="An open wave's id.")],
    count: Annotated[int, typer.Option(min=0, help="How many; else one for each on the roster.")] = 0,
    sheet: Annotated[Path | None, typer.Option("--slips", help="Write a PDF of slips to cut out.")] = None,
    links: Annotated[Path | None, typer.Option(help="Write the links to a file; else they are printed.")] = None,
    by_telegram: Annotated[bool, typer.Option("--telegram", help="Make links that open your Telegram bot.")] = False,
    directory: Folder = None,
) -> None:
    """Make single-use invitations for an open wave. They are shown once: Heard keeps only a hash."""
    with opened(directory) as here:
        asked = _open_wave(here, wave)
        bot = _bot(here, asked) if by_telegram else ""
        made = [slip(here, one, bot) for one in issue(here, asked, count)]
        if sheet is not None:
            _write(sheet, slips.sheet(made, asked.survey.title.in_("en"),
                                      here.setting().name, here.config.public_base_url))
            typer.echo(f"{len(made)} slips are in {sheet}. Print it, cut it up, and delete it.")
        if links is not None:
            _write(links, "".join(f"{one.link}\n" for one in made).encode())
            typer.echo(f"{len(made)} links are in {links}. Delete it when they are handed out.")
        if sheet is None and links is None:
            for one in made:
                typer.echo(f"{one.link}   or type {one.code}")


def slip(here: Installation, issued: Issued, bot: str = "") -> slips.Slip:
    """Give the link and the code of one invitation; the token is in the fragment, which no server sees.

    With a `bot` the link opens the chat with it, and Telegram hands it the token.
    """
    if bot:
        return slips.Slip(link=account.invitation(bot, issued.token), code=issued.code)
    return slips.Slip(link=f"{here.config.public_base_url}/#{issued.token}", code=issued.code)


def issue(here: Installation, wave: Wave, count: int) -> tuple[Issued, ...]:
    """Make `count` invitations, or as many as the roster still lacks; never more than the roster."""
    with here.store.begin() as tx:
        invited, _, _ = tx.invitations.counts(wave.id)
        left = wave.roster - invited
        if left < 1 or count > left:
            stop(f"The roster of {wave.id} has {wave.roster} people and {invited} invitations are made already, "
                 f"so there are {max(left, 0)} left to make.")
        return tx.invitations.issue(wave.id, count or left, secrets.token_bytes)


def _bot(here: Installation, wave: Wave) -> str:
    if problems := account.problems(here.config):
        stop("\n".join(problems))
    if "telegram" not in wave.channels:
        stop(f"Wave {wave.id} is not asked by Telegram, but by {', '.join(wave.channels)}. "
             "Say so when you create the next one.")
    return account.read(here.config).name


def _open_wave(here: Installation, wave_id: str) -> Wave:
    with here.store.read() as tx:
        wave = tx.waves.get(wave_id)
        known = ", ".join(other.id for other in tx.waves.all() if other.state is WaveState.OPEN)
    if wave is None:
        stop(f"There is no wave called {wave_id!r}. Open waves: {known or 'none'}.")
    if wave.state is not WaveState.OPEN:
        stop(f"Wave {wave_id} is {wave.state.value}. Invitations are for open waves: {known or 'none'}.")
    return wave


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
        path.chmod(0o600)
    except OSError as wrong:
        stop(f"{path} cannot be written ({wrong.strerror}). Choose another place.")
