"""`heard telegram`: bring the bot's messages here, to a server or to a laptop."""

import json
import signal
import time
from collections.abc import Callable
from typing import Any

import typer
from telegram.error import TelegramError

from webhook.channels import telegram
from webhook.channels.chatting import checking, polling
from webhook.channels.chatting.failing import SOON, meaning
from webhook.channels.contract import ChannelOff, Raw, Refused
from webhook.channels.telegram import Telegram
from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.config import Config, ConfigError
from webhook.installation import configured, opened, stop
from webhook.messaging import Messaging
from webhook.working import worker

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def about() -> None:
    """Have Telegram bring the bot's messages here."""


@app.command("set-webhook")
def set_webhook(directory: Folder = None) -> None:
    """Tell Telegram to bring the bot's messages to HEARD_PUBLIC_BASE_URL, once and after each change of it."""
    bot = ready(_config(directory))
    if not (bot.account.webhook and bot.account.secret):
        stop("Telegram can only bring messages to an https address that others can reach. Set HEARD_PUBLIC_BASE_URL "
             "and HEARD_TELEGRAM_SECRET; or, on a laptop, run: heard telegram poll")
    try:
        bot.bridge.call(lambda line: checking.set_webhook(line, bot.account))
    except (TelegramError, TimeoutError) as failure:
        stop(str(meaning(failure, repeatable=True)))
    finally:
        bot.bridge.close()
    typer.echo(f"Telegram now brings the messages of {bot.account.name} to {bot.account.webhook}.")


@app.command()
def poll(directory: Folder = None) -> None:
    """Fetch the bot's messages and answer them from here, until Ctrl-C: for a laptop that nobody can call."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with opened(directory) as here:
        bot = ready(here.config)
        jobs = worker(here.config, here.store, {bot.name: bot})
        messaging = Messaging(here.store, {bot.name: bot}, now, jobs.ring)

        def take(update: dict[str, Any]) -> None:
            for arrival in bot.parse(Raw(url="", headers={}, body=json.dumps(update).encode(), form={})):
                messaging.receive(arrival)

        jobs.start()
        try:
            _patiently(lambda: polling.from_now_on(bot.bridge))
            typer.echo(f"Fetching the messages of {bot.account.name}. Stop with Ctrl-C.")
            poller = polling.Poller(bot.bridge, take)
            while True:
                _patiently(poller.once)
        except KeyboardInterrupt:
            typer.echo("Stopped.")
        finally:
            jobs.stop()
            bot.bridge.close()


def _patiently(work: Callable[[], object]) -> None:
    """Do `work`; where Telegram cannot be reached or asks for patience, say so and wait."""
    try:
        work()
    except (TelegramError, TimeoutError) as failure:
        fault = meaning(failure, repeatable=True)
        if isinstance(fault, Refused):
            stop(str(fault))
        typer.secho(str(fault), err=True)
        time.sleep(SOON)


def ready(config: Config) -> Telegram:
    """Give the channel, or say everything that keeps it off."""
    try:
        return telegram.build(config)
    except ChannelOff as off:
        stop("\n".join(off.problems))


def _config(directory: Folder) -> Config:
    try:
        return configured(directory)
    except ConfigError as wrong:
        stop(str(wrong))
