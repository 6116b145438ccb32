"""What Telegram's refusals mean for a message. No sentence of Telegram's is passed on: some hold the token."""

import datetime as dt
from collections.abc import Callable
from typing import cast

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from webhook.channels.contract import ChannelError, Gone, Later, Moved, Refused, Unsure

SOON = 5.0
"""Seconds to wait where Telegram does not say how long."""
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "chat_id is empty")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Failures before a word of the message left this machine."""


def meaning(failure: Exception, *, repeatable: bool) -> ChannelError:
    """Give what a failed call means. `repeatable` says that doing it twice shows nothing twice (an edit)."""
    for kind, explain in _MEANINGS:
        if isinstance(failure, kind):
            return explain(failure, repeatable)
    return _unknown(repeatable, "error")


def _forbidden(failure: Exception, repeatable: bool) -> ChannelError:
    return Gone("They have blocked the bot, or closed their account.", "403")


def _patience(failure: Exception, repeatable: bool) -> ChannelError:
    wait = cast(RetryAfter, failure).retry_after
    seconds = wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)
    return Later("Telegram asks for fewer messages.", "429", seconds=seconds)


def _moved(failure: Exception, repeatable: bool) -> ChannelError:
    return Moved(str(cast(ChatMigrated, failure).new_chat_id), "400")


def _token(failure: Exception, repeatable: bool) -> ChannelError:
    return Refused("Telegram does not know the bot. Check HEARD_TELEGRAM_TOKEN with BotFather.", "401")


def _conflict(failure: Exception, repeatable: bool) -> ChannelError:
    return Later("Another program fetches this bot's messages. Stop it.", "409", seconds=SOON)


def _bad(failure: Exception, repeatable: bool) -> ChannelError:
    if any(words in str(failure).lower() for words in _NOBODY):
        return Gone("There is no such chat.", "400")
    return Refused("Telegram did not take the message as it is. Run: heard doctor", "400")


def _late(failure: Exception, repeatable: bool) -> ChannelError:
    if isinstance(failure.__cause__, _NOT_SENT):
        return Later("Telegram cannot be reached.", "unreachable", seconds=SOON)
    return _unknown(repeatable, "timeout")


def _network(failure: Exception, repeatable: bool) -> ChannelError:
    cause = failure.__cause__
    if isinstance(cause, _NOT_SENT):
        return Later("Telegram cannot be reached.", "unreachable", seconds=SOON)
    if cause is None:  # An answer of Telegram's own: it says that it failed.
        return Later("Telegram has a fault.", "5xx", seconds=SOON)
    return _unknown(repeatable, "network")


def _unknown(repeatable: bool, code: str) -> ChannelError:
    if repeatable:
        return Later("No answer from Telegram.", code, seconds=SOON)
    return Unsure("No answer from Telegram: the message may have arrived.", code)


def _other(failure: Exception, repeatable: bool) -> ChannelError:
    return _unknown(repeatable, "answer")


_MEANINGS: tuple[tuple[type[Exception], Callable[[Exception, bool], ChannelError]], ...] = (
    (Forbidden, _forbidden),
    (RetryAfter, _patience),
    (ChatMigrated, _moved),
    (InvalidToken, _token),
    (Conflict, _conflict),
    (BadRequest, _bad),  # Before NetworkError and TimedOut's parent: it is one, and would be tried for ever.
    (TimedOut, _late),
    (NetworkError, _network),
    (TelegramError, _other),
    (TimeoutError, _late),
)
"""In this order; the first that fits."""
