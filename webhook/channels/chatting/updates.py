"""Telegram's updates read as arrivals. Only private chats are read: a group would hear one another's answers.

`effective_message` is never used: it is also an edited message, and an edit would become a new answer.
"""

import datetime as dt
import re
from collections.abc import Callable

from telegram import CallbackQuery, Chat, ChatMemberUpdated, InlineKeyboardMarkup, Message, Update

from bot.conversation import Inbound
from webhook.channels.chatting import buttons
from webhook.channels.chatting.account import LONGEST_START
from webhook.channels.contract import Arrival
from webhook.channels.webchat import plain

NAME = "telegram"
ASKED_FOR = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that Telegram is asked to bring."""
MOST = 10_000
"""Characters of a message that are read; Telegram sends 4096 at most, and every question takes far fewer."""
MEDIA = ("animation", "audio", "contact", "dice", "document", "game", "location", "paid_media", "photo", "poll",
         "sticker", "story", "venue", "video", "video_note", "voice")
"""What a message can be besides words. None of it is ever downloaded."""
_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_START}}}")


def read(update: Update) -> tuple[Arrival, ...]:
    """Give what an update says, as one arrival; nothing where it says nothing to us."""
    for kind, reader in _READERS.items():
        if (found := getattr(update, kind)) is not None:
            return reader(str(update.update_id), found)
    return ()


def _private(chat: Chat) -> bool:
    return chat.type == "private"


def _message(update: str, message: Message) -> tuple[Arrival, ...]:
    if message.migrate_to_chat_id:
        return (Arrival(NAME, str(message.chat.id), update, event="ignored",
                        moved_to=str(message.migrate_to_chat_id)),)
    if not _private(message.chat):
        return ()
    words, token = _words(message)
    media = _media(message)
    if not words and not token and media is None:
        return ()  # A pinned message or another of Telegram's own notes.
    # The pictures of one album come one by one; they are one message, and get one answer.
    album = f"album {message.media_group_id}" if message.media_group_id else update
    return (Arrival(NAME, str(message.chat.id), album, Inbound(words=words, media=media, at=message.date),
                    provider_id=str(message.message_id), token=token),)


def _edited(update: str, message: Message) -> tuple[Arrival, ...]:
    if not _private(message.chat):
        return ()
    at: dt.datetime = message.edit_date or message.date
    inbound = Inbound(words=_words(message)[0], media=_media(message), edited=True, at=at)
    return (Arrival(NAME, str(message.chat.id), update, inbound, provider_id=str(message.message_id)),)


def _words(message: Message) -> tuple[str, str]:
    """Give what was typed, and the token of an invitation where that is what a link typed for them."""
    text = plain((message.text or message.caption or "")[:MOST])
    command = _COMMAND.fullmatch(text)
    if command is None:
        return text, ""
    name, rest = command[1].lower(), (command[2] or "").strip()
    if name == "start" and rest:
        return "start", rest if _TOKEN.fullmatch(rest) else ""
    return (f"{name} {rest}".strip() if rest else name), ""


def _media(message: Message) -> str | None:
    if message.text:
        return None
    known = next((kind for kind in MEDIA if getattr(message, kind, None)), None)
    return known or ("other" if message.api_kwargs else None)


def _tapped(update: str, query: CallbackQuery) -> tuple[Arrival, ...]:
    message = query.message
    if message is None or not _private(message.chat) or not query.data:
        return ()
    tap = buttons.read(query.data, shown(query))
    if tap is None or tap.marked is not None:
        return ()
    return (Arrival(NAME, str(message.chat.id), update, tap.inbound, trace=f"{message.message_id} {query.id}"),)


def shown(query: CallbackQuery) -> InlineKeyboardMarkup | None:
    """Give the buttons that the tapped message had; Telegram does not say for a very old one."""
    return query.message.reply_markup if isinstance(query.message, Message) else None


def _membership(update: str, change: ChatMemberUpdated) -> tuple[Arrival, ...]:
    if not _private(change.chat):
        return ()
    blocked = change.new_chat_member.status in ("kicked", "left")
    return (Arrival(NAME, str(change.chat.id), update, event="blocked" if blocked else "unblocked"),)


_READERS: dict[str, Callable[..., tuple[Arrival, ...]]] = {
    "message": _message, "edited_message": _edited, "callback_query": _tapped, "my_chat_member": _membership}
