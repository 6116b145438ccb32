"""`heard telegram`: bring the bot's messages here, to a server or to a laptop."""

import typer
from telegram.error import TelegramError

from webhook.channels import telegram
from webhook.channels.chatting import checking
from webhook.channels.chatting.failing import meaning
from webhook.channels.contract import ChannelOff
from webhook.channels.telegram import Telegram
from webhook.commands.setting import Folder
from webhook.config import Config, ConfigError
from webhook.installation import configured, stop

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
