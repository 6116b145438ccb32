"""A reply as Telegram messages: what is shown on buttons is not said twice, and nothing is too long.

The answer to a tap takes the place of the message that was tapped, so that a borrowed phone shows the
question being asked, not a list of those answered. What was typed stays, until the chat is cleared.
"""

from dataclasses import replace

from bot.conversation import Reply
from bot.phrases import say
from bot.rendering import plain
from webhook.channels.chatting import buttons
from webhook.channels.contract import Outgoing, Purpose

LONGEST = 4096
"""Characters of a message, counted as Telegram does, in UTF-16 (Telegram Bot API, "sendMessage")."""
LONGEST_TOAST = 200
"""Characters of what shows for a moment after a tap ("answerCallbackQuery")."""


def compose(reply: Reply, trace: str, purpose: Purpose) -> tuple[Outgoing, ...]:
    """Give the messages that say `reply`: one, unless it is too long; the last has the buttons."""
    tapped, _, query = trace.partition(" ")
    toast = reply.notice if tapped and len(reply.notice) <= LONGEST_TOAST else ""
    if toast == say("stale", reply.language, "telegram"):
        reply = reply._replace(notice="")  # Said for a moment; the message shows the question as it stands.
    *before, last = cut(text(reply)) or [reply.text]
    made = [Outgoing(part, language=reply.language, dir=reply.dir, purpose=purpose) for part in before]
    made.append(Outgoing(last, buttons=buttons.of(reply), language=reply.language, dir=reply.dir, purpose=purpose))
    if tapped:
        made[0] = replace(made[0], edit_of=tapped, remove_keyboard=not made[0].buttons,
                          trace=f"{query} {toast}".strip())
    return tuple(made)


def text(reply: Reply) -> str:
    """Give what a message says; choices that their buttons show in full are left to the buttons."""
    whole = all(buttons.fits(option) for option in reply.options)
    return plain(reply._replace(options=()) if whole else reply, "telegram")


def cut(words: str) -> list[str]:
    """Cut words into pieces that Telegram takes, at ends of lines or between words where there are any."""
    pieces: list[str] = []
    while _size(words) > LONGEST:
        end = _most(words)
        at = max(words.rfind("\n", 0, end), 0) or max(words.rfind(" ", 0, end), 0) or end
        pieces.append(words[:at].rstrip())
        words = words[at:].lstrip()
    return [piece for piece in (*pieces, words) if piece.strip()]


def _most(words: str) -> int:
    """Give how many characters from the start fit."""
    size = 0
    for at, character in enumerate(words):
        size += _size(character)
        if size > LONGEST:
            return at
    return len(words)


def _size(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
