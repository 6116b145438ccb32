"""Telegram, by python-telegram-bot as transport only. Its settings begin with HEARD_TELEGRAM_."""

import hmac
import json
from collections.abc import Sequence
from typing import Literal

from telegram import Update
from telegram.error import TelegramError

from bot.conversation import Reply
from webhook.channels.chatting import account, buttons, checking, composing, sending, updates
from webhook.channels.chatting.account import Account
from webhook.channels.chatting.bridge import Bridge, hush
from webhook.channels.chatting.failing import meaning
from webhook.channels.contract import Arrival, ChannelOff, Forged, Outgoing, Purpose, Raw, Sent
from webhook.config import Config

HEADER = "x-telegram-bot-api-secret-token"


def build(config: Config) -> "Telegram":
    """Give the channel; raises `ChannelOff` with everything that is wrong or missing."""
    hush()
    if problems := account.problems(config):
        raise ChannelOff(problems)
    own = account.read(config)
    return Telegram(own, Bridge(own))


class Telegram:
    """The bot as a channel. What a tap on a mark shows it does itself: that answers nothing yet."""

    name = updates.NAME
    rendering = "telegram"
    kind = "telegram"
    per_second = 30.0
    per_chat = 1.0
    forgets: Literal["at_end", "when_asked", "never"] = "when_asked"

    def __init__(self, own: Account, bridge: Bridge) -> None:
        self.account = own
        self.bridge = bridge

    def verify(self, raw: Raw) -> None:
        """Raise `Forged` unless the request carries the secret; where there is none, nothing comes this way."""
        brought = raw.headers.get(HEADER, "").encode()
        if not self.account.secret or not hmac.compare_digest(brought, self.account.secret.encode()):
            raise Forged

    def parse(self, raw: Raw) -> tuple[Arrival, ...]:
        """Read an update. What cannot be read gives nothing: answered otherwise, Telegram brings it for hours."""
        try:
            update = Update.de_json(json.loads(raw.body), None)
            self._mark(update)
            return updates.read(update)
        except Exception:  # Telegram's library raises KeyError, TypeError, AttributeError, OverflowError and more.
            return ()

    def compose(self, reply: Reply, trace: str = "", purpose: Purpose = "question") -> tuple[Outgoing, ...]:
        """Make a reply into messages; the answer to a tap takes the place of what was tapped."""
        return composing.compose(reply, trace, purpose)

    def send(self, address: str, message: Outgoing, outbox_id: str) -> Sent:
        """Send one message, once. Raises a `ChannelError`."""
        try:
            return Sent(self.bridge.call(lambda bot: sending.deliver(bot, int(address), message)))
        except (TelegramError, TimeoutError) as failure:
            raise meaning(failure, repeatable=bool(message.edit_of)) from None

    def forget(self, address: str, provider_ids: Sequence[str]) -> None:
        """Delete messages from the chat, as far as Telegram lets a bot."""
        messages = sorted({int(name) for name in provider_ids if name.isdigit()})
        try:
            self.bridge.call(lambda bot: sending.clear(bot, int(address), messages))
        except (TelegramError, TimeoutError) as failure:
            raise meaning(failure, repeatable=True) from None

    def check(self) -> tuple[str, ...]:
        """Ask Telegram whether the bot, its name and its webhook are right; one sentence a fault."""
        try:
            return self.bridge.call(lambda bot: checking.faults(bot, self.account))
        except (TelegramError, TimeoutError) as failure:
            return (str(meaning(failure, repeatable=True)),)

    def _mark(self, update: Update) -> None:
        query = update.callback_query
        if query is None or query.message is None or query.message.chat.type != "private":
            return
        tap = buttons.read(query.data or "", updates.shown(query))
        if tap is None or (shown := tap.marked) is None:
            return
        chat, message, name = query.message.chat.id, query.message.message_id, query.id
        self.bridge.begin(lambda bot: sending.mark(bot, chat, message, shown, name))
