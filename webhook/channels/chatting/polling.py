"""Fetching updates from Telegram, for a computer that Telegram cannot reach."""

from collections.abc import Callable, Iterator
from typing import Any

from telegram import Bot

from webhook.channels.chatting.bridge import Bridge
from webhook.channels.chatting.updates import ASKED_FOR

WAIT = 25
"""Seconds that Telegram waits for something to happen before it says that nothing has."""
GRACE = 5


def fetch(bridge: Bridge, offset: int, wait: int = WAIT) -> list[dict[str, Any]]:
    """Give the updates from `offset` on, as they came. Raises `TelegramError` and `TimeoutError`.

    The library's own way reads all of them at once, and one that it cannot read would keep the others for ever.
    """
    return bridge.call(lambda bot: _updates(bot, offset, wait), patience=wait + 2 * GRACE)


async def _updates(bot: Bot, offset: int, wait: int) -> list[dict[str, Any]]:
    # In lower case, as Telegram allows, because the library warns of asking past its own method.
    found: Any = await bot.do_api_request(
        "getupdates", {"offset": offset, "timeout": wait, "allowed_updates": list(ASKED_FOR)},
        read_timeout=wait + GRACE)
    return [update for update in found if isinstance(update, dict)]


def from_now_on(bridge: Bridge) -> None:
    """Have Telegram keep updates until they are fetched, instead of bringing them anywhere."""
    bridge.call(lambda bot: bot.delete_webhook(drop_pending_updates=False))


def numbered(updates: list[dict[str, Any]], offset: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each update with the offset to ask for once it is dealt with."""
    for update in updates:
        number = update.get("update_id")
        if isinstance(number, int):
            offset = max(offset, number + 1)
        yield offset, update


class Poller:
    """Fetches updates and hands each on, in order."""

    def __init__(self, bridge: Bridge, take: Callable[[dict[str, Any]], None]) -> None:
        self._bridge = bridge
        self._take = take
        self._offset = 0

    def once(self, wait: int = WAIT) -> int:
        """Fetch what there is and hand it on; say how many updates. Raises `TelegramError` and `TimeoutError`.

        What was fetched and not handed on comes again, and is then known by its number.
        """
        updates = fetch(self._bridge, self._offset, wait)
        for offset, update in numbered(updates, self._offset):
            self._take(update)
            self._offset = offset
        return len(updates)
