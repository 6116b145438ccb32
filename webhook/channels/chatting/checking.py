"""Whether the bot at Telegram is the one the settings name, and brings its updates here."""

from telegram import Bot, BotCommand

from bot.phrases import say
from webhook.channels.chatting.account import Account
from webhook.channels.chatting.updates import ASKED_FOR

MENU = ("skip", "back", "help", "talk", "language", "stop")
"""What the bot's menu offers, by the key of its words."""
AT_ONCE = 8
"""Updates that Telegram may bring at the same moment."""


async def faults(bot: Bot, account: Account) -> tuple[str, ...]:
    """Give one sentence for each thing that is wrong, saying what to do. Raises `TelegramError`."""
    found = []
    me = await bot.get_me()
    if (me.username or "").lower() != account.name.lower():
        found.append(f"HEARD_TELEGRAM_BOT is {account.name}, but the token is that of {me.username}. "
                     "Links would open another bot's chat.")
    webhook = await bot.get_webhook_info()
    if account.webhook and webhook.url != account.webhook:
        found.append("Telegram does not bring messages here. Run: heard telegram set-webhook")
    if not account.webhook and webhook.url:
        found.append("Telegram brings this bot's messages to a server. heard telegram poll would take them from it.")
    if webhook.url and webhook.pending_update_count > AT_ONCE:
        found.append(f"{webhook.pending_update_count} messages wait at Telegram, because it could not bring them here. "
                     "Check that HEARD_PUBLIC_BASE_URL can be reached from outside.")
    return tuple(found)


async def set_webhook(bot: Bot, account: Account) -> None:
    """Have Telegram bring updates here, and offer a menu. Raises `TelegramError`."""
    await bot.set_webhook(account.webhook, secret_token=account.secret, allowed_updates=ASKED_FOR,
                          max_connections=AT_ONCE, drop_pending_updates=False)
    await bot.set_my_commands([BotCommand(name, say(f"page.{name}", "en")) for name in MENU])
