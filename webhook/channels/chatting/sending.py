"""Messages on their way: sent, put in the place of another, marked, and deleted."""

import asyncio
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import BadRequest, TelegramError

from webhook.channels.chatting import buttons
from webhook.channels.contract import Outgoing

AT_ONCE = 100
"""Messages that one call deletes (Telegram Bot API, "deleteMessages")."""
BRIEFLY = 3.0
"""Seconds for a courtesy: a message that has arrived must not wait for it and pass for lost."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""Telegram would open every link itself to show what is behind it."""


async def deliver(bot: Bot, chat: int, message: Outgoing) -> str:
    """Send `message`, or put it in the place of the one it replaces; give its id. Raises `TelegramError`."""
    query, _, toast = message.trace.partition(" ")
    if query:
        _, sent = await asyncio.gather(acknowledge(bot, query, toast), _place(bot, chat, message))
        return sent
    return await _place(bot, chat, message)


async def _place(bot: Bot, chat: int, message: Outgoing) -> str:
    if message.edit_of and await _replaced(bot, chat, message):
        return message.edit_of
    sent = await bot.send_message(chat, message.text, reply_markup=buttons.markup(message.buttons),
                                  link_preview_options=NO_PREVIEW)
    return str(sent.message_id)


async def _replaced(bot: Bot, chat: int, message: Outgoing) -> bool:
    """Put `message` in the place of another; false where that one is gone, and it must be sent."""
    try:
        await bot.edit_message_text(message.text, chat, int(message.edit_of), link_preview_options=NO_PREVIEW,
                                    reply_markup=buttons.markup(message.buttons))
    except BadRequest as refusal:
        return _ignorable(refusal)
    return True


def _ignorable(refusal: BadRequest) -> bool:
    said = str(refusal).lower()
    if "not modified" in said:
        return True  # A second tap on the same button: it shows what it should already.
    if any(words in said for words in ("message to edit not found", "can't be edited", "message_id_invalid")):
        return False
    raise refusal


async def acknowledge(bot: Bot, query: str, toast: str = "") -> None:
    """Stop the button's spinner, and show `toast` for a moment. A courtesy: where it fails, nothing is lost.

    Telegram forgets a tap within a minute or so ("query is too old"); what was tapped counts all the same.
    """
    try:
        await bot.answer_callback_query(query, text=toast or None, connect_timeout=BRIEFLY, read_timeout=BRIEFLY)
    except TelegramError:
        return


async def mark(bot: Bot, chat: int, message: int, shown: InlineKeyboardMarkup, query: str) -> None:
    """Show a choice as picked or not. Where it fails the mark does not show, and is not sent either."""
    await asyncio.gather(acknowledge(bot, query), _show(bot, chat, message, shown))


async def _show(bot: Bot, chat: int, message: int, shown: InlineKeyboardMarkup) -> "Message | bool | None":
    try:
        return await bot.edit_message_reply_markup(chat, message, reply_markup=shown)
    except TelegramError:
        return None


async def clear(bot: Bot, chat: int, messages: Sequence[int]) -> None:
    """Delete messages, theirs and ours. Telegram deletes what is less than 48 hours old; the rest stays."""
    for start in range(0, len(messages), AT_ONCE):
        together = messages[start:start + AT_ONCE]
        try:
            await bot.delete_messages(chat, together)
        except BadRequest:
            await _one_by_one(bot, chat, together)


async def _one_by_one(bot: Bot, chat: int, messages: Sequence[int]) -> None:
    for message in messages:
        try:
            await bot.delete_message(chat, message)
        except BadRequest:
            continue
